/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "main.h"
#include "measure/cosim.h"
#include "simulate.h"
#include "tiny.h"

/*
 * What is made of the words of a bench: a shell script in the place of the Verilated
 * program says one thing after the other.
 */
#define DIR "check_cosim_result.build"

/* A bench that prints `said` and ends with `status`. */
static void bench(const char *said, int status)
{
	struct text t = {0};

	text_add(&t, "#!/bin/sh\necho \"$@\" >" DIR "/args\ncat <<'END'\n%s\n"
		 "END\nexit %d\n", said, status);
	check_folder(DIR);
	check_put(DIR, "Vfabric", t.s);
	ck_assert_int_eq(chmod(DIR "/Vfabric", 0755), 0);
	text_free(&t);
}

static struct plan *tiny_plan(void)
{
	return sim_plan(tiny_resnet(), "5pp(6)", NULL);
}

/* The result of a run of two images that compared `words`, with `more` in it. */
static char *run_of(int64_t words, const char *more)
{
	return xasprintf("{\"cycles\": 10, \"peak_rss_kib\": 2, "
			 "\"corrupt_refused\": null, \"runs\": [{\"images\": 2, "
			 "\"words_compared\": %lld, \"mismatches\": 0, "
			 "\"latency\": 7, \"interval\": 5, \"stalls\": [[1, 2], "
			 "[3, 4], [5, 6]], \"first_difference\": null, "
			 "\"deadlock\": null, \"status_error\": null%s%s}]}",
			 (long long)words, *more ? ", " : "", more);
}

static int result(const struct plan *p, const char *said, int status,
		  int n_images, struct cosim_result *r, struct err *e)
{
	struct cosim_opt o = {.stimulus = "s", .n_images = n_images};

	bench(said, status);
	return cosim_run(DIR, &o, p, NULL, NULL, r, e);
}

/* Every word that the plan has of two images, no more and no fewer. */
START_TEST(all_words)
{
	struct plan *p = tiny_plan();
	int64_t words = sim_words(p) / SIM_IMAGES * 2;
	char *said = run_of(words, "");
	struct cosim_result r;
	struct err e;

	for (int n_images = 0; n_images <= 2; n_images += 2) {
		ck_assert_int_eq(result(p, said, 0, n_images, &r, &e), 0);
		ck_assert(r.equal);
		ck_assert_int_eq(r.run[0].words_expected, words);
		ck_assert_str_eq(r.run[0].first, "");
	}
	ck_assert_int_eq(r.run[0].stall_link.of, 6);
	ck_assert_int_eq(r.peak_rss_bytes, 2048);
	free(said);
	plan_free(p);
}
END_TEST

/* A bench that is content with less: a word, an image or a whole run. */
START_TEST(fewer_words)
{
	struct plan *p = tiny_plan();
	int64_t words = sim_words(p) / SIM_IMAGES * 2;
	char *said = run_of(words - 1, ""), *want;
	struct cosim_result r;
	struct err e;

	ck_assert_int_eq(result(p, said, 0, 0, &r, &e), 0);
	ck_assert(!r.equal);
	want = xasprintf("%lld of %lld words of the plan compared",
			 (long long)words - 1, (long long)words);
	ck_assert_str_eq(r.run[0].first, want);
	free(said);
	said = run_of(words, "");
	ck_assert_int_eq(result(p, said, 0, 3, &r, &e), 0);
	ck_assert(!r.equal);
	ck_assert_int_eq(r.run[0].words_expected, words / 2 * 3);
	ck_assert_int_eq(result(p, "{\"runs\": []}", 0, 0, &r, &e), 0);
	ck_assert(!r.equal);
	free(want);
	free(said);
	plan_free(p);
}
END_TEST

/* A difference, in the bench's words and in those of the plan. */
static const struct {
	const char *said, *want;
} differ[] = {
	{"\"first_difference\": {\"kind\": \"word\", \"cycle\": 9, \"node\": 1, "
	 "\"role\": 2, \"image\": 0, \"word\": 3, \"expected\": 513, \"got\": 769}",
	 "cycle 9, node 1, task l1, activations, stream of l0, image 0, pixel (0,1), "
	 "channel 5: got 0x00000301, not 0x00000201"},
	{"\"first_difference\": {\"kind\": \"word\", \"cycle\": 9, \"node\": 1, "
	 "\"role\": 2, \"image\": 1, \"word\": 0, \"expected\": 5, \"got\": 5, "
	 "\"expected_last\": 0, \"got_last\": 1}",
	 "cycle 9, node 1, task l1, activations, stream of l0, image 1, pixel (0,0), "
	 "word 0: last flag 1, not 0"},
	{"\"first_difference\": {\"kind\": \"surplus\", \"cycle\": 8, \"node\": -1, "
	 "\"role\": 2, \"image\": 2}",
	 "cycle 8, the fabric's output, stream of l6, image 2, a word too much"},
	{"\"first_difference\": {\"kind\": \"surplus\", \"cycle\": 8, \"node\": 1, "
	 "\"role\": 0, \"image\": 2}",
	 "cycle 8, node 1, task l1, partial sums, stream of nothing, image 2, a word "
	 "too much"},
	{"\"first_difference\": {\"kind\": \"word\", \"cycle\": 1, \"node\": -1, "
	 "\"role\": 2, \"image\": 0, \"word\": 2, \"expected\": 0, \"got\": 1}",
	 "cycle 1, the fabric's output, stream of l6, image 0, pixel (0,0), channel 2: "
	 "got 0x00000001, not 0x00000000"},
	{"\"deadlock\": {\"cycle\": 50, \"in_image\": 1, \"in_word\": 3, \"waiting\": "
	 "[{\"node\": 1, \"role\": 2, \"image\": 1, \"word\": 4}, {\"node\": 2, "
	 "\"role\": 2, \"image\": 0, \"word\": 9}, {\"node\": -1, \"role\": 0, "
	 "\"image\": 0, \"word\": 9}]}",
	 "deadlock: no word moves after cycle 50; input stopped in image 1 at word 3; 3 "
	 "stream ends wait, node 2, task l2, activations, stream of l1 at image 0, "
	 "word 9"},
	{"\"status_error\": {\"status\": 19, \"images_in\": 2, \"images_out\": 1}",
	 "status 0x13, 2 images in, 1 out after the last word"},
};

START_TEST(names_difference)
{
	struct plan *p = tiny_plan();
	char *said = run_of(sim_words(p), differ[_i].said);
	struct cosim_result r;
	struct err e;

	ck_assert_int_eq(result(p, said, 1, 0, &r, &e), 0);
	ck_assert(!r.equal);
	ck_assert_str_eq(r.run[0].first, differ[_i].want);
	free(said);
	plan_free(p);
}
END_TEST

/* A bench that has no result. */
static const struct {
	const char *said;
	int status;
	const char *want;
} broken[] = {
	{"", 0, "the bench ended with status 0: it said nothing"},
	{"no such file", 2, "the bench ended with status 2: no such file"},
	{"{\"runs\": ", 0, "result of the bench: "},
};

START_TEST(says_nothing)
{
	struct plan *p = tiny_plan();
	struct cosim_result r;
	struct err e;

	ck_assert_int_eq(result(p, broken[_i].said, broken[_i].status, 0, &r, &e),
			 -1);
	ck_assert_msg(!strncmp(e.text, broken[_i].want, strlen(broken[_i].want)),
		      "%s", e.text);
	plan_free(p);
}
END_TEST

/* Every setting is a word of the command line. */
START_TEST(arguments)
{
	struct plan *p = tiny_plan();
	struct cosim_opt o = {
		.stimulus = "one", .second = "two", .n_images = 2, .idle_gap = 3,
		.stall_in_seed = 4, .stall_in_percent = 5, .stall_out_seed = 6,
		.stall_out_percent = 7, .stall_link_seed = 8,
		.stall_link_percent = 9, .random_init = 1, .init_seed = 10,
		.reset_at = 11, .halt_seed = 12, .halt_within = 13, .corrupt = 1,
		.corrupt_bit = 14, .monitor = 1, .monitor_node = 15,
		.monitor_port = 16, .count_stalls = 1, .check_sleep = 1, .plain_chain = 1,
		.threads = 18, .watchdog = 17,
	};
	char *said = run_of(sim_words(p), ""), *args;
	struct cosim_result r;
	struct err e;

	bench(said, 0);
	ck_assert_int_eq(cosim_run(DIR, &o, p, p, NULL, &r, &e), 0);
	args = file_read(DIR "/args", FILE_MAX_TEXT, NULL, &e);
	ck_assert_ptr_nonnull(args);
	ck_assert_str_eq(args, "one --wiring " DIR "/fabric.wiring --second two "
			 "--images 2 --idle-gap 3 --stall-in 4:5 --stall-out 6:7 "
			 "--stall-link 8:9 --init-seed 10 --reset-at-cycle 11 "
			 "--halt 12:13 --corrupt-program 14 --monitor 15:16 "
			 "--stalls --check-sleep --plain-chain --threads 18 --watchdog 17 --progress\n");
	free(args);
	free(said);
	plan_free(p);
}
END_TEST

/* Counts of tiles and ports become counts of channels. */
START_TEST(takes_stalls)
{
	struct plan *p = tiny_plan();
	const struct graph *g = p->topo->graph;
	struct text t = {0};
	struct cosim_result r;
	struct err e;
	char *said;

	text_add(&t, "\"waits\": [");
	for (int n = 0; n < g->n_nodes; n++) {
		text_add(&t, "%s[", n ? ", " : "");
		for (int k = 0; k <= graph_degree_out(g, n); k++)	/* and the collector's */
			text_add(&t, "%s%d", k ? ", " : "", 100 * n + k);
		text_add(&t, "]");
	}
	text_add(&t, "]");
	said = run_of(sim_words(p) / SIM_IMAGES * 2, t.s);
	ck_assert_int_eq(result(p, said, 0, 2, &r, &e), 0);
	ck_assert_int_eq(r.run[0].n_channels, g->n_edges);
	for (int i = 0; i < g->n_edges; i++)
		ck_assert_int_eq(r.run[0].channel_stalls[i],
				 100 * g->tail[i] + i - g->first[g->tail[i]]);
	cosim_result_free(&r);
	ck_assert_ptr_null(r.run[0].channel_stalls);
	free(said);
	text_free(&t);
	plan_free(p);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("cosim_result");
	TCase *c = tcase_create("cosim_result");

	tcase_add_test(c, all_words);
	tcase_add_test(c, fewer_words);
	tcase_add_loop_test(c, names_difference, 0,
			    sizeof(differ) / sizeof(differ[0]));
	tcase_add_loop_test(c, says_nothing, 0,
			    sizeof(broken) / sizeof(broken[0]));
	tcase_add_test(c, arguments);
	tcase_add_test(c, takes_stalls);
	suite_add_tcase(s, c);
	return s;
}
