/* SPDX-License-Identifier: Apache-2.0 */
#include "compare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "base/proc.h"

/* The topologies for a network: those asked for, else the usual ones at equal
 * number of cores. */
static void list_topologies(const struct compare_job *j, const struct compare_net *n,
			    struct compare_list *l)
{
	int cores = j->n_cores ? (int)j->n_cores : j->own_cores;

	for (int i = 0; i < j->topology.n; i++) {
		l->s = xrealloc(l->s, (l->n + 1) * sizeof(*l->s));
		l->s[l->n++] = xstrdup(j->topology.s[i]);
	}
	if (l->n)
		return;
	if (!j->n_cores && n->flow->n_tasks > cores)
		for (cores = 1; cores < n->flow->n_tasks; cores *= 2)
			;
	compare_defaults(l, cores, cores == j->own_cores ? j->arch->topology :
			 NULL);
}

/* Dimension order beside negotiation where the topology is a grid. */
static int do_topology(struct compare_job *j, const struct compare_net *n,
		       const char *expr, struct err *e)
{
	struct topo *t = compare_topo(expr, e);
	int grid = t && t->n_dims, r = t ? 0 : -1;

	topo_free(t);
	if (!r && (!j->route || !strcmp(j->route, "negotiated")))
		r = compare_row_do(j, n, expr, "negotiated", e);
	if (!r && grid && (!j->route || !strcmp(j->route, "dimension")))
		r = compare_row_do(j, n, expr, "dimension", e);
	return r;
}

/* Calls for every network and topology, until one fails. */
static int each(struct compare_job *j,
		int (*fn)(struct compare_job *, const struct compare_net *,
			  const char *, struct err *), struct err *e)
{
	int r = 0;

	for (int i = 0; !r && i < j->n_nets; i++) {
		struct compare_list l = {NULL, 0};

		list_topologies(j, j->net[i], &l);
		for (int k = 0; !r && k < l.n; k++)
			r = fn(j, j->net[i], l.s[k], e);
		compare_list_free(&l);
	}
	return r;
}

/* Refuses a topology before anything is made; counts the rows. */
static int try_topology(struct compare_job *j, const struct compare_net *n,
			const char *expr, struct err *e)
{
	struct arch *a = compare_arch(j->arch, expr, 0, e);
	struct topo *t = a ? compare_topo(expr, e) : NULL;
	int r = t ? 0 : -1;

	(void)n;
	if (t && (!j->route || strcmp(j->route, "dimension")))
		j->n_all++;
	if (t && t->n_dims && (!j->route || !strcmp(j->route, "dimension")))
		j->n_all++;
	topo_free(t);
	arch_free(a);
	return r;
}

static int need(const char *program, const char *package, struct err *e)
{
	char *path = proc_find(program, package, e);

	free(path);
	return path ? 0 : -1;
}

static int need_file(const char *path, struct err *e)
{
	char *s = path ? file_read(path, NULL, e) : xstrdup("");

	free(s);
	return s ? 0 : -1;
}

/* Names of networks differ: rows and folders go by them. */
static int check_name(const struct compare_job *j, int i, const char *path,
		      struct err *e)
{
	for (int k = 0; k < i; k++)
		if (!strcmp(j->net[k]->name, j->net[i]->name))
			return err_set(e, path, 0, "a second network named %s: "
				       "give them names that differ",
				       j->net[i]->name);
	return 0;
}

/* Reads everything that is read, so that nothing is made of bad input. */
static int read_all(struct compare_job *j, const char *const *path, struct err *e)
{
	struct topo *t;

	j->arch = arch_read(j->arch_path, j->set.s, j->set.n, e);
	t = j->arch ? topo_build(j->arch->topology, j->arch->topology_line ?
				 j->arch_path : "--set",
				 j->arch->topology_line, e) : NULL;
	if (!t)
		return -1;
	j->own_cores = topo_n_cores(t);
	topo_free(t);
	for (; j->n_nets < COMPARE_NETS && path[j->n_nets]; j->n_nets++) {
		j->net[j->n_nets] = compare_net_read(path[j->n_nets], j->arch,
						     j->cut, e);
		if (!j->net[j->n_nets])
			return -1;
		if (check_name(j, j->n_nets, path[j->n_nets], e) < 0) {
			j->n_nets++;
			return -1;
		}
	}
	if ((!j->no_area && need("yosys", "yosys", e) < 0) ||
	    (j->cosim && need("verilator", "verilator", e) < 0) ||
	    need_file(j->images, e) < 0 || need_file(j->liberty, e) < 0)
		return -1;
	return each(j, try_topology, e);
}

/* "written to DIR:" and the names, a line each, after one another in lines. */
static void say_files(const char *dir, const char *names, struct text *t)
{
	size_t line = 0, n;

	text_add(t, "\nwritten to %s:\n", dir);
	for (; *names; names += n + 1) {
		n = strcspn(names, "\n");
		if (line && line + n > 95) {
			text_add(t, "\n");
			line = 0;
		}
		text_add(t, "  %.*s", (int)n, names);
		line += n + 2;
	}
	text_add(t, "\n");
}

static int compare(struct compare_job *j, const char *const *path, struct err *e)
{
	struct text t = {0}, names = {0};
	int r = read_all(j, path, e);

	if (!r)
		r = dir_make(j->out, e);
	if (r)
		return r;
	j->table.hardware = xstrdup(j->arch->name);
	j->table.clock_mhz = j->arch->clock_mhz;
	j->start = now_seconds();
	r = each(j, do_topology, e);
	cmd_progress("compare", j->n_done, j->n_all, "rows",
		     now_seconds() - j->start);
	if (!r)
		r = compare_write(&j->table, j->out, &names, e);
	if (!r) {
		compare_table(&j->table, &t);
		say_files(j->out, names.s, &t);
		fwrite(t.s, 1, t.n, stdout);
		r = j->result;
	} else {
		rmdir(j->out);	/* stays where it holds something */
	}
	text_free(&t);
	text_free(&names);
	return r;
}

static int choose(const char *name, const char *value, const char *one,
		  const char *two, int *is_two, struct err *e)
{
	*is_two = value && !strcmp(value, two);
	if (value && strcmp(value, one) && strcmp(value, two))
		return err_set(e, "", 0, "%s = %s: must be %s or %s", name,
			       value, one, two);
	return 0;
}

struct words {
	const char *n, *cores, *seed, *effort, *cut;
};

static int known_place(const char *name, struct err *e)
{
	struct text known = {0};
	int r = -1;

	for (int i = 0; r && map_strategy_name(i); i++) {
		text_add(&known, "%s%s", i ? ", " : "", map_strategy_name(i));
		r = strcmp(name, map_strategy_name(i)) ? -1 : 0;
	}
	if (r)
		err_set(e, "", 0, "--place = %s: must be one of %s", name,
			known.s);
	text_free(&known);
	return r;
}

static int numbers(const struct words *w, struct compare_job *j, struct err *e)
{
	long seed, effort;
	int tile, dimension;

	if (cmd_number("-n", w->n, 1, 1000, &j->n_images, e) < 0 ||
	    cmd_number("--cores", w->cores, 0, 65536, &j->n_cores, e) < 0 ||
	    cmd_number("--seed", w->seed, 1, 1000000000, &seed, e) < 0 ||
	    cmd_number("--effort", w->effort, 1, 100, &effort, e) < 0 ||
	    choose("--cut", w->cut, "layer", "tile", &tile, e) < 0 ||
	    choose("--route", j->route, "negotiated", "dimension", &dimension,
		   e) < 0 || known_place(j->map.place, e) < 0)
		return -1;
	j->map.seed = (uint64_t)seed;
	j->map.effort = (int)effort;
	j->cut = tile ? LAYERS_CUT_TILE : LAYERS_CUT_LAYER;
	j->table.seed = j->map.seed;
	j->table.effort = j->map.effort;
	j->table.place = xstrdup(j->map.place);
	j->table.cut = xstrdup(tile ? "tile" : "layer");
	j->table.has_library = j->liberty && !j->no_area;
	return 0;
}

static int run(int argc, char **argv, struct err *e)
{
	struct compare_job j = {.map = {.place = "auto"}};
	struct words w = {.n = "2", .cores = "0", .seed = "1", .effort = "10"};
	const char *operand[COMPARE_NETS];
	const struct cmd_opt opt[] = {
		{"--arch", &j.arch_path, NULL, NULL},
		{"--topology", NULL, NULL, &j.topology},
		{"-o", &j.out, NULL, NULL},
		{"--set", NULL, NULL, &j.set},
		{"--cosim", NULL, &j.cosim, NULL},
		{"-n", &w.n, NULL, NULL},
		{"--images", &j.images, NULL, NULL},
		{"--liberty", &j.liberty, NULL, NULL},
		{"--no-area", NULL, &j.no_area, NULL},
		{"--cut", &w.cut, NULL, NULL},
		{"--cores", &w.cores, NULL, NULL},
		{"--place", &j.map.place, NULL, NULL},
		{"--route", &j.route, NULL, NULL},
		{"--seed", &w.seed, NULL, NULL},
		{"--effort", &w.effort, NULL, NULL},
		{"--keep", NULL, &j.keep, NULL},
		{NULL, NULL, NULL, NULL},
	};
	int r = cmd_options(argc, argv, opt, operand, 1, COMPARE_NETS, e);

	if (!r && !j.out)
		r = err_set(e, "", 0, "compare: -o DIR is missing");
	if (!r && !j.arch_path)
		r = err_set(e, "", 0, "compare: --arch ARCH is missing");
	if (!r)
		r = numbers(&w, &j, e);
	j.templates = xasprintf("%s/rtl_templates", cmd_share());
	j.cache = xasprintf("%s/area-cache", j.out ? j.out : "");
	if (!r)
		r = compare(&j, operand, e);
	for (int i = 0; i < j.n_nets; i++)
		compare_net_free(j.net[i]);
	arch_free(j.arch);
	compare_free(&j.table);
	free(j.templates);
	free(j.cache);
	free(j.set.s);
	free(j.topology.s);
	return r;
}

const struct cmd cmd_compare = {
	"compare", "NET... --arch ARCH [--topology EXPR]... -o DIR [--cosim] ...",
	"Maps networks on topologies with the same optimiser and effort and compares\n"
	"them: one table, DIR/compare.csv, DIR/compare.json and charts (SVG).\n"
	"docs/formats.md says what the columns mean. NET is a network with weights, or a\n"
	"graph of shapes (flow-level figures only). A row takes the fewest virtual channels\n"
	"that leave its most loaded channel as it is. Exit status 1 where RTL and reference\n"
	"model differ or `imcfab check` refuses a plan.\n\n"
	"  --topology EXPR   compare these; without: 5pp, the hardware file's, 3pp, 7pp,\n"
	"                    bidirectional 5pp, mesh, torus, ring, hypercube, king, cmesh, tree,\n"
	"                    all with as many cores as the hardware file has, or as the smallest\n"
	"                    power of two that the network fits on\n"
	"  --cores N         so many cores in that list\n"
	"  --set KEY=VALUE   override a key of the hardware file\n"
	"  --cosim           run every plan in RTL and compare every word\n"
	"  -n N              images for that (2)\n"
	"  --images FILE     take them from FILE; without, they are made up\n"
	"  --liberty FILE    area with this cell library: um2 and gate equivalents\n"
	"  --no-area         without area, which takes minutes\n"
	"  --cut layer|tile  graphs of shapes: a layer a core (the default), or cut to crossbars\n"
	"  --place S         placement, as in imcfab map (auto)\n"
	"  --route R         negotiated or dimension only; without, grids have a row of each\n"
	"  --seed N, --effort N   of placement (1, 10)\n"
	"  --keep            leave plan, RTL, floor plan and logs of each row in a folder of DIR\n",
	run,
};
