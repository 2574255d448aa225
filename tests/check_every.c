/* SPDX-License-Identifier: Apache-2.0 */
/* Every constructor of a topology, and names of every kind, through a co-simulation:
 * one build with the shapes of all of them, wired by each fabric's own file. */
#define _GNU_SOURCE
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "emit/emit.h"
#include "main.h"
#include "simulate.h"
#include "tiny.h"
#include "topo/class.h"

#define DIR "check_every.build"

/* What a shell, a makefile, C++, Verilog, Markdown, JSON or printf may misread. */
#define ODD "it's a \\ \"%s\" $(x) `y` ; # | <&> {z}[*]? 'h\xc3\xa9"
#define ODD_NAME "it's a \\ %s $(x) `y` ; | <&> {z}[*]? \xc3\xa9"	/* "#" would be a comment */
#define ODD_FILE DIR "/" ODD_NAME

/* Of each row of topo_classes, small enough that many share their shapes. */
static const struct {
	const char *name, *expr;
} every[] = {
	{"3pp", "3pp(2)"},
	{"5pp", "5pp(2)"},
	{"7pp", "7pp(2)"},
	{"anynet", "anynet(\"" ODD_FILE ".net\")"},
	{"bidir", "bidir(directed(path(2)))"},
	{"cartesian", "cartesian(path(2), path(1))"},
	{"cmesh", "cmesh(2, 1, 1)"},
	{"complete", "complete(2)"},
	{"cycle", "cycle(3)"},
	{"directed", "directed(path(2))"},
	{"edges", "edges(\"" ODD_FILE "\")"},
	{"honeycomb", "honeycomb(2, 1)"},
	{"hypercube", "hypercube(1)"},
	{"king", "king(2, 1)"},
	{"kpp", "kpp(3, 2)"},
	{"mesh", "mesh(2, 1)"},
	{"parallel", "parallel(path(2), 2)"},
	{"path", "path(3)"},
	{"power", "power(path(3), 2)"},
	{"ring", "ring(2)"},
	{"star", "star(2)"},
	{"strong", "strong(path(2), path(1))"},
	{"tensor", "tensor(path(2), complete(3))"},
	{"torus", "torus(2, 1)"},
	{"tree", "tree(2)"},
	{"union", "union(path(2), directed(cycle(3)))"},
};
#define N_EVERY (sizeof(every) / sizeof(every[0]))

static const char *case_of(const char *name)
{
	for (size_t i = 0; i < N_EVERY; i++)
		if (!strcmp(every[i].name, name))
			return every[i].expr;
	ck_abort_msg("%s of gen/topo/table.c has no case here", name);
}

/* Two layers; their names and the network's go into plan, netlist and messages. */
static struct plan *plan_on(const char *expr, int odd)
{
	struct net *n = tiny_net(4, 4, 3);

	tiny_conv(n, tiny_conv(n, 0, 3, 1, 4), 1, 1, 5);
	tiny_raw(n);
	for (int i = 0; odd && i < n->n_layers; i++) {
		free(n->layer[i].name);
		n->layer[i].name = xasprintf("%d " ODD "\n\r\t.", i, "%s");
	}
	if (odd) {
		free(n->name);
		n->name = xasprintf(ODD "\n\r", "%d");
	}
	return sim_plan(n, expr, "link.vcs=1");
}

static void emit(const struct plan *p, int hardwired, const char *dir)
{
	char *rtl = check_source("rtl_templates");
	struct err e;

	ck_assert_msg(emit_fabric(p->arch, p->topo, hardwired ? p : NULL, rtl,
				  dir, "check_every", &e) == 0, "%s", e.text);
	free(rtl);
}

static char *content(const char *dir, const char *name)
{
	char *path = xasprintf("%s/%s", dir, name);
	struct err e;
	char *s = file_read(path, FILE_MAX_DATA, NULL, &e);

	ck_assert_msg(s != NULL, "%s: %s", path, e.text);
	free(path);
	return s;
}

/* The fabric of a case as part of all; it stays in DIR/NAME. */
static void add_case(struct text *wiring, const char *expr, const char *name)
{
	struct plan *p = plan_on(expr, 0);
	char *dir = xasprintf(DIR "/%s", name), *s;

	emit(p, 0, dir);
	s = content(dir, "fabric.wiring");
	text_add(wiring, "%s", wiring->n ? strchr(s, '\n') + 1 : s);
	free(s);
	free(dir);
	plan_free(p);
}

/* Every shape of every case in one program. */
static void build(void)
{
	char *bench = check_source("tb/cosim.cpp");
	struct plan *p = plan_on("path(2)", 0);
	struct text wiring = {0};
	struct err e;
	double seconds;

	check_put(DIR, ODD_NAME, "0 1\n1 0\n");
	check_put(DIR, ODD_NAME ".net", "router 0 node 0 router 1\nrouter 1 node 1\n");
	for (int i = 0; topo_classes[i]; i++)
		add_case(&wiring, case_of(topo_classes[i]->name),
			 topo_classes[i]->name);
	emit(p, 0, DIR "/all");
	check_put(DIR, "all/fabric.wiring", wiring.s);
	ck_assert_msg(cosim_build(DIR "/all", bench, DIR "/all.model", COSIM_TILES, 2,
				  NULL, &seconds, &e) == 0, "%s: %s", e.file,
		      e.text);
	text_free(&wiring);
	free(bench);
	plan_free(p);
}

/* Runs the plan on the program of all shapes, wired as the fabric in `dir`. */
static int64_t run(const struct plan *p, const char *dir)
{
	struct cosim_opt o = {.stimulus = DIR "/one.stim"};
	struct cosim_result r;
	char *s = content(dir, "fabric.wiring");

	check_put(DIR, "all.model/fabric.wiring", s);
	sim_stimulus(p, o.stimulus, 1);
	sim_run(DIR, p, NULL, "all", &o, &r);
	free(s);
	return r.run[0].words_compared;
}

START_TEST(every_constructor)
{
	int n = 0;

	build();
	for (; topo_classes[n]; n++) {
		struct plan *p = plan_on(case_of(topo_classes[n]->name), 0);
		char *dir = xasprintf(DIR "/%s", topo_classes[n]->name);

		printf("%s: %lld words\n", p->arch->topology,
		       (long long)run(p, dir));
		free(dir);
		plan_free(p);
	}
	ck_assert_int_eq(n, (int)N_EVERY);
}
END_TEST

/* Each line of a Verilog file that names something is a comment. */
static void check_comments(const char *dir)
{
	char *v = content(dir, "rtl/imc_fabric.v"), *line, *rest;
	int n = 0;

	ck_assert_ptr_null(strchr(v, '\r'));
	for (line = strtok_r(v, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest))
		if (strstr(line, "it's a")) {
			ck_assert_int_eq(strncmp(line + strspn(line, " "), "//",
						 2), 0);
			n++;
		}
	ck_assert_int_ge(n, 3);	/* network, two tasks */
	free(v);
}

/* Through a plan's file, the netlist of a fabric hardwired for it, and the bench. */
START_TEST(odd_names)
{
	struct plan *p = plan_on(case_of("edges"), 1), *q;
	struct cosim_opt o = {.stimulus = DIR "/odd.stim"};
	struct cosim_result r;
	struct text t = {0};
	struct err e;
	double seconds;
	char *s;
	size_t n;

	check_put(DIR, ODD_NAME, "0 1\n1 0\n");
	plan_write(p, &t);
	check_put(DIR, "odd.plan", t.s);
	q = plan_read(DIR "/odd.plan", &e);
	ck_assert_msg(q != NULL, "%d: %s", e.line, e.text);
	ck_assert_str_eq(q->task[1].name, p->task[1].name);
	ck_assert_str_eq(q->net, p->net);
	emit(q, 1, DIR "/odd");
	check_comments(DIR "/odd");
	sim_stimulus(q, o.stimulus, 1);
	sim_build(DIR, q, 1, "odd", COSIM_SHORT, &seconds);
	sim_run(DIR, q, NULL, "odd", &o, &r);
	/* The last word of the last stream wrong: the message names its task. */
	s = file_read(o.stimulus, FILE_MAX_DATA, &n, &e);
	s[n - 4] ^= 1;
	ck_assert_int_eq(file_write(o.stimulus, s, n, &e), 0);
	ck_assert_int_eq(cosim_run(DIR "/odd.model", &o, q, NULL, NULL, &r, &e),
			 0);
	ck_assert_int_eq(r.run[0].mismatches, 1);
	ck_assert_msg(strstr(r.run[0].first, "it's a \\ \"%s\""), "%s",
		      r.run[0].first);
	free(s);
	text_free(&t);
	plan_free(p);
	plan_free(q);
}
END_TEST

static void near(const char *name, struct cosim_stall s, double percent)
{
	double got = 100.0 * s.n / s.of;

	printf("%s: %.2f %% of %lld, asked %.0f\n", name, got, (long long)s.of,
	       percent);
	ck_assert_int_gt(s.of, 400);
	ck_assert_double_lt(got, percent + 6);
	ck_assert_double_gt(got, percent - 6);
}

/* Stalls have the strength that was asked for, whatever the number of outputs, and
 * that many cycles more follow and not hundreds of times. */
START_TEST(stalls_are_as_asked)
{
	static const struct {
		const char *expr, *name;
	} on[] = {
		{"path(1)", "one"},
		{"tensor(path(2), complete(3))", "tensor"},
	};
	struct net *n = tiny_net(16, 16, 3);
	struct plan *p;
	struct cosim_opt o = {.stimulus = DIR "/stall.stim"};
	struct cosim_result calm, r;
	char *dir = xasprintf(DIR "/%s", on[_i].name), *s;

	if (_i)
		tiny_conv(n, 0, 3, 1, 4);
	tiny_conv(n, _i, 1, 1, 5);
	tiny_raw(n);
	p = sim_plan(n, on[_i].expr, "link.vcs=1");
	emit(p, 0, dir);
	s = content(dir, "fabric.wiring");
	check_put(DIR, "all.model/fabric.wiring", s);
	sim_stimulus(p, o.stimulus, 3);
	sim_run(DIR, p, NULL, "all", &o, &calm);
	ck_assert_int_eq(calm.run[0].stall_in.n, 0);
	ck_assert_int_eq(calm.run[0].stall_link.of, 0);
	for (int percent = 20; percent <= 80; percent += 30) {
		o.stall_in_percent = o.stall_out_percent = percent;
		o.stall_link_percent = percent;
		o.stall_in_seed = 5;
		o.stall_out_seed = 6;
		o.stall_link_seed = 7;
		sim_run(DIR, p, NULL, "all", &o, &r);
		near("input", r.run[0].stall_in, percent);
		near("output", r.run[0].stall_out, percent);
		near("links", r.run[0].stall_link, percent);
		printf("%lld cycles, calm %lld\n",
		       (long long)r.run[0].run_cycles,
		       (long long)calm.run[0].run_cycles);
		ck_assert_int_lt(r.run[0].run_cycles, 10 * calm.run[0].run_cycles);
	}
	free(s);
	free(dir);
	plan_free(p);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("every");
	TCase *c = tcase_create("every");

	check_folder(DIR);
	check_add(c, every_constructor, 1, "verilator");
	check_add(c, odd_names, 1, "verilator");
	check_add(c, stalls_are_as_asked, 2, "verilator");	/* behind the build */
	suite_add_tcase(s, c);
	return s;
}
