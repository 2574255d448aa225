/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmd.h"
#include "base/file.h"
#include "topo/topo.h"
#include "topo/topo_draw.h"
#include "topo/topo_facts.h"

#define PICTURE_MAX 65536	/* channels */

static const char *const cut_text[] = {
	"exact, by closed form", "exact, of all halves",
	"at most: the best cut found",
};

static const char *const cut_key[] = { "closed form", "all", "found" };

static void print_paths(const struct topo_facts *f)
{
	printf("diameter    %s%d hops, mean %.2f\n",
	       f->n_sources < f->n_cores ? "at least " : "", f->diameter,
	       f->mean_hops);
	if (f->n_sources < f->n_cores)
		printf("            from %d of %d cores\n", f->n_sources,
		       f->n_cores);
	if (f->n_disconnected)
		printf("            %" PRId64 " of %" PRId64 " ordered pairs "
		       "have no path and do not count\n", f->n_disconnected,
		       f->n_pairs);
}

static void print_facts(const char *expr, const struct topo *t,
			const struct topo_facts *f)
{
	int disconnected = topo_disconnected(t);

	printf("topology    %s\n", expr);
	printf("nodes       %d cores", f->n_cores);
	if (f->n_nodes > f->n_cores)
		printf(", %d routers without a core", f->n_nodes - f->n_cores);
	printf("\nchannels    %d, %.2f a core\n", f->n_channels,
	       (double)f->n_channels / f->n_cores);
	printf("degree out  %d..%d\n", f->out_lo, f->out_hi);
	printf("degree in   %d..%d\n", f->in_lo, f->in_hi);
	print_paths(f);
	printf("bisection   %d channels, %s\n", f->bisection, cut_text[f->cut]);
	printf("die         %d x %d tiles\n", f->w, f->h);
	printf("wires       %" PRId64 " tile pitches in all, the longest %d\n",
	       f->wire, f->longest);
	if (disconnected >= 0)
		printf("pieces      node %d cannot be reached from node 0 either "
		       "way: no fabric\n", disconnected);
}

static void print_json(const char *expr, const struct topo *t,
		       const struct topo_facts *f)
{
	json_t *j = json_pack(
		"{s:s, s:i, s:i, s:i, s:{s:i, s:i}, s:{s:i, s:i},"
		" s:{s:i, s:f, s:i, s:I, s:I}, s:{s:i, s:s}, s:[i, i],"
		" s:{s:I, s:i}, s:b}",
		"topology", expr, "nodes", f->n_nodes, "cores", f->n_cores,
		"channels", f->n_channels,
		"degree_out", "min", f->out_lo, "max", f->out_hi,
		"degree_in", "min", f->in_lo, "max", f->in_hi,
		"hops", "max", f->diameter, "mean", f->mean_hops,
		"from_cores", f->n_sources, "pairs", (json_int_t)f->n_pairs,
		"pairs_without_path", (json_int_t)f->n_disconnected,
		"bisection", "channels", f->bisection, "how", cut_key[f->cut],
		"die", f->w, f->h,
		"wire", "pitches", (json_int_t)f->wire, "longest", f->longest,
		"connected", topo_disconnected(t) < 0);
	char *s = j ? json_dumps(j, JSON_INDENT(1) | JSON_REAL_PRECISION(6)) :
		      NULL;

	puts(s ? s : "{}");
	free(s);
	json_decref(j);
}

static int write_pictures(const char *expr, const struct topo *t,
			  const char *dir, struct err *e)
{
	struct files s = {.dir = dir};
	size_t n_bytes;
	char *svg;

	if (t->graph->n_edges > PICTURE_MAX)
		return err_set(e, "", 0, "-o: a picture of %d channels: must be "
			       "at most %d", t->graph->n_edges, PICTURE_MAX);
	topo_dot(t, expr, files_add(&s, "topology.dot"));
	svg = topo_svg(t, expr, &n_bytes);
	text_add_bytes(files_add(&s, "topology.svg"), svg, n_bytes);
	free(svg);
	return files_write(&s, e);
}

struct options {
	const char *expr, *out;
	int json;
};

static int run(void *options, struct err *e)
{
	const struct options *o = options;
	struct topo_facts f;
	struct topo *t = topo_build(o->expr, "", 0, e);
	int r;

	if (!t)
		return -1;
	r = o->out ? write_pictures(o->expr, t, o->out, e) : 0;
	if (!r) {
		topo_facts(t, &f);
		(o->json ? print_json : print_facts)(o->expr, t, &f);
	}
	topo_free(t);
	return r;
}

#define AT(field) offsetof(struct options, field)

static const struct cmd_opt table[] = {
	{0, NULL, CMD_TEXT, "EXPR", AT(expr), .needed = 1,
	 .help = "topology expression (docs/formats.md), such as "
		 "'5pp(64, rows=4)' or 'cartesian(ring(8), path(4))'"},
	{'o', NULL, CMD_FOLDER, "DIR", AT(out),
	 .writes = "topology.dot topology.svg",
	 .help = "write topology.dot (Graphviz) and topology.svg (floor plan)"},
	{0, "json", CMD_FLAG, NULL, AT(json), .help = "print as JSON"},
	{.kind = CMD_END},
};

const struct cmd cmd_topology = {
	"topology", "Says what a topology is like",
	"Nodes, channels, degrees, distances, bisection and wires of a topology "
	"expression.",
	table, sizeof(struct options), run,
};
