/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cmd.h"
#include "model/plan.h"
#include "check/verify.h"

static int run(int argc, char **argv, struct err *e)
{
	const struct cmd_opt opt[] = {{NULL, NULL, NULL, NULL}};
	const char *operand[1];
	struct report r;
	struct plan *p;
	int n;

	if (cmd_options(argc, argv, opt, operand, 1, 1, e) < 0)
		return -1;
	p = plan_read(operand[0], e);
	if (!p)
		return -1;
	n = verify_plan(p, &r);
	for (int i = 0; i < r.n_messages; i++)
		printf("%s: %s\n", operand[0], r.message[i]);
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

const struct cmd cmd_check = {
	"check", "PLAN",
	"Checks what a plan promises, independently of the code that made it: routes\n"
	"exist, one stream a virtual channel, volumes agree, memories and crossbars\n"
	"suffice, and an untimed run with the true buffer sizes reaches the end, which\n"
	"shows that no execution can deadlock. One line a violation; exit status 1.\n",
	run,
};
