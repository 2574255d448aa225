/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "main.h"
#include "onnx/impl.h"
#include "onnx_file.h"
#include "qgraphs.h"

/* Values that operators compute. */

#define PATH "onnx_eval.tmp/m.onnx"
#define good(m, o) onnx_file_good(m, PATH, o)

/* x as bytes q, of scale 0.5 and zero point 10, also as the maps qm and qr. */
static void quantised_input(struct onnx_file *m)
{
	const float half = 0.5f, quarter = 0.25f, part = 1.0f / 256;

	onnx_file_floats(m, "half", "", &half);
	onnx_file_floats(m, "quarter", "", &quarter);
	onnx_file_floats(m, "part", "", &part);
	onnx_file_byte(m, "z0", ELEM_UINT8, 0);
	onnx_file_byte(m, "z3", ELEM_UINT8, 3);
	onnx_file_byte(m, "z10", ELEM_UINT8, 10);
	onnx_file_node(m, "QuantizeLinear", "q", "x half z10", "q", NULL);
	onnx_file_node(m, "Reshape", "qm", "q map", "qm", NULL);
	onnx_file_node(m, "Reshape", "qr", "q row", "qr", NULL);
}

/* One operator on x of four floats; the values of y are these. */
static void gives(const char *type, const char *in, const char *attrs, const float x[4],
		  const double want[4])
{
	struct onnx_tensor t = {.elem = ELEM_FLOAT, .n_dims = 1, .dim = {4}, .n = 4}, y;
	const float low = -1, high = 1, power = 0.5f;
	struct onnx_file m = {.opset = 13};
	struct onnx_graph *g;
	struct err e;

	onnx_file_input(&m, "x", ELEM_FLOAT, "4");
	onnx_file_ints(&m, "map", "4", "1 4 1 1");
	onnx_file_node(&m, "Reshape", "r", "x map", "xm", NULL);
	onnx_file_ints(&m, "row", "4", "1 1 1 4");
	onnx_file_node(&m, "Reshape", "s", "x row", "xr", NULL);
	onnx_file_floats(&m, "low", "", &low);
	onnx_file_floats(&m, "high", "", &high);
	onnx_file_floats(&m, "power", "", &power);
	onnx_file_ints(&m, "four", "4", "4 9 -1 2");
	quantised_input(&m);
	onnx_file_node(&m, type, "n", in, "y", attrs);
	onnx_file_output(&m, "y", NULL);
	g = good(&m, NULL);
	tensor_room(&t);
	memcpy(t.f, x, 4 * sizeof(*x));
	ck_assert_msg(!onnx_eval(g, &t, g->output, 1, &y, &e), "%s", e.text);
	for (int k = 0; k < 4; k++)
		ck_assert_msg(isnan(want[k]) ? isnan(tensor_get(&y, k)) :
			      fabs(tensor_get(&y, k) - want[k]) < 1e-6,
			      "%s: value %d is %g, must be %g", type, k, tensor_get(&y, k),
			      want[k]);
	tensor_clear(&t);
	tensor_clear(&y);
	onnx_free(g);
}

START_TEST(test_values)
{
	static const float x[] = {NAN, -2, 0.5f, 7};

	gives("Relu", "x", NULL, x, (double[]) {NAN, 0, 0.5, 7});
	gives("Clip", "x low high", NULL, x, (double[]) {NAN, -1, 0.5, 1});
	gives("HardSigmoid", "x", "alpha:f=0.5", x, (double[]) {NAN, 0, 0.75, 1});
	gives("HardSwish", "x", NULL, x, (double[]) {NAN, -1 / 3.0, 0.5 * 3.5 / 6, 7});
	gives("GlobalMaxPool", "xm", NULL, x, (double[]) {NAN, -2, 0.5, 7});
	gives("MaxPool", "xr", "kernel_shape:I=1,2 pads:I=0,0,0,1", x,
	      (double[]) {NAN, 0.5, 7, 7});
	gives("Pow", "four power", NULL, x, (double[]) {2, 3, 0, 1});
}
END_TEST

/* x [batch][c_in][h][w], weights [c_out][c_in/groups][k_h][k_w]: one value of the result by
 * the definition. */
struct shape {
	int batch, c_in, h, w, c_out, groups, k_h, k_w, stride, dilation, top, left, bottom,
		right;
};

static double by_definition(const struct shape *s, const struct onnx_tensor *x,
			    const struct onnx_tensor *weight, int n, int o, int oy, int ox)
{
	const int each = s->c_in / s->groups, first = o / (s->c_out / s->groups) * each;
	double sum = 0;

	for (int c = 0; c < each; c++)
		for (int ky = 0; ky < s->k_h; ky++)
			for (int kx = 0; kx < s->k_w; kx++) {
				int y = oy * s->stride + ky * s->dilation - s->top;
				int at = ox * s->stride + kx * s->dilation - s->left;

				if (y < 0 || y >= s->h || at < 0 || at >= s->w)
					continue;
				sum += (double)x->f[((n * s->c_in + first + c) * s->h + y) *
						    s->w + at] *
					weight->f[((o * each + c) * s->k_h + ky) * s->k_w + kx];
			}
	return sum;
}

static void compare_conv(const struct shape *s, const struct onnx_graph *g,
			 const struct onnx_tensor *x, const struct onnx_tensor *y)
{
	const struct onnx_tensor *weight = &g->value[onnx_find(g, "w")].t;
	int64_t k = 0;

	for (int n = 0; n < y->dim[0]; n++)
		for (int o = 0; o < y->dim[1]; o++)
			for (int oy = 0; oy < y->dim[2]; oy++)
				for (int ox = 0; ox < y->dim[3]; ox++) {
					double want = by_definition(s, x, weight, n, o, oy, ox);

					ck_assert_msg(fabs(y->f[k] - want) < 1e-4,
						      "value %d: %g, wanted %g", (int)k,
						      y->f[k], want);
					k++;
				}
	ck_assert_int_eq(k, y->n);
}

START_TEST(test_conv)
{
	static const struct shape shapes[] = {
		{1, 3, 9, 11, 8, 1, 3, 3, 1, 1, 1, 1, 1, 1},
		{2, 4, 9, 10, 6, 1, 3, 2, 2, 1, 0, 2, 1, 0},
		{1, 8, 12, 12, 8, 8, 3, 3, 1, 2, 2, 2, 2, 2},	/* depthwise */
		{1, 8, 7, 7, 12, 2, 1, 1, 1, 1, 0, 0, 0, 0},
		{1, 6, 7, 9, 10, 2, 5, 3, 3, 1, 4, 0, 0, 3},
		{1, 5, 4, 4, 9, 1, 4, 4, 1, 1, 0, 0, 0, 0},	/* one place */
	};
	const struct shape *s = &shapes[_i];
	struct onnx_file m = {.opset = 13};
	char *dims = xasprintf("%d %d %d %d", s->batch, s->c_in, s->h, s->w);
	char *kernel = xasprintf("%d %d %d %d", s->c_out, s->c_in / s->groups, s->k_h, s->k_w);
	char *attrs = xasprintf("group:i=%d strides:I=%d,%d dilations:I=%d,%d pads:I=%d,%d,%d,%d",
				s->groups, s->stride, s->stride, s->dilation, s->dilation,
				s->top, s->left, s->bottom, s->right);
	struct onnx_tensor x, y;
	struct onnx_graph *g;
	uint64_t state = 7;
	struct err e;

	onnx_file_input(&m, "x", ELEM_FLOAT, dims);
	onnx_file_floats(&m, "w", kernel, NULL);
	onnx_file_node(&m, "Conv", "c", "x w", "y", attrs);
	onnx_file_output(&m, "y", NULL);
	g = good(&m, NULL);
	x = g->value[onnx_find(g, "x")].t;
	tensor_room(&x);
	for (int64_t k = 0; k < x.n; k++)
		x.f[k] = (float)(rand_next(&state) % 1000) / 500 - 1;
	for (int64_t k = 0; k < g->value[onnx_find(g, "w")].t.n; k++)
		g->value[onnx_find(g, "w")].t.f[k] = (float)(rand_next(&state) % 1000) / 500 - 1;
	ck_assert_msg(!onnx_eval(g, &x, g->output, 1, &y, &e), "%s", e.text);
	compare_conv(s, g, &x, &y);
	tensor_clear(&x);
	tensor_clear(&y);
	onnx_free(g);
	free(dims);
	free(kernel);
	free(attrs);
}
END_TEST

/* Operators of onnxruntime on integers: bytes of scale 0.25 and zero point 3, by hand. */
START_TEST(test_linear)
{
	static const float x[] = {-2, 0.5f, 1, 7};
#define MICROSOFT "com.microsoft::"
	gives(MICROSOFT "QLinearAdd", "q half z10 q half z10 quarter z3", NULL, x,
	      (double[]) {0, 7, 11, 59});
	gives("QLinearAdd", "q half z10 q half z10 quarter", NULL, x,
	      (double[]) {0, 4, 8, 56});
	gives(MICROSOFT "QLinearMul", "q half z10 q half z10 quarter z3", NULL, x,
	      (double[]) {19, 4, 7, 199});
	gives(MICROSOFT "QLinearSigmoid", "q half z10 part z0", NULL, x,
	      (double[]) {31, 159, 187, 255});
	gives(MICROSOFT "QLinearLeakyRelu", "q half z10 quarter z10", "alpha:f=0.5", x,
	      (double[]) {6, 12, 14, 38});
	gives(MICROSOFT "QLinearAveragePool", "qr half z10 quarter z3",
	      "kernel_shape:I=1,2 pads:I=0,0,0,1", x, (double[]) {0, 6, 19, 31});
	gives(MICROSOFT "QLinearGlobalAveragePool", "qm half z10 quarter z3", NULL, x,
	      (double[]) {0, 5, 7, 31});
}
END_TEST

static void bad_linear(const char *in, const char *attrs, const char *type, const char *want)
{
	struct onnx_file m = {.opset = 13};

	onnx_file_input(&m, "x", ELEM_FLOAT, "4");
	onnx_file_ints(&m, "map", "4", "1 4 1 1");
	onnx_file_ints(&m, "row", "4", "1 1 1 4");
	quantised_input(&m);
	onnx_file_floats(&m, "many", "4", NULL);
	onnx_file_node(&m, type, "n", in, "y", attrs);
	onnx_file_output(&m, "y", NULL);
	onnx_file_bad(&m, PATH, NULL, want);
}

START_TEST(test_linear_refused)
{
	bad_linear("x half z10 q half z10 quarter z3", NULL, "QLinearAdd",
		   "node 3, QLinearAdd \"n\": input 0 is of float32, its scale of float32: must be "
		   "integers of at most 32 bits, and floats");
	bad_linear("q many - q half z10 quarter z3", NULL, "QLinearAdd",
		   "node 3, QLinearAdd \"n\": input 2 is left out");
	bad_linear("qm half z10 quarter z3", "channels_last:i=1", "QLinearGlobalAveragePool",
		   "node 3, QLinearGlobalAveragePool \"n\": channels_last = 1 is not supported");
	bad_linear("q half z10 many z3", NULL, "QLinearSigmoid",
		   "node 3, QLinearSigmoid \"n\": scale and zero point of its output must be one "
		   "value, of at most 32 bits");
	bad_linear("quarter z3 q half z10 q half", "axis:i=0", "QLinearConcat",
		   "node 3, QLinearConcat \"n\": its inputs are no triples of value, scale and "
		   "zero point");
}
END_TEST

/* What operators on integers are as plain ones, against themselves. */
START_TEST(test_unfold)
{
	const struct onnx_options unfold = {.unfold = 1};
	struct onnx_file m = _i ? qgraph_dynamic() : qgraph_operators();
	struct onnx_tensor x, y[2];
	uint64_t state = 11;
	double most = 0;
	struct err e;

	onnx_file_output(&m, "y", NULL);
	onnx_file_write(&m, PATH);
	for (int k = 0; k < 2; k++) {
		struct onnx_graph *g = onnx_file_try(PATH, k ? &unfold : NULL, &e);

		ck_assert_msg(g != NULL, "%s", e.text);
		if (!k) {
			x = g->value[g->input[0]].t;
			tensor_room(&x);
			for (int64_t i = 0; i < x.n; i++)
				x.f[i] = (float)((double)(rand_next(&state) >> 40) / (1 << 22) -
						 2);
		}
		for (int n = 0; k && n < g->n_nodes; n++)
			ck_assert_msg(!strstr(g->node[n].type, "QLinear") &&
				      !strstr(g->node[n].type, "Integer"), "%s",
				      g->node[n].type);
		ck_assert_msg(!onnx_eval(g, &x, g->output, 1, &y[k], &e), "%s", e.text);
		onnx_free(g);
	}
	ck_assert_int_eq(y[0].n, 5);
	for (int k = 0; k < 5; k++)
		most = fmax(most, fabs(tensor_get(&y[0], k)));
	ck_assert(most > 0.3);
	for (int k = 0; k < 5; k++)	/* a step of the result; of dynamic scales 2 % */
		ck_assert_msg(fabs(tensor_get(&y[0], k) - tensor_get(&y[1], k)) <=
			      (_i ? 0.02 * most : 0.021), "value %d: %g and %g", k,
			      tensor_get(&y[0], k), tensor_get(&y[1], k));
	tensor_clear(&x);
	tensor_clear(&y[0]);
	tensor_clear(&y[1]);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("onnx_eval");
	TCase *c = tcase_create("core");

	check_folder("onnx_eval.tmp");
	tcase_set_timeout(c, 120);
	tcase_add_test(c, test_values);
	tcase_add_loop_test(c, test_conv, 0, 6);
	tcase_add_loop_test(c, test_unfold, 0, 2);
	tcase_add_test(c, test_linear);
	tcase_add_test(c, test_linear_refused);
	suite_add_tcase(s, c);
	return s;
}
