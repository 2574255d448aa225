/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "plan.h"
#include "model/plan.h"

static int write_plan(const struct plan *p, const char *out, struct err *e)
{
	struct text t = {0};
	int r;

	plan_write(p, &t);
	r = file_write(out, t.s, t.n, e);
	text_free(&t);
	if (!r)
		printf("%s on %s: %d of %d cores, interval %" PRId64
		       ", latency %" PRId64 " cycles\n", p->net,
		       p->arch->topology, p->n_tasks, p->topo->graph->n_nodes,
		       p->interval, p->latency);
	return r;
}

/* What is neither a file nor a key. */
struct words {
	const char *count, *seed, *effort, *vcs;
};

static int take_words(const struct words *w, struct plan_job *job,
		      struct err *e)
{
	long count, seed, effort;

	if (cmd_number("--calibrate-images", w->count, 1, 100000, &count,
		       e) < 0 ||
	    cmd_number("--seed", w->seed, 1, INT32_MAX, &seed, e) < 0 ||
	    cmd_number("--effort", w->effort, 1, 100, &effort, e) < 0)
		return -1;
	if (w->vcs && strcmp(w->vcs, "auto"))
		return err_set(e, "", 0, "--vcs %s: must be auto (a number is "
			       "the key link.vcs)", w->vcs);
	job->n_images = (int)count;
	job->o.seed = (uint64_t)seed;
	job->o.effort = (int)effort;
	job->o.vcs = w->vcs ? MAP_VCS_LEAST : MAP_VCS_GIVEN;
	return 0;
}

static int run(int argc, char **argv, struct err *e)
{
	const char *out = NULL, *operand[2];
	struct words w = {"64", "1", "10", NULL};
	struct plan_job job = {0};
	const struct cmd_opt opt[] = {
		{"-o", &out, NULL, NULL},
		{"--set", NULL, NULL, &job.set},
		{"--place", &job.o.place, NULL, NULL},
		{"--route", &job.o.route, NULL, NULL},
		{"--seed", &w.seed, NULL, NULL},
		{"--effort", &w.effort, NULL, NULL},
		{"--vcs", &w.vcs, NULL, NULL},
		{"--calibrate", &job.images, NULL, NULL},
		{"--calibrate-images", &w.count, NULL, NULL},
		{NULL, NULL, NULL, NULL},
	};
	struct plan *p = NULL;
	int r = cmd_options(argc, argv, opt, operand, 2, 2, e);

	if (!r && !out)
		r = err_set(e, "", 0, "map: -o PLAN is missing");
	if (!r)
		r = take_words(&w, &job, e);
	if (!r) {
		job.arch = operand[0];
		job.net = operand[1];
		p = plan_make(&job, e);
		r = p ? write_plan(p, out, e) : -1;
	}
	plan_free(p);
	free(job.set.s);
	return r;
}

const struct cmd cmd_map = {
	"map", "ARCH NET -o PLAN [--set KEY=VALUE]... [--place S] [--route R] [--vcs auto]",
	"Lowers, places and routes a network on a hardware file and writes the plan.\n\n"
	"  --set KEY=VALUE       override a key of the hardware file\n"
	"  --place S             order: task i on core i; greedy: who talks most next, on\n"
	"                        the nearest free core; anneal: simulated annealing of the\n"
	"                        better of these; auto, the default: order where every\n"
	"                        reader is then beside its source, else the best of all\n"
	"  --route R             negotiated, the default: least words on the most loaded\n"
	"                        channel, then fewest hops; dimension: one coordinate after\n"
	"                        the other (mesh, torus)\n"
	"  --seed N              of annealing (1)\n"
	"  --effort N            of annealing, 1..100 (10); its time grows with it\n"
	"  --vcs auto            sets link.vcs of the plan's hardware to the least number\n"
	"                        of virtual channels with which a mapping is found\n"
	"  --calibrate IMAGES    set each tile's converter range from these images;\n"
	"                        without it adc.bits has to be wide enough to be lossless\n"
	"  --calibrate-images N  how many of them (64)\n",
	run,
};
