/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "graphs.h"
#include "tiny.h"
#include "base/file.h"
#include "main.h"

/* The layers of tests/graphs/small.*, worked out by hand. */
static const struct {
	const char *name;
	enum layer_op op;
	int n_inputs, input[2], k, stride, pad, groups;
	int c_in, in_side, c_out, out_side;
} small[] = {
	{ "a", LAYER_CONV, 1, { -1 }, 3, 1, 1, 1, 3, 8, 8, 8 },
	{ "b", LAYER_CONV, 1, { 0 }, 3, 1, 1, 1, 8, 8, 8, 8 },
	{ "s", LAYER_ADD, 2, { 0, 1 }, 1, 1, 0, 1, 8, 8, 8, 8 },
	{ "p", LAYER_POOL, 1, { 2 }, 2, 2, 0, 1, 8, 8, 8, 4 },
	{ "d", LAYER_CONV, 1, { 3 }, 3, 1, 1, 8, 8, 4, 8, 4 },
	{ "e", LAYER_CONV, 1, { 3 }, 1, 1, 0, 1, 8, 4, 4, 4 },
	{ "c", LAYER_CONCAT, 2, { 4, 5 }, 1, 1, 0, 1, 12, 4, 12, 4 },
	{ "g", LAYER_POOL, 1, { 6 }, 4, 1, 0, 1, 12, 4, 12, 1 },
	{ "y", LAYER_DENSE, 1, { 7 }, 1, 1, 0, 1, 12, 1, 10, 1 },
};
#define N_SMALL ((int)(sizeof(small) / sizeof(small[0])))

static const char *const small_files[] = { "small.json", "small.param" };

START_TEST(test_small)
{
	struct err e;
	char *path = graphs_path(small_files[_i]);
	struct layers *l = layers_read(path, NULL, &e);
	int i, j;

	ck_assert_msg(l != NULL, "%s", l ? "" : e.text);
	ck_assert_str_eq(l->name, "small");
	ck_assert_int_eq(l->in_w, 8);
	ck_assert_int_eq(l->in_h, 8);
	ck_assert_int_eq(l->in_c, 3);
	ck_assert_int_eq(l->n_layers, N_SMALL);
	for (i = 0; i < N_SMALL; i++) {
		const struct layer *k = &l->layer[i];

		ck_assert_str_eq(k->name, small[i].name);
		ck_assert_int_eq(k->op, small[i].op);
		ck_assert_int_eq(k->n_inputs, small[i].n_inputs);
		for (j = 0; j < k->n_inputs; j++)
			ck_assert_int_eq(k->input[j], small[i].input[j]);
		ck_assert_int_eq(k->k_w, small[i].k);
		ck_assert_int_eq(k->k_h, small[i].k);
		ck_assert_int_eq(k->stride_x, small[i].stride);
		ck_assert_int_eq(k->stride_y, small[i].stride);
		ck_assert_int_eq(k->pad_x, small[i].pad);
		ck_assert_int_eq(k->pad_y, small[i].pad);
		ck_assert_int_eq(k->groups, small[i].groups);
		ck_assert_int_eq(k->c_in, small[i].c_in);
		ck_assert_int_eq(k->in_w, small[i].in_side);
		ck_assert_int_eq(k->in_h, small[i].in_side);
		ck_assert_int_eq(k->c_out, small[i].c_out);
		ck_assert_int_eq(k->out_w, small[i].out_side);
		ck_assert_int_eq(k->out_h, small[i].out_side);
	}
	ck_assert_int_eq(layers_weights(l), 216 + 576 + 72 + 32 + 120);
	ck_assert_int_eq(layers_macs(l),
			 64 * (216 + 576) + 16 * (72 + 32) + 120);
	layers_free(l);
	layers_free(NULL);
	free(path);
}
END_TEST

/* The same network with weights, residual as a layer of its own. */
START_TEST(test_small_network)
{
	struct net *n = tiny_net(8, 8, 3);
	struct layers *want = graphs_small(), *got;
	struct err e;
	int t;

	t = tiny_conv(n, 0, 3, 1, 8);
	tiny_conv(n, t, 3, 1, 8);
	t = tiny_add(n, t, t + 1);
	t = tiny_pool(n, t, NET_MAX_POOL, 2);
	tiny_conv(n, t, 3, 1, 8);
	tiny_groups(n, 8);
	tiny_conv(n, t, 1, 1, 4);
	t = tiny_concat(n, 2, (const int[]) { t + 1, t + 2 });
	t = tiny_pool(n, t, NET_AVG_POOL, 4);
	n->layer[n->n_layers - 1].stride_x = 1;	/* as for all global ones */
	n->layer[n->n_layers - 1].stride_y = 1;
	tiny_conv(n, t, 1, 1, 10);
	tiny_raw(n);
	ck_assert_msg(!net_check(n, "test", &e), "%s", e.text);
	got = layers_net(n);
	ck_assert_int_eq(got->n_layers, want->n_layers);
	for (int i = 0; i < want->n_layers; i++) {
		struct layer *g = &got->layer[i], *k = &want->layer[i];

		ck_assert_int_eq(g->n_inputs, k->n_inputs);
		ck_assert_mem_eq(g->input, k->input,
				 k->n_inputs * sizeof(*k->input));
#define SAME(field) ck_assert_int_eq(g->field, k->field)
		SAME(op);
		SAME(k_w);
		SAME(k_h);
		SAME(stride_x);
		SAME(stride_y);
		SAME(dilation_x);
		SAME(dilation_y);
		SAME(groups);
		SAME(pad_x);
		SAME(pad_y);
		SAME(c_in);
		SAME(in_w);
		SAME(in_h);
		SAME(c_out);
		SAME(out_w);
		SAME(out_h);
#undef SAME
	}
	ck_assert_int_eq(layers_macs(got), layers_macs(want));
	ck_assert_int_eq(net_macs(n), layers_macs(want));
	layers_free(got);
	layers_free(want);
	net_free(n);
}
END_TEST

/* The file with the first `find` in it replaced, or cut off there (`put` NULL), in
 * a file of its own. */
static char *spoil(const char *file, const char *find, const char *put)
{
	struct err e;
	struct text t = {0};
	char *path = graphs_path(file), *s = file_read(path, FILE_MAX_DATA, NULL, &e), *at;

	ck_assert(s != NULL);
	free(path);
	path = xasprintf("check_layers_%d.tmp", (int)getpid());
	at = strstr(s, find);
	ck_assert_msg(at != NULL, "%s has no %s", file, find);
	text_add_bytes(&t, s, at - s);
	if (put)
		text_add(&t, "%s%s", put, at + strlen(find));
	ck_assert_int_eq(file_write(path, t.s, t.n, &e), 0);
	text_free(&t);
	free(s);
	return path;
}

/* Nodes that read p: another output, and a pooling behind a flattening. */
#define U_NODE "{\"name\": \"u\", \"operation\": \"OP_POOL\", " \
	"\"provider\": [\"p\"], \"param\": {\"global\": 1}}"
#define F_NODE "{\"name\": \"v\", \"operation\": \"OP_FLATTEN\", " \
	"\"provider\": [\"p\"]}, {\"name\": \"u\", \"operation\": " \
	"\"OP_POOL\", \"provider\": [\"v\"], \"param\": {\"global\": 1}}"

static const struct {
	const char *file, *find, *put;
	int line;
	const char *message;
} bad[] = {
	{ "small.json", "{\"name\": \"s_relu\"", NULL, 12,
	  "not JSON: ']' expected near end of file" },
	{ "small.json", "\"node_list\"", "\"nodes\"", 1,
	  "node_list: must be a list of 1..10000 nodes" },
	{ "small.json", "{\"name\": \"s_relu\",", "{", 12,
	  "node 5 of node_list has no name" },
	{ "small.json", "OP_SOFTMAX", "OP_LSTM", 26,
	  "\"z\": operation OP_LSTM is not supported" },
	{ "small.json", "\"operation\": \"OP_SOFTMAX\",", "", 26,
	  "\"z\": operation (none) is not supported" },
	{ "small.json", "[\"s_relu\"]", "[\"t_relu\"]", 13,
	  "\"p\": reads \"t_relu\", which nothing makes" },
	{ "small.json", "[\"x\"]", "[\"s_relu\"]", 10,
	  "\"s\": reads what is made from its own output" },
	{ "small.json", "[\"a_relu\"]", "\"a_relu\"", 7,
	  "\"b\": provider: must be a list of names" },
	{ "small.json", "[\"a_relu\"]", "[1]", 7,
	  "\"b\": provider: must be a list of names" },
	{ "small.json", "\"name\": \"e\"", "\"name\": \"d\"", 18,
	  "\"d\": made twice" },
	{ "small.json", "[1, 8, 4, 4]", "[1, 8, 5, 4]", 13,
	  "\"p\": output 4 x 4 x 8 (width, height, channels) computed, the file "
	  "says 4 x 5 x 8" },
	{ "small.json", "[1, 12]", "[1, 192]", 23,
	  "\"f\": output of 12 values computed, the file says 192" },
	{ "small.json", "[1, 12]", "[2, 12]", 23,
	  "\"f\": output_dim: must be [1, channels, height, width] or "
	  "[1, values]" },
	{ "small.json", "[1, 3, 8, 8]", "[1, 192]", 2,
	  "\"x\": the input must state width, height and channels; where it does not, imcfab compare "
	  "--input and embed --size give them, such as 3x224x224" },
	{ "small.json", "[1, 3, 8, 8]", "[1, 4, 8, 8]", 3,
	  "\"a\": takes 3 channels, what it reads has 4" },
	{ "small.json", "[\"a_relu\", \"b\"]", "[\"x\", \"b\"]", 10,
	  "\"s\": joins 8 x 8 x 3 and 8 x 8 x 8" },
	{ "small.json", "[\"a_relu\", \"b\"]", "[\"b\"]", 10,
	  "\"s\": reads 1 values, must read at least 2" },
	{ "small.json", "[\"d\", \"e\"]", "[\"b\", \"e\"]", 20,
	  "\"c\": joins 8 x 8 x 8 and 4 x 4 x 4" },
	{ "small.json", "[\"g\"]", "[\"g\", \"e\"]", 23,
	  "\"f\": reads 2 values, must read 1" },
	{ "small.json", "[\"g\"]", "[\"b\"]", 23,
	  "\"f\": output of 512 values computed, the file says 12" },
	{ "small.json", "\"eletype\": 2", "\"eletype\": 1", 11,
	  "\"s\": eletype = 1: only 2 is supported" },
	{ "small.json", "\"group\": 8", "\"group\": 3", 15,
	  "\"d\": 8 channels in and 8 out in 3 groups: both must be "
	  "multiples" },
	{ "small.json", "\"group\": 8", "\"dilation_w\": 2", 15,
	  "\"d\": output 2 x 4 x 8 (width, height, channels) computed, the file "
	  "says 4 x 4 x 8" },
	{ "small.json", "\"group\": 8", "\"dilation_h\": 1025", 16,
	  "\"d\": dilation_h = 1025: must be a whole number 1..1024" },
	{ "small.json", "\"kernel_h\": 1, ", "", 19,
	  "\"e\": param has no kernel_h" },
	{ "small.json", "\"kernel_h\": 1", "\"kernel_h\": 5", 18,
	  "\"e\": kernel 1 x 5 is larger than the padded input 4 x 4" },
	{ "small.json", "\"kernel_h\": 1", "\"kernel_h\": 1025", 19,
	  "\"e\": kernel_h = 1025: must be a whole number 1..1024" },
	{ "small.json", "\"kernel_h\": 1", "\"stride_h\": 2, \"kernel_h\": 1", 18,
	  "\"e\": output 4 x 2 x 4 (width, height, channels) computed, the file "
	  "says 4 x 4 x 4" },
	{ "small.json", "\"num_input\": 12", "\"num_input\": 13", 24,
	  "\"y\": takes 13 values, what it reads has 12" },
	{ "small.json", "{\"node_list\": [", "{\"node_list\": [" U_NODE ",", 1,
	  "\"y\" and \"u\" are read by no layer: only one can be the "
	  "output" },
	{ "small.json", "{\"node_list\": [", "{\"node_list\": [" F_NODE ",", 1,
	  "\"u\": reads a map that was flattened, only a dense layer can" },
	{ "small.json", "{\"node_list\": [",
	  "{\"node_list\": [ {\"name\": \"v\", \"operation\": \"OP_INPUT\", "
	  "\"output_dim\": [1, 3, 8, 8]},", 2, "\"x\": a second input" },
	{ "small.json", "\"num_output\": 10", "\"num_output\": 11", 24,
	  "\"y\": output of 11 values computed, the file says 10" },
	{ "small.json", "[1, 3, 8, 8]", "[1, 3, 65536, 65536]", 3,
	  "\"a\": output 65536 x 65536 x 8: must be at most 2^30 values" },
	{ "small.param", "7767517", "7767518", 1,
	  "is neither a node list in JSON nor an ncnn parameter text (first "
	  "line 7767517) nor a table of layers" },
	{ "small.param", "7767517", "7767517 1", 1,
	  "the first line must be 7767517" },
	{ "small.param", "15 17", "15", 2,
	  "number of blobs (nothing): must be a whole number 0..100000" },
	{ "small.param", "15 17", "16 17", 17,
	  "ends after 15 layers and 17 blobs, line 2 says 16 and 17" },
	{ "small.param", "15 17", "14 17", 17,
	  "line 2 says 14 layers, here is one more" },
	{ "small.param", "Softmax   ", "LSTM", 17,
	  "\"z\": layer type LSTM is not supported" },
	{ "small.param", "1 1 y z", "1 2 y z", 17,
	  "\"z\": 1 inputs and 2 outputs, but 2 names" },
	{ "small.param", "1 1 y z", "one 1 y z", 17,
	  "number of inputs one: must be a whole number 0..10000" },
	{ "small.param", "6=216 9=1", "6=216 9", 4,
	  "\"a\": 9: must be KEY=VALUE" },
	{ "small.param", "6=216", "6=217", 4,
	  "\"a\": 216 weights computed, the file says 217" },
	{ "small.param", " 0=8 1=3", " 1=3", 4,
	  "\"a\": Convolution has no parameter 0" },
	{ "small.param", " 1=3 4=1", " 1=3 4=-233", 4,
	  "\"a\": Convolution 4=-233: must be a whole number 0..1024" },
	{ "small.param", "-23330=4,3,8,8,8 ", "-23330=4,3,8,8 ", 4,
	  "\"a\": Convolution -23330=4,3,8,8: must be a count, 1 or 3 "
	  "dimensions, width, height, channels" },
	{ "small.param", "-23330=4,3,8,8,8 ", "-23330=4,3,8,8,9 ", 4,
	  "\"a\": output 8 x 8 x 8 (width, height, channels) computed, the "
	  "file says 8 x 8 x 9" },
	{ "small.param", "-23330=4,3,8,8,3 ", "-23330=4,3,8,8,4 ", 3,
	  "\"x\": 8 x 8 x 3 by its parameters 0, 1, 2 and another shape by "
	  "-23330" },
	{ "small.param", "0=1\n", "0=2\n", 7,
	  "\"s\": Eltwise 0=2: only 1 (sum) and 0 (product) are supported" },
	{ "small.param", " 1=2 2=2", " 1=2 2=2 12=1", 9,
	  "\"p\": output 4 x 7 x 8 (width, height, channels) computed, the file "
	  "says 4 x 4 x 8" },
	{ "small.param", "1 1 x a ", "1 1 z a ", 15,
	  "\"drop\": reads what is made from its own output" },
	{ "small.param", "2 1 a1 b s", "2 1 x b s", 7,
	  "\"s\": joins 8 x 8 x 3 and 8 x 8 x 8" },
};

START_TEST(test_bad)
{
	struct err e;
	char *path;

	path = spoil(bad[_i].file, bad[_i].find, bad[_i].put);
	ck_assert_ptr_null(layers_read(path, NULL, &e));
	unlink(path);
	ck_assert_str_eq(e.text, bad[_i].message);
	ck_assert_str_eq(e.file, path);
	ck_assert_int_eq(e.line, bad[_i].line);
	free(path);
}
END_TEST

/* Any order of the file gives an order in which sources come first. */
START_TEST(test_order)
{
	struct err e;
	char *path = spoil("small.json", "{\"node_list\": [",
			   "{\"node_list\": [ {\"name\": \"last\", \"operation\": "
			   "\"OP_POOL\", \"provider\": [\"y\"], \"param\": "
			   "{\"global\": 1}},");
	struct layers *l = layers_read(path, NULL, &e);
	int i, j;

	unlink(path);
	free(path);
	ck_assert_msg(l != NULL, "%s", l ? "" : e.text);
	ck_assert_int_eq(l->n_layers, N_SMALL + 1);
	ck_assert_str_eq(l->layer[N_SMALL].name, "last");
	for (i = 0; i < l->n_layers; i++)
		for (j = 0; j < l->layer[i].n_inputs; j++)
			ck_assert_int_lt(l->layer[i].input[j], i);
	layers_free(l);
}
END_TEST

START_TEST(test_missing_file)
{
	struct err e;

	ck_assert_ptr_null(layers_read("no/such.json", NULL, &e));
	ck_assert_str_eq(e.text, "cannot read: No such file or directory");
}
END_TEST

/* Sums by other programs: rows of TOTALS.csv, or printed beside the files. */
static const struct {
	const char *file, *row;
	int64_t n_weights, n_macs;	/* where there is no row */
	int n_in;	/* side of the input */
} totals[] = {
	{ "pimcomp_graphs/resnet18.json", "pimcomp_resnet18", 0, 0, 224 },
	{ "pimcomp_graphs/resnet18.json", "resnet18_224", 0, 0, 224 },
	{ "pimcomp_graphs/resnet34.json", "pimcomp_resnet34", 0, 0, 224 },
	{ "pimcomp_graphs/resnet50.json", "pimcomp_resnet50", 0, 0, 224 },
	{ "pimcomp_graphs/vgg16.json", "pimcomp_vgg16", 0, 0, 224 },
	{ "pimcomp_graphs/mobilenetv2.json", "mobilenetv2_224", 0, 0, 224 },
	{ "pimcomp_graphs/squeezenet.json", "squeezenet_224", 0, 0, 224 },
	{ "pimcomp_graphs/alexnet.json", "alexnet_grouped_224", 0, 0, 224 },
	/* 23.8 M and 2.84 G are printed: to 0.05 M and 0.005 G */
	{ "pimcomp_graphs/inception_v3.json", NULL, 23800000, 2840000000, 224 },
	{ "ncnn_param/googlenet.param", "ncnn_googlenet", 0, 0, 224 },
	{ "ncnn_param/mobilenet.param", "ncnn_mobilenet", 0, 0, 224 },
	{ "ncnn_param/vgg16.param", "pimcomp_vgg16", 0, 0, 224 },
	{ "ncnn_param/resnet50_int8.param", "pimcomp_resnet50", 0, 0, 224 },
	{ "ncnn_param/efficientnet_b0.param", "ncnn_efficientnet_b0", 0, 0, 224 },
	{ "layer_tables/scalesim/conv_nets_Resnet18.csv", "resnet18_224", 0, 0, 224 },
	{ "layer_tables/scalesim/mlperf_Resnet50.csv", "pimcomp_resnet50", 0, 0, 224 },
	/* without the last, dense layer */
	{ "layer_tables/scalesim/conv_nets_mobilenet.csv", NULL, 3185088, 567716352, 224 },
};
#define N_TOTALS ((int)(sizeof(totals) / sizeof(totals[0])))

static void find_row(const char *row, int64_t *n_weights, int64_t *n_macs)
{
	struct err e;
	char *path = check_data("layer_tables/derived/TOTALS.csv");
	char *s = file_read(path, FILE_MAX_DATA, NULL, &e), *line;
	char *want = xasprintf("\n%s,", row);

	ck_assert(s != NULL);
	line = strstr(s, want);
	ck_assert_msg(line != NULL, "no row %s", row);
	ck_assert_int_eq(sscanf(line + strlen(want),
				"%*d,%" SCNd64 ",%" SCNd64, n_weights, n_macs), 2);
	free(want);
	free(s);
	free(path);
}

START_TEST(test_totals)
{
	struct layers *l = graphs_data(totals[_i].file);
	int64_t n_weights, n_macs;

	ck_assert_int_eq(l->in_w, totals[_i].n_in);
	ck_assert_int_eq(l->in_h, totals[_i].n_in);
	ck_assert_int_eq(l->in_c, 3);
	if (totals[_i].row) {
		find_row(totals[_i].row, &n_weights, &n_macs);
		ck_assert_int_eq(layers_weights(l), n_weights);
		ck_assert_int_eq(layers_macs(l), n_macs);
	} else {
		ck_assert_int_le(llabs(layers_weights(l) - totals[_i].n_weights),
				 50000);
		ck_assert_int_le(llabs(layers_macs(l) - totals[_i].n_macs),
				 5000000);
	}
	layers_free(l);
}
END_TEST

/* Files that read without sums to compare with, and such that do not. */
static const struct {
	const char *file;
	int line;
	const char *message;	/* NULL: it reads */
} others[] = {
	{ "ncnn_param/alexnet.param", 0, NULL },
	{ "ncnn_param/mobilenet_v2.param", 0, NULL },
	{ "ncnn_param/resnet18.param", 0, NULL },
	{ "ncnn_param/resnet18_int8.param", 0, NULL },
	{ "ncnn_param/squeezenet.param", 0, NULL },
	{ "ncnn_param/shufflenet.param", 0, NULL },
	{ "layer_tables/scalesim/conv_nets_FasterRCNN.csv", 0, NULL },
	{ "layer_tables/scalesim/conv_nets_Googlenet.csv", 0, NULL },
	{ "layer_tables/scalesim/conv_nets_Resnet50.csv", 0, NULL },
	{ "layer_tables/scalesim/conv_nets_UNet_2d.csv", 0, NULL },
	{ "layer_tables/scalesim/conv_nets_alexnet.csv", 0, NULL },
	{ "layer_tables/scalesim/conv_nets_alexnet_full.csv", 0, NULL },
	{ "layer_tables/scalesim/conv_nets_yolo_tiny.csv", 0, NULL },
	{ "layer_tables/scalesim/mlperf_AlphaGoZero.csv", 0, NULL },
	{ "layer_tables/scalesim/resnet_resnet_fwd.csv", 0, NULL },
};
#define N_OTHERS ((int)(sizeof(others) / sizeof(others[0])))

START_TEST(test_others)
{
	struct err e;
	char *path = check_data(others[_i].file);
	struct layers *l = layers_read(path, NULL, &e);

	if (others[_i].message) {
		ck_assert_ptr_null(l);
		ck_assert_str_eq(e.text, others[_i].message);
		ck_assert_int_eq(e.line, others[_i].line);
	} else {
		ck_assert_msg(l != NULL, "%s", l ? "" : e.text);
	}
	layers_free(l);
	free(path);
}
END_TEST

/* What other people's files have besides: an input without a size, zeros beside a map, a map
 * of every pixel twice, a convolution that makes it larger, factors a channel, an order of
 * channels, and detection heads, where the network is cut. Layers with channels and side out. */
static const struct {
	const char *text, *input;
	struct {
		const char *name;
		enum layer_op op;
		int c, w, h, n_inputs;
	} layer[6];
	const char *cut;
	int n_cut;
} more[] = {
	{ "7767517\n4 4\nInput x 0 1 x\nPadding p 1 1 x p 0=1 1=2 2=3 3=0\n"
	  "PReLU r 1 1 p r 0=3\nConvolution a 1 1 r a 0=8 1=3 6=216\n", "3x10x12",
	  { { "a", LAYER_CONV, 8, 13, 11, 1 } }, NULL, 0 },
	{ "7767517\n4 4\nInput x 0 1 x 0=5 1=4 2=8\nShuffleChannel s 1 1 x s 0=4\n"
	  "Interp i 1 1 s i 0=1 1=2.000000e+00 2=3.0\nConvolution a 1 1 i a 0=4 1=1 6=32\n", NULL,
	  { { "a", LAYER_CONV, 4, 15, 8, 1 } }, NULL, 0 },
	{ "7767517\n3 3\nInput x 0 1 x 0=5 1=4 2=8\nInterp i 1 1 x i 0=2 3=9 4=7\n"
	  "Convolution a 1 1 i a 0=4 1=1 6=32\n", NULL,
	  { { "a", LAYER_CONV, 4, 7, 9, 1 } }, NULL, 0 },
	/* (5 - 1) * 2 + 4 - 2 * 1 = 10 and (4 - 1) * 2 + 4 - 2 * 1 = 8; with one more of each */
	{ "7767517\n3 3\nInput x 0 1 x 0=5 1=4 2=8\nDeconvolution d 1 1 x d 0=4 1=4 3=2 4=1 6=512\n"
	  "DeconvolutionDepthWise e 1 1 d e 0=4 1=3 3=2 4=1 18=1 6=36 7=4\n", NULL,
	  { { "d", LAYER_CONV, 4, 10, 8, 1 }, { "e", LAYER_CONV, 4, 20, 16, 1 } }, NULL, 0 },
	{ "7767517\n6 7\nInput x 0 1 x 0=6 1=6 2=8\nSplit t 1 2 x y z\nPooling g 1 1 y g 0=1 4=1\n"
	  "InnerProduct f 1 1 g f 0=8 2=64\nHardSigmoid h 1 1 f h\nBinaryOp m 2 1 h z m 0=2\n", NULL,
	  { { "g", LAYER_POOL, 8, 1, 1, 1 }, { "f", LAYER_DENSE, 8, 1, 1, 1 },
	    { "m", LAYER_MUL, 8, 6, 6, 2 } }, NULL, 0 },
	{ "7767517\n8 9\nInput x 0 1 x 0=6 1=6 2=8\nConvolution a 1 1 x a 0=4 1=1 6=32\n"
	  "Split t 1 2 a b c\nPermute p 1 1 b p 0=3\nFlatten q 1 1 p q\n"
	  "Convolution d 1 1 c d 0=6 1=3 6=216\nReshape v 1 1 d v 0=4 1=-1\n"
	  "DetectionOutput o 2 1 q v o 0=21\n", NULL,
	  { { "a", LAYER_CONV, 4, 6, 6, 1 }, { "d", LAYER_CONV, 6, 4, 4, 1 } },
	  "cut at p: 4 nodes are left out", 4 },
	/* SCALE-Sim: same padding with a stride, a pooling, depthwise, a vector. */
	{ "Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, "
	  "Strides,\n,,,,,,,,\na, 16, 16, 3, 3, 3, 8, 2,\nb, 4, 4, 3, 3, 8, 1, 1,\nc, 4, 4, 1, 1, 8, 2, 1,\n"
	  "d, 1, 1, 1, 1, 32, 10, 1,\n", NULL,
	  { { "a", LAYER_CONV, 8, 8, 8, 1 }, { "b, pooling", LAYER_POOL, 8, 4, 4, 1 },
	    { "b", LAYER_CONV, 8, 4, 4, 1 }, { "c", LAYER_CONV, 2, 4, 4, 1 },
	    { "d", LAYER_DENSE, 10, 1, 1, 1 } }, NULL, 0 },
	/* NeuroSim: length, width, channels, kernel, filters, whether a pooling follows, stride. */
	{ "32,32,3,3,3,16,1,1\n16,16,16,3,3,16,0,2\n1,1,1024,1,1,10,0,1\n", NULL,
	  { { "layer1", LAYER_CONV, 16, 32, 32, 1 }, { "layer2, pooling", LAYER_POOL, 16, 16, 16, 1 },
	    { "layer2", LAYER_CONV, 16, 8, 8, 1 }, { "layer3", LAYER_DENSE, 10, 1, 1, 1 } }, NULL, 0 },
};
#define N_MORE ((int)(sizeof(more) / sizeof(more[0])))

START_TEST(test_more)
{
	struct err e = {0};
	struct layers *l;
	struct text t = {0};
	int n = 0;

	check_put("check_layers.tmp", "more", more[_i].text);
	l = layers_read("check_layers.tmp/more", more[_i].input, &e);
	ck_assert_msg(l != NULL, "%d: %s", e.line, e.text);
	for (n = 0; n < 6 && more[_i].layer[n].name; n++) {
		const struct layer *k = &l->layer[n];

		ck_assert_int_lt(n, l->n_layers);
		ck_assert_str_eq(k->name, more[_i].layer[n].name);
		ck_assert_int_eq(k->op, more[_i].layer[n].op);
		ck_assert_int_eq(k->c_out, more[_i].layer[n].c);
		ck_assert_int_eq(k->out_w, more[_i].layer[n].w);
		ck_assert_int_eq(k->out_h, more[_i].layer[n].h);
		ck_assert_int_eq(k->n_inputs, more[_i].layer[n].n_inputs);
	}
	ck_assert_int_eq(l->n_layers, n);
	ck_assert_int_eq(l->n_cut, more[_i].n_cut);
	layers_say_cut(l, &t);
	if (more[_i].cut)
		ck_assert_str_eq(t.s, more[_i].cut);
	else
		ck_assert_ptr_null(t.s);
	text_free(&t);
	layers_free(l);
}
END_TEST

static const struct {
	const char *text, *input, *message;
	int line;
} wrong[] = {
	{ "7767517\n1 1\nInput x 0 1 x\n", "3x8", "size of the input, 3x8: must be channels, height "
	  "and width, each 1 to 65536, such as 3x224x224", 0 },
	{ "7767517\n1 1\nInput x 0 1 x 0=8 1=8 2=3\n", "3x8x9", "\"x\": the input is 3x8x8 (channels, "
	  "height, width), not 3x8x9", 3 },
	{ "7767517\n3 3\nInput x 0 1 x 0=8 1=8 2=3\nConvolution a 1 1 x a 0=4 1=1 6=12\n"
	  "BinaryOp m 2 1 x a m 0=2\n", NULL, "\"m\": multiplies 8 x 8 x 3 and 8 x 8 x 4: must be "
	  "alike, or a factor a channel", 5 },
	{ "7767517\n2 2\nInput x 0 1 x 0=8 1=8 2=3\nInterp i 1 1 x i 1=1.5\n", NULL, "\"i\": Interp "
	  "1=1.5: must be a whole factor 1..1024", 4 },
	{ "7767517\n2 2\nInput x 0 1 x 0=8 1=8 2=3\nDeconvolution d 1 1 x d 0=4 1=3 3=2 4=3 6=108\n",
	  NULL, "\"d\": pads of a deconvolution must be less than its kernel", 4 },
	{ "Layer name, x,\na, 8, 8, 3, 3, 3, none, 1,\n", NULL, "\"a\": field 7, none: must be a whole "
	  "number 1..65536", 2 },
	{ "Layer name, x,\n\n", NULL, "has no layers", 0 },
	{ "32,32,3,3,3,16,1,1\n32,32,3,0,3,16,1,1\n", NULL, "\"layer2\": field 4, 0: must be a whole "
	  "number 1..1024", 2 },
};

START_TEST(test_wrong)
{
	struct err e = {0};

	check_put("check_layers.tmp", "wrong", wrong[_i].text);
	ck_assert_ptr_null(layers_read("check_layers.tmp/wrong", wrong[_i].input, &e));
	ck_assert_str_eq(e.text, wrong[_i].message);
	ck_assert_int_eq(e.line, wrong[_i].line);
}
END_TEST

/* Nothing here is as wide as it is high. */
START_TEST(test_wide)
{
	static const int want[2][10] = {
		/* in, out, kernel (w, h each), padding, channels in and out */
		{ 10, 4, 10, 4, 3, 1, 1, 0, 3, 8 },
		{ 10, 4, 5, 2, 1, 3, 0, 1, 8, 5 },
	};
	struct err e;
	char *path = graphs_path("wide.json");
	struct layers *l = layers_read(path, NULL, &e);

	ck_assert_msg(l != NULL, "%s", l ? "" : e.text);
	ck_assert_int_eq(l->in_w, 10);
	ck_assert_int_eq(l->in_h, 4);
	ck_assert_int_eq(l->n_layers, 2);
	for (int i = 0; i < 2; i++) {
		const struct layer *k = &l->layer[i];
		const int got[10] = { k->in_w, k->in_h, k->out_w, k->out_h,
				      k->k_w, k->k_h, k->pad_x, k->pad_y,
				      k->c_in, k->c_out };

		for (int j = 0; j < 10; j++)
			ck_assert_msg(got[j] == want[i][j], "layer %d, %d: %d",
				      i, j, got[j]);
	}
	ck_assert_int_eq(layers_weights(l), 3 * 3 * 8 + 3 * 8 * 5);
	ck_assert_int_eq(layers_macs(l), 3 * 3 * 8 * 40 + 3 * 8 * 5 * 10);
	layers_free(l);
	free(path);
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("layers");
	TCase *c = tcase_create("layers");

	check_folder("check_layers.tmp");
	tcase_add_loop_test(c, test_more, 0, N_MORE);
	tcase_add_loop_test(c, test_wrong, 0, (int)(sizeof(wrong) / sizeof(wrong[0])));
	tcase_add_loop_test(c, test_small, 0, 2);
	tcase_add_test(c, test_small_network);
	tcase_add_loop_test(c, test_bad, 0, sizeof(bad) / sizeof(*bad));
	tcase_add_test(c, test_wide);
	tcase_add_test(c, test_order);
	tcase_add_test(c, test_missing_file);
	check_add(c, test_totals, N_TOTALS, "layer_tables/derived/TOTALS.csv");
	check_add(c, test_others, N_OTHERS, "ncnn_param/README.md");
	suite_add_tcase(suite, c);
	return suite;
}
