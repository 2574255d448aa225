/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cosim.h"
#include "emit.h"
#include "hand.h"
#include "plan_build.h"
#include "proc.h"
#include "program.h"
#include "ref.h"
#include "stimulus.h"
#include "timing.h"
#include "tiny.h"
#include "verify.h"
#include "wild.h"
#include "wire.h"

/*
 * The small residual network of tiny.c through the Verilated RTL of a six-core
 * fabric, built once into check_cosim.build of the current folder, with and without
 * everything that must not change a word.
 */
#define DIR "check_cosim.build"
#define N_IMAGES 3

static const char *source_dir(void)
{
	const char *s = getenv("srcdir");

	return s ? s : ".";
}

/* The net is freed. */
static struct plan *plan_set(struct net *n, const char *topology,
			     const char *set)
{
	struct arch *a = tiny_arch(topology, set);
	struct err e;
	struct plan *p = plan_build(n, a, NULL, &e);

	ck_assert_msg(p != NULL, "%s", e.text);
	net_free(n);
	arch_free(a);
	return p;
}

static struct plan *plan_of(struct net *n, const char *topology)
{
	return plan_set(n, topology, NULL);
}

static struct plan *tiny_plan(const char *topology)
{
	return plan_of(tiny_resnet(), topology);
}

static void write_stimulus(const struct plan *p, const char *path,
			   uint64_t seed)
{
	struct ref *ref = ref_new(p);
	struct ref_state *state = ref_state_new(ref);
	struct stimulus *s;
	uint32_t *program;
	uint8_t *image;
	struct err e;
	size_t n;
	int i;

	program = program_stream(p, &n);
	s = stimulus_open(path, p, program, (int64_t)n, N_IMAGES, &e);
	ck_assert_msg(s != NULL, "%s", e.text);
	for (i = 0; i < N_IMAGES; i++) {
		image = hand_image(p, &seed);
		ref_image(state, image);
		stimulus_image(s, state);
		free(image);
	}
	ck_assert_msg(stimulus_close(s, &e) == 0, "%s", e.text);
	free(program);
	ref_state_free(state);
	ref_free(ref);
}

/* Fabric of the plan in DIR/name, its model in DIR/name.model. */
static void build(const struct plan *p, int hardwired, const char *name,
		  double *seconds)
{
	char *rtl = xasprintf("%s/rtl_templates", source_dir());
	char *bench = xasprintf("%s/tb/cosim.cpp", source_dir());
	char *fabric = xasprintf(DIR "/%s", name);
	char *model = xasprintf(DIR "/%s.model", name);
	struct err e;
	int r;

	r = emit_fabric(p->arch, p->topo, hardwired ? p : NULL, rtl, fabric,
			"check_cosim", &e);
	ck_assert_msg(r == 0, "%s: %s", e.file, e.text);
	r = cosim_build(fabric, bench, model, !hardwired, 2, NULL, seconds, &e);
	ck_assert_msg(r == 0, "%s: %s", e.file, e.text);
	free(rtl);
	free(bench);
	free(fabric);
	free(model);
}

static void run(const struct plan *p, const struct plan *second,
		const char *name, const struct cosim_opt *o,
		struct cosim_result *r)
{
	char *model = xasprintf(DIR "/%s.model", name);
	struct err e;
	int i;

	ck_assert_msg(cosim_run(model, o, p, second, NULL, r, &e) == 0,
		      "%s: %s", e.file, e.text);
	for (i = 0; i < r->n_runs; i++)
		ck_assert_msg(r->run[i].mismatches == 0 && !*r->run[i].first,
			      "%lld differ: %s",
			      (long long)r->run[i].mismatches,
			      r->run[i].first);
	ck_assert(r->equal);
	ck_assert_int_eq(r->run[0].n_images, N_IMAGES);
	free(model);
}

static int64_t words_of(const struct plan *p)
{
	struct stimulus_end *end;
	int64_t n = 0;
	int n_ends, i;

	end = stimulus_ends(p, &n_ends);
	for (i = 0; i < n_ends; i++)
		n += plan_image_words(&p->stream[end[i].stream]);
	free(end);
	return n * N_IMAGES;
}

START_TEST(every_word)
{
	struct plan *p = tiny_plan("5pp(6)");
	struct cosim_opt o = {.stimulus = DIR "/first.stim"};
	struct cosim_result r;
	int64_t latency;
	double seconds;

	write_stimulus(p, o.stimulus, 1);
	build(p, 0, "tiny", &seconds);
	run(p, NULL, "tiny", &o, &r);
	ck_assert_int_eq(r.n_runs, 1);
	ck_assert_int_eq(r.run[0].words_compared, words_of(p));
	ck_assert_int_gt(r.run[0].interval, 0);
	ck_assert_int_ge(r.run[0].latency, r.run[0].interval);
	ck_assert_int_gt(r.run[0].program_cycles, 0);
	latency = r.run[0].latency;

	/* The same files again: nothing to build, the same cycles. */
	build(p, 0, "tiny", &seconds);
	ck_assert(seconds == 0);
	run(p, NULL, "tiny", &o, &r);
	ck_assert_int_eq(r.run[0].latency, latency);
	plan_free(p);
}
END_TEST

/* What may change the time but no word. */
static const struct {
	const char *what;
	struct cosim_opt o;
} stress[] = {
	{"stalled input", {.stall_in_percent = 60, .stall_in_seed = 1}},
	{"stalled output", {.stall_out_percent = 90, .stall_out_seed = 2}},
	{"stalled links", {.stall_link_percent = 70, .stall_link_seed = 3}},
	{"all stalled", {.stall_in_percent = 30, .stall_in_seed = 4,
			 .stall_out_percent = 30, .stall_out_seed = 5,
			 .stall_link_percent = 30, .stall_link_seed = 6}},
	{"random contents", {.random_init = 1, .init_seed = 7}},
	{"other random contents", {.random_init = 1, .init_seed = 8}},
	{"idle between images", {.idle_gap = 5000}},
	{"reset early", {.reset_at = 40}},
	{"reset in the middle", {.reset_at = 900, .random_init = 1,
				 .init_seed = 9}},
	{"wrong program first", {.corrupt = 1, .corrupt_bit = -1}},
	{"wrong length first", {.corrupt = 1, .corrupt_bit = 33}},
	{"wrong CRC first", {.corrupt = 1, .corrupt_bit = 0}},
};

START_TEST(under_stress)
{
	struct plan *p = tiny_plan("5pp(6)");
	struct cosim_opt o = stress[_i].o;
	struct cosim_result r;
	double seconds;

	printf("%s\n", stress[_i].what);
	o.stimulus = DIR "/first.stim";
	write_stimulus(p, o.stimulus, 1);
	build(p, 0, "tiny", &seconds);
	run(p, NULL, "tiny", &o, &r);
	ck_assert_int_eq(r.corrupt_refused, o.corrupt ? 1 : -1);
	plan_free(p);
}
END_TEST

/* The fabric is programmed for something else: other sizes, other routes. */
START_TEST(another_network)
{
	struct plan *p = tiny_plan("5pp(6)"), *q;
	struct net *n = tiny_net(7, 5, 6);
	struct cosim_opt o = {.stimulus = DIR "/first.stim",
			      .second = DIR "/second.stim"};
	struct cosim_result r;
	double seconds;

	tiny_conv(n, tiny_pool(n, tiny_conv(n, 0, 3, 1, 12), NET_MAX_POOL, 2),
		  1, 1, 5);
	tiny_raw(n);
	q = plan_of(n, "5pp(6)");
	write_stimulus(p, o.stimulus, 1);
	write_stimulus(q, o.second, 2);
	build(p, 0, "tiny", &seconds);
	run(p, q, "tiny", &o, &r);
	ck_assert_int_eq(r.n_runs, 2);
	ck_assert_int_eq(r.run[1].words_compared, words_of(q));
	plan_free(p);
	plan_free(q);
}
END_TEST

START_TEST(hardwired)
{
	struct plan *p = tiny_plan("5pp(8)");
	struct cosim_opt o = {.stimulus = DIR "/wired.stim"};
	struct cosim_result r;
	double seconds;

	write_stimulus(p, o.stimulus, 1);
	build(p, 1, "wired", &seconds);
	run(p, NULL, "wired", &o, &r);
	ck_assert_int_eq(r.run[0].words_compared, words_of(p));
	plan_free(p);
}
END_TEST

/* Registers in the channels by their length, deeper buffers for them; the model
 * knows the time that they take. */
static const struct {
	const char *topology, *set, *name;
	int hardwired, stages;
} far[] = {
	{"complete(6)", "link.reach=1", "far", 0, 2},
	{"complete(6)", "link.reach=1", "far_wired", 1, 2},
	{"ring(7)", "link.stages=1", "stages", 0, 1},
	/* Routers without a core; the input joins the root. */
	{"tree(2, 4)", "io.input=10", "tree", 0, 0},
	{"cmesh(3, 1, 2)", "link.reach=1", "cmesh", 0, 1},
	{"cmesh(3, 1, 2)", "link.reach=1", "cmesh_wired", 1, 1},
};

/* Most registers of a channel in use. */
static int most_stages(const struct plan *p)
{
	int s, h, n, most = 0;

	for (s = 0; s < p->n_streams; s++)
		for (h = 0; h < p->stream[s].n_hops; h++) {
			n = wire_stages(p->arch, p->topo,
					p->stream[s].hop[h].channel);
			most = n > most ? n : most;
		}
	return most;
}

static void near(int64_t measured, int64_t predicted)
{
	printf("measured %lld, predicted %lld\n", (long long)measured,
	       (long long)predicted);
	ck_assert_int_le(llabs(measured - predicted) * 50, predicted);
}

START_TEST(long_channels)
{
	struct plan *p = plan_set(tiny_resnet(), far[_i].topology, far[_i].set);
	struct cosim_opt o = {.stimulus = DIR "/far.stim"};
	struct cosim_result r;
	struct timing t;
	double seconds;

	ck_assert_int_eq(most_stages(p), far[_i].stages);
	ck_assert_int_eq(timing_predict(p, &t), 0);
	write_stimulus(p, o.stimulus, 1);
	build(p, far[_i].hardwired, far[_i].name, &seconds);
	run(p, NULL, far[_i].name, &o, &r);
	ck_assert_int_eq(r.run[0].words_compared, words_of(p));
	near(r.run[0].interval, t.interval);
	near(r.run[0].latency, t.latency);
	o.stall_link_percent = 50;
	o.stall_link_seed = 11;
	run(p, NULL, far[_i].name, &o, &r);
	timing_free(&t);
	plan_free(p);
}
END_TEST

/* A stimulus that is wrong in one word: named with node, task and pixel. */
START_TEST(difference_is_named)
{
	struct plan *p = tiny_plan("5pp(6)");
	struct cosim_opt o = {.stimulus = DIR "/wrong.stim"};
	struct cosim_result r;
	struct stimulus_end *end;
	struct err e;
	double seconds;
	int64_t at;
	int n_ends;
	char *s;
	size_t n;

	write_stimulus(p, o.stimulus, 1);
	build(p, 0, "tiny", &seconds);
	end = stimulus_ends(p, &n_ends);
	s = file_read(o.stimulus, &n, &e);
	/* From the end of the file: the last image, the last end, word 5. */
	at = n / 4 - plan_image_words(&p->stream[end[n_ends - 1].stream]) + 5;
	s[4 * at + 2] ^= 1;
	ck_assert_int_eq(file_write(o.stimulus, s, n, &e), 0);
	ck_assert_msg(cosim_run(DIR "/tiny.model", &o, p, NULL, NULL, &r,
				&e) == 0, "%s", e.text);
	ck_assert(!r.equal);
	ck_assert_int_eq(r.run[0].mismatches, 1);
	printf("%s\n", r.run[0].first);
	ck_assert(strstr(r.run[0].first, p->task[end[n_ends - 1].task].name));
	ck_assert(strstr(r.run[0].first, "image 2, pixel ("));
	free(end);
	free(s);
	plan_free(p);
}
END_TEST

/* Not a stimulus at all: status 2 of the bench becomes a message. */
START_TEST(wrong_stimulus)
{
	struct plan *p = tiny_plan("5pp(6)");
	struct cosim_opt o = {.stimulus = DIR "/not.stim"};
	struct cosim_result r;
	struct err e;
	double seconds;

	build(p, 0, "tiny", &seconds);
	ck_assert_int_eq(file_write(o.stimulus, "IMCS", 4, &e), 0);
	ck_assert_int_eq(cosim_run(DIR "/tiny.model", &o, p, NULL, NULL, &r,
				   &e), -1);
	ck_assert_str_eq(e.text, "the bench ended with status 2: cosim: "
			 DIR "/not.stim: not a stimulus of version 1");
	plan_free(p);
}
END_TEST

START_TEST(without_verilator)
{
	struct err e;
	double seconds;
	char *path = xstrdup(getenv("PATH"));

	setenv("PATH", "/nowhere", 1);
	ck_assert_int_eq(cosim_build(DIR, "b", DIR "/m", 0, 1, NULL, &seconds,
				     &e), -1);
	ck_assert_str_eq(e.text, "verilator not found in PATH: install the "
			 "package \"verilator\"");
	setenv("PATH", path, 1);
	free(path);
}
END_TEST

/* Topologies that nobody chose: the network placed and routed anywhere on them,
 * with as few virtual channels as will do. */
START_TEST(random_graph)
{
	uint64_t seed = 11 + _i;
	struct net *n = tiny_resnet();
	char *name = xasprintf(DIR "/wild%d", _i), *expr, *model;
	struct cosim_opt o = {.stall_link_percent = 20, .stall_link_seed = 1};
	struct plan_options how = {.least_vcs = 1, .seed = 1 + _i};
	struct cosim_result r;
	double seconds;
	struct arch *a;
	struct plan *p;
	struct err e;

	printf("random_graph: seed %llu\n", (unsigned long long)seed);
	expr = wild_edges(name, 7 + _i, 6, &seed);
	a = tiny_arch(expr, NULL);
	p = plan_build(n, a, &how, &e);
	ck_assert_msg(p != NULL, "%s", e.text);
	printf("  %d channels, %d virtual\n", p->topo->graph->n_edges,
	       p->arch->link_vcs);
	o.stimulus = xasprintf("%s.stim", name);
	model = xasprintf("wild%d", _i);
	write_stimulus(p, o.stimulus, seed);
	build(p, 0, model, &seconds);
	run(p, NULL, model, &o, &r);
	ck_assert_int_eq(r.run[0].words_compared, words_of(p));
	free((char *)o.stimulus);
	free(model);
	free(expr);
	free(name);
	plan_free(p);
	arch_free(a);
	net_free(n);
}
END_TEST

/* A residual goes round two layers of 3x3 on images of 32x32: two rows and three
 * pixels of four bytes wait at the join until its first window is there. */
#define JOIN_BYTES ((2 * 32 + 3) * 4)

static struct plan *join_plan(int skip_bytes)
{
	struct net *n = tiny_net(32, 32, 3);
	int t = tiny_conv(n, 0, 1, 1, 4);
	struct plan *p;

	tiny_conv(n, tiny_conv(n, t, 3, 1, 4), 3, 1, 4);
	tiny_skip(n, t, 1, 0);
	p = plan_of(n, "5pp(4)");
	p->arch->skip_bytes = skip_bytes;
	return p;
}

static int is_checked(const struct plan *p, const char *want)
{
	struct report r;
	int n = verify_plan(p, &r);

	if (n)
		printf("%s\n", r.message[0]);
	ck_assert(!n == !want);
	if (want)
		ck_assert_ptr_ne(strstr(r.message[0], want), NULL);
	else
		ck_assert_int_eq(r.skip_bytes[2], JOIN_BYTES);
	report_free(&r);
	return !n;
}

/* The least memory that the check names is enough in the RTL. */
START_TEST(least_buffer)
{
	struct plan *p = join_plan(JOIN_BYTES);
	struct cosim_opt o = {.stimulus = DIR "/least.stim"};
	struct cosim_result r;
	double seconds;

	ck_assert(is_checked(p, NULL));
	write_stimulus(p, o.stimulus, 1);
	build(p, 0, "least", &seconds);
	run(p, NULL, "least", &o, &r);
	plan_free(p);
	/* A pixel less: the check, which counts no room in links, refuses. */
	p = join_plan(JOIN_BYTES - 4);
	ck_assert(!is_checked(p, "the residual memory of l2 is full (264 bytes, "
			      "it needs 268)"));
	plan_free(p);
}
END_TEST

static void note_line(void *user, const char *line)
{
	struct text *t = user;

	text_add(t, "%s\n", line);
}

static void write_join(const struct plan *p, const char *plan,
		       const char *images)
{
	uint8_t *image = xcalloc(1, 3073);
	struct text t = {0};
	struct err e;
	int i;

	for (i = 1; i < 3073; i++)
		image[i] = (uint8_t)(i * 7);
	plan_write(p, &t);
	ck_assert_int_eq(file_write(plan, t.s, t.n, &e), 0);
	ck_assert_int_eq(file_write(images, image, 3073, &e), 0);
	text_free(&t);
	free(image);
}

/* With 16 pixels of memory the RTL stops for ever; the command says so within the
 * given cycles, naming a stream's end that waits, and its exit status is 1. */
START_TEST(deadlock)
{
	static const char *const command[] = {
		"./imcfab", "cosim", DIR "/join.plan", DIR "/join.images",
		"--watchdog", "20000", "--build", DIR "/join.cosim", NULL
	};
	struct plan *p = join_plan(64);
	long long stopped = 0;
	struct text said = {0};
	const char *at;
	struct err e;

	is_checked(p, "the residual memory of l2 is full (64 bytes, it needs "
		   "268)");
	write_join(p, DIR "/join.plan", DIR "/join.images");
	ck_assert_int_eq(proc_run(command, DIR "/join.log", note_line, &said,
				  &e), 1);
	printf("%s", said.s);
	at = strstr(said.s, "deadlock: no word moves after cycle ");
	ck_assert_ptr_ne(at, NULL);
	ck_assert_int_eq(sscanf(at + 36, "%lld", &stopped), 1);
	ck_assert_int_gt(stopped, 0);
	ck_assert_int_lt(stopped, 20000);
	ck_assert_ptr_ne(strstr(at, "stream ends wait, "), NULL);
	text_free(&said);
	plan_free(p);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("cosim");
	TCase *c = tcase_create("cosim"), *more = tcase_create("topologies");
	SRunner *r;
	struct err e;
	char *tool = proc_find("verilator", "verilator", &e);
	int failed;

	if (!tool) {
		printf("skipped: %s\n", e.text);
		return 77;
	}
	free(tool);
	if (dir_make(DIR, &e) < 0) {
		printf("%s\n", e.text);
		return 1;
	}
	tcase_set_timeout(c, 1200);
	tcase_add_test(c, every_word);
	tcase_add_loop_test(c, under_stress, 0,
			    sizeof(stress) / sizeof(*stress));
	tcase_add_test(c, another_network);
	tcase_add_test(c, difference_is_named);
	tcase_add_test(c, wrong_stimulus);
	tcase_add_test(c, without_verilator);
	tcase_add_test(c, hardwired);
	suite_add_tcase(s, c);
	tcase_set_timeout(more, 1200);
	tcase_add_loop_test(more, long_channels, 0, sizeof(far) / sizeof(*far));
	suite_add_tcase(s, more);
	c = tcase_create("map");
	tcase_set_timeout(c, 1200);
	tcase_add_loop_test(c, random_graph, 0, 3);
	tcase_add_test(c, least_buffer);
	tcase_add_test(c, deadlock);
	suite_add_tcase(s, c);
	r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
