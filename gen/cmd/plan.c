/* SPDX-License-Identifier: Apache-2.0 */
#include "plan.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "compile/balance.h"

#include "model/arch.h"
#include "model/net.h"
#include "model/use.h"

struct plan *plan_make(const struct plan_job *job, struct err *e)
{
	struct plan_options o = job->o;
	struct arch *a = arch_read(job->arch, job->set.s, job->set.n, e);
	struct net *n = a ? net_read_json(job->net, e) : NULL;
	struct input in = {0};
	struct plan *p = NULL;
	int r = n ? 0 : -1;

	if (!r && job->images.files.n)
		r = input_read_for_net(n, &job->images, 1, job->n_images, &in,
				       e);
	if (in.n) {
		o.images = (const uint8_t *const *)in.hwc;
		o.n_images = in.n;
	}
	o.lossless = !o.n_images;
	if (!r)
		p = plan_build(n, a, &o, e);
	/* What is refused is the network on this hardware, or its topology. */
	if (!p && !e->file[0])
		snprintf(e->file, sizeof(e->file), "%s",
			 e->line ? job->arch : job->net);
	input_free(&in);
	net_free(n);
	arch_free(a);
	return p;
}

int cmd_interval(const char *s, int64_t *interval, struct err *e)
{
	char *end;

	*interval = 0;
	if (!s)
		return 0;
	if (!strcmp(s, "auto")) {
		*interval = BALANCE_AUTO;
		return 0;
	}
	errno = 0;
	*interval = strtoll(s, &end, 10);
	if (*end || end == s || errno || *interval < 1)
		return err_set(e, "", 0, "--interval: %.40s is not a number of "
			       "cycles from 1 on, or auto", s);
	return 0;
}

void plan_print_use(const struct plan *p, int64_t interval)
{
	struct text t = {0};
	struct use u;

	if (interval <= 0)
		return;
	u = use_of_plan(p, interval);
	use_text(&u, &t);
	fputs(t.s, stdout);
	text_free(&t);
}
