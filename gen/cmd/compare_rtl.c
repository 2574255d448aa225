/* SPDX-License-Identifier: Apache-2.0 */
#include "compare.h"

#include <stdlib.h>

#include "cmd.h"
#include "input.h"
#include "rtl.h"
#include "measure/cosim.h"
#include "base/images.h"
#include "base/shapes.h"

#define MADE_SEED 20260101u

/* Bytes of no meaning for a network that does not take 32x32 images of colours. */
static void input_random(const struct net_tensor *t, int n, struct input *in)
{
	size_t bytes = (size_t)t->w * t->h * t->c;
	uint64_t state = MADE_SEED;

	*in = (struct input) {.n = n};
	in->hwc = xcalloc(n, sizeof(*in->hwc));
	in->label = xcalloc(n, 1);
	for (int i = 0; i < n; i++) {
		in->hwc[i] = xmalloc(bytes);
		for (size_t k = 0; k < bytes; k++)
			in->hwc[i][k] = (uint8_t)(rand_next(&state) >> 56);
	}
}

int compare_input(const struct net *net, const char *images, int n,
		  const char *dir, struct input *in, struct err *e)
{
	const struct net_tensor *t = &net->tensor[0];
	char *path;
	int r;

	if (images)
		return input_read_for_net(net, images, n, n, in, e);
	if (t->w != IMAGES_W || t->h != IMAGES_H_PIXELS || t->c != IMAGES_C) {
		input_random(t, n, in);
		return 0;
	}
	path = xasprintf("%s/images.bin", dir);
	r = input_make(SHAPES_TRAIN_SEED, n, path, e);
	if (!r)
		r = input_read_for_net(net, path, n, n, in, e);
	free(path);
	return r;
}

int compare_rtl(const struct plan *p, const struct input *in, const char *dir,
		struct compare_row *r, struct err *e)
{
	char *stimulus = xasprintf("%s/stimulus", dir);
	char *model = xasprintf("%s/model", dir);
	struct cosim_opt o = {.stimulus = stimulus};
	struct cosim_result c;
	double seconds;
	int failed = rtl_stimulus(p, in, stimulus, e);

	if (!failed)
		failed = rtl_build(p, 0, 0, NULL, dir, &seconds, e);
	if (!failed)
		failed = cosim_run(model, &o, p, NULL, cmd_progress, &c, e);
	if (!failed) {
		r->rtl_interval = c.run[0].interval;
		r->rtl_latency = c.run[0].latency;
		r->words_compared = c.run[0].words_compared;
		r->mismatches = c.run[0].mismatches;
		if (!c.equal)
			compare_text(&r->note, "RTL differs: %s",
				     c.run[0].first);
		failed = !c.equal;
	}
	free(stimulus);
	free(model);
	return failed;
}
