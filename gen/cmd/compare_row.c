/* SPDX-License-Identifier: Apache-2.0 */
#include "compare.h"
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "model/die.h"

/* Channels go by numbers of one topology. */
static int check_channels(const struct compare_job *j, const struct arch *a,
			  struct err *e)
{
	struct text own = {0}, other = {0};
	int r = 0;

	arch_write_topology(j->arch, &own);
	arch_write_topology(a, &other);
	if (a->dead_channels.n && strcmp(own.s, other.s))
		r = err_set(e, a->dead_channels.line ? j->arch_path : "--set",
			    a->dead_channels.line, "dead.channels: numbers of channels of "
			    "%.200s, not of %.200s: compare the former alone, or with "
			    "`--set dead.channels=`", own.s, other.s);
	text_free(&own);
	text_free(&other);
	return r;
}

struct topo *compare_topo(const struct compare_job *j, const char *expr,
			  const struct arch *a, struct err *e)
{
	struct topo *t = topo_build(expr, "--topology", 0, e);

	if (t && a && (check_channels(j, a, e) < 0 ||
		       die_mark(a, j->arch_path, t, e) < 0)) {
		topo_free(t);
		t = NULL;
	}
	return t;
}

static int keep_row(const struct plan *p, const struct topo *t, const struct compare_row *r,
		    const char *dir, struct err *e)
{
	struct files s = {.dir = dir};
	size_t n;
	char *svg = r->task_node ?
		compare_plot_floor(r, t, &n) : NULL;

	if (svg)
		text_add_bytes(files_add(&s, "floor.svg"), svg, n);
	if (p)
		plan_write(p, files_add(&s, "plan"));
	free(svg);
	return files_write(&s, e);
}

/* The fabric with as many virtual channels as the network needs of it. */
static int measure_area(struct compare_job *j, const struct arch *a,
			const struct topo *t, const char *dir,
			struct compare_row *r, struct err *e)
{
	struct compare_synth s = {
		.templates = j->templates, .cache = j->cache,
		.liberty = j->liberty, .progress = cmd_progress,
	};
	struct arch *own;
	char *stage;
	int failed;

	if (j->no_area || r->vcs < 0 || r->vcs > ARCH_MAX_VCS || r->link_bits > a->link_bits)
		return 0;
	own = compare_arch(a, NULL, r->vcs ? (int)r->vcs : 1, 0, e);
	stage = xasprintf("row %d of %d, area of %s", j->n_done + 1, j->n_all,
			  r->topology);
	s.stage = stage;
	failed = own ? compare_area(own, t, &s, dir, r, e) : -1;
	arch_free(own);
	free(stage);
	return failed;
}

/* What is done with a mapped row: RTL, area, what follows from them, files. */
static int finish_row(struct compare_job *j, const struct arch *a, const struct topo *t,
		      const struct plan *p, const struct input *in,
		      const char *dir, struct compare_row *r, struct err *e)
{
	int failed = 0;

	if (p && j->cosim)
		failed = compare_rtl(p, in, dir, r, e);
	if (failed > 0)
		j->result = 1;
	if (failed >= 0)
		failed = measure_area(j, a, t, dir, r, e);
	if (!failed)
		compare_derive(&j->table, r);
	if (!failed && j->keep)
		failed = keep_row(p, t, r, dir, e);
	return failed;
}

static char *row_dir(const struct compare_job *j, const struct compare_row *r,
		     const struct compare_width *w)
{
	char *net = compare_file_name(r->net);
	char *topology = compare_file_name(r->topology);
	int is_default = !strcmp(r->router, router_name(0));
	char *width = j->n_widths > 1 ? xasprintf("-%d", w->arch->link_bits * w->fabric.n_words) :
		xstrdup("");
	char *dir = xasprintf("%s/%s-%s%s%s%s", j->out, net, topology,
			      is_default ? "" : "-",
			      is_default ? "" : r->router, width);

	free(width);
	free(net);
	free(topology);
	return dir;
}

static void show_row(const struct compare_job *j, const struct compare_row *r)
{
	char *stage = xasprintf("%s on %s", r->net, r->topology);

	cmd_progress(stage, j->n_done, j->n_all, "rows",
		     now_seconds() - j->start);
	free(stage);
}

int compare_row_do(struct compare_job *j, const struct compare_width *w, int net,
		   const char *expr, const char *router, struct err *e)
{
	const struct compare_net *n = w->net[net];
	struct compare_row *r = compare_add(&j->table, n->name, expr, router);
	struct arch *a = compare_arch(w->arch, expr, 0, 0, e);
	struct topo *t = a ? compare_topo(j, expr, a, e) : NULL;
	struct plan_options o = j->map;
	struct input in = {0};
	struct plan *p = NULL;
	char *dir = row_dir(j, r, w);
	int failed = t ? dir_make(dir, e) : -1;

	o.route = router;
	show_row(j, r);
	if (!failed && n->net && (j->cosim || j->keep))
		failed = compare_input(n->net, &j->images, (int)j->n_images, dir,
				       &in, e);
	o.images = (const uint8_t *const *)in.hwc;
	o.n_images = in.n;
	if (!failed)
		failed = compare_map(n, a, t, &o, &w->fabric, r, &p);
	if (failed > 0)
		j->result = 1;
	if (failed >= 0)
		failed = finish_row(j, a, t, p, &in, dir, r, e);
	if (!failed && j->cosim && !p && !*r->note)
		compare_text(&r->note, "no weights, no RTL run");
	if (!failed && j->keep)
		compare_text(&r->folder, "%s", dir);
	else
		dir_remove(dir);
	j->n_done++;
	input_free(&in);
	plan_free(p);
	topo_free(t);
	arch_free(a);
	free(dir);
	return failed;
}

