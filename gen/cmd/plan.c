/* SPDX-License-Identifier: Apache-2.0 */
#include "plan.h"

#include <stdio.h>

#include "model/arch.h"
#include "model/net.h"

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
