/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "main.h"
#include "onnx/impl.h"
#include "onnx_file.h"

/* The graph that the reader of ONNX makes: names, shapes, operators, constants, and what it
 * refuses of them, with which words. */

#define PATH "onnx.tmp/m.onnx"
#define good(m, o) onnx_file_good(m, PATH, o)
#define bad(m, o, want) onnx_file_bad(m, PATH, o, want)
#define try(o, e) onnx_file_try(PATH, o, e)

START_TEST(test_small)
{
	struct onnx_file m = onnx_file_small();
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
	struct onnx_file m = onnx_file_small();

	onnx_file_node(&m, "Relu", "twice", "a", "y", NULL);
	bad(&m, NULL, "\"y\": made twice, by node 1, Relu \"r\", and by node 2, Relu "
	    "\"twice\"");
	m = onnx_file_small();
	onnx_file_node(&m, "Relu", "n", "a", "w", NULL);
	bad(&m, NULL, "\"w\": made by node 2, Relu \"n\", and an initializer");
	m = onnx_file_small();
	onnx_file_node(&m, "Add", "n", "a gone", "b", NULL);
	bad(&m, NULL, "node 2, Add \"n\": reads \"gone\", which no node makes and which is "
	    "no input");
	m = onnx_file_small();
	onnx_file_node(&m, "Add", "one", "x q", "p", NULL);
	onnx_file_node(&m, "Relu", "two", "p", "q", NULL);
	bad(&m, NULL, "node 2, Add \"one\": reads what is made from its own output (a cycle)");
	m = onnx_file_small();
	onnx_file_node(&m, "Relu", "own", "q", "q", NULL);
	bad(&m, NULL, "node 2, Relu \"own\": reads what is made from its own output (a "
	    "cycle)");
	m = onnx_file_small();
	onnx_file_floats(&m, "w", "1", NULL);
	bad(&m, NULL, "\"w\": two initializers have this name");
	m = onnx_file_small();
	onnx_file_input(&m, "x", ELEM_FLOAT, "1");
	bad(&m, NULL, "\"x\": two inputs have this name");
	m = onnx_file_small();
	onnx_file_output(&m, "y", NULL);
	bad(&m, NULL, "\"y\": two outputs have this name");
	m = onnx_file_small();
	onnx_file_output(&m, "z", NULL);
	bad(&m, NULL, "output \"z\" is made by no node");
	m = (struct onnx_file) {.opset = 13};
	bad(&m, NULL, "has no output");
}
END_TEST

START_TEST(test_shapes)
{
	struct onnx_file m = onnx_file_small();

	onnx_file_input(&m, "z", ELEM_FLOAT, "1 3 2 2");
	onnx_file_node(&m, "Add", "j", "a z", "b", NULL);
	bad(&m, NULL, "node 2, Add \"j\": joins [1, 3, 4, 4] and [1, 3, 2, 2]");
	m = onnx_file_small();
	onnx_file_floats(&m, "v", "3 4 1 1", NULL);
	onnx_file_node(&m, "Conv", "d", "a v", "b", NULL);
	bad(&m, NULL, "node 2, Conv \"d\": its weights [3, 4, 1, 1] in 1 groups do not fit "
	    "the input [1, 3, 4, 4]");
	m = onnx_file_small();
	onnx_file_node(&m, "MaxPool", "p", "a", "b", "kernel_shape:I=5,5");
	bad(&m, NULL, "node 2, MaxPool \"p\": its window reaches over 5 of 4 places with the "
	    "pads");
	m = onnx_file_small();
	onnx_file_ints(&m, "s", "2", "7 -1");
	onnx_file_node(&m, "Reshape", "f", "a s", "b", NULL);
	bad(&m, NULL, "node 2, Reshape \"f\": [1, 3, 4, 4] cannot take the shape [7, -1]");
	m = onnx_file_small();
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
	struct onnx_file m = onnx_file_small();
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

	m = onnx_file_small();
	onnx_file_node(&m, "Relu", "n", "a", "b", "alpha:f=1");
	bad(&m, NULL, "node 2, Relu \"n\": attribute alpha is not supported");
	m = onnx_file_small();
	onnx_file_node(&m, "Concat", "n", "a a", "b", "axis:f=1");
	bad(&m, NULL, "node 2, Concat \"n\": attribute axis has a kind that it must not have");
	m = onnx_file_small();
	m.opset = 10;
	onnx_file_node(&m, "DequantizeLinear", "n", "a a", "b", "axis:i=1");
	bad(&m, NULL, "node 2, DequantizeLinear \"n\": attribute axis is of opset 13 to 28, "
	    "the file is of opset 10");
	m = onnx_file_small();
	onnx_file_node(&m, "Unsqueeze", "n", "a", "b", "axes:I=0");
	bad(&m, NULL, "node 2, Unsqueeze \"n\": attribute axes is of opset 7 to 12, the file "
	    "is of opset 13");
	m = onnx_file_small();
	onnx_file_node(&m, "Relu", "n", "a a", "b", NULL);
	bad(&m, NULL, "node 2, Relu \"n\": reads 2 values, must be 1 to 1");
	m = onnx_file_small();
	onnx_file_node(&m, "Conv", "n", "a -", "b", NULL);
	bad(&m, NULL, "node 2, Conv \"n\": input 1 is left out");
	m = onnx_file_small();
	onnx_file_node(&m, "Reshape", "n", "a x", "b", NULL);
	bad(&m, NULL, "node 2, Reshape \"n\": its shape, \"x\", is [1, 2, 4, 4] of float32: "
	    "must be a list of integers");
	m = onnx_file_small();
	onnx_file_ints(&m, "q", "2", "1 2");
	onnx_file_ints(&m, "one", "", "1");
	onnx_file_node(&m, "DequantizeLinear", "n", "q one", "b", NULL);
	bad(&m, NULL, "node 2, DequantizeLinear \"n\": its scale is of int64");
	m = onnx_file_small();
	onnx_file_ints(&m, "q", "2", "1 2");
	onnx_file_floats(&m, "half", "", NULL);
	onnx_file_node(&m, "DequantizeLinear", "n", "q half half", "b", NULL);
	bad(&m, NULL, "node 2, DequantizeLinear \"n\": its zero point is of float32, its input "
	    "of int64");
	m = onnx_file_small();
	m.opset = 6;
	bad(&m, NULL, "opset 6: must be 7 to 28");
	m = onnx_file_small();
	m.opset = 29;
	bad(&m, NULL, "opset 29: must be 7 to 28");
}
END_TEST

/* Outputs that a node must have; those behind may be left out, also with a name "". */
START_TEST(test_left_out)
{
	struct onnx_options keep = {.keep_refused = 1};
	struct onnx_file m = onnx_file_small();
	struct onnx_graph *g;
	struct text t = {0};

	onnx_file_node(&m, "Relu", "n", "a", "-", NULL);
	bad(&m, NULL, "node 2, Relu \"n\": output 0 has no name");
	m = onnx_file_small();
	onnx_file_node(&m, "Relu", "n", "a - -", "b - -", NULL);
	g = good(&m, NULL);
	ck_assert_int_eq(g->node[2].n_in, 1);
	ck_assert_int_eq(g->node[2].n_out, 1);
	onnx_free(g);
	m = onnx_file_small();
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
	m = onnx_file_small();
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
	tcase_add_test(c, test_inputs);
	tcase_add_test(c, test_shape_arithmetic);
	tcase_add_test(c, test_order);
	tcase_add_test(c, test_docs);
	tcase_add_test(c, test_table);
	suite_add_tcase(s, c);
	return s;
}
