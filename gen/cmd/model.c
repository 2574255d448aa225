/* SPDX-License-Identifier: Apache-2.0 */
#include "model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "model/arch.h"
#include "model/reduce.h"

#define MEAN_PARTS 8	/* cores that a mean may take to be a weighted sum */
#define MADE_IMAGES 4	/* where none are given */

int model_is(const char *path)
{
	return file_has_ending(path, ".onnx");
}

const char *model_order(int i)
{
	static const char *const order[] = {"rgb", "bgr", NULL};

	return order[i];
}

/* "a,b,c" or one number, for c channels. 0, or -1 and *e. */
static int numbers(const char *text, const char *option, int c, float otherwise, float *v,
		   struct err *e)
{
	const char *p = text;
	int n = 0;

	for (int k = 0; k < c; k++)
		v[k] = otherwise;
	while (p && n < c) {
		char *end;
		const float x = strtof(p, &end);

		if (end == p || !isfinite(x) || (*end && *end != ','))
			break;
		v[n++] = x;
		p = *end ? end + 1 : NULL;
	}
	if (p || (text && n != 1 && n != c))
		return err_set(e, "", 0, "--%s = %.60s: must be one number or %d with commas",
			       option, text, c);
	for (int k = 1; n == 1 && k < c; k++)
		v[k] = v[0];
	return 0;
}

static int scale_of_bytes(const struct model_options *o, struct model *m, struct err *e)
{
	const int c = m->f->tensor[0].c;
	float *std = xcalloc((size_t)c, sizeof(*std));
	int failed;

	m->gain = xcalloc((size_t)c, sizeof(*m->gain));
	m->offset = xcalloc((size_t)c, sizeof(*m->offset));
	failed = numbers(o->mean, "mean", c, 0, m->offset, e) ||
		numbers(o->std, "std", c, 1, std, e);
	for (int k = 0; !failed && k < c; k++) {
		if (!(std[k] > 0))
			failed = err_set(e, "", 0, "--std = %.60s: must be more than 0",
					 o->std);
		m->gain[k] = 1 / std[k];
		m->offset[k] *= -m->gain[k];
	}
	free(std);
	return failed ? -1 : 0;
}

struct onnx_tensor model_input(const struct model *m, const uint8_t *hwc)
{
	struct onnx_tensor t = m->g->value[m->g->input[0]].t;
	const int c = m->f->tensor[0].c;
	int64_t n, *place = view_places(&m->f->in_view, &n);

	t.f = NULL;
	t.i = NULL;
	tensor_room(&t);
	for (int64_t k = 0; k < n; k++) {
		const int64_t channel = place[k] % c;
		const float v = m->gain[channel] * hwc[place[k]] + m->offset[channel];

		if (t.f)
			t.f[k] = v;
		else
			t.i[k] = (int64_t)lrintf(v);
	}
	tensor_round(&t);
	free(place);
	return t;
}

/* Bytes of no meaning. */
static void make_images(const struct float_tensor *t, uint64_t seed, struct input *in)
{
	const size_t n = (size_t)t->w * t->h * t->c;
	uint64_t state = seed * 2 + 1;

	in->hwc = xcalloc(MADE_IMAGES, sizeof(*in->hwc));
	in->label = xcalloc(MADE_IMAGES, sizeof(*in->label));
	for (in->n = 0; in->n < MADE_IMAGES; in->n++) {
		in->label[in->n] = -1;
		in->hwc[in->n] = xmalloc(n);
		for (size_t k = 0; k < n; k++)
			in->hwc[in->n][k] = (uint8_t)(rand_next(&state) >> 56);
	}
}

static int calibrate(const struct model_options *o, struct model *m, struct err *e)
{
	const struct float_tensor *t = m->f->tensor;
	const double begin = now_seconds();
	struct input *in = &m->images;
	int r = 0;

	m->c = calib_new(m->f, !o->nearest && !m->n_seeded);
	m->are_made = !o->images.files.n;
	if (m->are_made)
		make_images(t, (uint64_t)o->seed, in);
	else
		r = input_bytes(m->f->name, t->w, t->h, t->c, &o->images,
				(int)o->n_images, in, e);
	for (int i = 0; !r && i < in->n; i++) {
		struct onnx_tensor x = model_input(m, in->hwc[i]);

		r = calib_add(m->c, &x, e);
		tensor_clear(&x);
		cmd_progress("calibration", i + 1, in->n, "images", now_seconds() - begin);
	}
	return r;
}

/* What the hardware asks for. */
static int take_arch(const struct model_options *o, struct float_options *f, int *bits,
		     struct err *e)
{
	struct arch *a;

	*bits = 8;
	if (!o->arch)
		return 0;
	a = arch_read(o->arch, o->set.s, o->set.n, e);
	if (!a)
		return -1;
	*bits = a->weight_bits;
	f->max_mean_weights = (int64_t)MEAN_PARTS * a->pool_weights;
	if (a->pool_weights)
		f->max_mean_taps = (int)min64(REDUCE_TAPS_MAX,
					      a->pool_weights / (a->link_bits / 8));
	arch_free(a);
	return 0;
}

static int clip_of(const struct model_options *o, struct quant_options *q, struct err *e)
{
	char *end;

	if (!o->clip || !strcmp(o->clip, "error"))
		return 0;
	q->share = strtod(o->clip, &end) / 100;
	if (*end || end == o->clip || !(q->share > 0.5 && q->share <= 1))
		return err_set(e, "", 0, "--clip = %.40s: must be error, or a percentage of "
			       "values that are not clipped, above 50 to 100", o->clip);
	return 0;
}

int model_read(const struct model_options *o, struct model *m, struct err *e)
{
	const struct onnx_options how = {.input = o->input, .unfold = 1};
	struct float_options f = {
		.drop_lrn = o->drop_lrn, .count_pads = o->count_pads,
		.reverse = o->order && !strcmp(o->order, "bgr"),
	};
	struct quant_options q = {
		.equalise = !o->no_equalise, .nearest = o->nearest, .correct = !o->no_correct,
	};
	int bits;

	*m = (struct model) {0};
	if (clip_of(o, &q, e) || take_arch(o, &f, &bits, e))
		return -1;
	q.weight_bits = o->weights ? (int)o->weights : bits;
	q.edge_bits = o->edge_weights ? (int)o->edge_weights : (int)min64(8, bits);
	m->g = onnx_read(o->path, &how, e);
	if (!m->g)
		return -1;
	m->n_seeded = float_seed_weights(m->g, (uint64_t)o->seed);
	if (m->n_seeded)	/* no rounding is better for weights of no meaning */
		q.nearest = 1;
	m->f = float_net_read(m->g, &f, e);
	if (!m->f || scale_of_bytes(o, m, e) || calibrate(o, m, e))
		return -1;
	m->q = quant_make(m->c, &q, m->gain, m->offset, e);
	return m->q ? 0 : -1;
}

void model_free(struct model *m)
{
	quant_free(m->q);
	calib_free(m->c);
	float_net_free(m->f);
	onnx_free(m->g);
	input_free(&m->images);
	free(m->gain);
	free(m->offset);
}
