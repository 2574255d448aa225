/* SPDX-License-Identifier: Apache-2.0 */
#include "compare.h"

#include <stdlib.h>

#include "cmd.h"
#include "input.h"
#include "rtl.h"
#include "measure/cosim.h"
#include "measure/cosim_json.h"
#include "report/cosim.h"
#include "base/shapes.h"

int compare_input(const struct net *net, const struct input_from *images, int n,
		  const char *dir, struct input *in, struct err *e)
{
	char *path;
	int r;

	if (images->files.n)
		return input_read_for_net(net, images, n, n, in, e);
	path = xasprintf("%s/images.bin", dir);
	r = input_made_for_net(net, SHAPES_TRAIN_SEED, n, path, in, e);
	free(path);
	return r;
}

/* Beside what was predicted, for a page. */
static int take_run(const struct cosim_run *run, const char *file, struct compare_row *r,
		    struct err *e)
{
	json_t *j = cosim_run_json(run);
	int failed = r->design ? report_add_run(r->design, j, file, e) : 0;

	json_decref(j);
	return failed;
}

int compare_rtl(const struct plan *p, const struct input *in, const char *dir,
		struct compare_row *r, struct err *e)
{
	char *stimulus = xasprintf("%s/stimulus", dir);
	char *model = xasprintf("%s/model", dir);
	struct cosim_opt o = {.stimulus = stimulus, .n_images = in->n, .count_stalls = 1};
	struct cosim_result c;
	double seconds;
	int failed = rtl_stimulus(p, in, stimulus, NULL, e);

	if (!failed)
		failed = rtl_build(p, 0, COSIM_TILES, NULL, dir, &seconds, e);
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
		failed = take_run(&c.run[0], stimulus, r, e);
		if (!failed)
			failed = !c.equal;
		cosim_result_free(&c);
	}
	free(stimulus);
	free(model);
	return failed;
}
