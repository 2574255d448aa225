/* SPDX-License-Identifier: Apache-2.0 */
#include "compare.h"
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"
#include "base/proc.h"
#include "model/die.h"
#include "page.h"
#include "report/report.h"

/* The topologies for a network: those asked for, else the default ones at equal
 * number of cores. */
static void list_topologies(struct compare_job *j, const struct compare_net *n,
			    struct compare_list *l)
{
	int cores = j->n_cores ? (int)j->n_cores : j->own_cores;

	for (int i = 0; i < j->topology.n; i++) {
		l->s = xrealloc(l->s, (l->n + 1) * sizeof(*l->s));
		l->s[l->n++] = xstrdup(j->topology.s[i]);
	}
	if (l->n)
		return;
	if (!j->n_cores && n->flow->n_tasks > cores - j->own_dead)
		for (cores = 1; cores - j->own_dead < n->flow->n_tasks; cores *= 2)
			;
	compare_defaults(l, cores, cores == j->own_cores ? j->arch->topology :
			 NULL, &j->table.left_out);
}

/* Whether a topology has a row of the router. */
static int has_row(const struct compare_job *j, const struct topo *t,
		   const struct router *r)
{
	return (!j->route || !strcmp(j->route, r->name)) &&
	       router_applies(r, t);
}

static int do_topology(struct compare_job *j, int net, const char *expr,
		       struct err *e)
{
	struct topo *t = compare_topo(j, expr, NULL, e);
	int r = t ? 0 : -1;

	for (int i = 0; !r && router_at(i); i++)
		for (int w = 0; !r && has_row(j, t, router_at(i)) && w < j->n_widths; w++)
			r = compare_row_do(j, &j->width[w], net, expr, router_name(i), e);
	topo_free(t);
	return r;
}

/* Calls for every network and topology, until one fails. */
static int each(struct compare_job *j,
		int (*fn)(struct compare_job *, int net, const char *,
			  struct err *), struct err *e)
{
	int r = 0;

	for (int i = 0; !r && i < j->width[0].n_nets; i++) {
		struct compare_list l = {NULL, 0};

		list_topologies(j, j->width[0].net[i], &l);
		for (int k = 0; !r && k < l.n; k++)
			r = fn(j, i, l.s[k], e);
		compare_list_free(&l);
	}
	return r;
}

/* Refuses a topology before anything is made; counts the rows. */
static int try_topology(struct compare_job *j, int net, const char *expr,
			struct err *e)
{
	struct arch *a = compare_arch(j->arch, expr, 0, 0, e);
	struct topo *t = a ? compare_topo(j, expr, a, e) : NULL;
	int r = t ? 0 : -1;

	(void)net;
	for (int i = 0; t && router_at(i); i++)
		j->n_all += j->n_widths * has_row(j, t, router_at(i));
	topo_free(t);
	arch_free(a);
	return r;
}

static int need_file(const char *path, struct err *e)
{
	size_t n;
	char *s = path ? file_read(path, FILE_MAX_DATA, &n, e) : xstrdup("");

	free(s);
	return s ? 0 : -1;
}

/* The images for each network with weights, so that a refusal does not wait. */
static int need_images(const struct compare_job *j, struct err *e)
{
	int r = 0;

	for (int i = 0; !r && j->images.files.n && i < j->width[0].n_nets; i++) {
		struct input in = {0};

		if (j->width[0].net[i]->net)
			r = input_read_for_net(j->width[0].net[i]->net, &j->images,
					       (int)j->n_images,
					       (int)j->n_images, &in, e);
		input_free(&in);
	}
	return r;
}

/* Names of networks differ: rows and folders go by them. */
static int check_name(const struct compare_width *w, int i, const char *path,
		      struct err *e)
{
	for (int k = 0; k < i; k++)
		if (!strcmp(w->net[k]->name, w->net[i]->name))
			return err_set(e, path, 0, "a second network named %s: "
				       "give them names that differ",
				       w->net[i]->name);
	return 0;
}

/* The widest links of the RTL; wider ones carry several of its words a cycle. */
enum { WIDEST = 128 };

static int read_width(struct compare_job *j, int bits, struct err *e)
{
	struct compare_width *w = &j->width[j->n_widths++];

	w->fabric = (struct compare_fabric) {
		.unicast = j->unicast, .n_words = bits > WIDEST ? bits / WIDEST : 1,
	};
	w->arch = compare_arch(j->arch, NULL, 0, bits > WIDEST ? WIDEST : bits, e);
	if (!w->arch)
		snprintf(e->file, sizeof(e->file), "--links %d", bits);
	for (int i = 0; w->arch && i < j->nets.n; i++) {
		w->net[i] = compare_net_read(j->nets.s[i], j->input, w->arch, j->cut,
					     e);
		if (!w->net[i])
			return -1;
		w->n_nets++;
		if (check_name(w, i, j->nets.s[i], e) < 0)
			return -1;
	}
	return w->arch ? 0 : -1;
}

/* "32,128": each once, ascending, so that rows of one topology are a curve. */
static int read_widths(struct compare_job *j, struct err *e)
{
	const char *s = j->links;
	int before = 0, n;

	if (!s)
		return read_width(j, 0, e);
	for (; *s; s += n + (s[n] == ',')) {
		int bits;

		n = (int)strcspn(s, ",");
		bits = n == 2 || n == 3 ? atoi(s) : 0;
		if ((int)strspn(s, "0123456789") != n || *s == '0' || bits <= before ||
		    bits < 32 || bits > 512 || (bits & (bits - 1)) || (s[n] && !s[n + 1]))
			return err_set(e, "--links", 0, "`%s` is not a list of 32, 64, 128, "
				       "256 and 512 bits, each once, ascending, with commas: "
				       "32,64,128", j->links);
		if (bits > WIDEST && j->cosim)
			return err_set(e, "--links", 0, "no RTL has links of %d bits: leave "
				       "--cosim out", bits);
		if (read_width(j, bits, e) < 0)
			return -1;
		before = bits;
	}
	return j->n_widths ? 0 : err_set(e, "--links", 0, "names no width: give some of "
					 "32,64,128");
}

/* Reads everything that is read, so that nothing is made of bad input. */
static int read_all(struct compare_job *j, struct err *e)
{
	struct topo *t;

	j->arch = arch_read(j->arch_path, j->set.s, j->set.n, e);
	t = j->arch ? die_build(j->arch, j->arch_path, e) : NULL;
	if (!t)
		return -1;
	j->own_cores = topo_n_cores(t);
	j->own_dead = j->own_cores - topo_n_live(t);
	topo_free(t);
	if (read_widths(j, e) < 0)
		return -1;
	if (((!j->no_area || j->cosim) &&
	     proc_path(j->out, "yosys and make", e) < 0) ||
	    (!j->no_area && proc_need("yosys", "yosys", e) < 0) ||
	    (j->cosim && proc_need("verilator", "verilator", e) < 0) ||
	    need_images(j, e) < 0 || need_file(j->liberty, e) < 0)
		return -1;
	for (int i = 0; i < j->width[0].n_nets; i++)
		if (j->width[0].net[i]->said)
			printf("%s: %s\n", j->width[0].net[i]->name,
			       j->width[0].net[i]->said);
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

/* In the folder j->out, which is locked. */
static int compare_in(struct compare_job *j, struct err *e)
{
	struct text t = {0}, names = {0};
	char *page = xasprintf("%s/report.html", j->out);
	int r;

	j->table.hardware = xstrdup(j->arch->name);
	j->table.clock_mhz = j->arch->clock_mhz;
	j->table.n_links = j->n_widths;
	j->table.post_lanes = j->arch->post_lanes;
	j->start = now_seconds();
	r = each(j, do_topology, e);
	cmd_progress("compare", j->n_done, j->n_all, "rows",
		     now_seconds() - j->start);
	if (!r)
		r = compare_write(&j->table, j->out, &names, e);
	if (!r)
		r = page_write(report_of_compare(j->out, e), page, e);
	if (!r) {
		text_add(&names, "report.html\n");
		compare_table(&j->table, &t);
		say_files(j->out, names.s, &t);
		fwrite(t.s, 1, t.n, stdout);
		r = j->result;
	}
	free(page);
	text_free(&t);
	text_free(&names);
	return r;
}

static int compare(struct compare_job *j, struct err *e)
{
	struct dir_lock lock;
	int r = read_all(j, e);

	if (r || dir_lock(&lock, j->out, e) < 0)
		return -1;
	r = compare_in(j, e);
	dir_unlock(&lock, r < 0);
	return r;
}

static void settle(struct compare_job *j)
{
	j->cut = strcmp(j->cut_name, "tile") ? LAYERS_CUT_LAYER :
		LAYERS_CUT_TILE;
	j->map.place = j->place;
	j->map.seed = (uint64_t)j->seed;
	j->map.effort = (int)j->effort;
	j->map.vcs = strcmp(j->vcs, "least") ? MAP_VCS_SPARE : MAP_VCS_LEAST;
	j->table.seed = j->map.seed;
	j->table.effort = j->map.effort;
	j->table.place = xstrdup(j->place);
	j->table.cut = xstrdup(j->cut_name);
	j->table.has_library = j->liberty && !j->no_area;
	j->cache = xasprintf("%s/area-cache", j->out);
}

static int run(void *options, struct err *e)
{
	struct compare_job *j = options;
	int r;

	if (cmd_interval(j->interval, &j->map.interval, e) < 0)
		return -1;
	if (j->unicast && j->cosim)
		return err_set(e, "--unicast", 0, "has no RTL, which sends a word to all "
			       "its readers at once: leave --cosim out");
	settle(j);
	j->templates = cmd_share("rtl_templates", e);
	r = j->templates ? compare(j, e) : -1;
	for (int w = 0; w < j->n_widths; w++) {
		for (int i = 0; i < j->width[w].n_nets; i++)
			compare_net_free(j->width[w].net[i]);
		arch_free(j->width[w].arch);
	}
	arch_free(j->arch);
	compare_free(&j->table);
	free(j->templates);
	free(j->cache);
	return r;
}

static const char *vcs(int i)
{
	static const char *const name[] = {"spare", "least", NULL};

	return name[i];
}

static const char *cut(int i)
{
	static const char *const name[] = {"layer", "tile", NULL};

	return name[i];
}

#define AT(field) offsetof(struct compare_job, field)

static const struct cmd_opt table[] = {
	{0, NULL, CMD_INPUT, "NET", AT(nets), .needed = 1,
	 .max_given = COMPARE_NETS,
	 .help = "network with weights, or a graph of shapes (flow-level figures "
		 "only)"},
	{0, "arch", CMD_INPUT, "ARCH", AT(arch_path), .needed = 1,
	 .help = "hardware file"},
	{'o', NULL, CMD_FOLDER, "DIR", AT(out), .needed = 1,
	 .writes = "compare.csv compare.json designs.json report.html *.svg",
	 .help = "folder for the files"},
	{0, "topology", CMD_TEXT, "EXPR", AT(topology), .max_given = 1000,
	 .help = "compare these; without: 5pp, the hardware file's, 3pp, 7pp, "
		 "bidirectional 5pp, mesh, torus, ring, hypercube, king, cmesh, tree, "
		 "all with as many cores as the hardware file has, or as the smallest "
		 "power of two that the network fits on"},
	{0, "cores", CMD_NUMBER, "N", AT(n_cores), .min = 1, .max = 65536,
	 .help = "so many cores in that list"},
	{0, "links", CMD_TEXT, "BITS,...", AT(links),
	 .help = "a row for each of these widths of links, of 32, 64 and 128, and as "
		 "flow alone 256 and 512, in place of link.bits, with as many lanes as "
		 "there are sums in a word"},
	{0, "unicast", CMD_FLAG, NULL, AT(unicast),
	 .help = "every reader has a stream of its own, as of a fabric without multicast; "
		 "flow-level figures only"},
	CMD_OPT_SET(AT(set)),
	{0, "cosim", CMD_FLAG, NULL, AT(cosim),
	 .help = "run every plan in RTL and compare every word"},
	{'n', NULL, CMD_NUMBER, "N", AT(n_images), .min = 1, .max = 1000,
	 .standard = "2", .requires = "cosim", .help = "images for that"},
	{0, "images", CMD_IMAGES, "IMAGES", AT(images.files), .requires = "cosim",
	 .max_given = CMD_MAX_IMAGES,
	 .help = "these, as of imcfab run; without, they are made up"},
	CMD_OPT_RESIZE(AT(images.resize), .requires = "images"),
	{0, "liberty", CMD_INPUT, "FILE", AT(liberty),
	 .help = "area with this cell library: um2 and gate equivalents"},
	{0, "no-area", CMD_FLAG, NULL, AT(no_area),
	 .help = "without area, which takes minutes"},
	{0, "input", CMD_TEXT, "CxHxW", AT(input), .help = "graphs of shapes: size of an input that "
	 "the file leaves open, channels, height and width"},
	{0, "cut", CMD_CHOICE, NULL, AT(cut_name), .choice = cut,
	 .standard = "layer",
	 .help = "graphs of shapes: a layer a core, or cut to crossbars"},
	CMD_OPT_INTERVAL(AT(interval)),
	CMD_OPT_PLACE(AT(place)),
	CMD_OPT_ROUTE(AT(route), .standard = NULL),
	{0, "vcs", CMD_CHOICE, NULL, AT(vcs), .choice = vcs, .standard = "spare",
	 .help = "virtual channels of a row: the fewest that leave its most loaded channel "
		 "as it is, or the fewest with which a mapping is found"},
	CMD_OPT_SEED(AT(seed)),
	CMD_OPT_EFFORT(AT(effort)),
	{0, "keep", CMD_FLAG, NULL, AT(keep),
	 .help = "leave plan, RTL, floor plan and logs of each row in a folder of "
		 "DIR"},
	{.kind = CMD_END},
};

const struct cmd cmd_compare = {
	"compare", "Compares topologies for networks",
	"Maps networks on topologies with the same optimiser and effort and compares "
	"them: one table, DIR/compare.csv, DIR/compare.json and charts (SVG). "
	"docs/formats.md says what the columns mean.\n"
	"Without --route, a topology has a row of each router that works on it. Exit status 1 where "
	"RTL and reference model differ or `imcfab check` refuses a plan.",
	table, sizeof(struct compare_job), run,
};
