/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "sweep.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/proc.h"
#include "compare/compare_run.h"
#include "input.h"
#include "model/net.h"

/* First line that a tool says of its version. */
static void first_line(void *user, const char *line)
{
	struct text *t = user;

	if (!t->n)
		text_add(t, "%s", line);
}

static int add_tool(struct text *t, const char *name, const char *package, const char *flag,
		    struct err *e)
{
	char *path = proc_find(name, package, e);
	const char *const argv[] = {path, flag, NULL};
	struct text said = {0};
	int r = path ? proc_run(argv, NULL, first_line, &said, e) : -1;

	if (r >= 0)
		text_add(t, "tool %s: %s\n", name, said.n ? said.s : "unknown");
	text_free(&said);
	free(path);
	return r < 0 ? -1 : 0;
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_seen(const struct dirent *d)
{
	return *d->d_name != '.' && d->d_type != DT_DIR;
}

/* Names and contents of a folder of the program's data. */
static int add_folder(struct text *t, const char *name, struct err *e)
{
	char *dir = cmd_share(name, e);
	struct dirent **entry = NULL;
	int n = dir ? scandir(dir, &entry, is_seen, by_bytes) : 0, r = dir ? 0 : -1;
	uint64_t h = FNV_START;

	if (n < 0)
		r = err_set(e, dir, 0, "cannot read: %s", strerror(errno));
	for (int i = 0; i < n; i++) {
		char *path = xasprintf("%s/%s", dir, entry[i]->d_name);

		h = fnv(h, entry[i]->d_name, strlen(entry[i]->d_name) + 1);
		r = r || fnv_file(&h, path, e) < 0 ? -1 : 0;
		free(path);
		free(entry[i]);
	}
	free(entry);
	free(dir);
	if (!r)
		text_add(t, "%s %016" PRIx64 "\n", name, h);
	return r;
}

int sweep_program(const struct sweep *s, struct text *t, struct err *e)
{
	int area = s->measure[SWEEP_AREA], timing = s->measure[SWEEP_TIMING];
	int cosim = s->measure[SWEEP_COSIM];
	uint64_t h = FNV_START;

	if (fnv_file(&h, "/proc/self/exe", e) < 0)
		return -1;
	text_add(t, "program imcfab %s %016" PRIx64 "\n", PACKAGE_VERSION, h);
	if ((area || timing) && add_tool(t, "yosys", "yosys", "-V", e) < 0)
		return -1;
	if (timing && add_tool(t, "sta", "opensta", "-version", e) < 0)
		return -1;
	if (cosim && (add_tool(t, "verilator", "verilator", "--version", e) < 0 ||
		      add_folder(t, "tb", e) < 0))
		return -1;
	return area || timing || cosim ? add_folder(t, "rtl_templates", e) : 0;
}

static int is_made(const struct sweep_files *f)
{
	return !f->n;
}

/* The images of one network: those that are counted have labels. */
static int check_of(const struct sweep *s, const struct net *net, struct err *e)
{
	const struct input_from images = {.files = {s->images.s, s->images.n}};
	const struct input_from calibrate = {.files = {s->calibrate.s, s->calibrate.n}};
	struct input in = {0};
	const struct net_tensor *t = &net->tensor[0];
	int counted = s->measure[SWEEP_ACCURACY], r = 0;

	if (counted && is_made(&s->images) && (t->w != 32 || t->h != 32 || t->c != 3))
		return err_set(e, s->path, 0, "images = shapes: these are of 32x32 pixels and 3 "
			       "channels, %s takes %dx%d and %d: name images", net->name, t->w,
			       t->h, t->c);
	if (counted || s->measure[SWEEP_COSIM]) {
		r = is_made(&s->images) ? 0 :
			input_read_for_net(net, &images, 1, s->n_accuracy, &in, e);
		if (!r && counted && !is_made(&s->images) && !in.n_labels)
			r = err_set(e, s->images.s[0], 0, "no label of %d image%s: measure = "
				    "accuracy needs some", in.n, plural(in.n));
		input_free(&in);
	}
	if (!r && !is_made(&s->calibrate)) {
		r = input_read_for_net(net, &calibrate, 1, s->n_calibrate, &in, e);
		input_free(&in);
	}
	return r;
}

int sweep_check_images(const struct sweep *s, struct err *e)
{
	for (int i = 0; i < s->n_axes; i++) {
		const struct sweep_axis *a = &s->axis[i];

		for (int k = 0; k < a->n_keys * a->n_values; k++) {
			struct net *net;
			int weights, r;

			if (strcmp(a->key[k % a->n_keys], "network"))
				continue;
			if (compare_has_weights(a->value[k], &weights, e) < 0)
				return -1;
			net = weights ? net_read_json(a->value[k], e) : NULL;
			r = weights && !net ? -1 : net ? check_of(s, net, e) : 0;
			net_free(net);
			if (r < 0)
				return -1;
		}
	}
	return 0;
}
