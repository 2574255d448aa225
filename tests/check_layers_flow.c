/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/flow_plan.h"
#include "graphs.h"
#include "model/net.h"
#include "compile/plan_build.h"
#include "refmodel/timing.h"
#include "main.h"

/* A hardware file, with crossbars of another size where rows is not 0. */
static struct arch *read_arch(const char *name, int rows, int cols)
{
	struct err e;
	char *file = xasprintf("arch/%s", name), *path = check_source(file);
	char *set[2] = { xasprintf("xbar.rows=%d", rows),
			 xasprintf("xbar.cols=%d", cols) };
	struct arch *a;
	int i;

	a = arch_read(path, rows ? set : NULL, rows ? 2 : 0, &e);
	ck_assert_msg(a != NULL, "%s: %s", path, a ? "" : e.text);
	for (i = 0; i < 2; i++)
		free(set[i]);
	free(file);
	free(path);
	return a;
}

static struct flow *make(const struct layers *l, const struct arch *a,
			 enum layers_cut how)
{
	struct err e;
	struct flow *f = layers_flow(l, a, how, &e);

	ck_assert_msg(f != NULL, "%s", f ? "" : e.text);
	return f;
}

/* "NAME words > READERS" of a stream; "+" before one that joins it, "-" the edge. */
static char *stream_text(const struct flow *f, int stream)
{
	const struct flow_stream *s = &f->stream[stream];
	struct text t = {0};
	int d;

	text_add(&t, "%s %" PRId64 " >", s->name, s->words);
	for (d = 0; d < s->n_dests; d++)
		text_add(&t, " %s%s", s->joins[d] ? "+" : "",
			 s->dest[d] < 0 ? "-" : f->task[s->dest[d]].name);
	return t.s;
}

static void check_streams(const struct flow *f, const char *const *want, int n)
{
	int i;

	for (i = 0; i < n && i < f->n_streams; i++) {
		char *s = stream_text(f, i);

		ck_assert_str_eq(s, want[i]);
		free(s);
	}
	ck_assert_int_eq(f->n_streams, n);
}

/* True of every flow: the input first, sources before readers, every stream and
 * every task read or at the edge, nobody reads a stream twice. */
static void check_sound(const struct flow *f)
{
	int *makes = xcalloc(f->n_tasks, sizeof(int));
	int *reader_of = xcalloc(f->n_tasks, sizeof(int));	/* stream + 1 */
	int i, d, to, n_bad = 0, n_out = 0;

	ck_assert_int_eq(f->stream[0].src, FLOW_EDGE);
	for (i = 0; i < f->n_streams; i++) {
		const struct flow_stream *s = &f->stream[i];

		n_bad += s->words < 1 || s->n_dests < 1 || (i && s->src < 0);
		if (s->src >= 0) {
			makes[s->src]++;
			n_bad += f->task[s->src].cycles < s->words;
		}
		for (d = 0; d < s->n_dests; d++) {
			to = s->dest[d];
			n_out += to < 0;
			if (to < 0)
				continue;
			n_bad += to >= f->n_tasks || to <= s->src ||
				 f->task[to].cycles < s->words ||
				 reader_of[to] == i + 1;
			reader_of[to] = i + 1;
		}
	}
	ck_assert_int_gt(n_out, 0);
	for (i = 0; i < f->n_tasks; i++)
		n_bad += makes[i] != 1 || !reader_of[i] || f->task[i].fill <= 0 ||
			 f->task[i].fill > 1 || f->task[i].rest < 0 ||
			 f->task[i].rest > 1;
	ck_assert_int_eq(n_bad, 0);
	free(makes);
	free(reader_of);
}

/* tests/graphs/small.json, worked out by hand: b adds a's output to its own, the
 * dense layer takes the mean. */
START_TEST(test_layer)
{
	static const char *const want[] = {
		"the input 64 > a", "a 128 > b", "b 128 > p", "p 32 > d e",
		"d 32 > c", "e 16 > c", "c 48 > y", "y 10 > -",
	};
	static const int64_t cycles[] = { 64 * 130, 64 * 130, 128, 16 * 130,
					  16 * 130, 48, 130 };
	static const double fill[] = { 10 / 64., 10 / 64., 10 / 64., 6 / 16.,
				       1 / 16., 1 / 16., 1 };
	struct layers *l = graphs_small();
	struct arch *a = read_arch("hermes64.arch", 0, 0);
	struct flow *f = make(l, a, LAYERS_CUT_LAYER);
	int i;

	check_sound(f);
	check_streams(f, want, 8);
	ck_assert_int_eq(f->n_tasks, 7);
	for (i = 0; i < 7; i++) {
		ck_assert_int_eq(f->task[i].cycles, cycles[i]);
		ck_assert(f->task[i].fill == fill[i]);
	}
	ck_assert_str_eq(f->net, "small");
	ck_assert_int_eq(f->macs, layers_macs(l));
	flow_free(f);
	arch_free(a);
	layers_free(l);
}
END_TEST

/* The same over crossbars of 36 x 4: a 3x3 kernel takes one word of channels, d
 * has four of its groups on the diagonal of each of two. The concat is gone. */
START_TEST(test_tile)
{
	static const char *const want[] = {
		"the input 64 > a.0 a.1",
		"a.0 64 > b.0/0 +b.0/1 b.1/0",
		"a.1 64 > b.0/1 b.1/1",
		"b.0/0 256 > +b.0/1", "b.0/1 64 > p",
		"b.1/0 256 > +b.1/1", "b.1/1 64 > p",
		"p 32 > d.0 d.1 e",
		"d.0 16 > y.0 y.1 y.2", "d.1 16 > y.0 y.1 y.2",
		"e 16 > y.0 y.1 y.2",
		"y.0 4 > -", "y.1 4 > -", "y.2 2 > -",
	};
	struct layers *l = graphs_small();
	struct arch *a = read_arch("hermes64.arch", 36, 4);
	struct flow *f = make(l, a, LAYERS_CUT_TILE);

	check_sound(f);
	check_streams(f, want, 14);
	ck_assert_int_eq(f->n_tasks, 13);
	/* partial sums of four channels: 256 words, 64 products of 130 */
	ck_assert_int_eq(f->task[2].cycles, 64 * 130);
	flow_free(f);
	arch_free(a);
	layers_free(l);
}
END_TEST

/* Crossbars of 16 rows hold four taps of a word: a 3x3 kernel goes in three rows
 * of it. */
START_TEST(test_tile_taps)
{
	struct layers *l = graphs_small();
	struct arch *a = read_arch("hermes64.arch", 16, 4);
	struct flow *f = make(l, a, LAYERS_CUT_TILE);

	check_sound(f);
	ck_assert_int_eq(f->n_tasks, 2 * 3 + 2 * 6 + 1 + 2 * 3 + 1 + 3);
	ck_assert_str_eq(f->task[0].name, "a.0/0");
	ck_assert_str_eq(f->task[2].name, "a.0/2");
	ck_assert_str_eq(f->task[19].name, "d.0/0");
	flow_free(f);
	arch_free(a);
	layers_free(l);
}
END_TEST

static void check_equal(const struct flow *f, const struct flow *g)
{
	int i;

	ck_assert_int_eq(f->n_tasks, g->n_tasks);
	ck_assert_int_eq(f->n_streams, g->n_streams);
	ck_assert_int_eq(f->macs, g->macs);
	for (i = 0; i < f->n_tasks; i++) {
		ck_assert_str_eq(f->task[i].name, g->task[i].name);
		ck_assert_int_eq(f->task[i].cycles, g->task[i].cycles);
		ck_assert(f->task[i].fill == g->task[i].fill);
		ck_assert(f->task[i].rest == g->task[i].rest);
		ck_assert_int_eq(f->task[i].delay, g->task[i].delay);
	}
	for (i = 0; i < f->n_streams; i++) {
		char *s = stream_text(f, i), *t = stream_text(g, i);

		ck_assert_str_eq(s, t);
		ck_assert_int_eq(f->stream[i].src, g->stream[i].src);
		free(s);
		free(t);
	}
}

/* Shares and the estimate of latency: three layers one behind the other. */
START_TEST(test_latency)
{
	const struct flow_window same = { 4, 4, 4, 4, 3, 3, 1, 1, 1, 1 };
	const struct flow_window half = { 4, 4, 2, 2, 2, 2, 2, 2, 0, 0 };
	const struct flow_window all = { 2, 2, 1, 1, 2, 2, 1, 1, 0, 0 };
	struct flow *f = flow_new("f");
	int i;

	flow_add_task(f, "same", 160, 0);
	flow_add_task(f, "half", 40, 0);
	flow_add_task(f, "all", 10, 0);
	flow_set_window(f, 0, &same);
	flow_set_window(f, 1, &half);
	flow_set_window(f, 2, &all);
	ck_assert(f->task[0].fill == 6 / 16.);
	ck_assert(f->task[0].rest == 5 / 16.);
	ck_assert(f->task[1].fill == 6 / 16.);
	ck_assert(f->task[1].rest == 0);
	ck_assert(f->task[2].fill == 1);
	ck_assert(f->task[2].rest == 0);
	for (i = 0; i < 3; i++)
		f->task[i].delay = 7;
	flow_add_stream(f, "the input", FLOW_EDGE, 16);
	flow_add_dest(f, 0, 0);
	flow_add_stream(f, "same", 0, 16);
	flow_add_dest(f, 1, 1);
	flow_add_stream(f, "half", 1, 4);
	flow_add_dest(f, 2, 2);
	flow_add_stream(f, "all", 2, 1);
	flow_add_dest(f, 3, FLOW_EDGE);
	/* 6 words, 160 cycles and 7; then 7; then one product of 10 and 7 */
	ck_assert_int_eq(flow_latency(f), 6 + 160 + 7 + 7 + 10 + 7);
	ck_assert_int_eq(flow_interval(f, 0), 160);
	ck_assert_int_eq(flow_interval(f, 161), 161);
	flow_free(f);
}
END_TEST

/* Readers that have a stream each; ports, of which the busiest is that of the source then. */
START_TEST(test_unicast)
{
	struct flow *f = flow_new("f"), *u;

	flow_add_task(f, "source", 10, 0.5);
	flow_add_task(f, "left", 20, 0);
	flow_add_task(f, "right", 30, 0);
	f->task[0].rest = 0.25;
	f->task[0].delay = 7;
	flow_add_stream(f, "the input", FLOW_EDGE, 16);
	flow_add_dest(f, 0, 0);
	flow_add_stream(f, "source", 0, 25);
	flow_add_dest(f, 1, 1);
	flow_add_join(f, 1, 2);
	flow_add_stream(f, "left", 1, 8);
	flow_add_dest(f, 2, 2);
	flow_add_stream(f, "right", 2, 4);
	flow_add_dest(f, 3, FLOW_EDGE);
	/* `right` reads 25 + 8. */
	ck_assert_int_eq(flow_port_words(f), 33);
	ck_assert_int_eq(flow_interval(f, 0), 33);
	u = flow_unicast(f);
	ck_assert_int_eq(u->n_tasks, 3);
	ck_assert_int_eq(u->n_streams, 5);
	for (int i = 0; i < 3; i++) {
		ck_assert_str_eq(u->task[i].name, f->task[i].name);
		ck_assert_int_eq(u->task[i].cycles, f->task[i].cycles);
		ck_assert(u->task[i].fill == f->task[i].fill);
		ck_assert(u->task[i].rest == f->task[i].rest);
		ck_assert_int_eq(u->task[i].delay, f->task[i].delay);
	}
	for (int i = 0; i < 5; i++)
		ck_assert_int_eq(u->stream[i].n_dests, 1);
	ck_assert_int_eq(u->stream[1].dest[0], 1);
	ck_assert_int_eq(u->stream[2].dest[0], 2);
	ck_assert_int_eq(u->stream[1].joins[0], 0);
	ck_assert_int_eq(u->stream[2].joins[0], 1);
	ck_assert_int_eq(u->stream[2].words, 25);
	ck_assert_int_eq(u->stream[2].src, 0);
	/* `source` sends 25 twice. */
	ck_assert_int_eq(flow_port_words(u), 50);
	ck_assert_int_eq(flow_interval(u, 0), 50);
	flow_free(u);
	/* Four words a cycle: 16, 25, 8 and 4 words of an image are 4, 7, 2 and 1; then the
	 * slowest task sets the interval. */
	u = flow_wide(f, 4);
	ck_assert_int_eq(u->n_tasks, 3);
	ck_assert_int_eq(u->n_streams, 4);
	for (int i = 0; i < 4; i++) {
		static const int words[] = {4, 7, 2, 1};

		ck_assert_int_eq(u->stream[i].words, words[i]);
		ck_assert_int_eq(u->stream[i].src, f->stream[i].src);
		ck_assert_int_eq(u->stream[i].n_dests, f->stream[i].n_dests);
	}
	ck_assert_int_eq(u->stream[1].joins[0], 0);
	ck_assert_int_eq(u->stream[1].joins[1], 1);
	ck_assert_int_eq(u->task[0].delay, 7);
	ck_assert(u->task[0].rest == 0.25);
	ck_assert_int_eq(flow_port_words(u), 9);
	ck_assert_int_eq(flow_interval(u, 0), 30);
	flow_free(u);
	u = flow_wide(f, 1);
	ck_assert_int_eq(flow_port_words(u), flow_port_words(f));
	flow_free(u);
	flow_free(f);
}
END_TEST

/* A network of integers: from its shapes alone the same flow as from its plan, and
 * an estimate near the plan's timing. */
/* A network of integers as a plan, and the flows of its shapes and of that plan. */
struct flows {
	struct plan *plan;
	struct flow *of_shapes, *of_plan;
};

/* The hardware is freed. */
static struct flows flows_of(const char *net, struct arch *a, enum layers_cut how)
{
	struct err e;
	struct net *n = net_read_json(net, &e);
	struct flows s;
	struct layers *l;

	ck_assert_msg(n != NULL, "%s: %s", net, n ? "" : e.text);
	s.plan = plan_build(n, a, NULL, &e);
	ck_assert_msg(s.plan != NULL, "%s", s.plan ? "" : e.text);
	l = layers_net(n);
	ck_assert_int_eq(layers_macs(l), net_macs(n));
	s.of_shapes = make(l, a, how);
	s.of_plan = flow_of_plan(s.plan);
	check_sound(s.of_shapes);
	layers_free(l);
	net_free(n);
	arch_free(a);
	return s;
}

static void flows_free(struct flows *s)
{
	flow_free(s->of_shapes);
	flow_free(s->of_plan);
	plan_free(s->plan);
}

static void check_plan(const char *net, const char *arch, enum layers_cut how)
{
	struct flows s = flows_of(net, read_arch(arch, 0, 0), how);
	const struct flow *f = s.of_shapes;
	struct timing timing;

	timing_predict(s.plan, &timing);
	printf("%s, %s: latency %" PRId64 ", estimated %" PRId64 "\n", net, arch,
	       timing.latency, flow_latency(f));
	fflush(stdout);
	ck_assert_int_eq(flow_interval(f, 0), timing.interval);
	ck_assert_int_le(llabs(flow_latency(f) - timing.latency),
			 timing.latency / 50);
	timing_free(&timing);
	check_equal(f, s.of_plan);
	flows_free(&s);
}

/* A depthwise layer of a core's reduction, in one block and in two: the same flow from
 * shapes as from the plan. */
static const struct {
	int n_weights, n_tasks;
	int words;	/* of a pixel, of the first block */
	enum layers_cut how;
	const char *first;
} depthwise[] = {
	{ 72, 3, 2, LAYERS_CUT_TILE, "e 128 > d" },
	{ 72, 3, 2, LAYERS_CUT_LAYER, "e 128 > d" },
	{ 36, 4, 1, LAYERS_CUT_TILE, "e 128 > d.0 d.1" },
};

START_TEST(test_depthwise)
{
	char *path = check_source("tests/nets/depthwise.json"), *first;
	struct arch *a = read_arch("one-layer-per-core.arch", 0, 0);
	const struct flow *f, *g;
	struct flows s;

	a->pool_weights = depthwise[_i].n_weights;
	a->act_sources = 2;
	s = flows_of(path, a, depthwise[_i].how);
	f = s.of_shapes;
	g = s.of_plan;
	ck_assert_int_eq(f->n_tasks, depthwise[_i].n_tasks);
	first = stream_text(f, 1);
	ck_assert_str_eq(first, depthwise[_i].first);
	free(first);
	/* 64 pixels of 9 taps of the words; no product */
	ck_assert_int_eq(f->task[1].cycles, 64 * 9 * depthwise[_i].words);
	ck_assert_int_eq(f->task[1].cycles, g->task[1].cycles);
	ck_assert_int_eq(f->task[1].delay, g->task[1].delay);
	if (f->n_tasks == 3)	/* else blocks have other names */
		check_equal(f, g);
	flows_free(&s);
	free(path);
}
END_TEST

static const struct {
	const char *arch;
	enum layers_cut how;
} lowered[] = {
	{ "one-layer-per-core.arch", LAYERS_CUT_LAYER },
	{ "one-layer-per-core.arch", LAYERS_CUT_TILE },
	{ "hermes64.arch", LAYERS_CUT_TILE },
};

START_TEST(test_own_network)
{
	char *path = check_source("nets/resnet32_shapes_int.json");

	check_plan(path, lowered[_i].arch, lowered[_i].how);
	free(path);
}
END_TEST

START_TEST(test_data_network)
{
	char *path = check_data("resnet_cifar10/resnet20_int_w8a8.json");

	check_plan(path, lowered[_i].arch, lowered[_i].how);
	free(path);
}
END_TEST

START_TEST(test_too_many)
{
	struct err e;
	struct layers *l = graphs_small();
	struct arch *a = read_arch("hermes64.arch", 4, 4);

	l->layer[1].c_out = l->layer[2].c_in = l->layer[2].c_out = 40000;
	ck_assert_ptr_null(layers_flow(l, a, LAYERS_CUT_TILE, &e));
	ck_assert_str_eq(e.text, "layer b: takes 180000 crossbars of 4 x 4, 18 "
			 "are in use before it: must be at most 65536 in all");
	arch_free(a);
	layers_free(l);
}
END_TEST

/* Published networks on 256 x 256 (docs/results.md has the same figures). */
static const struct {
	const char *file;
	int n_layers;		/* with weights */
	int by_layer, by_tile;	/* cores */
	int weighted;	/* the same with depthwise layers in the reductions */
} networks[] = {
	{ "pimcomp_graphs/resnet18.json", 21, 22, 202, 202 },
	{ "pimcomp_graphs/resnet34.json", 37, 38, 372, 372 },
	{ "pimcomp_graphs/resnet50.json", 54, 55, 423, 423 },
	{ "pimcomp_graphs/vgg16.json", 16, 21, 2126, 2126 },
	{ "ncnn_param/googlenet.param", 58, 70, 215, 215 },
	{ "pimcomp_graphs/inception_v3.json", 95, 109, 569, 569 },
	{ "pimcomp_graphs/squeezenet.json", 26, 35, 45, 45 },
	{ "pimcomp_graphs/mobilenetv2.json", 53, 53, 369, 142 },
	{ "pimcomp_graphs/alexnet.json", 8, 11, 958, 958 },
};
#define N_NETWORKS ((int)(sizeof(networks) / sizeof(networks[0])))

static int64_t total_words(const struct flow *f)
{
	int64_t n = 0;
	int i;

	for (i = 0; i < f->n_streams; i++)
		n += f->stream[i].words;
	return n;
}

START_TEST(test_networks)
{
	struct layers *l = graphs_data(networks[_i].file);
	struct arch *a = read_arch("hermes64.arch", 0, 0);
	struct flow *f = make(l, a, LAYERS_CUT_LAYER);
	struct flow *g = make(l, a, LAYERS_CUT_TILE), *h;
	int i, n = 0;

	a->pool_weights = 2304;	/* 256 channels of 3x3 */
	h = make(l, a, LAYERS_CUT_TILE);
	check_sound(h);
	ck_assert_int_eq(h->n_tasks, networks[_i].weighted);
	flow_free(h);
	for (i = 0; i < l->n_layers; i++)
		n += l->layer[i].op == LAYER_CONV ||
		     l->layer[i].op == LAYER_DENSE;
	printf("| %s | %d | %.2f | %.3f | %d | %" PRId64 " | %" PRId64 " | %d | %"
	       PRId64 " | %" PRId64 " |\n", l->name, n,
	       (double)layers_weights(l) / 1e6, (double)layers_macs(l) / 1e9,
	       f->n_tasks, total_words(f), flow_interval(f, 0), g->n_tasks,
	       total_words(g), flow_interval(g, 0));
	fflush(stdout);
	check_sound(f);
	check_sound(g);
	ck_assert_int_eq(n, networks[_i].n_layers);
	ck_assert_int_eq(f->n_tasks, networks[_i].by_layer);
	ck_assert_int_eq(g->n_tasks, networks[_i].by_tile);
	flow_free(f);
	flow_free(g);
	layers_free(l);
	arch_free(a);
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("layers_flow");
	TCase *c = tcase_create("flow");

	tcase_add_test(c, test_layer);
	tcase_add_test(c, test_tile);
	tcase_add_test(c, test_tile_taps);
	tcase_add_test(c, test_too_many);
	tcase_add_test(c, test_latency);
	tcase_add_test(c, test_unicast);
	tcase_add_loop_test(c, test_own_network, 0, 3);
	tcase_add_loop_test(c, test_depthwise, 0, 3);
	check_add(c, test_data_network, 3,
		  "resnet_cifar10/resnet20_int_w8a8.json");
	check_add(c, test_networks, N_NETWORKS, "pimcomp_graphs/README.md");
	suite_add_tcase(suite, c);
	return suite;
}
