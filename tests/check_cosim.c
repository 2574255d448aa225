/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "measure/cosim.h"
#include "base/file.h"
#include "compile/balance.h"
#include "compile/plan_build.h"
#include "device/device.h"
#include "simulate.h"
#include "measure/stimulus.h"
#include "refmodel/timing.h"
#include "tiny.h"
#include "model/wire.h"
#include "main.h"

/*
 * The small residual network of tiny.c through the Verilated RTL of a six-core
 * fabric, built once into check_cosim.build of the current folder, with and without
 * everything that must not change a word.
 */
#define DIR "check_cosim.build"

static struct plan *plan_of(struct net *n, const char *topology)
{
	return sim_plan(n, topology, NULL);
}

static struct plan *tiny_plan(const char *topology)
{
	return plan_of(tiny_resnet(), topology);
}

START_TEST(every_word)
{
	struct plan *p = tiny_plan("5pp(6)");
	struct cosim_opt o = {.stimulus = DIR "/first.stim"};
	struct cosim_result r;
	int64_t latency;
	double seconds;

	sim_stimulus(p, o.stimulus, 1);
	sim_build(DIR, p, 0, "tiny", COSIM_TILES, &seconds);
	sim_run(DIR, p, NULL, "tiny", &o, &r);
	ck_assert_int_eq(r.n_runs, 1);
	ck_assert_int_gt(r.run[0].interval, 0);
	ck_assert_int_ge(r.run[0].latency, r.run[0].interval);
	ck_assert_int_gt(r.run[0].program_cycles, 0);
	latency = r.run[0].latency;

	/* The same files again: nothing to build, the same cycles. */
	sim_build(DIR, p, 0, "tiny", COSIM_TILES, &seconds);
	ck_assert(seconds == 0);
	sim_run(DIR, p, NULL, "tiny", &o, &r);
	ck_assert_int_eq(r.run[0].latency, latency);
	plan_free(p);
}
END_TEST

/* What may change the time but no word. */
static const struct {
	const char *name;
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
	{"halted", {.halt_seed = 10, .halt_within = 2500}},
	{"halted and stalled", {.halt_seed = 11, .halt_within = 2500,
				.stall_link_percent = 50,
				.stall_link_seed = 12}},
	{"wrong frames", {.frames = 1, .frames_seed = 13}},
	{"wrong frames and stalls", {.frames = 1, .frames_seed = 14,
				     .stall_in_percent = 40, .stall_in_seed = 15,
				     .stall_out_percent = 60, .stall_out_seed = 16,
				     .stall_link_percent = 30, .stall_link_seed = 17}},
	{"wrong program first", {.corrupt = 1, .corrupt_bit = -1}},
	{"wrong length first", {.corrupt = 1, .corrupt_bit = 33}},
	{"wrong CRC first", {.corrupt = 1, .corrupt_bit = 0}},
	{"record of another tile first", {.corrupt = 1, .corrupt_bit = 64}},
	{"record of no tile first", {.corrupt = 1, .corrupt_bit = 64 + 9}},
	{"record of another space first", {.corrupt = 1, .corrupt_bit = 64 + 28}},
	{"shorter record first", {.corrupt = 1, .corrupt_bit = 96 + 1}},
	{"longer record first", {.corrupt = 1, .corrupt_bit = 96 + 6}},
};

START_TEST(under_stress)
{
	struct plan *p = tiny_plan("5pp(6)");
	struct cosim_opt o = stress[_i].o;
	struct cosim_result r;
	double seconds;

	printf("%s\n", stress[_i].name);
	o.stimulus = DIR "/first.stim";
	sim_stimulus(p, o.stimulus, 1);
	sim_build(DIR, p, 0, "tiny", COSIM_TILES, &seconds);
	sim_run(DIR, p, NULL, "tiny", &o, &r);
	ck_assert_int_eq(r.corrupt_refused, o.corrupt ? 1 : -1);
	sim_build_flat(DIR, "tiny");
	sim_run_others(DIR, p, NULL, "tiny", 1, &o, &r);
	plan_free(p);
}
END_TEST

/* The fabric is programmed for something else: other sizes, other routes, leaky
 * results with and without a residual. */
START_TEST(another_network)
{
	struct plan *p = tiny_plan("5pp(6)"), *q;
	struct net *n = tiny_net(7, 5, 6);
	struct cosim_opt o = {.stimulus = DIR "/first.stim",
			      .second = DIR "/second.stim"};
	struct cosim_result r;
	double seconds;

	tiny_conv(n, 0, 3, 1, 12);
	tiny_leak(n, 3);
	tiny_conv(n, 1, 3, 1, 12);
	tiny_leak(n, 1);
	tiny_skip(n, 1, 1, 0);
	tiny_conv(n, tiny_pool(n, 2, NET_MAX_POOL, 2), 1, 1, 5);
	tiny_raw(n);
	q = plan_of(n, "5pp(6)");
	sim_stimulus(p, o.stimulus, 1);
	sim_stimulus(q, o.second, 2);
	sim_build(DIR, p, 0, "tiny", COSIM_TILES, &seconds);
	sim_run(DIR, p, q, "tiny", &o, &r);
	ck_assert_int_eq(r.n_runs, 2);
	sim_build_flat(DIR, "tiny");
	sim_run_others(DIR, p, q, "tiny", 1, &o, &r);
	plan_free(p);
	plan_free(q);
}
END_TEST

/* Means over maps that are larger than the activation memory: behind a convolution;
 * alone, right at the input; in two parts. */
static const struct {
	int w, h, c;
	int conv, dense;	/* channels, 0: no such layer */
	int n_tasks;
} means[] = {
	{ 8, 8, 3, 40, 10, 2 }, { 16, 16, 8, 0, 0, 1 }, { 8, 8, 160, 0, 10, 2 },
};

START_TEST(mean_of_map)
{
	struct net *n = tiny_net(means[_i].w, means[_i].h, means[_i].c);
	struct plan *p;
	int at = 0, last;

	if (means[_i].conv)
		at = tiny_conv(n, at, 3, 1, means[_i].conv);
	at = tiny_pool(n, at, NET_AVG_POOL, means[_i].w);
	if (means[_i].dense) {
		tiny_conv(n, at, 1, 1, means[_i].dense);
		tiny_raw(n);
	}
	p = plan_of(n, "5pp(6)");
	last = p->n_tasks - 1;
	ck_assert_int_eq(p->n_tasks, means[_i].n_tasks);
	ck_assert_int_gt(p->task[last].in_w * p->task[last].in_h *
			 p->task[last].in_words * 4, p->arch->act_bytes);
	sim_calm_and_stalled(DIR, p, 0, "tiny", 40, 20 + _i);
	plan_free(p);
}
END_TEST

/* A stride that leaves out all rows but the first: the result is made before the image went
 * in whole, and its last word waits for that; else the mark of a frame of a wrong length
 * would come too late. */
START_TEST(result_before_image)
{
	struct net *n = tiny_net(32, 8, 4);
	struct cosim_opt o = {.stimulus = DIR "/before.stim"};
	struct cosim_result r;
	struct plan *p;
	double seconds;

	tiny_conv(n, 0, 1, 8, 4);
	p = plan_of(n, "5pp(6)");
	sim_stimulus(p, o.stimulus, 1);
	sim_build(DIR, p, 0, "tiny", COSIM_TILES, &seconds);
	sim_run(DIR, p, NULL, "tiny", &o, &r);
	ck_assert_int_eq(r.run[0].latency, 32 * 8 - 1 + 2);
	o.frames = 1;
	o.frames_seed = 5;
	sim_run(DIR, p, NULL, "tiny", &o, &r);
	plan_free(p);
}
END_TEST

/* Memories of one pixel, of which every word waits for the release of the one before:
 * the rate is that of the memory, to the cycle. tests/check_timing.c has the same
 * without the RTL. */
START_TEST(one_pixel)
{
	struct net *n = tiny_net(8, 8, 128);
	struct cosim_opt o = {.stimulus = DIR "/pixel.stim"};
	struct cosim_result r;
	struct plan *p;
	double seconds;

	tiny_conv(n, 0, 1, 1, 4);
	p = plan_of(n, "5pp(6)");
	p->task[0].ring_words = p->task[0].in_words;
	sim_stimulus(p, o.stimulus, 1);
	sim_build(DIR, p, 0, "tiny", COSIM_TILES, &seconds);
	sim_run(DIR, p, NULL, "tiny", &o, &r);
	plan_free(p);
}
END_TEST

/* A kernel cut into its columns, and into its rows: the first part's windows of the
 * first columns or rows see only padding, so sums are made while the image is still to
 * come, behind the last image for one that never comes. */
START_TEST(padding_first)
{
	struct net *n = tiny_net(7, 6, 28);
	struct plan *p;
	struct plan_task *k;

	tiny_conv(n, 0, 5, 1, 8);
	p = plan_of(n, "5pp(6)");
	ck_assert_int_eq(p->n_tasks, 5);
	for (k = p->task; k < p->task + 5; k++) {
		ck_assert_int_eq(k->k_w, 1);
		ck_assert(k > p->task + 2 || k->pad_x == 2 - (k - p->task));
		if (_i == 0)
			continue;
		k->k_w = 5;	/* the kernel mirrored in its diagonal */
		k->k_h = 1;
		k->pad_y = k->pad_x;
		k->pad_x = 2;
	}
	sim_calm_and_stalled(DIR, p, 0, "tiny", 40, 30);
	plan_free(p);
}
END_TEST

/* Windows that make two pixels each, also where a residual joins. */
START_TEST(packed_windows)
{
	struct net *n = tiny_resnet();
	struct arch *a = tiny_arch("5pp(6)", NULL);
	const struct plan_options options = { .interval = BALANCE_AUTO };
	struct err e = {0};
	struct plan *p = plan_build(n, a, &options, &e);
	int t, n_packed = 0, n_joined = 0;

	ck_assert_msg(p != NULL, "%s", e.text);
	for (t = 0; t < p->n_tasks; t++)
		if (plan_window_pixels(p, t) > 1) {
			n_packed++;
			n_joined += p->task[t].has_skip;
		}
	ck_assert_int_ge(n_packed, 3);
	ck_assert_int_ge(n_joined, 1);
	ck_assert_int_le(p->interval, 640);	/* of 1,280 with one pixel each */
	sim_calm_and_stalled(DIR, p, 0, "tiny", 40, 31);
	plan_free(p);
	arch_free(a);
	net_free(n);
}
END_TEST

START_TEST(hardwired)
{
	struct plan *p = tiny_plan("5pp(8)");
	struct cosim_opt o = {.stimulus = DIR "/wired.stim"};
	struct cosim_result r;
	double seconds;

	sim_stimulus(p, o.stimulus, 1);
	sim_build(DIR, p, 1, "wired", COSIM_SHORT, &seconds);
	sim_run(DIR, p, NULL, "wired", &o, &r);
	plan_free(p);
}
END_TEST

/* Registers in the channels by their length, deeper buffers for them; the model
 * knows the time that they take. */
static const struct {
	const char *topology, *set, *name;
	int hardwired, stages, is_flat;
} far[] = {
	{"edges(\"" DIR "/far.edges\")", "link.reach=1", "edges", 0, 30, 1},
	{"complete(6)", "link.reach=1", "far", 0, 2, 0},
	{"complete(6)", "link.reach=1", "far_wired", 1, 2, 0},
	{"ring(7)", "link.stages=1", "stages", 0, 1, 0},
	/* Routers without a core; the input joins the root. */
	{"tree(2, 4)", "io.input=10", "tree", 0, 0, 0},
	{"cmesh(3, 1, 2)", "link.reach=1", "cmesh", 0, 1, 0},
	{"cmesh(3, 1, 2)", "link.reach=1", "cmesh_wired", 1, 1, 1},
};

/* Most registers of a channel in use. */
static int max_stages(const struct plan *p)
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

/* A line of cores so far from each other that buffers are as deep as can be. */
static void write_edges(void)
{
	static const char lines[] =
		"0 1\n1 2\n2 3\n3 4\n4 5\n"
		"1 0\n2 1\n3 2\n4 3\n5 4\n"
		"node 0 0 0\nnode 1 31 0\nnode 2 62 0\n"
		"node 3 93 0\nnode 4 124 0\nnode 5 155 0\n";
	struct err e;

	ck_assert_int_eq(dir_make(DIR, &e), 0);
	ck_assert_int_eq(file_write(DIR "/far.edges", lines,
				    sizeof(lines) - 1, &e), 0);
}

START_TEST(long_channels)
{
	struct plan *p;
	struct cosim_opt o = {.stimulus = DIR "/far.stim"};
	struct cosim_result r;
	struct timing t;
	double seconds;

	write_edges();
	p = sim_plan(tiny_resnet(), far[_i].topology, far[_i].set);
	ck_assert_int_eq(max_stages(p), far[_i].stages);
	ck_assert_int_eq(timing_predict(p, &t), 0);
	sim_stimulus(p, o.stimulus, 1);
	sim_build(DIR, p, far[_i].hardwired, far[_i].name, COSIM_SHORT, &seconds);
	sim_run(DIR, p, NULL, far[_i].name, &o, &r);
	/* Links are full when they are halted. */
	o.halt_seed = 12 + _i;
	o.halt_within = t.latency + t.interval;
	sim_run(DIR, p, NULL, far[_i].name, &o, &r);
	ck_assert_int_ge(r.run[0].n_halts, 4);
	ck_assert_int_gt(r.run[0].words_compared, sim_words(p));
	if (far[_i].is_flat)
		sim_build_flat(DIR, far[_i].name);
	sim_run_others(DIR, p, NULL, far[_i].name, far[_i].is_flat, &o, &r);
	o.halt_within = 0;
	o.stall_link_percent = 50;
	o.stall_link_seed = 11;
	sim_run(DIR, p, NULL, far[_i].name, &o, &r);
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

	sim_stimulus(p, o.stimulus, 1);
	sim_build(DIR, p, 0, "tiny", COSIM_TILES, &seconds);
	end = stimulus_ends(p, &n_ends);
	s = file_read(o.stimulus, FILE_MAX_DATA, &n, &e);
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

/* Devices that differ and are read with noise: the weights of both models, and their
 * generators. */
START_TEST(noisy_devices)
{
	struct plan *p = tiny_plan("5pp(6)");
	struct cosim_opt o = {.stimulus = DIR "/noisy.stim", .random_init = 1, .init_seed = 5};
	char *path = check_source("devices/pcm_joshi.dev");
	char *later[] = {"time=86400"};
	struct device_report report;
	struct cosim_result r;
	struct err e;
	struct device *d = device_read(path, later, 1, &e);
	double seconds;

	sim_build(DIR, p, 0, "tiny", COSIM_TILES, &seconds);
	ck_assert_msg(d != NULL, "%s", e.text);
	ck_assert_int_eq(device_apply(p, d, 1, &report, &e), 0);
	ck_assert_ptr_nonnull(p->task[0].read_noise);
	sim_stimulus(p, o.stimulus, 1);
	sim_run(DIR, p, NULL, "tiny", &o, &r);
	device_free(d);
	free(path);
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

	sim_build(DIR, p, 0, "tiny", COSIM_TILES, &seconds);
	ck_assert_int_eq(file_write(o.stimulus, "IMCS", 4, &e), 0);
	ck_assert_int_eq(cosim_run(DIR "/tiny.model", &o, p, NULL, NULL, &r,
				   &e), -1);
	ck_assert_str_eq(e.text, "the bench ended with status 2: cosim: "
			 DIR "/not.stim: not a stimulus of version 4");
	plan_free(p);
}
END_TEST

/* The stimulus of a plan whose hardware differs in its clock alone; and that of another
 * plan of the same hardware, for a fabric hardwired for the first. */
START_TEST(other_fabric)
{
	struct plan *p = tiny_plan("5pp(6)");
	struct plan *q = sim_plan(tiny_resnet(), "5pp(6)", "clock=999");
	struct cosim_opt o = {.stimulus = DIR "/other.stim"};
	struct cosim_result r;
	struct err e;
	double seconds;
	char *said;

	sim_build(DIR, p, 0, "tiny", COSIM_TILES, &seconds);
	sim_stimulus(q, o.stimulus, 1);
	ck_assert_int_eq(cosim_run(DIR "/tiny.model", &o, q, NULL, NULL, &r,
				   &e), -1);
	said = xasprintf("the bench ended with status 2: cosim: " DIR "/other.stim: "
			 "is for hardware %016llx, the fabric is %016llx",
			 (unsigned long long)arch_hash(q->arch, NULL),
			 (unsigned long long)arch_hash(p->arch, NULL));
	ck_assert_str_eq(e.text, said);
	free(said);
	plan_free(q);

	plan_free(p);
	p = tiny_plan("5pp(8)");
	sim_build(DIR, p, 1, "wired", COSIM_SHORT, &seconds);
	q = tiny_plan("5pp(8)");
	q->task[0].bias[0]++;
	sim_stimulus(q, o.stimulus, 1);
	ck_assert_int_eq(cosim_run(DIR "/wired.model", &o, q, NULL, NULL, &r,
				   &e), -1);
	said = xasprintf("the bench ended with status 2: cosim: " DIR "/other.stim: "
			 "is of plan %016llx, the fabric is hardwired for %016llx",
			 (unsigned long long)plan_hash(q),
			 (unsigned long long)plan_hash(p));
	ck_assert_str_eq(e.text, said);
	free(said);
	plan_free(p);
	plan_free(q);
}
END_TEST

START_TEST(without_verilator)
{
	struct err e;
	double seconds;
	char *path = xstrdup(getenv("PATH"));

	setenv("PATH", "/nowhere", 1);
	ck_assert_int_eq(cosim_build(DIR, "b", DIR "/m", COSIM_TILES, 1, NULL, &seconds,
				     &e), -1);
	ck_assert_str_eq(e.text, "verilator not found in PATH: install the "
			 "package \"verilator\"");
	setenv("PATH", path, 1);
	free(path);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("cosim");
	TCase *c = tcase_create("cosim"), *more = tcase_create("topologies");

	check_folder(DIR);
	check_add(c, every_word, 1, "verilator");
	check_add(c, under_stress, sizeof(stress) / sizeof(*stress),
		  "verilator");
	check_add(c, another_network, 1, "verilator");
	check_add(c, difference_is_named, 1, "verilator");
	check_add(c, noisy_devices, 1, "verilator");
	check_add(c, wrong_stimulus, 1, "verilator");
	check_add(c, other_fabric, 1, "verilator");
	tcase_add_test(c, without_verilator);
	check_add(c, mean_of_map, sizeof(means) / sizeof(*means), "verilator");
	check_add(c, one_pixel, 1, "verilator");
	check_add(c, result_before_image, 1, "verilator");
	check_add(c, padding_first, 2, "verilator");
	check_add(c, packed_windows, 1, "verilator");
	check_add(c, hardwired, 1, "verilator");
	suite_add_tcase(s, c);
	check_add(more, long_channels, sizeof(far) / sizeof(*far), "verilator");
	suite_add_tcase(s, more);
	return s;
}
