/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmd.h"
#include "cmd_plan.h"
#include "plan.h"

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

static int run(int argc, char **argv, struct err *e)
{
	const char *out = NULL, *count = "64", *operand[2];
	struct plan_job job = {0};
	const struct cmd_opt opt[] = {
		{"-o", &out, NULL, NULL},
		{"--set", NULL, NULL, &job.set},
		{"--calibrate", &job.images, NULL, NULL},
		{"--calibrate-images", &count, NULL, NULL},
		{NULL, NULL, NULL, NULL},
	};
	struct plan *p = NULL;
	long n;
	int r = cmd_options(argc, argv, opt, operand, 2, 2, e);

	if (!r && !out)
		r = err_set(e, "", 0, "map: -o PLAN is missing");
	if (!r)
		r = cmd_number("--calibrate-images", count, 1, 100000, &n, e);
	if (!r) {
		job.arch = operand[0];
		job.net = operand[1];
		job.n_images = (int)n;
		p = plan_make(&job, e);
		r = p ? write_plan(p, out, e) : -1;
	}
	plan_free(p);
	free(job.set.s);
	return r;
}

const struct cmd cmd_map = {
	"map", "ARCH NET -o PLAN [--set KEY=VALUE]... [--calibrate IMAGES]",
	"Lowers, places and routes a network on a hardware file and writes the plan.\n\n"
	"  --set KEY=VALUE       override a key of the hardware file\n"
	"  --calibrate IMAGES    set each tile's converter range from these images;\n"
	"                        without it adc.bits has to be wide enough to be lossless\n"
	"  --calibrate-images N  how many of them (64)\n",
	run,
};
