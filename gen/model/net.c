/* SPDX-License-Identifier: Apache-2.0 */
#include "net.h"

#include <stdlib.h>

#include "kernel.h"

/* What a core can be told (docs/rtl.md, task registers). */
#define SIDE_MAX 4096
#define CHANNELS_MAX 16380
#define PAD_MAX 127
#define POOL_AREA_MAX 4096
#define MULT_MAX 65535

void net_free(struct net *n)
{
	int i;

	if (!n)
		return;
	for (i = 0; i < n->n_layers; i++) {
		struct net_layer *l = &n->layer[i];

		free(l->name);
		free(l->inputs);
		free(l->weights);
		free(l->bias);
		free(l->mult);
		free(l->shift);
		free(l->skip_mult);
		free(l->leak_mult);
		free(l->table);
	}
	for (i = 0; n->tensor && i <= n->n_layers; i++)
		free(n->tensor[i].name);
	free(n->name);
	free(n->layer);
	free(n->tensor);
	free(n->input_lut);
	free(n);
}

int64_t net_macs(const struct net *n)
{
	int64_t macs = 0;
	int i;

	for (i = 0; i < n->n_layers; i++) {
		const struct net_layer *l = &n->layer[i];
		const struct net_tensor *out = &n->tensor[i + 1];

		if (net_op[l->op].has_weights)
			macs += (int64_t)out->w * out->h * l->c_out * l->k_w *
				l->k_h * net_group_in(l);
	}
	return macs;
}

int net_reads(const struct net_layer *l, int tensor)
{
	int n = l->skip == tensor, i;

	if (!net_op[l->op].concat)
		return n + (l->input == tensor);
	for (i = 0; i < l->n_inputs; i++)
		n += l->inputs[i] == tensor;
	return n;
}

int net_clamp_signed(const struct net *n, int l)
{
	return n->layer[l].table ? n->layer[l].clamp_signed :
				   n->tensor[l + 1].is_signed;
}

int net_span_x(const struct net_layer *l)
{
	return kernel_span(l->k_w, l->dilation_x);
}

int net_span_y(const struct net_layer *l)
{
	return kernel_span(l->k_h, l->dilation_y);
}

int net_group_in(const struct net_layer *l)
{
	return l->c_in / l->groups;
}

/* What a check of one layer sees. */
struct place {
	const struct net *net;
	const char *path;
	const struct net_layer *l;
	const struct net_tensor *in, *out;
	struct err *e;
};

#define REFUSE(p, fmt, ...) \
	err_set((p)->e, (p)->path, (p)->out->line, "layer \"%.100s\": " fmt, \
		(p)->l->name, __VA_ARGS__)

static int check_range(const struct place *p, const char *name, int64_t v,
		       int64_t lo, int64_t hi)
{
	if (v >= lo && v <= hi)
		return 0;
	return REFUSE(p, "%s = %lld: must be %lld..%lld", name, (long long)v,
		      (long long)lo, (long long)hi);
}

/* Value i of the layer's tensor NAME.suffix. */
static int check_value(const struct place *p, const char *suffix, int i,
		       int64_t v, int64_t lo, int64_t hi)
{
	if (v >= lo && v <= hi)
		return 0;
	return err_set(p->e, p->path, p->out->line, "tensor \"%.100s.%s\": value "
		       "%d is %lld: must be %lld..%lld", p->l->name, suffix, i,
		       (long long)v, (long long)lo, (long long)hi);
}

static int check_tensor(const struct net *n, int i, const char *path,
			struct err *e)
{
	const struct net_tensor *t = &n->tensor[i];

	if (t->w >= 1 && t->w <= SIDE_MAX && t->h >= 1 && t->h <= SIDE_MAX &&
	    t->c >= 1 && t->c <= CHANNELS_MAX)
		return 0;
	return err_set(e, path, t->line, "tensor \"%.100s\" is %d x %d x %d: must be "
		       "1..%d wide and high, 1..%d channels", t->name, t->w,
		       t->h, t->c, SIDE_MAX, CHANNELS_MAX);
}

/* One way of a window: kernel, stride, dilation and padding. */
static int check_side(const struct place *p, const char *side, int k, int stride,
		      int dilation, int pad)
{
	char *name = xasprintf("kernel %s", side);
	int bad = check_range(p, name, k, 1, SIDE_MAX) ||
		  check_range(p, "stride", stride, 1, NET_STRIDE_MAX) ||
		  check_range(p, "dilation", dilation, 1, NET_DILATION_MAX);
	int span = bad ? 0 : kernel_span(k, dilation);

	if (!bad && span > SIDE_MAX)
		bad = REFUSE(p, "%s %d with dilation %d spans %d pixels: must be at "
			     "most %d", name, k, dilation, span, SIDE_MAX);
	free(name);
	return bad || check_range(p, "pad", pad, 0, (int)min64(span - 1, PAD_MAX)) ?
	       -1 : 0;
}

/* Every window of the output reaches to the image, and some tap lies on a pixel. */
static int check_window(const struct place *p)
{
	const struct net_layer *l = p->l;
	const struct net_tensor *in = p->in, *out = p->out;

	if (check_side(p, "width", l->k_w, l->stride_x, l->dilation_x, l->pad_x) ||
	    check_side(p, "height", l->k_h, l->stride_y, l->dilation_y, l->pad_y))
		return -1;
	if ((out->w - 1) * l->stride_x - l->pad_x >= in->w ||
	    (out->h - 1) * l->stride_y - l->pad_y >= in->h)
		return REFUSE(p, "output %d x %d is too large for input %d x %d",
			      out->w, out->h, in->w, in->h);
	if (kernel_first_window(out->w, l->stride_x, l->pad_x, l->k_w,
				l->dilation_x, in->w) == out->w ||
	    kernel_first_window(out->h, l->stride_y, l->pad_y, l->k_h,
				l->dilation_y, in->h) == out->h)
		return REFUSE(p, "kernel %d x %d with dilations of %d and %d: no tap "
			      "lies on a pixel of the input %d x %d", l->k_w, l->k_h,
			      l->dilation_x, l->dilation_y, in->w, in->h);
	return 0;
}

static int check_requantise(const struct place *p)
{
	const struct net_layer *l = p->l;
	int c;

	if (p->out->bits == 32)
		return 0;
	for (c = 0; c < l->c_out; c++)
		if (check_value(p, "mult", c, l->mult[c], 0, MULT_MAX) ||
		    check_value(p, "shift", c, l->shift[c], 0, 47) ||
		    (l->leak_mult && check_value(p, "leak_mult", c, l->leak_mult[c],
						 -MULT_MAX, MULT_MAX)))
			return -1;
	return 0;
}

/* The residual: every pixel of the output finds one, every channel a place. */
static int check_skip(const struct place *p)
{
	const struct net_layer *l = p->l;
	const struct net_tensor *s;

	if (l->skip < 0)
		return 0;
	s = &p->net->tensor[l->skip];
	if (p->out->bits == 32)
		return REFUSE(p, "a %d-bit result takes no skip", p->out->bits);
	if (check_range(p, "skip stride", l->skip_stride, 1, NET_STRIDE_MAX))
		return -1;
	if ((s->w + l->skip_stride - 1) / l->skip_stride != p->out->w ||
	    (s->h + l->skip_stride - 1) / l->skip_stride != p->out->h)
		return REFUSE(p, "skip \"%.100s\" of %d x %d does not come to "
			      "%d x %d by a whole stride", s->name, s->w, s->h,
			      p->out->w, p->out->h);
	if (l->skip_first < 0 || l->skip_first + s->c > l->c_out)
		return REFUSE(p, "skip \"%.100s\" has %d channels, does not fit "
			      "in %d from channel %d", s->name, s->c, l->c_out,
			      l->skip_first);
	return 0;
}

/* Any part of the sum of channel c, with or without the bias, stays in 32 bits,
 * whatever the input: so cores may add the parts in any order. */
static int check_sum(const struct place *p, int c)
{
	const struct net_layer *l = p->l;
	int64_t n = (int64_t)l->k_w * l->k_h * net_group_in(l), i;
	int64_t x_lo = p->in->is_signed ? -128 : 0;
	int64_t x_hi = p->in->is_signed ? 127 : 255;
	int64_t lo = 0, hi = 0, bias = l->bias[c];
	const int8_t *w = l->weights + c * n;

	for (i = 0; i < n; i++) {
		lo += w[i] * (w[i] > 0 ? x_lo : x_hi);
		hi += w[i] * (w[i] > 0 ? x_hi : x_lo);
	}
	lo += bias < 0 ? bias : 0;
	hi += bias > 0 ? bias : 0;
	if (lo >= INT32_MIN && hi <= INT32_MAX)
		return 0;
	return REFUSE(p, "channel %d: sum can be %lld..%lld: must stay within "
		      "32 bits", c, (long long)lo, (long long)hi);
}

static int refuse_weight(const struct place *p, int64_t i)
{
	const struct net_layer *l = p->l;
	int n_in = net_group_in(l), limit = 1 << (l->weight_bits - 1);
	int64_t tap = i / n_in;
	int to = (int)(tap / (l->k_w * l->k_h));
	int first = to / (l->c_out / l->groups) * n_in;	/* of the group */

	return err_set(p->e, p->path, p->out->line, "tensor \"%.100s.weight\": "
		       "%d, from input channel %d to output channel %d at row "
		       "%d, column %d of the kernel: must be %d..%d by "
		       "weight_bits", l->name, l->weights[i],
		       first + (int)(i % n_in), to,
		       (int)(tap / l->k_w % l->k_h), (int)(tap % l->k_w),
		       -limit, limit - 1);
}

static int check_weights(const struct place *p)
{
	const struct net_layer *l = p->l;
	int64_t n = (int64_t)l->c_out * l->k_w * l->k_h * net_group_in(l), i;
	int c, limit;

	if (check_range(p, "weight_bits", l->weight_bits, 2, 8))
		return -1;
	limit = 1 << (l->weight_bits - 1);
	for (i = 0; i < n; i++)
		if (l->weights[i] < -limit || l->weights[i] >= limit)
			return refuse_weight(p, i);
	for (c = 0; c < l->c_out; c++)
		if (check_sum(p, c))
			return -1;
	return 0;
}

static const char *sign_of(const struct net_tensor *t)
{
	return t->is_signed ? "signed" : "unsigned";
}

static int check_pool(const struct place *p)
{
	int area = p->l->k_w * p->l->k_h;

	if (p->l->c_in != p->l->c_out)
		return REFUSE(p, "%d channels in, %d out: must be equal",
			      p->l->c_in, p->l->c_out);
	if (net_op[p->l->op].reduce == REDUCE_AVG &&
	    (area > POOL_AREA_MAX || (area & (area - 1))))
		return REFUSE(p, "kernel %d x %d: area must be a power of two, "
			      "1..%d", p->l->k_w, p->l->k_h, POOL_AREA_MAX);
	if (!p->l->mult != !p->l->shift)
		return REFUSE(p, "%s without %s", p->l->mult ? "mult" : "shift",
			      p->l->mult ? "shift" : "mult");
	if (!p->l->mult && !p->in->is_signed != !p->out->is_signed)
		return REFUSE(p, "%s without mult makes %s values of %s ones",
			      net_op[p->l->op].name, sign_of(p->out),
			      sign_of(p->in));
	if (p->l->mult && check_requantise(p))
		return -1;
	return check_window(p);
}

static int check_add(const struct place *p)
{
	int c;

	if (p->in->w != p->out->w || p->in->h != p->out->h ||
	    p->l->c_in != p->l->c_out)
		return REFUSE(p, "output %d x %d x %d: must be as the input, "
			      "%d x %d x %d", p->out->w, p->out->h, p->out->c,
			      p->in->w, p->in->h, p->in->c);
	for (c = 0; c < p->l->c_out; c++)
		if (check_value(p, "bias", c, p->l->bias[c], INT32_MIN + 128,
				INT32_MAX - 255))
			return -1;
	return check_requantise(p) ? -1 : check_skip(p);
}

/* All inputs have the same map and the same values. */
static int check_concat(const struct place *p)
{
	const struct net_layer *l = p->l;
	const struct net_tensor *first = p->in, *t;
	int i, c = 0;

	for (i = 0; i < l->n_inputs; i++) {
		t = &p->net->tensor[l->inputs[i]];
		if (t->w != first->w || t->h != first->h)
			return REFUSE(p, "input \"%.100s\" is %d x %d, input "
				      "\"%.100s\" is %d x %d: must be the same",
				      first->name, first->w, first->h, t->name,
				      t->w, t->h);
		if (!t->is_signed != !first->is_signed)
			return REFUSE(p, "input \"%.100s\" is %s, input "
				      "\"%.100s\" is %s: must be the same",
				      first->name, sign_of(first), t->name,
				      sign_of(t));
		c += t->c;
	}
	if (p->out->w != first->w || p->out->h != first->h || p->out->c != c ||
	    !p->out->is_signed != !first->is_signed)
		return REFUSE(p, "output %d x %d x %d, %s: must be as the inputs, "
			      "%d x %d x %d, %s", p->out->w, p->out->h,
			      p->out->c, sign_of(p->out), first->w, first->h, c,
			      sign_of(first));
	return 0;
}

static int check_bits(const struct place *p, int tensor)
{
	const struct net_tensor *t = &p->net->tensor[tensor];

	if (t->bits == 8)
		return 0;
	return REFUSE(p, "cannot read tensor \"%.100s\" of %d bits: must have 8",
		      t->name, t->bits);
}

/* The tensors that the layer reads: earlier ones, of 8 bits. */
static int check_inputs(const struct place *p, int i)
{
	const struct net_layer *l = p->l;
	int k, concat = net_op[l->op].concat;

	if (check_range(p, "skip tensor", l->skip, -1, i) ||
	    check_range(p, "inputs", l->n_inputs, concat ? 2 : 0,
			concat ? NET_INPUTS_MAX : 0))
		return -1;
	for (k = 0; k < l->n_inputs; k++)
		if (check_range(p, "input tensor", l->inputs[k], 0, i))
			return -1;
	if (concat && l->input != l->inputs[0])
		return REFUSE(p, "input tensor = %d: must be the first of the "
			      "inputs, %d", l->input, l->inputs[0]);
	for (k = 0; k < l->n_inputs; k++)
		if (check_bits(p, l->inputs[k]))
			return -1;
	return check_bits(p, l->input) ||
	       (l->skip >= 0 && check_bits(p, l->skip)) ? -1 : 0;
}

/* Channels of the layer as those of its tensors; groups of equal size. */
static int check_channels(const struct place *p)
{
	const struct net_layer *l = p->l;
	const struct net_op_row *op = &net_op[l->op];

	if (l->c_in != (op->concat ? p->out->c : p->in->c) ||
	    l->c_out != p->out->c)
		return REFUSE(p, "%d to %d channels between tensors of %d and %d",
			      l->c_in, l->c_out, p->in->c, p->out->c);
	if (check_range(p, "groups", l->groups, 1,
			op->has_weights ? CHANNELS_MAX : 1))
		return -1;
	if (l->c_in % l->groups || l->c_out % l->groups)
		return REFUSE(p, "%d to %d channels in %d groups: both must be "
			      "multiples", l->c_in, l->c_out, l->groups);
	return 0;
}

/* Who takes a residual, who needs one, and who has negative results to leak. */
static int check_kind(const struct place *p, const struct net_op_row *op)
{
	const struct net_layer *l = p->l;

	if (l->skip >= 0 && op->skip == NET_SKIP_NONE)
		return REFUSE(p, "%s takes no skip \"%.100s\"", op->name,
			      p->net->tensor[l->skip].name);
	if (l->skip < 0 && op->skip == NET_SKIP_MUST)
		return REFUSE(p, "%s needs a skip", op->name);
	if (check_range(p, "leak_shift", l->leak_shift, 0, NET_LEAK_MAX))
		return -1;
	if (l->leak_shift && (op->reduce != REDUCE_NONE || op->concat ||
			      p->out->bits != 8 ||
			      !net_clamp_signed(p->net, (int)(l - p->net->layer))))
		return REFUSE(p, "leak_shift = %d: only requantised results of 8 "
			      "bits with output_signed 1 can be negative",
			      l->leak_shift);
	if (l->leak_mult && (op->reduce != REDUCE_NONE || op->concat ||
			     p->out->bits != 8))
		return REFUSE(p, "leak_mult: only requantised sums of %d bits have "
			      "one", 8);
	if (l->table && (!l->mult || p->out->bits != 8))
		return REFUSE(p, "table: only requantised results of %d bits have "
			      "one", 8);
	return check_range(p, "clamp_signed", l->clamp_signed, 0, 1);
}

static int check_layer(const struct place *p, int i)
{
	const struct net_layer *l = p->l;
	const struct net_op_row *op;

	if (check_range(p, "operation", l->op, 0, N_NET_OPS - 1) ||
	    check_inputs(p, i))
		return -1;
	op = &net_op[l->op];
	if (check_kind(p, op))
		return -1;
	if (p->out->bits != 8 && (p->out->bits != 32 || !op->has_weights))
		return REFUSE(p, "output of %d bits: must be 8, or 32 for a "
			      "convolution", p->out->bits);
	if (check_channels(p))
		return -1;
	if (op->concat)
		return check_concat(p);
	if (op->has_weights)
		return check_window(p) || check_requantise(p) ||
		       check_skip(p) || check_weights(p) ? -1 : 0;
	return op->reduce != REDUCE_NONE ? check_pool(p) : check_add(p);
}

/* Every tensor but the last is read by some layer. */
static int check_use(const struct net *n, const char *path, struct err *e)
{
	int t, i;

	for (t = 0; t < n->n_layers; t++) {
		int n_readers = 0;

		for (i = t; i < n->n_layers; i++)
			n_readers += net_reads(&n->layer[i], t);
		if (!n_readers)
			return err_set(e, path, n->tensor[t].line, "tensor "
				       "\"%.100s\" is read by no layer",
				       n->tensor[t].name);
	}
	return 0;
}

int net_check(const struct net *n, const char *path, struct err *e)
{
	struct place p = { n, path, NULL, NULL, NULL, e };
	int i;

	if (n->n_layers < 1)
		return err_set(e, path, 0, "no layers");
	for (i = 0; i <= n->n_layers; i++)
		if (check_tensor(n, i, path, e))
			return -1;
	for (i = 0; i < n->n_layers; i++) {
		p.l = &n->layer[i];
		p.out = &n->tensor[i + 1];
		if (check_range(&p, "input tensor", p.l->input, 0, i))
			return -1;
		p.in = &n->tensor[p.l->input];
		if (check_layer(&p, i))
			return -1;
	}
	return check_use(n, path, e);
}
