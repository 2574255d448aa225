/* SPDX-License-Identifier: Apache-2.0 */
#include "sta.h"
#include "base/file.h"
#include "base/vlog.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "area_impl.h"
#include "base/proc.h"

/* Restructures for depth (if -g) before it maps and sizes for the clock; ends on
 * multipliers (docs/results.md). */
#define SCRIPT "+strash;ifraig;dc2;if,-g,-K,6;strash;dch,-f;if,-g,-K,6;" \
	"strash;dch,-f;map,-B,0.9,{D};topo;buffer,-p,-N,16;upsize,{D};" \
	"dnsize,{D};stime,-p"
#define OUTPUT_LOAD "33.442"	/* fF, as on every output of a unit */

struct job {
	const struct area_part *part;
	struct sta_unit unit;
};

struct work {
	const struct sta_options *o;
	struct area_flow flow;
	char *sta;
	int n;
	struct job *job;
};

static void add_job(struct work *w, const struct area_part *p)
{
	struct job *j;
	char *module = area_module_of(p->key);

	w->job = xrealloc(w->job, (w->n + 1) * sizeof(*w->job));
	j = &w->job[w->n++];
	memset(j, 0, sizeof(*j));
	j->part = p;
	j->unit.name = xasprintf("%s%s", module, p->values);
	free(module);
}

/* A link without registers has no path of its own. */
static int is_unit(const struct area_part *p)
{
	char *module = area_module_of(p->key);
	int yes = !strcmp(module, "imc_router") ||
		  (!strcmp(module, "imc_link") && area_value(p, "STAGES") > 0);

	free(module);
	return yes;
}

static int64_t tile_size(const struct area_part *p)
{
	char *module = area_module_of(p->key);
	int64_t n = strcmp(module, "imc_tile") ? 0 :
		    area_value(p, "IN_PORTS") * area_value(p, "OUT_PORTS");

	free(module);
	return n;
}

static void choose_units(struct work *w)
{
	const struct area_parts *all = &w->flow.parts;
	const struct area_part *p, *tile = NULL;

	for (int i = 0; i < all->n; i++) {
		p = &all->part[i];
		if (w->o->fabric && !strcmp(p->key, "imc_fabric"))
			add_job(w, p);
		else if (!w->o->fabric && is_unit(p))
			add_job(w, p);
		if (tile_size(p) > (tile ? tile_size(tile) : 0))
			tile = p;
	}
	if (tile && !w->o->fabric)
		add_job(w, tile);
}

/* The module whose outputs `held` are registers that hold still for three cycles
 * before what they configure leaves its reset (docs/rtl.md). Their names are lost
 * when a tile becomes one module: a bit takes the name of any wire that it feeds.
 * So the outputs are marked, and their flip-flops get names of their own. */
#define HELD_MODULE "imc_config"
static const char *const held[] = {"task_o", "route_o"};

static int is_module(const struct area_part *p, const char *name)
{
	char *module = area_module_of(p->key);
	int yes = !strcmp(module, name);

	free(module);
	return yes;
}

/* Has the unit such registers? Hardwired ones are constants. */
static int has_held(const struct work *w, const struct job *j)
{
	const struct area_parts *all = &w->flow.parts;
	int yes = 0;

	for (int i = 0; i < all->n; i++)
		yes |= is_module(&all->part[i], HELD_MODULE) &&
		       !area_value(&all->part[i], "FIXED");
	return yes && !is_module(j->part, "imc_router") &&
	       !is_module(j->part, "imc_link");
}

/* A selection that is empty ends Yosys with an error. */
static void mark_held(const struct work *w, const struct job *j, struct text *t)
{
	const size_t n = sizeof(held) / sizeof(held[0]);

	for (size_t i = 0; i < n && has_held(w, j); i++)
		text_add(t, "select -assert-min 1 *" HELD_MODULE "*/w:%s\n"
			 "setattr -set imcfab_held 1 *" HELD_MODULE "*/w:%s\n",
			 held[i], held[i]);
}

static void name_held(const struct work *w, const struct job *j, struct text *t)
{
	if (has_held(w, j))
		text_add(t, "select -set held a:imcfab_held %%ci2 t:$_*DFF* %%i\n"
			 "select -assert-min 1 @held\n"
			 "rename -enumerate -pattern held_%% @held\n");
}

static void add_synthesis(const struct work *w, const struct job *j,
			  const char *dir, struct text *t)
{
	const struct area_flow *f = &w->flow;

	text_add(t, "read_liberty -lib -ignore_miss_func \"%s\"\n", f->library);
	text_add_bytes(t, f->read.s, f->read.n);
	area_name_macros(f, t);
	text_add(t, "hierarchy -check -top %s\nrename -top unit\n",
		 j->part->key);
	mark_held(w, j, t);
	text_add(t, "proc\nflatten\nopt\nalumacc\nopt\nmemory -nomap\nopt -full\n"
		 "memory_map\ntechmap\nopt -fast\n");
	name_held(w, j, t);
	text_add(t, "dfflibmap -liberty \"%s\"\nopt\n", f->library);
	text_add(t, "abc -liberty \"%s\" -constr %s/abc.constr -D %d -script "
		 SCRIPT "\n", f->library, dir, 1000000 / w->o->clock_mhz);
	text_add(t, "opt_clean -purge\n"
		 "tee -q -o %s/area.json stat -json\n"
		 "rename -wire\nsplitnets\n"
		 "write_verilog -noattr -noexpr -simple-lhs \"%s/unit.v\"\n",
		 dir, dir);
}

static void add_constraints(const struct work *w, const struct job *j,
			    struct text *t)
{
	if (w->o->fabric) {
		text_add(t, "source \"%s/" VLOG_SYN "fabric.sdc\"\n", w->flow.rtl_dir);
	} else {
		text_add(t, "create_clock -name clk -period %g [get_ports clk_i]\n"
			 "set_input_delay 0 -clock clk [lsearch -inline -all "
			 "-not -exact [all_inputs] [get_ports clk_i]]\n"
			 "set_output_delay 0 -clock clk [all_outputs]\n",
			 1000.0 / w->o->clock_mhz);
	}
	text_add(t, "set_input_transition 0.1 [all_inputs]\n"
		 "set_load 0.0334 [all_outputs]\n");
	/* A router alone has its table at a port. */
	text_add(t, "set held [concat [get_cells -quiet {held_*}] "
		 "[get_ports -quiet {route_i*}]]\n"
		 "if {[llength $held]} "
		 "{set_multicycle_path 3 -setup -from $held}");
	if (has_held(w, j) || is_module(j->part, "imc_router"))
		text_add(t, " else {puts \"Error: no register or port of a task "
			 "or table is found\"}");
	text_add(t, "\n");
}

static void add_analysis(const struct work *w, const struct job *j,
			 const char *dir, struct text *t)
{
	text_add(t, "read_liberty \"%s\"\nread_liberty \"%s\"\n"
		 "read_verilog \"%s/unit.v\"\nlink_design unit\n",
		 w->flow.library, w->flow.macros, dir);
	add_constraints(w, j, t);
	text_add(t, "report_checks -path_delay max -format full_clock_expanded "
		 "-digits 4\nputs \"worst_ns "
		 "[sta::time_sta_ui [sta::worst_slack_cmd max]]\"\n");
}

/* The start or end of a path: a port, or the register's output, whose name Yosys
 * gave to the cell with the kind of cell behind a backslash. */
static void take_end(const char *line, const char *mark, char *to, size_t room)
{
	size_t n = strlen(mark);

	if (!strncmp(line, mark, n) && !*to)
		snprintf(to, room, "%.*s", (int)strcspn(line + n, " \\\n"),
			 line + n);
}

static int is_fault(const char *line)
{
	return strstr(line, "Error") || strstr(line, "Creating black box") ||
	       strstr(line, "syntax error");
}

int sta_parse(const char *log, double period_ns, struct sta_unit *u,
	      struct err *e)
{
	char *text = xstrdup(log), *line, *rest;
	double slack = NAN;
	int r = 0;

	*u->from = *u->to = 0;
	for (line = strtok_r(text, "\n", &rest); line && r == 0;
	     line = strtok_r(NULL, "\n", &rest)) {
		take_end(line, "Startpoint: ", u->from, sizeof(u->from));
		take_end(line, "Endpoint: ", u->to, sizeof(u->to));
		if (!strncmp(line, "worst_ns ", 9))
			slack = strtod(line + 9, NULL);
		if (is_fault(line))
			r = err_set(e, "", 0, "OpenSTA on %s: %s", u->name, line);
	}
	free(text);
	if (r == 0 && !*log)
		return err_set(e, "", 0, "OpenSTA said nothing of %s", u->name);
	/* Without a constrained path the slack is infinite, or 1e30. */
	if (r == 0 && (!(fabs(slack) < 1e9) || !*u->to))
		r = err_set(e, "", 0, "OpenSTA found no constrained path in %s",
			    u->name);
	if (r == 0 && slack >= period_ns)
		r = err_set(e, "", 0, "OpenSTA on %s: slack %g ns is no less than "
			    "the period", u->name, slack);
	u->slack_ns = slack;
	u->mhz = 1000 / (period_ns - slack);
	return r;
}

/* Cells of the library and macros of one unit. */
struct sum {
	struct area_cells cells;
	double um2;
};

static int add_um2(void *user, const char *module, const char *type, int64_t n,
		   struct err *e)
{
	struct sum *s = user;
	double um2 = type ? area_cells_um2(&s->cells, type) : 0;

	s->um2 += n * um2;
	return um2 < 0 ? err_set(e, "", 0, "no area for cell %s of %s", type,
				 module) : 0;
}

static int read_area(const struct work *w, struct job *j, const char *dir,
		     struct err *e)
{
	char *path = xasprintf("%s/area.json", dir);
	struct sum s = {.um2 = 0};
	int r = area_cells_read(w->flow.library, &s.cells, e);

	if (r == 0)
		r = area_cells_read(w->flow.macros, &s.cells, e);
	if (r == 0)
		r = area_stat_read(path, add_um2, &s, e);
	if (r == 0 && !(s.um2 > 0))
		r = err_set(e, path, 0, "area of %s is 0", j->unit.name);
	j->unit.um2 = s.um2;
	free(s.cells.cell);
	free(path);
	return r;
}

static int write_file(const char *dir, const char *name, const struct text *t,
		      struct err *e)
{
	char *path = xasprintf("%s/%s", dir, name);
	int r = file_write(path, t->s, t->n, e);

	free(path);
	return r;
}

static int analyse(struct work *w, struct job *j, const char *dir, struct err *e)
{
	char *file = xasprintf("%s/sta.tcl", dir), *log, *text;
	const char *const argv[] = {w->sta, "-no_splash", "-exit", file, NULL};
	struct text t = {0};
	int status, r;

	log = xasprintf("%s/sta.log", dir);
	add_analysis(w, j, dir, &t);
	r = write_file(dir, "sta.tcl", &t, e);
	status = r ? -1 : proc_run(argv, log, NULL, NULL, e);
	if (status > 0)
		err_set(e, log, 0, "OpenSTA ended with status %d", status);
	text = status == 0 ? file_read(log, FILE_MAX_DATA, NULL, e) : NULL;
	r = text ? sta_parse(text, 1000.0 / w->o->clock_mhz, &j->unit, e) : -1;
	if (r < 0 && text)
		snprintf(e->file, sizeof(e->file), "%s", log);
	free(text);
	text_free(&t);
	free(file);
	free(log);
	return r;
}

static int synthesise(struct work *w, struct job *j, const char *dir,
		      struct err *e)
{
	struct text script = {0}, constr = {0};
	int r = dir_make(dir, e);

	text_add(&constr, "set_load " OUTPUT_LOAD " [all_outputs]\n");
	add_synthesis(w, j, dir, &script);
	if (r == 0)
		r = write_file(dir, "abc.constr", &constr, e);
	if (r == 0)
		r = area_yosys(&w->flow, dir, &script, e);
	text_free(&constr);
	text_free(&script);
	return r;
}

/* Netlist and paths of a unit stay in its folder; its stamp says of what. */
static int run_job(struct work *w, int i, struct err *e)
{
	struct job *j = &w->job[i];
	char *dir = xasprintf("%s/timing.%d", w->o->area.work_dir, i);
	char *path = xasprintf("%s/stamp", dir);
	struct text script = {0};
	uint64_t h;
	int r = 0;

	add_synthesis(w, j, dir, &script);
	h = fnv(w->flow.sources, script.s, script.n);
	h = fnv(h, w->flow.netlist, strlen(w->flow.netlist));
	if (!stamp_is(path, h, NULL)) {
		r = synthesise(w, j, dir, e);
		if (r == 0)
			r = stamp_write(path, h, e);
	}
	if (r == 0)
		r = read_area(w, j, dir, e);
	if (r == 0)
		r = analyse(w, j, dir, e);
	text_free(&script);
	free(path);
	free(dir);
	return r;
}

static int run_jobs(struct work *w, struct err *e)
{
	struct area_flow *f = &w->flow;
	int bad = 0, i;

	f->n_jobs = w->n > 1 ? w->n : 2;	/* passes are not shown */
#pragma omp parallel for schedule(dynamic) shared(bad)
	for (i = w->n - 1; i >= 0; i--) {	/* the tile takes longest */
		struct err own;
		int skip;

#pragma omp atomic read
		skip = bad;
		if (skip)
			continue;
		if (run_job(w, i, &own) < 0) {
#pragma omp critical
			{
				if (!bad)
					*e = own;
				bad = 1;
			}
			continue;
		}
#pragma omp critical
		if (f->o->progress)
			f->o->progress("timing", ++f->n_done, w->n, "shapes",
				       now_seconds() - f->started);
	}
	return bad ? -1 : 0;
}

/* macro.lib again, with the times asked for. */
static int write_macros(struct work *w, struct err *e)
{
	struct macro_times times = macro_times;
	struct text t = {0};
	int r;

	if (w->o->setup_ps)
		times.setup_ps = w->o->setup_ps;
	if (w->o->hold_ps)
		times.hold_ps = w->o->hold_ps;
	if (w->o->clk_to_q_ps)
		times.clk_to_q_ps = w->o->clk_to_q_ps;
	area_macro_lib(&w->flow.parts, &w->o->area, &times, &t);
	r = file_write(w->flow.macros, t.s, t.n, e);
	text_free(&t);
	return r;
}

/* Every tile has the module, so without it what is to be held has another name. */
static int check_held(const struct work *w, struct err *e)
{
	for (int i = 0; i < w->flow.parts.n; i++)
		if (is_module(&w->flow.parts.part[i], HELD_MODULE))
			return 0;
	return err_set(e, w->flow.rtl_dir, 0, "no module " HELD_MODULE ": the "
		       "registers of its tasks and tables, whose paths may take "
		       "three cycles, cannot be found");
}

static int by_name(const void *a, const void *b)
{
	const struct sta_unit *x = a, *y = b;

	return strcmp(x->name, y->name);
}

static void take_results(struct work *w, struct sta_result *r)
{
	r->unit = xcalloc(w->n + 1, sizeof(*r->unit));
	r->n_units = w->n;
	for (int i = 0; i < w->n; i++) {
		r->unit[i] = w->job[i].unit;
		w->job[i].unit.name = NULL;	/* moved */
		if (!i || r->unit[i].mhz < r->mhz)
			r->mhz = r->unit[i].mhz;
	}
	qsort(r->unit, r->n_units, sizeof(*r->unit), by_name);
}

int sta_measure(const char *rtl_dir, const struct sta_options *o,
		struct sta_result *r, struct err *e)
{
	struct work w = {.o = o};
	struct area_result area = {0};
	int bad;

	memset(r, 0, sizeof(*r));
	if (!o->area.liberty)
		return err_set(e, "", 0, "timing needs a cell library");
	w.sta = proc_find("sta", "opensta", e);
	if (!w.sta)
		return -1;
	bad = area_flow_open(&w.flow, rtl_dir, &o->area, &area, e) < 0 ||
	      write_macros(&w, e) < 0;
	bad = bad || check_held(&w, e) < 0;
	if (!bad) {
		choose_units(&w);
		bad = run_jobs(&w, e) < 0;
	}
	if (!bad)
		take_results(&w, r);
	for (int i = 0; i < w.n; i++)
		free(w.job[i].unit.name);
	free(w.job);
	free(w.sta);
	area_flow_close(&w.flow);
	return bad ? -1 : 0;
}

void sta_free(struct sta_result *r)
{
	for (int i = 0; i < r->n_units; i++)
		free(r->unit[i].name);
	free(r->unit);
	memset(r, 0, sizeof(*r));
}
