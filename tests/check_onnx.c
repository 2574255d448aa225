/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "main.h"
#include "onnx/impl.h"
#include "onnx_file.h"

/* The reader of ONNX: what it refuses, with which words, and what it makes of a graph. */

#define PATH "onnx.tmp/m.onnx"

static struct onnx_graph *try(const struct onnx_options *o, struct err *e)
{
	static const struct onnx_options none;

	memset(e, 0, sizeof(*e));
	return onnx_read(PATH, o ? o : &none, e);
}

static struct onnx_graph *good(struct onnx_file *m, const struct onnx_options *o)
{
	struct onnx_graph *g;
	struct err e;

	onnx_file_write(m, PATH);
	g = try(o, &e);
	ck_assert_msg(g != NULL, "%s", e.text);
	return g;
}

static void bad(struct onnx_file *m, const struct onnx_options *o, const char *want)
{
	struct onnx_graph *g;
	struct err e;

	onnx_file_write(m, PATH);
	g = try(o, &e);
	ck_assert_msg(!g, "not refused: %s", want);
	ck_assert_str_eq(e.text, want);
	ck_assert_str_eq(e.file, PATH);
}

/* x [1, 2, 4, 4], a convolution of three channels, Relu. */
static struct onnx_file small(void)
{
	struct onnx_file m = {.opset = 13};

	onnx_file_input(&m, "x", ELEM_FLOAT, "1 2 4 4");
	onnx_file_floats(&m, "w", "3 2 3 3", NULL);
	onnx_file_node(&m, "Conv", "c", "x w", "a", "pads:I=1,1,1,1");
	onnx_file_node(&m, "Relu", "r", "a", "y", NULL);
	onnx_file_output(&m, "y", "1 3 4 4");
	return m;
}

START_TEST(test_small)
{
	struct onnx_file m = small();
	struct onnx_graph *g = good(&m, NULL);
	const struct onnx_value *y = &g->value[onnx_find(g, "y")];
	struct text t = {0};

	ck_assert_int_eq(g->n_nodes, 2);
	ck_assert_int_eq(g->n_inputs, 1);
	ck_assert_int_eq(y->t.n_dims, 4);
	ck_assert_int_eq(y->t.dim[1], 3);
	ck_assert_int_eq(onnx_explain(g, &t), 0);
	ck_assert(strstr(t.s, "2 nodes: 2 computed for every input"));
	text_free(&t);
	onnx_free(g);
}
END_TEST

START_TEST(test_names)
{
	struct onnx_file m = small();

	onnx_file_node(&m, "Relu", "twice", "a", "y", NULL);
	bad(&m, NULL, "\"y\": made twice, by node 1, Relu \"r\", and by node 2, Relu "
	    "\"twice\"");
	m = small();
	onnx_file_node(&m, "Relu", "n", "a", "w", NULL);
	bad(&m, NULL, "\"w\": made by node 2, Relu \"n\", and an initializer");
	m = small();
	onnx_file_node(&m, "Add", "n", "a gone", "b", NULL);
	bad(&m, NULL, "node 2, Add \"n\": reads \"gone\", which no node makes and which is "
	    "no input");
	m = small();
	onnx_file_node(&m, "Add", "one", "x q", "p", NULL);
	onnx_file_node(&m, "Relu", "two", "p", "q", NULL);
	bad(&m, NULL, "node 2, Add \"one\": reads what is made from its own output (a cycle)");
	m = small();
	onnx_file_node(&m, "Relu", "own", "q", "q", NULL);
	bad(&m, NULL, "node 2, Relu \"own\": reads what is made from its own output (a "
	    "cycle)");
	m = small();
	onnx_file_floats(&m, "w", "1", NULL);
	bad(&m, NULL, "\"w\": two initializers have this name");
	m = small();
	onnx_file_input(&m, "x", ELEM_FLOAT, "1");
	bad(&m, NULL, "\"x\": two inputs have this name");
	m = small();
	onnx_file_output(&m, "y", NULL);
	bad(&m, NULL, "\"y\": two outputs have this name");
	m = small();
	onnx_file_output(&m, "z", NULL);
	bad(&m, NULL, "output \"z\" is made by no node");
	m = (struct onnx_file) {.opset = 13};
	bad(&m, NULL, "has no output");
}
END_TEST

START_TEST(test_shapes)
{
	struct onnx_file m = small();

	onnx_file_input(&m, "z", ELEM_FLOAT, "1 3 2 2");
	onnx_file_node(&m, "Add", "j", "a z", "b", NULL);
	bad(&m, NULL, "node 2, Add \"j\": joins [1, 3, 4, 4] and [1, 3, 2, 2]");
	m = small();
	onnx_file_floats(&m, "v", "3 4 1 1", NULL);
	onnx_file_node(&m, "Conv", "d", "a v", "b", NULL);
	bad(&m, NULL, "node 2, Conv \"d\": its weights [3, 4, 1, 1] in 1 groups do not fit "
	    "the input [1, 3, 4, 4]");
	m = small();
	onnx_file_node(&m, "MaxPool", "p", "a", "b", "kernel_shape:I=5,5");
	bad(&m, NULL, "node 2, MaxPool \"p\": its window reaches over 5 of 4 places with the "
	    "pads");
	m = small();
	onnx_file_ints(&m, "s", "2", "7 -1");
	onnx_file_node(&m, "Reshape", "f", "a s", "b", NULL);
	bad(&m, NULL, "node 2, Reshape \"f\": [1, 3, 4, 4] cannot take the shape [7, -1]");
	m = small();
	onnx_file_floats(&m, "v", "5 2", NULL);
	onnx_file_node(&m, "MatMul", "f", "a v", "b", NULL);
	bad(&m, NULL, "node 2, MatMul \"f\": multiplies [1, 3, 4, 4] and [5, 2]");
	m = (struct onnx_file) {.opset = 13};
	onnx_file_input(&m, "x", ELEM_FLOAT, "1 2");
	onnx_file_node(&m, "Relu", "r", "x", "y", NULL);
	onnx_file_output(&m, "y", "1 3");
	bad(&m, NULL, "node 0, Relu \"r\": output \"y\" is [1, 2], the file says [1, 3]");
}
END_TEST

START_TEST(test_operators)
{
	struct onnx_file m = small();
	struct onnx_options keep = {.keep_refused = 1};
	struct onnx_graph *g;
	struct err e;
	struct text t = {0};

	onnx_file_node(&m, "Erf", "e", "a", "b", NULL);
	onnx_file_node(&m, "Relu", "behind", "b", "c", NULL);
	onnx_file_write(&m, PATH);
	ck_assert(!try(NULL, &e));
	ck_assert(!strncmp(e.text, "node 2, Erf \"e\": this operator is not supported; "
			   "supported are: Abs Add ArgMax ", 77));
	ck_assert(strstr(e.text, " Where"));
	g = try(&keep, &e);
	ck_assert(g != NULL);
	ck_assert_int_eq(onnx_explain(g, &t), 2);
	ck_assert(strstr(t.s, "REFUSED: not supported"));
	ck_assert(strstr(t.s, "reads \"b\", whose shape is not known"));
	ck_assert(strstr(t.s, "4 nodes: 2 computed for every input, 0 of shape alone, 0 "
			 "constant, 2 refused"));
	text_free(&t);
	onnx_free(g);

	m = small();
	onnx_file_node(&m, "Relu", "n", "a", "b", "alpha:f=1");
	bad(&m, NULL, "node 2, Relu \"n\": attribute alpha is not supported");
	m = small();
	onnx_file_node(&m, "Concat", "n", "a a", "b", "axis:f=1");
	bad(&m, NULL, "node 2, Concat \"n\": attribute axis has a kind that it must not have");
	m = small();
	m.opset = 10;
	onnx_file_node(&m, "DequantizeLinear", "n", "a a", "b", "axis:i=1");
	bad(&m, NULL, "node 2, DequantizeLinear \"n\": attribute axis is of opset 13 to 28, "
	    "the file is of opset 10");
	m = small();
	onnx_file_node(&m, "Unsqueeze", "n", "a", "b", "axes:I=0");
	bad(&m, NULL, "node 2, Unsqueeze \"n\": attribute axes is of opset 7 to 12, the file "
	    "is of opset 13");
	m = small();
	onnx_file_node(&m, "Relu", "n", "a a", "b", NULL);
	bad(&m, NULL, "node 2, Relu \"n\": reads 2 values, must be 1 to 1");
	m = small();
	onnx_file_node(&m, "Conv", "n", "a -", "b", NULL);
	bad(&m, NULL, "node 2, Conv \"n\": input 1 is left out");
	m = small();
	onnx_file_node(&m, "Reshape", "n", "a x", "b", NULL);
	bad(&m, NULL, "node 2, Reshape \"n\": its shape, \"x\", is [1, 2, 4, 4] of float32: "
	    "must be a list of integers");
	m = small();
	onnx_file_ints(&m, "q", "2", "1 2");
	onnx_file_ints(&m, "one", "", "1");
	onnx_file_node(&m, "DequantizeLinear", "n", "q one", "b", NULL);
	bad(&m, NULL, "node 2, DequantizeLinear \"n\": its scale is of int64");
	m = small();
	onnx_file_ints(&m, "q", "2", "1 2");
	onnx_file_floats(&m, "half", "", NULL);
	onnx_file_node(&m, "DequantizeLinear", "n", "q half half", "b", NULL);
	bad(&m, NULL, "node 2, DequantizeLinear \"n\": its zero point is of float32, its input "
	    "of int64");
	m = small();
	m.opset = 6;
	bad(&m, NULL, "opset 6: must be 7 to 28");
	m = small();
	m.opset = 29;
	bad(&m, NULL, "opset 29: must be 7 to 28");
}
END_TEST

static void write_bytes(const char *p, size_t n)
{
	struct err e;

	ck_assert(!file_write(PATH, p, n, &e));
}

/* Outputs that a node must have; those behind may be left out, also with a name "". */
START_TEST(test_left_out)
{
	struct onnx_options keep = {.keep_refused = 1};
	struct onnx_file m = small();
	struct onnx_graph *g;
	struct text t = {0};

	onnx_file_node(&m, "Relu", "n", "a", "-", NULL);
	bad(&m, NULL, "node 2, Relu \"n\": output 0 has no name");
	m = small();
	onnx_file_node(&m, "Relu", "n", "a - -", "b - -", NULL);
	g = good(&m, NULL);
	ck_assert_int_eq(g->node[2].n_in, 1);
	ck_assert_int_eq(g->node[2].n_out, 1);
	onnx_free(g);
	m = small();
	onnx_file_node(&m, "Conv", "n", "", "b", NULL);
	onnx_file_node(&m, "Conv", "one", "a", "q", NULL);
	g = good(&m, &keep);
	ck_assert_int_eq(onnx_explain(g, &t), 2);
	ck_assert(strstr(t.s, "reads 0 values, must be 2 to 3"));
	text_free(&t);
	onnx_free(g);
}
END_TEST

/* Arrays for inputs: as many as there are, of their shape but for the batch. */
START_TEST(test_given)
{
	struct onnx_tensor t[2] = {
		{.elem = ELEM_FLOAT, .n_dims = 2, .dim = {1, 3}, .n = 3},
		{.elem = ELEM_FLOAT, .n_dims = 2, .dim = {1, 2}, .n = 2},
	};
	struct onnx_options o = {.given = t, .n_given = 1};

	for (int k = 0; k < 4; k++) {
		struct onnx_file m = {.opset = 13};
		struct onnx_graph *g;

		onnx_file_input(&m, "x", ELEM_FLOAT, "? 3");
		onnx_file_input(&m, "z", ELEM_FLOAT, "? 3");
		onnx_file_node(&m, "Add", "j", "x z", "y", NULL);
		onnx_file_output(&m, "y", NULL);
		tensor_room(&t[0]);
		tensor_room(&t[1]);
		if (!k)
			bad(&m, &o, "has 2 inputs, 1 array is given: must be one for each");
		else if (k == 1)
			bad(&m, &o, "input \"z\" is [?, 3], the values given are [1, 2]");
		else if (k == 2)
			bad(&m, &o, "input \"z\" is [?, 3], the values given are [6]");
		tensor_clear(&t[0]);
		o.n_given = 2;
		if (k == 1)
			t[1] = (struct onnx_tensor) {.elem = ELEM_FLOAT, .n_dims = 1,
						     .dim = {6}, .n = 6, .f = t[1].f};
		if (k == 2)
			t[1] = (struct onnx_tensor) {.elem = ELEM_FLOAT, .n_dims = 2,
						     .dim = {2, 3}, .n = 6, .f = t[1].f};
		if (k == 3) {
			t[1].held = HELD_ALL;
			g = good(&m, &o);
			ck_assert_int_eq(g->n_inputs, 1);
			ck_assert_int_eq(g->value[onnx_find(g, "y")].t.dim[0], 2);
			onnx_free(g);
		}
		tensor_clear(&t[1]);
	}
}
END_TEST

/* Limits of all constants together: of the file, of nodes, written out, and their work. */
START_TEST(test_limits)
{
	struct onnx_file m = small();
	struct text many = {0};

	for (int k = 0; k < 3; k++) {
		static const char *const name[] = {"u0", "u1", "u2"};
		struct text rest = {0}, entry = {0};

		pb_string(&entry, 1, "location");
		pb_string(&entry, 2, "none");
		pb_message(&rest, 13, &entry);
		pb_int(&rest, 14, 1);
		onnx_file_tensor(&m, name[k], "16384 16384", ELEM_FLOAT, &rest);
	}
	bad(&m, NULL, "tensor \"u1\": constants have more than 2^29 values together");
	m = small();
	onnx_file_ints(&m, "s", "1", "268435456");
	onnx_file_node(&m, "ConstantOfShape", "f", "s", "b", NULL);
	onnx_file_node(&m, "Sum", "three", "b b b", "e", NULL);
	bad(&m, NULL, "node 3, Sum \"three\": its constant inputs have more than 2^29 values "
	    "together");
	m = small();
	onnx_file_ints(&m, "s", "1", "4194304");
	onnx_file_floats(&m, "one", "", NULL);
	onnx_file_node(&m, "ConstantOfShape", "f", "s", "b", NULL);
	text_add(&many, "b");
	for (int k = 1; k < ONNX_MAX_PORTS; k++)
		text_add(&many, " one");
	onnx_file_node(&m, "Sum", "many", many.s, "e", NULL);
	text_free(&many);
	bad(&m, NULL, "node 3, Sum \"many\": constants take more than 2^33 values to compute");
}
END_TEST

/* Control bytes of a name do not reach a terminal. */
START_TEST(test_plain)
{
	struct onnx_options keep = {.keep_refused = 1};
	struct onnx_file m = small();
	struct onnx_graph *g;
	struct text t = {0};

	onnx_file_node(&m, "Relu", "n\033[2J", "gone\n", "b", NULL);
	bad(&m, NULL, "node 2, Relu \"n?[2J\": reads \"gone?\", which no node makes and which "
	    "is no input");
	m = small();
	onnx_file_node(&m, "Erf\x7f", "n\033[2J", "a", "b\r", NULL);
	onnx_file_input(&m, "in\a", ELEM_FLOAT, "1");
	g = good(&m, &keep);
	onnx_explain(g, &t);
	ck_assert(strstr(t.s, "Erf? ") && strstr(t.s, " n?[2J ") &&
		  strstr(t.s, "input \"in?\""));
	for (size_t k = 0; k < t.n; k++)
		ck_assert(t.s[k] == '\n' || ((unsigned char)t.s[k] >= 0x20 && t.s[k] != 0x7f));
	text_free(&t);
	onnx_free(g);
}
END_TEST

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

/* Values that arithmetic must not be done on. */
START_TEST(test_arithmetic)
{
	struct onnx_file m = small();
	struct text rest = {0};
	struct onnx_graph *g;

	onnx_file_ints(&m, "p", "8", "0 0 0 0 0 0 0 -9223372036854775808");
	onnx_file_node(&m, "Pad", "n", "a p", "b", NULL);
	bad(&m, NULL, "node 2, Pad \"n\": pads of axis 3 are 0 and -9223372036854775808");
	m = small();
	onnx_file_ints(&m, "q", "2", "1 2");
	onnx_file_floats(&m, "half", "", NULL);
	onnx_file_node(&m, "DequantizeLinear", "n", "q half", "b", NULL);
	bad(&m, NULL, "node 2, DequantizeLinear \"n\": quantised values of int64 are not "
	    "supported: must be of at most 32 bits");
	m = small();
	m.opset = 21;
	onnx_file_node(&m, "QuantizeLinear", "n", "w w", "b",
		       "block_size:i=9223372036854775807");
	bad(&m, NULL, "node 2, QuantizeLinear \"n\": its scale [3, 2, 3, 3] does not fit axis 1 "
	    "of [3, 2, 3, 3]");
	m = small();
	onnx_file_node(&m, "Constant", "n", "", "b", "value_floats:F=1,nan");
	bad(&m, NULL, "node \"n\": value 1 of value_floats is not a number (NaN)");
	m = small();
	onnx_file_tensor(&m, "none", "0", ELEM_FLOAT, &rest);
	onnx_file_tensor(&m, "nothing", "0", ELEM_INT64, &rest);
	g = good(&m, NULL);
	ck_assert_int_eq(g->value[onnx_find(g, "none")].t.n, 0);
	onnx_free(g);
}
END_TEST

START_TEST(test_tensors)
{
	const float nan[] = {1, NAN}, infinite[] = {1, INFINITY};
	const double great[] = {0x1.fffffep127, -0x1.fffffefp127};
	struct onnx_file m = small();
	struct onnx_graph *g;
	struct text rest = {0};

	onnx_file_floats(&m, "v", "2", nan);
	bad(&m, NULL, "tensor \"v\": value 1 is not a number (NaN)");
	m = small();
	onnx_file_floats(&m, "v", "2", infinite);
	bad(&m, NULL, "tensor \"v\": value 1 is infinite");
	/* The greatest float and a little less than half a step more, as doubles. */
	m = small();
	pb_bytes(&rest, 10, great, sizeof(great));
	onnx_file_tensor(&m, "v", "2", ELEM_DOUBLE, &rest);
	g = good(&m, NULL);
	ck_assert(g->value[onnx_find(g, "v")].t.f[0] == 0x1.fffffep127f);
	ck_assert(g->value[onnx_find(g, "v")].t.f[1] == -0x1.fffffep127f);
	onnx_free(g);
	m = small();
	pb_string(&rest, 9, "abcd");
	onnx_file_tensor(&m, "v", "2", ELEM_FLOAT, &rest);
	bad(&m, NULL, "tensor \"v\": has 4 bytes, its shape [2] of float32 takes 8");
	m = small();
	onnx_file_tensor(&m, "v", "3", ELEM_INT64, &rest);
	bad(&m, NULL, "tensor \"v\": has 0 values, its shape [3] of int64 takes 3");
	m = small();
	onnx_file_tensor(&m, "v", "65536 65536", ELEM_FLOAT, &rest);
	bad(&m, NULL, "tensor \"v\": shape [65536, 65536]: must be of sizes that are not "
	    "negative and have at most 2^28 values");
	m = small();
	onnx_file_tensor(&m, "v", "4611686018427387904 4", ELEM_FLOAT, &rest);
	bad(&m, NULL, "tensor \"v\": shape [4611686018427387904, 4]: must be of sizes that are "
	    "not negative and have at most 2^28 values");
	m = small();
	onnx_file_tensor(&m, "v", "-3", ELEM_FLOAT, &rest);
	bad(&m, NULL, "tensor \"v\": shape [-3]: must be of sizes that are not negative and "
	    "have at most 2^28 values");
	m = small();
	onnx_file_tensor(&m, "v", "1 1 1 1 1 1 1 1 1", ELEM_FLOAT, &rest);
	bad(&m, NULL, "tensor \"v\": 9 dimensions: must be at most 8");
	m = small();
	onnx_file_tensor(&m, "v", "1", 8, &rest);
	bad(&m, NULL, "tensor \"v\": elements of type 8 are not supported");
	m = small();
	onnx_file_ints(&m, "s", "3", "65536 65536 65536");
	onnx_file_node(&m, "ConstantOfShape", "f", "s", "b", NULL);
	bad(&m, NULL, "node 2, ConstantOfShape \"f\": output [65536, 65536, 65536]: must be of "
	    "sizes that are not negative and have at most 2^28 values");
}
END_TEST

/* An initializer whose data are in a file. */
static struct onnx_file external(const char *location, const char *offset,
				 const char *length)
{
	const char *const key[] = {"location", "offset", "length"};
	const char *const value[] = {location, offset, length};
	struct onnx_file m = {.opset = 13};
	struct text rest = {0};

	for (int k = 0; k < 3; k++) {
		struct text entry = {0};

		if (!value[k])
			continue;
		pb_string(&entry, 1, key[k]);
		pb_string(&entry, 2, value[k]);
		pb_message(&rest, 13, &entry);
	}
	pb_int(&rest, 14, 1);
	onnx_file_input(&m, "x", ELEM_FLOAT, "1 2");
	onnx_file_tensor(&m, "v", "2", ELEM_FLOAT, &rest);
	onnx_file_node(&m, "Add", "n", "x v", "y", NULL);
	onnx_file_output(&m, "y", NULL);
	return m;
}

START_TEST(test_external)
{
	struct onnx_tensor in = {.elem = ELEM_FLOAT, .n_dims = 2, .dim = {1, 2}, .n = 2}, out;
	struct onnx_graph *g;
	struct onnx_file m;
	struct err e;

	check_put("onnx.tmp", "data", "????\x01\x02\x03?\x01\x02\x03?");
	m = external("data", "4", "8");
	g = good(&m, NULL);
	ck_assert_int_eq(g->n_unheld, 0);
	onnx_free(g);
	m = external("none", NULL, NULL);
	g = good(&m, NULL);
	ck_assert_int_eq(g->n_unheld, 1);
	ck_assert_str_eq(g->missing, "none");
	tensor_room(&in);
	ck_assert_int_eq(onnx_eval(g, &in, g->output, 1, &out, &e), -1);
	ck_assert_str_eq(e.text, "node 0, Add \"n\": \"v\" has no values: they are in a file "
			 "that is not there, none");
	tensor_clear(&in);
	onnx_free(g);
	m = external("data", "8", NULL);
	bad(&m, NULL, "tensor \"v\": external data: bytes 8 to 16 of onnx.tmp/data, which has 12");
	m = external("data", NULL, "12");
	bad(&m, NULL, "tensor \"v\": has 12 bytes, its shape [2] of float32 takes 8");
	m = external("data", "-1", NULL);
	bad(&m, NULL, "tensor \"v\": external data, offset = \"-1\": must be a number of bytes");
	m = external("../data", NULL, NULL);
	bad(&m, NULL, "tensor \"v\": external data in \"../data\": must be a file in the folder "
	    "of the model");
	m = external("/etc/passwd", NULL, NULL);
	bad(&m, NULL, "tensor \"v\": external data in \"/etc/passwd\": must be a file in the "
	    "folder of the model");
}
END_TEST

/* Only regular files in the folder of the model; nothing waits for a pipe's other end. */
START_TEST(test_external_kinds)
{
	struct onnx_file m;

	unlink("onnx.tmp/link");
	unlink("onnx.tmp/pipe");
	ck_assert_int_eq(symlink("/dev/zero", "onnx.tmp/link"), 0);
	ck_assert_int_eq(mkfifo("onnx.tmp/pipe", 0600), 0);
	m = external("pipe", NULL, NULL);
	bad(&m, NULL, "tensor \"v\": external data: onnx.tmp/pipe is no regular file");
	check_put("onnx.tmp", "far", "12345678");
	unlink("onnx.tmp/link");
	ck_assert_int_eq(symlink("far", "onnx.tmp/link"), 0);
	m = external("link", NULL, NULL);
	bad(&m, NULL, "tensor \"v\": external data: onnx.tmp/link is no regular file");
}
END_TEST

START_TEST(test_inputs)
{
	struct onnx_file m = {.opset = 13};
	struct onnx_options o = {.input = "3x8x6"};
	struct onnx_graph *g;

	for (int k = 0; k < 5; k++) {
		static const char *const want[] = {
			"input \"x\" has open sizes, [?, 3, ?, ?]: imcfab import takes them as --input "
			"CxHxW", NULL,
			"--input = 4x8x6: input \"x\" is [?, 3, ?, ?] in the file",
			"--input = 3x8: input \"x\" is [?, 3, ?, ?] in the file",
			"--input = 3xx8: must be sizes with an x between them, as 3x224x224",
		};
		static const char *const sizes[] = {NULL, "3x8x6", "4x8x6", "3x8", "3xx8"};

		onnx_file_input(&m, "x", ELEM_FLOAT, "? 3 ? ?");
		onnx_file_node(&m, "Relu", "r", "x", "y", NULL);
		onnx_file_output(&m, "y", NULL);
		o.input = sizes[k];
		if (want[k]) {
			bad(&m, &o, want[k]);
			continue;
		}
		g = good(&m, &o);
		ck_assert_int_eq(g->value[onnx_find(g, "y")].t.dim[0], 1);
		ck_assert_int_eq(g->value[onnx_find(g, "y")].t.dim[3], 6);
		onnx_free(g);
	}
	/* An initializer that is listed as an input is none. */
	m = small();
	onnx_file_input(&m, "w", ELEM_FLOAT, "3 2 3 3");
	g = good(&m, NULL);
	ck_assert_int_eq(g->n_inputs, 1);
	onnx_free(g);
}
END_TEST

/* x of two open sizes, flattened as exporters write it: Shape, Gather, Concat, Reshape. */
START_TEST(test_shape_arithmetic)
{
	struct onnx_file m = {.opset = 12};
	struct onnx_graph *g;
	int n_constant = 0;

	onnx_file_input(&m, "x", ELEM_FLOAT, "? 3 4 5");
	onnx_file_ints(&m, "zero", "", "0");
	onnx_file_ints(&m, "minus", "1", "-1");
	onnx_file_node(&m, "Shape", "", "x", "s", NULL);
	onnx_file_node(&m, "Gather", "", "s zero", "batch", "axis:i=0");
	onnx_file_node(&m, "Unsqueeze", "", "batch", "b1", "axes:I=0");
	onnx_file_node(&m, "Cast", "", "b1", "b2", "to:i=7");
	onnx_file_node(&m, "Concat", "", "b2 minus", "to", "axis:i=0");
	onnx_file_node(&m, "Reshape", "", "x to", "flat", NULL);
	onnx_file_node(&m, "Identity", "", "flat", "i", NULL);
	onnx_file_node(&m, "Dropout", "", "i", "d", "ratio:f=0.5");
	onnx_file_output(&m, "d", "? 60");
	m.opset = 11;
	g = good(&m, NULL);
	for (int k = 0; k < g->n_nodes; k++)
		n_constant += g->node[k].note == NOTE_CONSTANT;
	ck_assert_int_eq(n_constant, 5);
	ck_assert_int_eq(g->node[5].note, NOTE_COPY);
	ck_assert_int_eq(g->value[onnx_find(g, "d")].t.dim[1], 60);
	onnx_free(g);
}
END_TEST

/* Nodes that stand before what they read are put in order. */
START_TEST(test_order)
{
	struct onnx_file m = {.opset = 13};
	struct onnx_graph *g;

	onnx_file_input(&m, "x", ELEM_FLOAT, "1 2");
	onnx_file_node(&m, "Relu", "last", "b", "y", NULL);
	onnx_file_node(&m, "Tanh", "middle", "a", "b", NULL);
	onnx_file_node(&m, "Sigmoid", "first", "x", "a", NULL);
	onnx_file_output(&m, "y", NULL);
	g = good(&m, NULL);
	ck_assert_str_eq(g->node[0].name, "first");
	ck_assert_int_eq(g->node[0].at, 2);
	ck_assert_str_eq(g->node[2].name, "last");
	onnx_free(g);
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


/* Cut off anywhere, and with any byte changed, it is read or refused in one message. */
START_TEST(test_damaged)
{
	struct onnx_file m = small();
	struct onnx_graph *g;
	struct text t = {0};
	struct err e;
	int n_refused = 0;

	onnx_file_model(&m, &t);
	text_free(&m.graph);
	for (size_t n = 0; n < t.n; n++) {
		write_bytes(t.s, n);
		g = try(NULL, &e);
		ck_assert_msg(!g, "cut off at %zu of %zu and not refused", n, t.n);
		ck_assert(e.text[0] && !strchr(e.text, '\n'));
	}
	for (size_t k = 0; k < t.n; k++) {
		static const uint8_t change[] = {0x01, 0x08, 0x7f, 0x80, 0xff};
		char was = t.s[k];

		for (int c = 0; c < 5; c++) {
			t.s[k] = (char)((uint8_t)was ^ change[c]);
			write_bytes(t.s, t.n);
			g = try(NULL, &e);
			n_refused += !g;
			ck_assert(g || (e.text[0] && !strchr(e.text, '\n')));
			onnx_free(g);
		}
		t.s[k] = was;
	}
	ck_assert_int_gt(n_refused, 100);
	text_free(&t);
}
END_TEST

START_TEST(test_hostile)
{
	struct text t = {0}, in = {0};
	struct onnx_file m = small();
	struct err e;

	write_bytes("", 0);
	ck_assert(!try(NULL, &e));
	ck_assert_str_eq(e.text, "is empty: must be an ONNX model");
	check_put("onnx.tmp", "m.onnx", "this is no model");
	ck_assert(!try(NULL, &e));
	ck_assert(strstr(e.text, "is no ONNX model") || strstr(e.text, "cut off"));
	write_bytes("\x3a\xff\xff\xff\xff\x07", 6);	/* a graph of 2 GiB */
	ck_assert(!try(NULL, &e));
	ck_assert_str_eq(e.text, "is cut off or damaged: onnx.ModelProto, field graph at byte 1 "
			 "has 2147483647 bytes, 0 are left");
	/* Graphs in attributes of nodes of graphs, 300 deep. */
	for (int k = 0; k < 300; k++) {
		static const int field[] = {1, 5, 6};	/* node, attribute, g */

		pb_bytes(&t, field[2 - k % 3], in.s ? in.s : "", in.n);
		text_free(&in);
		in = t;
		t = (struct text) {0};
	}
	pb_message(&t, 7, &in);
	write_bytes(t.s, t.n);
	ck_assert(!try(NULL, &e));
	ck_assert(strstr(e.text, "too many messages in messages"));
	text_free(&t);
	/* A graph in two parts, which the unpacker would join. */
	onnx_file_model(&m, &t);
	text_free(&m.graph);
	pb_bytes(&t, 7, "", 0);
	write_bytes(t.s, t.n);
	ck_assert(!try(NULL, &e));
	ck_assert(strstr(e.text, "a message that is given twice in onnx.ModelProto"));
	text_free(&t);
}
END_TEST

/* The table of docs/onnx.md is that of gen/onnx/ops.c. */
START_TEST(test_docs)
{
	struct text t = {0};

	text_add(&t, "\n| operator | in compare and embed |\n|---|---|\n");
	for (int k = 0; onnx_op_name(k); k++)
		text_add(&t, "| %s | %s |\n", onnx_op_name(k), onnx_op_becomes(k));
	check_holds("docs/onnx.md", "<!-- operators -->", "<!-- end -->", &t,
		    "gen/onnx/ops.c");
	text_free(&t);
}
END_TEST

/* Sorted, so that a reader finds one; each with a function for shapes. */
START_TEST(test_table)
{
	for (int k = 0; onnx_op_name(k); k++) {
		const struct onnx_op *op = op_find(onnx_op_name(k));

		ck_assert(!k || strcmp(onnx_op_name(k - 1), op->name) < 0);
		ck_assert(op->infer && (op->eval || op->kind == OP_RUNS));
		ck_assert_int_le(op->min_in, op->max_in);
	}
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("onnx");
	TCase *c = tcase_create("core");

	check_folder("onnx.tmp");
	tcase_set_timeout(c, 120);
	tcase_add_test(c, test_small);
	tcase_add_test(c, test_names);
	tcase_add_test(c, test_shapes);
	tcase_add_test(c, test_operators);
	tcase_add_test(c, test_left_out);
	tcase_add_test(c, test_given);
	tcase_add_test(c, test_limits);
	tcase_add_test(c, test_plain);
	tcase_add_test(c, test_arithmetic);
	tcase_add_test(c, test_values);
	tcase_add_test(c, test_tensors);
	tcase_add_test(c, test_external);
	tcase_add_test(c, test_external_kinds);
	tcase_add_test(c, test_inputs);
	tcase_add_test(c, test_shape_arithmetic);
	tcase_add_test(c, test_order);
	tcase_add_loop_test(c, test_conv, 0, 6);
	tcase_add_test(c, test_docs);
	tcase_add_test(c, test_table);
	tcase_add_test(c, test_damaged);
	tcase_add_test(c, test_hostile);
	suite_add_tcase(s, c);
	return s;
}
