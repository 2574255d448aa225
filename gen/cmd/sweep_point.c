/* SPDX-License-Identifier: Apache-2.0 */
#include "sweep.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/shapes.h"
#include "check/verify.h"
#include "compare.h"
#include "compare/compare_run.h"
#include "compile/plan_build.h"
#include "emit/emit.h"
#include "input.h"
#include "measure/sta.h"
#include "model/die.h"

/* A point at work. */
struct making {
	const struct sweep_job *job;
	const struct sweep *s;
	const struct sweep_point *p;
	const char *dir;	/* its folder */
	char *scratch;	/* in it, for what is not kept */
	struct net *net;	/* NULL: shapes */
	struct plan *plan;
	struct compare table;	/* of one row */
	struct compare_row *row;
	struct sweep_extra extra;
	char *check;
	double start;
	struct err why;	/* where it is infeasible */
	int infeasible;
};

/* With the time, for the log. */
static void stage(const struct making *m, const char *what)
{
	printf("%8.2f s  %s\n", now_seconds() - m->start, what);
	fflush(stdout);
}

static int infeasible(struct making *m, const struct err *why)
{
	m->why = *why;
	m->infeasible = 1;
	return 0;
}

static struct plan_options options_of(const struct sweep_map *map)
{
	return (struct plan_options) {
		.place = map->place, .route = map->route, .seed = map->seed,
		.effort = map->effort, .interval = map->interval,
		.vcs = !strcmp(map->vcs, "spare") ? MAP_VCS_SPARE :
			!strcmp(map->vcs, "least") ? MAP_VCS_LEAST : MAP_VCS_GIVEN,
	};
}

/* Files, or where there are none, images of shapes.h. */
static int read_images(struct making *m, const struct sweep_files *f, uint64_t seed, int n,
		       struct input *in, struct err *e)
{
	const struct input_from from = {.files = {f->s, f->n}};
	char *path;
	int r;

	if (f->n)
		return input_read_for_net(m->net, &from, 1, n, in, e);
	path = xasprintf("%s/shapes.bin", m->scratch);
	r = input_made_for_net(m->net, seed, n, path, in, e);
	free(path);
	return r;
}

/* Converters are calibrated where their values are asked for. */
static int needs_values(const struct sweep *s)
{
	return s->measure[SWEEP_ACCURACY] || s->measure[SWEEP_COSIM] || s->keep_plan;
}

static int map_net(struct making *m, struct err *e)
{
	struct plan_options o = options_of(&m->p->map);
	struct input in = {0};
	struct err why;
	int r = needs_values(m->s) ?
		read_images(m, &m->s->calibrate, SHAPES_TRAIN_SEED, m->s->n_calibrate, &in,
			    e) : 0;

	o.images = (const uint8_t *const *)in.hwc;
	o.n_images = in.n;
	stage(m, "map");
	m->plan = r ? NULL : plan_build(m->net, m->p->arch, &o, &why);
	input_free(&in);
	if (r)
		return -1;
	if (!m->plan)
		return infeasible(m, &why);
	compare_take_plan(m->plan, m->row);
	return 0;
}

/* Tasks and streams alone. */
static int map_shapes(struct making *m, struct err *e)
{
	const struct compare_fabric fabric = {0, 1};
	struct plan_options o = options_of(&m->p->map);
	struct compare_net *n = compare_net_read(m->p->network, NULL, m->p->arch,
						 LAYERS_CUT_LAYER, e);
	struct topo *t = n ? die_build(m->p->arch, "", e) : NULL;
	struct plan *none = NULL;
	int failed = -1;

	if (t) {
		stage(m, "map");
		failed = compare_map(n, m->p->arch, t, &o, &fabric, m->row, &none);
	}
	if (t && m->row->interval < 0)
		failed = err_set(e, "", 0, "%s", m->row->note);
	plan_free(none);
	topo_free(t);
	compare_net_free(n);
	return failed ? infeasible(m, e) : 0;
}

static void run_check(struct making *m)
{
	struct report report;

	stage(m, "check");
	m->check = xstrdup(verify_plan(m->plan, &report) ? report.message[0] : "ok");
	m->extra.check = m->check;
	report_free(&report);
}

static int run_accuracy(struct making *m, struct err *e)
{
	struct input in = {0};
	int r = read_images(m, &m->s->images, SHAPES_TEST_SEED, m->s->n_accuracy, &in, e);

	stage(m, "accuracy");
	if (!r)
		r = sweep_accuracy(m->job->out, m->plan, &in, &m->extra.correct, e);
	m->extra.images = in.n_labels;
	input_free(&in);
	return r;
}

static int run_cosim(struct making *m, struct err *e)
{
	struct input in = {0};
	int r = read_images(m, &m->s->images, SHAPES_TEST_SEED, m->s->n_cosim, &in, e);

	stage(m, "co-simulation");
	if (!r)	/* words that differ are figures */
		r = compare_rtl(m->plan, &in, m->scratch, m->row, e) < 0 ? -1 : 0;
	input_free(&in);
	return r;
}

/* The fabric with as many virtual channels as the network needs of it. */
static int run_area(struct making *m, const struct arch *a, const struct topo *t,
		    struct err *e)
{
	char *cache = xasprintf("%s/area-cache", m->job->out);
	const struct compare_synth s = {
		.templates = m->job->templates, .cache = cache, .liberty = m->s->liberty,
	};
	int r;

	stage(m, "area");
	r = compare_area(a, t, &s, m->scratch, m->row, e);
	free(cache);
	return r;
}

static int run_timing(struct making *m, const struct arch *a, const struct topo *t,
		      struct err *e)
{
	char *fabric = xasprintf("%s/fabric", m->scratch);
	char *work = xasprintf("%s/timing", m->scratch);
	const struct sta_options o = {
		.area = {.work_dir = work, .liberty = m->s->liberty,
			 .xbar_um2 = a->xbar_um2, .sram_um2 = a->sram_um2},
		.clock_mhz = a->clock_mhz,
	};
	struct sta_result result;
	int r;

	stage(m, "timing");
	r = emit_fabric(a, t, NULL, m->job->templates, fabric, "imcfab fabric", e);
	if (!r)
		r = sta_measure(fabric, &o, &result, e);
	if (!r) {
		m->extra.clock_mhz = result.mhz;
		sta_free(&result);
	}
	free(fabric);
	free(work);
	return r;
}

/* The hardware as the network needs it: of a plan its own, of a flow with its channels. */
static int run_hardware(struct making *m, struct err *e)
{
	struct arch *a = m->plan ? arch_copy(m->plan->arch, NULL, 0, e) :
		compare_arch(m->p->arch, NULL, m->row->vcs > 0 &&
			     m->row->vcs <= ARCH_MAX_VCS ? (int)m->row->vcs : 1, 0, e);
	struct topo *t = a ? die_build(a, "", e) : NULL;
	int r = t ? 0 : -1;

	if (!r && m->s->measure[SWEEP_AREA])
		r = run_area(m, a, t, e);
	if (!r && m->s->measure[SWEEP_TIMING])
		r = run_timing(m, a, t, e);
	topo_free(t);
	arch_free(a);
	return r;
}

static int measure(struct making *m, struct err *e)
{
	const struct arch *a = m->p->arch;
	int r = 0;

	m->extra.crossbar_cells = (double)m->row->cores * a->xbar_rows * a->xbar_cols;
	if (m->plan && m->s->measure[SWEEP_CHECK])
		run_check(m);
	if (m->plan && m->s->measure[SWEEP_ACCURACY])
		r = run_accuracy(m, e);
	if (!r && m->plan && m->s->measure[SWEEP_COSIM])
		r = run_cosim(m, e);
	if (!r && (m->s->measure[SWEEP_AREA] || m->s->measure[SWEEP_TIMING]))
		r = run_hardware(m, e);
	compare_derive(&m->table, m->row);
	return r;
}

static int map(struct making *m, struct err *e)
{
	char *name = compare_net_name(m->p->network);
	int weights, r = compare_has_weights(m->p->network, &weights, e);

	m->table.clock_mhz = m->p->arch->clock_mhz;
	m->table.has_library = m->s->liberty && m->s->measure[SWEEP_AREA];
	m->row = compare_add(&m->table, name, m->p->arch->topology, m->p->map.route);
	free(name);
	if (r < 0)
		return -1;
	if (!weights)
		return map_shapes(m, e);
	m->net = net_read_json(m->p->network, e);
	return m->net ? map_net(m, e) : -1;
}

/* Inputs, hardware, result, and the plan where it is kept. */
static int write_files(struct making *m, struct err *e)
{
	struct files f = {.dir = m->dir};
	const char *note = m->infeasible ? m->why.text : m->row ? m->row->note : "";

	sweep_inputs(m->s, &m->job->points, m->p, files_add(&f, "inputs"));
	if (m->p->arch)
		arch_write(m->p->arch, files_add(&f, "hardware.arch"));
	if (m->plan && m->s->keep_plan)
		plan_write(m->plan, files_add(&f, "plan"));
	sweep_result_json(m->s, m->p, m->infeasible ? SWEEP_INFEASIBLE : SWEEP_DONE,
			  m->infeasible ? NULL : m->row, &m->extra, note,
			  files_add(&f, "result.json"));
	return files_write(&f, e);
}

int sweep_point_make(const struct sweep_job *j, const struct sweep_point *p,
		     const char *dir, struct err *e)
{
	struct making m = {
		.job = j, .s = j->sweep, .p = p, .dir = dir, .start = now_seconds(),
		.extra = {.crossbar_cells = -1, .images = -1, .correct = -1,
			  .clock_mhz = -1},
	};
	int r;

	m.scratch = xasprintf("%s/scratch", dir);
	r = dir_make(m.scratch, e);
	if (!r && !p->arch) {
		err_set(&m.why, "", 0, "%s", p->why);
		m.infeasible = 1;
	} else if (!r) {
		r = map(&m, e);
	}
	if (!r && !m.infeasible)
		r = measure(&m, e);
	stage(&m, "write");
	dir_remove(m.scratch);
	if (!r)
		r = write_files(&m, e);
	compare_free(&m.table);
	plan_free(m.plan);
	net_free(m.net);
	free(m.check);
	free(m.scratch);
	return r;
}
