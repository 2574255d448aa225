/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMD_INPUT_H
#define CMD_INPUT_H

#include "cmd.h"
#include "model/net.h"
#include "model/plan.h"
#include "base/util.h"

/* Images as a plan's fabric takes them, with the labels that came with them. */
struct input {
	int n;
	uint8_t **hwc;	/* [n], each in_w * in_h * in_c bytes, owned */
	int *label;	/* [n], 0.., or -1: none */
	int n_labels;	/* how many have one */
};

/* Which images a command line names: files, folders, lists (image/source.h). */
struct input_from {
	struct cmd_list files;	/* of one or more, but where images are made up */
	long resize;	/* as struct fit (image/fit.h) */
};

/* Reads at most `max` images (0: all) for a plan, or for a network that is to be one;
 * fewer than `min` are refused. 0, or -1 and *e. Free with input_free in both cases. */
int input_read(const struct plan *p, const struct input_from *from, int min,
	       int max, struct input *in, struct err *e);
int input_read_for_net(const struct net *n, const struct input_from *from, int min,
		       int max, struct input *in, struct err *e);

/* At most `max` images (0: all), at least one, as bytes of w x h x c, for what is called
 * `name`. */
int input_bytes(const char *name, int w, int h, int c, const struct input_from *from,
		int max, struct input *in, struct err *e);

/* `n` images where none are given: of shapes.h, the first of the set `seed`,
 * which are written to `path`; random bytes without labels (and no file) for what does
 * not take 32x32 images of 3 channels. Else as input_read. */
int input_made(const struct plan *p, uint64_t seed, int n, const char *path,
	       struct input *in, struct err *e);
int input_made_for_net(const struct net *net, uint64_t seed, int n,
		       const char *path, struct input *in, struct err *e);

void input_free(struct input *in);

/* For a network of other classes. */
void input_drop_labels(struct input *in);

/* Writes n images of shapes.h, the first of the set `seed`, as records of CIFAR-10.
 * 0, or -1 and *e. */
int input_make(uint64_t seed, int n, const char *path, struct err *e);

#endif
