/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmd.h"
#include "base/file.h"
#include "compare/compare_run.h"
#include "model/plan.h"
#include "check/verify.h"
#include "refmodel/timing.h"

struct options {
	const char *plan, *floor;
};

/* The die: cores with their tasks, channels by load. 0, or -1 and *e. */
static int draw_floor(struct plan *p, const char *path, struct err *e)
{
	struct compare c = {.hardware = xstrdup(p->arch->name),
			    .clock_mhz = p->arch->clock_mhz};
	struct compare_row *r = compare_add(&c, p->net, p->arch->topology, "as planned");
	size_t n;
	char *svg;
	int failed;

	if (!p->interval) {	/* the plan does not say */
		struct timing t;

		timing_predict(p, &t);
		p->interval = t.interval;
		timing_free(&t);
	}
	compare_take_plan(p, r);
	compare_derive(&c, r);
	svg = compare_plot_floor(r, p->topo, &n);
	failed = file_write(path, svg, n, e);
	free(svg);
	compare_free(&c);
	return failed;
}

static int check_cycles(const char *path, const char *key, int64_t said,
			int64_t predicted)
{
	if (!said || said == predicted)
		return 0;
	printf("%s: %s=%" PRId64 ": the timing model predicts %" PRId64
	       " cycles\n", path, key, said, predicted);
	return 1;
}

/* What the plan says of time, where it does, against a prediction for its hardware. */
static int check_timing(const struct plan *p, const char *path)
{
	struct timing t;
	int n;

	if (!p->interval && !p->latency)
		return 0;
	timing_predict(p, &t);
	n = check_cycles(path, "interval", p->interval, t.interval) +
	    check_cycles(path, "latency", p->latency, t.latency);
	timing_free(&t);
	return n;
}

static int run(void *options, struct err *e)
{
	const struct options *o = options;
	const char *path = o->plan;
	struct report r;
	struct plan *p = plan_read(path, e);
	int n, failed = 0;

	if (!p)
		return -1;
	n = verify_plan(p, &r);
	for (int i = 0; i < r.n_messages; i++)
		printf("%s: %s\n", path, r.message[i]);
	n += check_timing(p, path);
	printf("%s on %s: %d task%s, %d stream%s, dilation %d, at most %d "
	       "stream%s per channel", p->net, p->arch->topology, p->n_tasks,
	       plural(p->n_tasks), p->n_streams, plural(p->n_streams),
	       r.dilation, r.max_streams, plural(r.max_streams));
	if (r.executed && !n)
		printf(", runs to the end without deadlock");
	printf(": %s\n", n ? "refused" : "good");
	if (!n && o->floor)
		failed = draw_floor(p, o->floor, e);
	report_free(&r);
	plan_free(p);
	return failed ? failed : n != 0;
}

static const struct cmd_opt table[] = {
	{0, NULL, CMD_INPUT, "PLAN", offsetof(struct options, plan), .needed = 1,
	 .help = "plan of imcfab map"},
	{0, "floor", CMD_OUTPUT, "FILE", offsetof(struct options, floor),
	 .help = "draws a good plan on the die (SVG): cores with their tasks, channels "
		 "coloured by load"},
	{.kind = CMD_END},
};

const struct cmd cmd_check = {
	"check", "Checks what a plan promises, independently of the mapper",
	"Routes exist, one stream a virtual channel, volumes agree, memories and "
	"crossbars suffice, and an untimed run with the true buffer sizes reaches the "
	"end, which shows that no execution can deadlock; interval and latency of the plan are "
	"predicted again. One line a violation; exit "
	"status 1.",
	table, sizeof(struct options), run,
};
