/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>

#include "cmd.h"
#include "model/plan.h"
#include "check/verify.h"
#include "refmodel/timing.h"

struct options {
	const char *plan;
};

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
	const char *path = ((struct options *)options)->plan;
	struct report r;
	struct plan *p = plan_read(path, e);
	int n;

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
	report_free(&r);
	plan_free(p);
	return n != 0;
}

static const struct cmd_opt table[] = {
	{0, NULL, CMD_INPUT, "PLAN", offsetof(struct options, plan), .needed = 1,
	 .help = "plan of imcfab map"},
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
