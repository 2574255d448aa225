/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cmd.h"
#include "model/plan.h"
#include "check/verify.h"

struct options {
	const char *plan;
};

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
	printf("%s on %s: %d tasks, %d streams, dilation %d, at most %d "
	       "stream%s a channel", p->net, p->arch->topology, p->n_tasks,
	       p->n_streams, r.dilation, r.max_streams,
	       r.max_streams == 1 ? "" : "s");
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
	"end, which shows that no execution can deadlock. One line a violation; exit "
	"status 1.",
	table, sizeof(struct options), run,
};
