/* SPDX-License-Identifier: Apache-2.0 */
#include "plan.h"

#include <stdio.h>

#include "model/arch.h"
#include "refmodel/calib.h"
#include "input.h"
#include "model/net.h"
#include "refmodel/timing.h"

static int calibrate(struct plan *p, const struct plan_job *job, struct err *e)
{
	struct input in;
	int r = input_read(p, job->images, job->n_images, &in, e);

	if (!r)
		r = calib_plan(p, (const uint8_t *const *)in.hwc, in.n, e);
	input_free(&in);
	return r;
}

static void predict(struct plan *p)
{
	struct timing timing;

	timing_predict(p, &timing);
	p->interval = timing.interval;
	p->latency = timing.latency;
	timing_free(&timing);
}

struct plan *plan_make(const struct plan_job *job, struct err *e)
{
	struct plan_options o = job->o;
	struct arch *a = arch_read(job->arch, job->set.s, job->set.n, e);
	struct net *n = a ? net_read_json(job->net, e) : NULL;
	struct plan *p;

	o.lossless = !job->images;
	p = n ? plan_build(n, a, &o, e) : NULL;
	/* What is refused is the network on this hardware, or its topology. */
	if (!p && !e->file[0])
		snprintf(e->file, sizeof(e->file), "%s",
			 e->line ? job->arch : job->net);
	if (p && job->images && calibrate(p, job, e) < 0) {
		plan_free(p);
		p = NULL;
	}
	if (p)
		predict(p);
	net_free(n);
	arch_free(a);
	return p;
}
