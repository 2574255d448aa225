/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compile/plan_build.h"
#include "main.h"
#include "model/arch.h"
#include "model/net_write.h"
#include "onnx_file.h"
#include "qgraphs.h"
#include "quant/quant.h"
#include "quant/round.h"
#include "quant/view.h"
#include "refmodel/agree.h"
#include "refmodel/oracle.h"

/* Graphs in floats become networks of integers that mean the same. */

#define PATH "quant.tmp/m.onnx"
#define IMAGES 12

/* A map of 2 x 3 pixels and 8 channels: the array's index by hand. */
START_TEST(test_views)
{
	static const int64_t nhwc[] = {0, 2, 3, 1}, five[] = {1, 2, 4, 3, 2};
	static const int64_t swap[] = {0, 2, 1, 3, 4}, map[] = {1, 8, 3, 2}, flat[] = {1, 48};
	struct view v = view_of_map(0, 2, 3, 8, 4);
	struct view_map m;
	int64_t n, *p = view_places(&v, &n);

	ck_assert_int_eq(n, 48);
	for (int c = 0; c < 8; c++)
		for (int k = 0; k < 6; k++)
			ck_assert_int_eq(p[c * 6 + k], k * 8 + c);
	free(p);
	view_transpose(&v, nhwc);
	ck_assert(!view_reshape(&v, 2, flat));	/* channels last: the map as it lies */
	p = view_places(&v, &n);
	for (int k = 0; k < 48; k++)
		ck_assert_int_eq(p[k], k);
	free(p);
	v = view_of_map(0, 2, 3, 8, 4);
	ck_assert(!view_reshape(&v, 5, five));
	view_transpose(&v, swap);
	ck_assert(!view_reshape(&v, 4, map));
	ck_assert(!view_as_map(&v, 2, 3, 8, &m));
	ck_assert_int_eq(m.n, 8);
	ck_assert(!m.is_whole);
	for (int c = 0; c < 8; c++)	/* two groups of four, one of each in turn */
		ck_assert_int_eq(m.channel[c], c % 2 * 4 + c / 2);
	free(m.channel);
	v = view_of_map(0, 2, 3, 8, 4);
	ck_assert(!view_slice(&v, 2, 0, 2, 2));
	ck_assert(!view_slice(&v, 1, 2, 1, 4));
	ck_assert(!view_as_map(&v, 2, 3, 8, &m));
	ck_assert_int_eq(m.h, 2);
	ck_assert_int_eq(m.step_y, 2);
	ck_assert_int_eq(m.channel[0], 2);
	free(m.channel);
	ck_assert(view_reshape(&v, 2, flat));	/* 16 values are no 48 */
	view_transpose(&v, nhwc);
	ck_assert(view_as_map(&v, 2, 3, 8, &m));	/* rows are no channels */
}
END_TEST

static double squares(const float *h, const float *w, const int8_t *q, float s, int n)
{
	double sum = 0;

	for (int i = 0; i < n; i++)
		for (int k = 0; k < n; k++)
			sum += (w[i] - s * q[i]) * (w[k] - s * q[k]) *
				h[i < k ? i * n + k : k * n + i];
	return sum;
}

/* Errors of sums of weights rounded to the nearest, and by moments, for inputs that go
 * together; never is a weight out of its bits. */
static void round_both(uint64_t state, double *nearest, double *moments)
{
	enum { N = 24, SAMPLES = 200 };
	float w[N], h[N * N] = {0}, x[N], scale;
	int8_t near[N], good[N];
	struct rounding r = {.bits = 3, .n_out = 1, .taps = N, .weight = w, .scale = &scale};

	for (int k = 0; k < N; k++)
		w[k] = (float)(rand_next(&state) % 2001) / 1000 - 1;
	for (int s = 0; s < SAMPLES; s++) {
		const float all = (float)(rand_next(&state) % 1000) / 100;

		for (int k = 0; k < N; k++)
			x[k] = all + (float)(rand_next(&state) % 1000) / 1000;
		for (int i = 0; i < N; i++)
			for (int k = i; k < N; k++)
				h[i * N + k] += x[i] * x[k];
	}
	scale = round_scale(w, NULL, N, 3);
	r.fixed = 1;
	r.q = near;
	round_weights(&r);
	r.moment = h;
	r.q = good;
	round_weights(&r);
	for (int k = 0; k < N; k++) {
		ck_assert_int_le(abs(near[k]), 3);
		ck_assert_int_le(abs(good[k]), 3);
		ck_assert(fabsf(w[k]) > 3 * scale ||
			  fabsf(w[k] - scale * near[k]) <= 0.5001f * scale);
	}
	*nearest = squares(h, w, near, scale, N);
	*moments = squares(h, w, good, scale, N);
}

/* Of 40 rows: seldom worse, and a quarter of the error or less in the mean. */
START_TEST(test_rounding)
{
	double log_ratio = 0;
	int worse = 0;

	for (int seed = 1; seed <= 40; seed++) {
		double nearest, moments;

		round_both((uint64_t)seed, &nearest, &moments);
		log_ratio += log(moments / nearest) / 40;
		worse += moments > nearest * 1.001;
	}
	ck_assert_msg(exp(log_ratio) < 0.25 && worse < 8, "%g of the error, %d of 40 worse",
		      exp(log_ratio), worse);
}
END_TEST

static struct onnx_file (*const kinds[])(void) = {
	qgraph_residual, qgraph_nhwc, qgraph_shuffle, qgraph_concat, qgraph_alone,
	qgraph_shortcut, qgraph_functions, qgraph_clips, qgraph_sums, qgraph_operators,
	qgraph_dynamic,
};
#define N_KINDS ((int)(sizeof(kinds) / sizeof(kinds[0])))

/* The result as the integers have it, against the float's, in decibels. */
static double quality(const struct float_net *f, const struct quant *q, const struct net *n,
		      const float *gain, const float *offset, uint64_t seed)
{
	const struct float_tensor *in = &f->tensor[0], *out = &f->tensor[f->n_layers];
	const int last = f->n_layers, n_in = in->w * in->h * in->c;
	const int n_out = out->w * out->h * out->c;
	struct oracle *o = oracle_build(n);
	int32_t **value = oracle_values(o);
	float *real = xcalloc((size_t)n_out, sizeof(*real));
	uint8_t *bytes = xmalloc((size_t)n_in);
	double noise = 0, signal = 0;

	for (int i = 0; i < IMAGES; i++) {
		struct onnx_tensor x = f->graph->value[f->graph->input[0]].t, y;
		int64_t all, *place = view_places(&f->in_view, &all);
		struct err e = {0};

		ck_assert_int_eq(all, n_in);
		for (int k = 0; k < n_in; k++)
			bytes[k] = (uint8_t)(rand_next(&seed) >> 56);
		tensor_room(&x);
		for (int64_t k = 0; k < all; k++)
			x.f[k] = gain[place[k] % in->c] * bytes[place[k]] +
				offset[place[k] % in->c];
		ck_assert(!onnx_eval(f->graph, &x, &out->value, 1, &y, &e));
		calib_order(f, last, &y, real);
		for (int k = 0; k < n_in; k++)
			bytes[k] = (uint8_t)n->input_lut[k % in->c * 256 + bytes[k]];
		oracle_run(o, bytes, value);
		for (int k = 0; k < n_out; k++) {
			const double d = (double)q->scale[last] * value[last][k] - real[k];

			noise += d * d;
			signal += (double)real[k] * real[k];
		}
		tensor_clear(&x);
		tensor_clear(&y);
		free(place);
	}
	free(bytes);
	free(real);
	oracle_values_free(value);
	oracle_free(o);
	return 10 * log10(signal / noise);
}

static struct calib *calibrate(const struct float_net *f, const float *gain,
			       const float *offset)
{
	struct calib *c = calib_new(f, 1);
	uint64_t state = 99;

	for (int i = 0; i < IMAGES; i++) {
		struct onnx_tensor x = f->graph->value[f->graph->input[0]].t;
		int64_t n, *place = view_places(&f->in_view, &n);
		struct err e = {0};

		tensor_room(&x);
		for (int64_t k = 0; k < n; k++) {
			const int64_t channel = place[k] % f->tensor[0].c;

			x.f[k] = gain[channel] * (float)(rand_next(&state) >> 56) +
				offset[channel];
		}
		ck_assert_msg(!calib_add(c, &x, &e), "%s", e.text);
		tensor_clear(&x);
		free(place);
	}
	return c;
}

static const float gain[] = {0.02f, 0.01f, 0.015f}, offset[] = {-2.5f, -1, -1.9f};

/* Each layer on cores, as the plan has it, against the network of integers. */
static void on_cores(const struct net *n, int kind)
{
	static const char text[] =
		"imcfab-arch 1\nname = wide\ntopology = mesh(8, 8)\nclock = 500 MHz\n"
		"link.bits = 32 bit\nlink.vcs = 16\nlink.depth = 2 flit\nxbar.rows = 144\n"
		"xbar.cols = 16\nxbar.mvm = 16 cycle\nxbar.weight_bits = 8 bit\n"
		"adc.bits = 24 bit\nact.bytes = 8192 byte\nskip.bytes = 8192 byte\n"
		"act.sources = 16\npool.weights = 4096\npost.table = 1\npost.leak = 1\n";
	const struct plan_options o = {.seed = 1, .effort = 1, .lossless = 1};
	const int n_in = n->tensor[0].w * n->tensor[0].h * n->tensor[0].c;
	uint8_t *bytes = xmalloc((size_t)n_in);
	uint64_t state = 17;
	struct err e = {0};
	struct arch *a = arch_parse(text, "wide.arch", 1, NULL, 0, &e);
	struct plan *p;
	struct agree found;

	ck_assert_msg(a != NULL, "%s", e.text);
	p = plan_build(n, a, &o, &e);
	ck_assert_msg(p != NULL, "kind %d: %s", kind, e.text);
	ck_assert_msg(!agree_check(p, n, "net", &e), "kind %d: %s", kind, e.text);
	for (int k = 0; k < n_in; k++)
		bytes[k] = (uint8_t)n->input_lut[k % n->tensor[0].c * 256 +
						 (int)(rand_next(&state) >> 56)];
	agree_layers(p, n, bytes, &found);
	ck_assert_msg(!found.n_differ && found.n_compared + found.n_inside == n->n_layers,
		      "kind %d: %d and %d of %d layers, %d values differ, first in layer %d",
		      kind, found.n_compared, found.n_inside, n->n_layers,
		      (int)found.n_differ, found.first);
	free(bytes);
	plan_free(p);
	arch_free(a);
}

/* Kind _i / 2; odd: means by weighted sums. The written file reads back as the same. */
START_TEST(test_same)
{
	const struct float_options how = {
		.max_mean_taps = _i % 2 ? 64 : 0, .max_mean_weights = 1 << 20,
	};
	const struct quant_options o = {
		.weight_bits = 8, .edge_bits = 8, .equalise = 1, .correct = 1,
	};
	struct onnx_file m = kinds[_i / 2]();
	struct onnx_graph *g;
	struct float_net *f;
	struct calib *c;
	struct quant *q;
	struct net *again;
	struct err e = {0};
	double direct, read;

	onnx_file_output(&m, "y", NULL);
	g = onnx_file_good(&m, PATH, &(struct onnx_options) {.unfold = 1});
	f = float_net_read(g, &how, &e);
	ck_assert_msg(f != NULL, "%s", e.text);
	c = calibrate(f, gain, offset);
	q = quant_make(c, &o, gain, offset, &e);
	ck_assert_msg(q != NULL, "kind %d: %s", _i / 2, e.text);
	direct = quality(f, q, q->net, gain, offset, 5);
	ck_assert_msg(direct > 26, "kind %d: %g dB", _i / 2, direct);
	ck_assert_msg(!net_write(q->net, "quant.tmp/n.json", NULL, &e), "%s", e.text);
	again = net_read_json("quant.tmp/n.json", &e);
	ck_assert_msg(again != NULL, "kind %d: %s", _i / 2, e.text);
	read = quality(f, q, again, gain, offset, 5);
	ck_assert(read == direct);
	on_cores(again, _i / 2);
	net_free(again);
	quant_free(q);
	calib_free(c);
	float_net_free(f);
	onnx_free(g);
}
END_TEST

/* Which layers a graph becomes: residuals join the convolution that is made last. */
START_TEST(test_layers)
{
	const struct float_options how = {0};
	struct onnx_file m = qgraph_residual();
	struct onnx_graph *g;
	struct float_net *f;
	struct err e = {0};

	onnx_file_output(&m, "y", NULL);
	g = onnx_file_good(&m, PATH, NULL);
	f = float_net_read(g, &how, &e);
	ck_assert_msg(f != NULL, "%s", e.text);
	ck_assert_int_eq(f->n_layers, 4);
	ck_assert_int_eq(f->layer[1].skip, 1);
	ck_assert_int_eq(f->layer[1].act.kind, ACT_CLIP);
	ck_assert_int_eq(f->layer[2].op, NET_AVG_POOL);
	ck_assert_int_eq(f->layer[2].k_w, 16);	/* 12 pixels and zeros */
	ck_assert_int_eq(f->layer[3].c_in, 8);
	ck_assert_str_eq(f->outside.s, "Softmax");
	float_net_free(f);
	onnx_free(g);
}
END_TEST

/* A graph of operators on integers keeps the scales that it states: of maps that are not
 * put beside others, and of weights, which are the integers of the file. */
START_TEST(test_stated)
{
	const struct float_options how = {0};
	const struct quant_options o = {
		.weight_bits = 8, .edge_bits = 8, .equalise = 1, .correct = 1,
	};
	struct onnx_file m = qgraph_operators();
	struct onnx_graph *g;
	const struct onnx_tensor *w;
	struct float_net *f;
	struct calib *c;
	struct quant *q;
	struct err e = {0};

	onnx_file_output(&m, "y", NULL);
	g = onnx_file_good(&m, PATH, &(struct onnx_options) {.unfold = 1});
	f = float_net_read(g, &how, &e);
	ck_assert_msg(f != NULL, "%s", e.text);
	ck_assert_int_eq(f->n_layers, 7);
	c = calibrate(f, gain, offset);
	q = quant_make(c, &o, gain, offset, &e);
	ck_assert_msg(q != NULL, "%s", e.text);
	ck_assert(fabsf(q->scale[1] / QGRAPH_FIRST - 1) < 1e-6f);
	ck_assert(fabsf(q->scale[2] / QGRAPH_SUM - 1) < 1e-6f);
	w = &g->value[onnx_find(g, "w")].t;
	for (int k = 0; k < 8 * 27; k++)	/* [8][3][3 x 3], of channels together */
		ck_assert_int_eq(q->net->layer[0].weights[k / 27 * 27 + k % 9 * 3 + k / 9 % 3],
				 w->i[k]);
	quant_free(q);
	calib_free(c);
	float_net_free(f);
	onnx_free(g);
}
END_TEST

/* What is refused, by node and reason. */
static void refused(struct onnx_file *m, const char *want)
{
	const struct float_options how = {0};
	const struct quant_options o = {.weight_bits = 8, .edge_bits = 8};
	struct onnx_graph *g;
	struct float_net *f;
	struct err e = {0};

	onnx_file_output(m, "y", NULL);
	g = onnx_file_good(m, PATH, NULL);
	f = float_net_read(g, &how, &e);
	if (f) {
		struct calib *c = calibrate(f, gain, offset);

		ck_assert_ptr_null(quant_make(c, &o, gain, offset, &e));
		calib_free(c);
	}
	ck_assert_msg(strstr(e.text, want) != NULL, "\"%s\" is not \"%s\"", e.text, want);
	float_net_free(f);
	onnx_free(g);
}

START_TEST(test_refused)
{
	struct onnx_file m = qgraph_begin("1 3 12 12");

	NODE("LRN", "x", "n", "size:i=3");
	NODE("Conv", "n w", "y", NULL);
	refused(&m, "node 0, LRN \"n\": divides by what its neighbours are");
	m = qgraph_begin("1 3 12 12");
	NODE("Conv", "x w", "c", NULL);
	NODE("GlobalAveragePool", "c", "g", NULL);
	NODE("Mul", "c g", "y", NULL);
	refused(&m, "node 2, Mul \"y\": takes two maps: only sums of two are supported");
	m = qgraph_begin("1 3 12 12");
	NODE("Conv", "x w", "c", NULL);
	NODE("MaxPool", "c", "y", "kernel_shape:I=3,3 pads:I=1,1,1,1");
	refused(&m, "node 1, MaxPool \"y\": is a maximum of a map that can be negative over "
		"its edge");
	m = qgraph_begin("1 3 12 12");
	NODE("Conv", "x w", "c", NULL);
	NODE("AveragePool", "c", "y", "kernel_shape:I=3,3 strides:I=2,2");
	refused(&m, "node 1, AveragePool \"y\": is a mean of 9 pixels that moves");
	m = qgraph_begin("1 3 12 12");
	NODE("Conv", "x w", "c", NULL);
	NODE("AveragePool", "c", "y", "kernel_shape:I=2,2 strides:I=2,2 pads:I=1,1,1,1");
	refused(&m, "node 1, AveragePool \"y\": is a mean that leaves its pads out");
	m = qgraph_begin("1 3 12 12");
	qgraph_weights(&m, "slope", "8 1 1", 0.4, 0.3);
	NODE("Conv", "x w", "c", NULL);
	NODE("Relu", "c", "r", NULL);
	NODE("Conv", "r one", "d", NULL);
	NODE("Add", "r d", "s", NULL);
	NODE("PRelu", "s slope", "y", NULL);
	refused(&m, "node 4, PRelu \"y\": has a slope of its own for each channel behind a "
		"residual");
	m = qgraph_begin("1 3 12 12");
	NODE("Conv", "x w", "c", NULL);
	NODE("Conv", "c one", "d", NULL);
	NODE("Conv", "c v", "y", NULL);
	onnx_file_output(&m, "d", NULL);
	refused(&m, "output \"d\" is not what the last layer makes");
}
END_TEST

/* A file whose weights were taken out gets others. */
START_TEST(test_seeded)
{
	struct onnx_file m = {.opset = 13};
	struct onnx_graph *g;
	double sum = 0;

	onnx_file_input(&m, "x", ELEM_FLOAT, "1 3 12 12");
	onnx_file_ints(&m, "shape", "4", "32 3 3 3");
	onnx_file_node(&m, "ConstantOfShape", "w", "shape", "w", NULL);
	onnx_file_node(&m, "Conv", "y", "x w", "y", NULL);
	onnx_file_output(&m, "y", NULL);
	g = onnx_file_good(&m, PATH, NULL);
	ck_assert_int_eq(float_seed_weights(g, 1), 1);
	for (int k = 0; k < 864; k++) {
		const double v = tensor_get(&g->value[onnx_find(g, "w")].t, k);

		sum += v * v / 864;
	}
	ck_assert_double_eq_tol(sum, 2.0 / 27, 0.02);
	ck_assert_int_eq(float_seed_weights(g, 1), 0);
	onnx_free(g);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("quant");
	TCase *c = tcase_create("core");

	check_folder("quant.tmp");
	tcase_set_timeout(c, 120);
	tcase_add_test(c, test_views);
	tcase_add_test(c, test_rounding);
	tcase_add_loop_test(c, test_same, 0, 2 * N_KINDS);
	tcase_add_test(c, test_layers);
	tcase_add_test(c, test_stated);
	tcase_add_test(c, test_refused);
	tcase_add_test(c, test_seeded);
	suite_add_tcase(s, c);
	return s;
}
