/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "arch.h"
#include "calib.h"
#include "cmd.h"
#include "cmd_input.h"
#include "net.h"
#include "plan.h"
#include "plan_build.h"
#include "timing.h"

static int calibrate(struct plan *p, const char *path, long n, struct err *e)
{
	struct input in;
	int r = input_read(p, path, (int)n, &in, e);

	if (!r)
		r = calib_plan(p, (const uint8_t *const *)in.hwc, in.n, e);
	input_free(&in);
	return r;
}

static int write_plan(struct plan *p, const char *out, struct err *e)
{
	struct text t = {0};
	struct timing timing;
	int r;

	timing_predict(p, &timing);
	p->interval = timing.interval;
	p->latency = timing.latency;
	timing_free(&timing);
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

static int map(const char *arch, const char *net, const struct cmd_list *set,
	       const char *images, long n, const char *out, struct err *e)
{
	struct plan_options o = {.lossless = !images};
	struct arch *a = arch_read(arch, set->s, set->n, e);
	struct net *w = a ? net_read_json(net, e) : NULL;
	struct plan *p = w ? plan_build(w, a, &o, e) : NULL;
	int r = p ? 0 : -1;

	/* What is refused is the network on this hardware, or its topology. */
	if (!p && !e->file[0])
		snprintf(e->file, sizeof(e->file), "%s", e->line ? arch : net);
	if (!r && images)
		r = calibrate(p, images, n, e);
	if (!r)
		r = write_plan(p, out, e);
	plan_free(p);
	net_free(w);
	arch_free(a);
	return r;
}

static int run(int argc, char **argv, struct err *e)
{
	const char *out = NULL, *images = NULL, *count = "64", *operand[2];
	struct cmd_list set = {NULL, 0};
	const struct cmd_opt opt[] = {
		{"-o", &out, NULL, NULL},
		{"--set", NULL, NULL, &set},
		{"--calibrate", &images, NULL, NULL},
		{"--calibrate-images", &count, NULL, NULL},
		{NULL, NULL, NULL, NULL},
	};
	long n;
	int r = cmd_options(argc, argv, opt, operand, 2, 2, e);

	if (!r && !out)
		r = err_set(e, "", 0, "map: -o PLAN is missing");
	if (!r)
		r = cmd_number("--calibrate-images", count, 1, 100000, &n, e);
	if (!r)
		r = map(operand[0], operand[1], &set, images, n, out, e);
	free(set.s);
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
