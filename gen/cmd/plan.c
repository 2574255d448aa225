/* SPDX-License-Identifier: Apache-2.0 */
#include "plan.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "compile/balance.h"
#include "image/images.h"

#include "model/arch.h"
#include "model/net.h"

#define MODEL_CALIBRATE 16	/* of the images of an ONNX file's ranges, for converters */

/* The network: of a .json, or made from an ONNX file; then the model owns it. */
static struct net *read_net(const struct plan_job *job, struct model *m, struct err *e)
{
	struct model_options o;

	if (!job->model || !model_is(job->net))
		return net_read_json(job->net, e);
	o = *job->model;
	o.path = job->net;
	o.arch = job->arch;
	o.set = job->set;
	if (model_read(&o, m, e))
		return NULL;
	if (job->said)
		model_say(m, NULL, job->said);
	return m->q->net;
}

/* The images to calibrate with, as the network takes them. */
static int read_images(const struct plan_job *job, const struct net *n, struct model *m,
		       struct input *in, struct err *e)
{
	const struct net_tensor *t = &n->tensor[0];

	if (job->images.files.n)
		return input_read_for_net(n, &job->images, 1, job->n_images, in, e);
	*in = m->images;
	m->images = (struct input) {0};
	while (in->n > MODEL_CALIBRATE)
		free(in->hwc[--in->n]);
	for (int i = 0; i < in->n; i++)
		images_lut(in->hwc[i], (size_t)t->w * t->h, t->c, n->input_lut);
	return 0;
}

struct plan *plan_make(const struct plan_job *job, struct err *e)
{
	struct plan_options o = job->o;
	struct arch *a = arch_read(job->arch, job->set.s, job->set.n, e);
	struct model m = {0};
	struct net *n = a ? read_net(job, &m, e) : NULL;
	struct input in = {0};
	struct plan *p = NULL;
	int r = n ? read_images(job, n, &m, &in, e) : -1;

	if (!r && in.n) {
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
	if (!m.q)
		net_free(n);
	model_free(&m);
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
