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

/* Files that are no good: damaged, hostile, or with values that nothing can be done with. */

#define PATH "onnx_file.tmp/m.onnx"
#define good(m, o) onnx_file_good(m, PATH, o)
#define bad(m, o, want) onnx_file_bad(m, PATH, o, want)
#define try(o, e) onnx_file_try(PATH, o, e)

/* Limits of all constants together: of the file, of nodes, written out, and their work. */
START_TEST(test_limits)
{
	struct onnx_file m = onnx_file_small();
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
	m = onnx_file_small();
	onnx_file_ints(&m, "s", "1", "268435456");
	onnx_file_node(&m, "ConstantOfShape", "f", "s", "b", NULL);
	onnx_file_node(&m, "Sum", "three", "b b b", "e", NULL);
	bad(&m, NULL, "node 3, Sum \"three\": its constant inputs have more than 2^29 values "
	    "together");
	m = onnx_file_small();
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
	struct onnx_file m = onnx_file_small();
	struct onnx_graph *g;
	struct text t = {0};

	onnx_file_node(&m, "Relu", "n\033[2J", "gone\n", "b", NULL);
	bad(&m, NULL, "node 2, Relu \"n?[2J\": reads \"gone?\", which no node makes and which "
	    "is no input");
	m = onnx_file_small();
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

/* Values that arithmetic must not be done on. */
START_TEST(test_arithmetic)
{
	struct onnx_file m = onnx_file_small();
	struct text rest = {0};
	struct onnx_graph *g;

	onnx_file_ints(&m, "p", "8", "0 0 0 0 0 0 0 -9223372036854775808");
	onnx_file_node(&m, "Pad", "n", "a p", "b", NULL);
	bad(&m, NULL, "node 2, Pad \"n\": pads of axis 3 are 0 and -9223372036854775808");
	m = onnx_file_small();
	onnx_file_ints(&m, "q", "2", "1 2");
	onnx_file_floats(&m, "half", "", NULL);
	onnx_file_node(&m, "DequantizeLinear", "n", "q half", "b", NULL);
	bad(&m, NULL, "node 2, DequantizeLinear \"n\": quantised values of int64 are not "
	    "supported: must be of at most 32 bits");
	m = onnx_file_small();
	m.opset = 21;
	onnx_file_node(&m, "QuantizeLinear", "n", "w w", "b",
		       "block_size:i=9223372036854775807");
	bad(&m, NULL, "node 2, QuantizeLinear \"n\": its scale [3, 2, 3, 3] does not fit axis 1 "
	    "of [3, 2, 3, 3]");
	m = onnx_file_small();
	onnx_file_node(&m, "Constant", "n", "", "b", "value_floats:F=1,nan");
	bad(&m, NULL, "node \"n\": value 1 of value_floats is not a number (NaN)");
	m = onnx_file_small();
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
	struct onnx_file m = onnx_file_small();
	struct onnx_graph *g;
	struct text rest = {0};

	onnx_file_floats(&m, "v", "2", nan);
	bad(&m, NULL, "tensor \"v\": value 1 is not a number (NaN)");
	m = onnx_file_small();
	onnx_file_floats(&m, "v", "2", infinite);
	bad(&m, NULL, "tensor \"v\": value 1 is infinite");
	/* The greatest float and a little less than half a step more, as doubles. */
	m = onnx_file_small();
	pb_bytes(&rest, 10, great, sizeof(great));
	onnx_file_tensor(&m, "v", "2", ELEM_DOUBLE, &rest);
	g = good(&m, NULL);
	ck_assert(g->value[onnx_find(g, "v")].t.f[0] == 0x1.fffffep127f);
	ck_assert(g->value[onnx_find(g, "v")].t.f[1] == -0x1.fffffep127f);
	onnx_free(g);
	m = onnx_file_small();
	pb_string(&rest, 9, "abcd");
	onnx_file_tensor(&m, "v", "2", ELEM_FLOAT, &rest);
	bad(&m, NULL, "tensor \"v\": has 4 bytes, its shape [2] of float32 takes 8");
	m = onnx_file_small();
	onnx_file_tensor(&m, "v", "3", ELEM_INT64, &rest);
	bad(&m, NULL, "tensor \"v\": has 0 values, its shape [3] of int64 takes 3");
	m = onnx_file_small();
	onnx_file_tensor(&m, "v", "65536 65536", ELEM_FLOAT, &rest);
	bad(&m, NULL, "tensor \"v\": shape [65536, 65536]: must be of sizes that are not "
	    "negative and have at most 2^28 values");
	m = onnx_file_small();
	onnx_file_tensor(&m, "v", "4611686018427387904 4", ELEM_FLOAT, &rest);
	bad(&m, NULL, "tensor \"v\": shape [4611686018427387904, 4]: must be of sizes that are "
	    "not negative and have at most 2^28 values");
	m = onnx_file_small();
	onnx_file_tensor(&m, "v", "-3", ELEM_FLOAT, &rest);
	bad(&m, NULL, "tensor \"v\": shape [-3]: must be of sizes that are not negative and "
	    "have at most 2^28 values");
	m = onnx_file_small();
	onnx_file_tensor(&m, "v", "1 1 1 1 1 1 1 1 1", ELEM_FLOAT, &rest);
	bad(&m, NULL, "tensor \"v\": 9 dimensions: must be at most 8");
	m = onnx_file_small();
	onnx_file_tensor(&m, "v", "1", 8, &rest);
	bad(&m, NULL, "tensor \"v\": elements of type 8 are not supported");
	m = onnx_file_small();
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

	check_put("onnx_file.tmp", "data", "????\x01\x02\x03?\x01\x02\x03?");
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
	bad(&m, NULL, "tensor \"v\": external data: bytes 8 to 16 of onnx_file.tmp/data, which has 12");
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

	unlink("onnx_file.tmp/link");
	unlink("onnx_file.tmp/pipe");
	ck_assert_int_eq(symlink("/dev/zero", "onnx_file.tmp/link"), 0);
	ck_assert_int_eq(mkfifo("onnx_file.tmp/pipe", 0600), 0);
	m = external("pipe", NULL, NULL);
	bad(&m, NULL, "tensor \"v\": external data: onnx_file.tmp/pipe is no regular file");
	check_put("onnx_file.tmp", "far", "12345678");
	unlink("onnx_file.tmp/link");
	ck_assert_int_eq(symlink("far", "onnx_file.tmp/link"), 0);
	m = external("link", NULL, NULL);
	bad(&m, NULL, "tensor \"v\": external data: onnx_file.tmp/link is no regular file");
}
END_TEST

static void write_bytes(const char *p, size_t n)
{
	struct err e;

	ck_assert(!file_write(PATH, p, n, &e));
}

/* Cut off anywhere, and with any byte changed, it is read or refused in one message. */
START_TEST(test_damaged)
{
	struct onnx_file m = onnx_file_small();
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
	struct onnx_file m = onnx_file_small();
	struct err e;

	write_bytes("", 0);
	ck_assert(!try(NULL, &e));
	ck_assert_str_eq(e.text, "is empty: must be an ONNX model");
	check_put("onnx_file.tmp", "m.onnx", "this is no model");
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

Suite *check_suite(void)
{
	Suite *s = suite_create("onnx_file");
	TCase *c = tcase_create("core");

	check_folder("onnx_file.tmp");
	tcase_set_timeout(c, 120);
	tcase_add_test(c, test_limits);
	tcase_add_test(c, test_plain);
	tcase_add_test(c, test_arithmetic);
	tcase_add_test(c, test_tensors);
	tcase_add_test(c, test_external);
	tcase_add_test(c, test_external_kinds);
	tcase_add_test(c, test_damaged);
	tcase_add_test(c, test_hostile);
	suite_add_tcase(s, c);
	return s;
}
