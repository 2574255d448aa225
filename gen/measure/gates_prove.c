/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/proc.h"
#include "gates_impl.h"

/* Module by module, what is in it as black boxes; the macros are not synthesised. */
static const char *reason_of(const struct gates_part *p)
{
	return p->part->macro ? "behavioural macro, simulation only" : NULL;
}

static int is_wanted(const struct gates_options *o, const char *module)
{
	for (int i = 0; i < o->n_modules; i++)
		if (!strcmp(o->module[i], module))
			return 1;
	return !o->n_modules;
}

static int is_tried(const struct gates_options *o, const struct gates_part *p)
{
	return is_wanted(o, p->module) && !reason_of(p);
}

/* All that holds a value; and registers that take it at the rising edge of clk_i. */
#define HOLD "t:$*ff* t:$_*FF*_ %u t:$*latch* %u t:$_*LATCH*_ %u t:$sr %u " \
	"t:$_SR*_ %u t:$mem* %u"
#define RISE "i:clk_i %co1:+[CLK,C] " \
	"r:CLK_POLARITY=1 r:CLK_POLARITY=1'1 %u t:$_DFF_P_ %u %i"

/* For each module the file itself, and the names of what holds a value but does not take it
 * at the rising edge of clk_i. */
static void add_writes(const struct gates *g, const struct gates_options *o,
		       const char *side, struct text *script)
{
	const char *dir = g->options.work_dir, *name;

	for (int i = 0; i < g->n; i++) {
		name = g->part[i].name;
		if (is_tried(o, &g->part[i]))
			text_add(script, "cd %s\ntee -q -o %s/equiv/%s/%s.clocks "
				 "select -list %s %s %%d\ncd ..\nselect %s\n"
				 "write_rtlil -selected \"%s/equiv/%s/%s.il\"\n", name, dir,
				 side, name, HOLD, RISE, name, dir, side, name);
	}
	text_add(script, "select -clear\n");
}

/* Both sides of every module that is tried as a file, the cells of the library as what they
 * do, and all modules as black boxes. */
static int write_sides(struct gates *g, const struct gates_options *o, struct err *e)
{
	char *dir = gates_file(g, "equiv"), *gold = gates_file(g, "equiv/gold");
	char *gate = gates_file(g, "equiv/gate");
	struct text script = {0};
	int r = dir_make(gold, e) < 0 || dir_make(gate, e) < 0 ? -1 : 0, n = 0;

	text_add(&script, "read_rtlil \"%s/rtl.il\"\nproc\nopt_clean\nmemory\nopt_clean\n"
		 "async2sync\nopt_clean\n", g->options.work_dir);
	add_writes(g, o, "gold", &script);
	text_add(&script, "blackbox imc_*\nwrite_rtlil \"%s/boxes.il\"\ndesign -reset\n", dir);
	gates_read(g, &script);
	text_add(&script, "setattr -mod -set keep_hierarchy 1 imc_*\nselect -set tried");
	for (int i = 0; i < g->n; i++)
		if (is_tried(o, &g->part[i])) {
			text_add(&script, " %s", g->part[i].name);
			n++;
		}
	text_add(&script, "\nflatten @tried\nopt_clean @tried\nasync2sync @tried\n"
		 "opt_clean @tried\n");
	add_writes(g, o, "gate", &script);
	text_add(&script, "tee -q -o %s/area.json stat -json\n", dir);
	if (r == 0 && n)
		r = area_yosys(&g->flow, dir, &script, e);
	text_free(&script);
	free(dir);
	free(gold);
	free(gate);
	return r;
}

/* Drops the ports of cells that are left open: equiv_make takes two cells for the same only
 * where the same ports are there. */
static int drop_open(const char *path, struct err *e)
{
	char *s = file_read(path, FILE_MAX_DATA, NULL, e), *line, *rest;
	struct text t = {0};
	int r = s ? 0 : -1;

	for (line = s ? strtok_r(s, "\n", &rest) : NULL; line;
	     line = strtok_r(NULL, "\n", &rest)) {
		size_t n = strlen(line);

		if (strncmp(line, "    connect ", 12) || n < 4 || strcmp(line + n - 4, " { }"))
			text_add(&t, "%s\n", line);
	}
	if (r == 0)
		r = file_write(path, t.s, t.n, e);
	text_free(&t);
	free(s);
	return r;
}

static int drop_open_of(const struct gates *g, const struct gates_part *p, struct err *e)
{
	static const char *const side[] = {"gold", "gate"};
	int r = 0;

	for (int i = 0; i < 2 && r == 0; i++) {
		char *path = xasprintf("%s/equiv/%s/%s.il", g->options.work_dir, side[i],
				       p->name);

		r = drop_open(path, e);
		free(path);
	}
	return r;
}

/* Do all registers of this side take at the rising edge of clk_i? -1 and *e */
static int has_one_clock(const struct gates *g, const struct gates_part *p,
			 const char *side, struct err *e)
{
	char *path = xasprintf("%s/equiv/%s/%s.clocks", g->options.work_dir, side, p->name);
	size_t n = 0;
	char *s = file_read(path, FILE_MAX_DATA, &n, e);
	int r = s ? !n : -1;

	free(s);
	free(path);
	return r;
}

/* No proof looks at clocks. 1 where both sides have the one; 0 with the result; -1 and *e. */
static int check_clocks(const struct gates *g, const struct gates_part *p,
			struct gates_result *r, struct err *e)
{
	int gold = has_one_clock(g, p, "gold", e);
	int gate = gold < 0 ? -1 : has_one_clock(g, p, "gate", e);

	if (gold == 0) {
		r->proof = GATES_UNTRIED;
		r->reason = "two clocks: has registers that are not of the rising clk_i";
	} else if (gate == 0) {
		r->proof = GATES_OPEN;
		r->reason = "has a register that is not of the rising clk_i";
	}
	return gate < 0 ? -1 : gold && gate;
}

static void add_proof(const struct gates *g, const struct gates_part *p, struct text *script)
{
	static const char *const side[] = {"gold", "gate"};
	const char *dir = g->options.work_dir;

	text_add(script, "read_rtlil \"%s/equiv/boxes.il\"\ndelete %s\n", dir, p->name);
	for (int i = 0; i < 2; i++)
		text_add(script, "read_rtlil \"%s/equiv/%s/%s.il\"\nrename %s %s\n", dir,
			 side[i], p->name, p->name, side[i]);
	text_add(script, "equiv_make gold gate equiv\nhierarchy -top equiv\nopt_clean\n"
		 "equiv_simple -undef\nequiv_induct -undef\nequiv_status\n");
}

struct watch {
	struct gates_result *r;
	int is_told;	/* by equiv_status */
	char fault[400];
};

static void watch_line(void *user, const char *line)
{
	struct watch *w = user;
	long long n, m;

	if (sscanf(line, "Found %lld $equiv cells in equiv", &n) == 1)
		w->r->n_points = n;
	else if (sscanf(line, " Of those cells %lld are proven and %lld are unproven", &n, &m) == 2) {
		w->r->n_proved = n;
		w->is_told = 1;
	} else if (!strncmp(line, "ERROR:", 6) || strstr(line, ": ERROR:")) {
		snprintf(w->fault, sizeof(w->fault), "%s", line);
	}
}

/* By induction over several cycles: finds registers that have no name on one side, and ends
 * on small modules only. */
static int induct(struct gates *g, const struct gates_part *p, const char *timeout,
		  int timeout_s, struct gates_result *r, struct err *e)
{
	char *script = xasprintf("%s/equiv/%s.ys", g->options.work_dir, p->name);
	char *log = xasprintf("%s/equiv/%s.log", g->options.work_dir, p->name);
	char *limit = xasprintf("%d", timeout_s);
	const char *const argv[] = {timeout, limit, g->flow.yosys, "-s", script, NULL};
	struct watch w = {.r = r};
	struct text t = {0};
	int status = -1;

	add_proof(g, p, &t);
	if (file_write(script, t.s, t.n, e) == 0)
		status = proc_run(argv, log, watch_line, &w, e);
	r->proof = status == 124 ? GATES_LATE :
		   r->n_points && r->n_points == r->n_proved ? GATES_PROVED : GATES_OPEN;
	if (status > 0 && status != 124)
		status = err_set(e, log, 0, "yosys ended with status %d: %s", status,
				 *w.fault ? w.fault : "see this file");
	else if (status == 0 && !w.is_told)
		status = err_set(e, log, 0, "equiv_status of Yosys not understood");
	text_free(&t);
	free(script);
	free(log);
	free(limit);
	return status < 0 ? -1 : 0;
}

static int prove(struct gates *g, const struct gates_part *p,
		 const struct gates_tools *tools, struct gates_result *r, struct err *e)
{
	double started = now_seconds();
	int clocks = check_clocks(g, p, r, e), answer;

	if (clocks <= 0)
		return clocks;
	answer = drop_open_of(g, p, e) < 0 ? -1 : gates_cec(g, p, tools, &r->n_points, e);
	if (answer == GATES_OPEN) {
		const int left = tools->timeout_s - (int)(now_seconds() - started);

		r->n_points = 0;
		answer = induct(g, p, tools->timeout, left > 1 ? left : 1, r, e);
	} else if (answer >= 0) {
		r->proof = answer;
	}
	if (r->proof == GATES_PROVED)
		r->n_proved = r->n_points;
	r->seconds = now_seconds() - started;
	return answer < 0 ? -1 : 0;
}

static int check_names(const struct gates *g, const struct gates_options *o, struct err *e)
{
	for (int i = 0; i < o->n_modules; i++) {
		int there = 0;

		for (int k = 0; k < g->n; k++)
			there |= !strcmp(g->part[k].module, o->module[i]);
		if (!there)
			return err_set(e, "", 0, "--module %s: the fabric has no such module",
				       o->module[i]);
	}
	return 0;
}

int gates_prove(struct gates *g, const struct gates_options *o, int *n_open,
		struct err *e)
{
	struct err ignored;
	struct gates_tools tools = {
		.timeout = proc_find("timeout", "coreutils", e),
		.abc = proc_find("yosys-abc", "yosys", &ignored),
		.timeout_s = o->timeout_s,
	};
	double started = now_seconds();
	int r = tools.timeout ? check_names(g, o, e) : -1;

	*n_open = 0;
	if (r == 0)
		r = write_sides(g, o, e);
	if (r == 0)
		r = gates_cec_files(g, e);
	for (int i = 0; i < g->n && r == 0; i++) {
		const struct gates_part *p = &g->part[i];
		struct gates_result result = {.name = p->title, .reason = reason_of(p),
					      .proof = GATES_UNTRIED};

		if (!is_wanted(o, p->module))
			continue;
		if (g->options.progress)
			g->options.progress("equiv", i, g->n, "modules",
					    now_seconds() - started);
		if (!result.reason)
			r = prove(g, p, &tools, &result, e);
		if (r == 0)
			o->told(&result);
		*n_open += result.proof == GATES_OPEN || result.proof == GATES_LATE;
	}
	free(tools.timeout);
	free(tools.abc);
	return r;
}
