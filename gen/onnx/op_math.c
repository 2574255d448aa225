/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "ops.h"

/* Element by element: one input, two, or any number. */

static float relu(float x, float a, float b)
{
	(void)a;
	(void)b;
	return x < 0 ? 0 : x;	/* NaN stays, here and below */
}

static float clip(float x, float low, float high)
{
	x = x < low ? low : x;
	return x > high ? high : x;
}

static float leaky_relu(float x, float alpha, float b)
{
	(void)b;
	return x < 0 ? alpha * x : x;
}

static float sigmoid(float x, float a, float b)
{
	(void)a;
	(void)b;
	return 1 / (1 + expf(-x));
}

static float hard_sigmoid(float x, float alpha, float beta)
{
	return clip(alpha * x + beta, 0, 1);
}

static float hard_swish(float x, float a, float b)
{
	(void)a;
	(void)b;
	return x * hard_sigmoid(x, 1.0f / 6, 0.5f);
}

#define PLAIN(name, f) \
	static float name(float x, float a, float b) \
	{ \
		(void)a; \
		(void)b; \
		return f(x); \
	}
PLAIN(take_tanh, tanhf)
PLAIN(take_sqrt, sqrtf)
PLAIN(take_exp, expf)
PLAIN(take_floor, floorf)
PLAIN(take_ceil, ceilf)
PLAIN(take_abs, fabsf)
PLAIN(take_neg, -)

static const struct {
	const char *name;
	float (*f)(float x, float alpha, float beta);
	float alpha, beta;	/* where the attributes are left out */
	int integers;		/* of integers too */
} unary[] = {
	{"Abs", take_abs, 0, 0, 1}, {"Ceil", take_ceil, 0, 0, 0},
	{"Exp", take_exp, 0, 0, 0}, {"Floor", take_floor, 0, 0, 0},
	{"HardSigmoid", hard_sigmoid, 0.2f, 0.5f, 0},
	{"HardSwish", hard_swish, 0, 0, 0},
	{"LeakyRelu", leaky_relu, 0.01f, 0, 0}, {"Neg", take_neg, 0, 0, 1},
	{"Relu", relu, 0, 0, 1}, {"Sigmoid", sigmoid, 0, 0, 0},
	{"Sqrt", take_sqrt, 0, 0, 0}, {"Tanh", take_tanh, 0, 0, 0},
};

static int find_unary(const char *type)
{
	int k = 0;

	while (strcmp(unary[k].name, type))
		k++;
	return k;
}

int infer_unary(struct onnx_job *j)
{
	if (!unary[find_unary(j->n->type)].integers && job_floats(j) < 0)
		return -1;
	return job_out_like(j, 0, j->in[0]);
}

static int64_t unary_int(const char *type, int64_t x)
{
	if (!strcmp(type, "Relu"))
		return x > 0 ? x : 0;
	return x < 0 || !strcmp(type, "Neg") ? (int64_t)-(uint64_t)x : x;
}

int eval_unary(struct onnx_job *j)
{
	const int at = find_unary(j->n->type);
	const float alpha = attr_float(j->n, "alpha", unary[at].alpha);
	const float beta = attr_float(j->n, "beta", unary[at].beta);
	const struct onnx_tensor *x = j->in[0];
	struct onnx_tensor *y = &j->out[0];

	for (int64_t k = 0; k < x->n; k++)
		if (x->f)
			y->f[k] = unary[at].f(x->f[k], alpha, beta);
		else
			y->i[k] = elem_wrap(y->elem, unary_int(j->n->type, x->i[k]));
	return 0;
}

enum binary { ADD, SUB, MUL, DIV, POW, MIN, MAX, PRELU, EQUAL };

static enum binary which(const char *type)
{
	static const struct {
		const char *name;
		enum binary op;
	} names[] = {
		{"Add", ADD}, {"Sum", ADD}, {"Sub", SUB}, {"Mul", MUL}, {"Div", DIV},
		{"Pow", POW}, {"Min", MIN}, {"Max", MAX}, {"PRelu", PRELU},
		{"Equal", EQUAL},
	};
	int k = 0;

	while (strcmp(names[k].name, type))
		k++;
	return names[k].op;
}

static float on_floats(enum binary op, float a, float b)
{
	switch (op) {
	case ADD:
		return a + b;
	case SUB:
		return a - b;
	case MUL:
		return a * b;
	case DIV:
		return a / b;
	case POW:
		return powf(a, b);
	case MIN:
		return isnan(a) || a < b ? a : b;
	case MAX:
		return isnan(a) || a > b ? a : b;
	case PRELU:
		return a < 0 ? a * b : a;
	case EQUAL:
		break;
	}
	return a == b;
}

/* Wraps as unsigned arithmetic does; the caller takes the low bits. */
static int64_t on_ints(enum binary op, int64_t a, int64_t b)
{
	const uint64_t u = (uint64_t)a, v = (uint64_t)b;

	switch (op) {
	case ADD:
		return (int64_t)(u + v);
	case SUB:
		return (int64_t)(u - v);
	case MUL:
		return (int64_t)(u * v);
	case DIV:	/* by 0 is refused before */
		return b == -1 ? (int64_t)-u : a / b;
	case MIN:
		return a < b ? a : b;
	case MAX:
		return a > b ? a : b;
	case PRELU:
		return a < 0 ? (int64_t)(u * v) : a;
	case POW:	/* in double */
	case EQUAL:
		break;
	}
	return a == b;
}

/* The inputs have one kind; the result has it too, or bool. Of PRelu the second is
 * stretched to the first, not the other way. */
int infer_binary(struct onnx_job *j)
{
	const enum binary op = which(j->n->type);
	int64_t dim[ONNX_MAX_DIMS];
	char a[DIMS_TEXT], b[DIMS_TEXT];
	int n;

	for (int k = 0; k < j->n->n_in; k++) {
		if (!j->in[k])
			return REFUSE(j, "input %d is left out", k);
		if (op != POW && j->in[k]->elem != j->in[0]->elem)
			return REFUSE(j, "joins %s and %s", elem_name(j->in[0]->elem),
				      elem_name(j->in[k]->elem));
	}
	if (job_broadcast(j, j->n->n_in, j->in, dim, &n) < 0)
		return -1;
	if (op == PRELU && (n != j->in[0]->n_dims ||
			    memcmp(dim, j->in[0]->dim, n * sizeof(*dim))))
		return REFUSE(j, "its slope %s does not fit %s", tensor_text(j->in[1], b),
			      tensor_text(j->in[0], a));
	return job_out(j, 0, op == EQUAL ? ELEM_BOOL : j->in[0]->elem, n, dim);
}

struct pair {
	enum binary op;
	const struct onnx_tensor *a, *b;
	struct onnx_tensor *y;
	int n_dims;
	const int64_t *dim;
	int64_t as[ONNX_MAX_DIMS], bs[ONNX_MAX_DIMS];
	int64_t k;
};

static void apply_one(struct pair *p, int64_t a, int64_t b)
{
	const struct onnx_tensor *x = p->a, *z = p->b;
	struct onnx_tensor *y = p->y;

	if (y->f)
		y->f[p->k] = on_floats(p->op, x->f[a], z->f ? z->f[b] :
				       (float)z->i[b]);
	else if (p->op == POW)
		y->i[p->k] = max64(elem_min(y->elem), min64(elem_max(y->elem),
			double_to_int(pow((double)x->i[a], tensor_get(z, b)))));
	else if (x->f)
		y->i[p->k] = x->f[a] == z->f[b];
	else
		y->i[p->k] = elem_wrap(y->elem, on_ints(p->op, x->i[a], z->i[b]));
	p->k++;
}

static void apply(struct pair *p, int d, int64_t a, int64_t b)
{
	if (d == p->n_dims) {
		apply_one(p, a, b);
		return;
	}
	for (int64_t i = 0; i < p->dim[d]; i++)
		apply(p, d + 1, a + i * p->as[d], b + i * p->bs[d]);
}

static void combine(enum binary op, const struct onnx_tensor *a,
		    const struct onnx_tensor *b, struct onnx_tensor *y)
{
	struct pair p = {.op = op, .a = a, .b = b, .y = y, .n_dims = y->n_dims,
			 .dim = y->dim};

	broadcast_strides(a, y->n_dims, p.as);
	broadcast_strides(b, y->n_dims, p.bs);
	apply(&p, 0, 0, 0);
}

int eval_binary(struct onnx_job *j)
{
	const enum binary op = which(j->n->type);
	struct onnx_tensor before;

	if (op == DIV && j->in[1]->i)
		for (int64_t k = 0; k < j->in[1]->n; k++)
			if (!j->in[1]->i[k])
				return REFUSE(j, "divides by 0");
	if (j->n->n_in == 1) {
		struct onnx_tensor one = {.elem = j->in[0]->elem, .n = 1};

		tensor_room(&one);	/* 0, or the value itself stays */
		combine(op, j->in[0], op == ADD ? &one : j->in[0], &j->out[0]);
		tensor_clear(&one);
		return 0;
	}
	combine(op, j->in[0], j->in[1], &j->out[0]);
	for (int k = 2; k < j->n->n_in; k++) {
		before = tensor_copy(&j->out[0]);
		combine(op, &before, j->in[k], &j->out[0]);
		tensor_clear(&before);
	}
	return 0;
}

int infer_where(struct onnx_job *j)
{
	int64_t dim[ONNX_MAX_DIMS];
	int n;

	if (j->in[0]->elem != ELEM_BOOL || j->in[1]->elem != j->in[2]->elem)
		return REFUSE(j, "takes %s, %s and %s: must be bool and twice the same",
			      elem_name(j->in[0]->elem), elem_name(j->in[1]->elem),
			      elem_name(j->in[2]->elem));
	return job_broadcast(j, 3, j->in, dim, &n) < 0 ? -1 :
		job_out(j, 0, j->in[1]->elem, n, dim);
}

int eval_where(struct onnx_job *j)
{
	struct onnx_tensor *y = &j->out[0], part[3];
	int64_t stride[3][ONNX_MAX_DIMS], own[ONNX_MAX_DIMS];

	for (int k = 0; k < 3; k++) {
		part[k] = *j->in[k];
		broadcast_strides(&part[k], y->n_dims, stride[k]);
	}
	strides_of(y->n_dims, y->dim, own);
	for (int64_t k = 0; k < y->n; k++) {
		int64_t at = index_in(k, y->n_dims, y->dim, own, stride[0]);
		int from = part[0].i[at] ? 1 : 2;

		at = index_in(k, y->n_dims, y->dim, own, stride[from]);
		if (y->f)
			y->f[k] = part[from].f[at];
		else
			y->i[k] = part[from].i[at];
	}
	return 0;
}

/* Limits are attributes to opset 10, inputs from 11 on; either may be absent. */
int infer_clip(struct onnx_job *j)
{
	char text[DIMS_TEXT];

	for (int k = 1; k < j->n->n_in; k++)
		if (j->in[k] && (j->in[k]->n != 1 || j->in[k]->elem != j->in[0]->elem))
			return REFUSE(j, "its limit is %s of %s: must be one value of %s",
				      tensor_text(j->in[k], text),
				      elem_name(j->in[k]->elem), elem_name(j->in[0]->elem));
	return job_out_like(j, 0, j->in[0]);
}

int eval_clip(struct onnx_job *j)
{
	const struct onnx_tensor *x = j->in[0], *lo = job_in(j, 1), *hi = job_in(j, 2);
	struct onnx_tensor *y = &j->out[0];
	const float low = lo && lo->f ? lo->f[0] : attr_float(j->n, "min", -INFINITY);
	const float high = hi && hi->f ? hi->f[0] : attr_float(j->n, "max", INFINITY);

	for (int64_t k = 0; k < x->n; k++)
		if (x->f)
			y->f[k] = clip(x->f[k], low, high);
		else
			y->i[k] = min64(max64(x->i[k], lo ? lo->i[0] : INT64_MIN),
					hi ? hi->i[0] : INT64_MAX);
	return 0;
}
