/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/svg.h"
#include "compile/map.h"
#include "compile/plan_build.h"
#include "embed/tasks.h"
#include "model/wire.h"

/*
 * The share of random dies, with k = 0 .. K dead cores, that a network maps on: a CSV on
 * standard output, and with --plot such a CSV as curves, for synth/results.sh.
 *
 * Set i of dead cores is the beginning of a random order of all cores but those of the
 * fabric's input and output, by a seed of its own: of every topology with as many cores
 * the same one, and with k + 1 what is dead with k and one more. A die counts where a
 * strategy of the mapper places and routes the network: with one virtual channel, and
 * with as many as there can be. What maps with k + 1 does so with k, in the same way,
 * though the search may miss it. Beside these: where all streams
 * from task to task have one channel each, as embed_solve decides, input and output
 * anywhere among the cores that they are joined to.
 */
#define SEED 20261130
#define USAGE "usage: %s ARCH NET SETS K TOPOLOGY...\n       %s --plot FILE.csv\n"

#define MAX_DEAD 64
#define SECONDS 20	/* until an embedding is not decided */

struct count {
	int joined;	/* dies on which live routes join the fabric's input and output */
	int most, one;	/* that map with ARCH_MAX_VCS; with one virtual channel */
	int embedded, open;	/* on which streams have one channel each; not decided */
};

/* Cores in the order in which they die in set i; their number. */
static int order_of(const struct topo *t, int in, int out, int i, int *core)
{
	uint64_t seed = SEED + (uint64_t)i;
	int n = 0, k, j, v;

	for (v = 0; v < t->graph->n_nodes; v++)
		if (topo_is_core(t, v) && v != in && v != out)
			core[n++] = v;
	for (k = n - 1; k > 0; k--) {
		j = (int)((rand_next(&seed) >> 33) % (uint64_t)(k + 1));
		v = core[k];
		core[k] = core[j];
		core[j] = v;
	}
	return n;
}

/* Whether some strategy maps it. */
static int maps(const struct flow *f, const struct topo *t, int in, int out, int n_vcs)
{
	struct map m;
	struct err e;
	int i, r = -1;

	for (i = 1; r < 0 && map_strategy_name(i); i++) {	/* 0 is all of them */
		struct map_options o = {.place = map_strategy_name(i), .n_vcs = n_vcs};

		r = map_flow(f, t, in, out, &o, &m, &e);
	}
	if (!r)
		map_free(&m);
	return !r;
}

/* What is known of a die, beyond what was: 1 its ends are joined, 2 it maps with
 * ARCH_MAX_VCS, 3 with one virtual channel too. */
static int try_die(const struct arch *a, const struct flow *f, const int *dead, int k,
		   int known)
{
	struct err e;
	struct topo *t = topo_build(a->topology, "", 0, &e);
	int in = wire_input(a, t), out = wire_output(a, t);

	topo_set_dead(t, dead, k, NULL, 0, in, out);
	if (!t->dead_node[in]) {
		known = known ? known : 1;
		if (maps(f, t, in, out, 1))
			known = 3;
		else if (known < 2 && maps(f, t, in, out, ARCH_MAX_VCS))
			known = 2;
	}
	topo_free(t);
	return known;
}

static enum embed_answer embeds(const struct arch *a, const struct flow *f, const int *dead,
				int k)
{
	const struct embed_options o = {.seconds = SECONDS};
	struct err e;
	struct topo *t = topo_build(a->topology, "", 0, &e), *live;
	struct embed_problem *p;
	struct embed_result r;
	enum embed_answer answer;
	int *channel;

	topo_set_dead(t, dead, k, NULL, 0, wire_input(a, t), wire_output(a, t));
	live = topo_live(t, &channel);
	p = embed_on(live);
	embed_add_flow(p, f);
	embed_finish(p);
	embed_solve(p, &o, &r);
	answer = r.answer;
	embed_result_free(&r);
	embed_problem_free(p);
	topo_free(live);
	topo_free(t);
	free(channel);
	return answer;
}

static int curve(const struct arch *hardware, const struct net *net, const char *topology,
		 int n_sets, int n_dead, struct err *e)
{
	char *set = xasprintf("topology=%s", topology);
	struct arch *a = arch_copy(hardware, &set, 1, e);
	struct topo *t = a ? topo_build(a->topology, "", 0, e) : NULL;
	struct flow *f = t ? plan_flow(net, a, topo_n_cores(t), 0, e) : NULL;
	int *core = t ? xcalloc((size_t)t->graph->n_nodes, sizeof(*core)) : NULL;
	struct count c[MAX_DEAD + 1] = {{0, 0, 0, 0, 0}};
	int i, k, n = f ? topo_n_cores(t) : 0, r = f ? 0 : -1;

	for (i = 0; !r && i < n_sets; i++) {
		enum embed_answer embedded = EMBED_NO;
		int known = 0;

		if (order_of(t, wire_input(a, t), wire_output(a, t), i, core) < n_dead)
			r = err_set(e, "", 0, "%d dead of %s", n_dead, topology);
		for (k = n_dead; !r && k >= 0; k--) {
			known = known < 3 ? try_die(a, f, core, k, known) : known;
			c[k].joined += known > 0;
			c[k].most += known > 1;
			c[k].one += known > 2;
			if (embedded != EMBED_YES)
				embedded = embeds(a, f, core, k);
			c[k].embedded += embedded == EMBED_YES;
			c[k].open += embedded == EMBED_OPEN;
		}
	}
	for (k = 0; !r && k <= n_dead; k++)
		printf("\"%s\",%d,%d,%d,%.1f,%.1f,%.1f,%.1f,%d,%.1f\n", topology, n, f->n_tasks, k,
		       100.0 * c[k].joined / n_sets, 100.0 * c[k].most / n_sets, 100.0 * c[k].one / n_sets,
		       100.0 * c[k].embedded / n_sets, c[k].open,
		       100.0 * (n - k) * (n - k - 1) / ((double)n * (n - 1)));
	fflush(stdout);
	flow_free(f);
	topo_free(t);
	arch_free(a);
	free(core);
	free(set);
	return r;
}

/* Pixels: the axes, a line of the legend. */
enum { LEFT = 70, TOP = 60, WIDTH = 560, HEIGHT = 320, LINE = 20 };

/* A row of the CSV. */
struct row {
	char topology[100];
	int cores, tasks, dead;
	double most, one, embedded;
};

static int read_row(const char *line, struct row *r)
{
	return sscanf(line, "\"%99[^\"]\",%d,%d,%d,%*f,%lf,%lf,%lf,", r->topology, &r->cores,
		      &r->tasks, &r->dead, &r->most, &r->one, &r->embedded) == 7 &&
	       r->dead <= MAX_DEAD;
}

static double at_x(double dead, double most)
{
	return LEFT + WIDTH * dead / most;
}

static double at_y(double percent)
{
	return TOP + HEIGHT * (1 - percent / 100);
}

static void axes(struct svg *s, int most)
{
	int i;

	for (i = 0; i <= 100; i += 20) {
		svg_line(s, LEFT, at_y(i), LEFT + WIDTH, at_y(i), "#dddddd", 1);
		svg_text(s, LEFT - 8, at_y(i) + 4, 12, "end", "%d", i);
	}
	for (i = 0; i <= most; i += most > 8 ? 2 : 1)
		svg_text(s, at_x(i, most), TOP + HEIGHT + 18, 12, "middle", "%d", i);
	svg_line(s, LEFT, TOP + HEIGHT, LEFT + WIDTH, TOP + HEIGHT, "#000000", 1);
	svg_line(s, LEFT, TOP, LEFT, TOP + HEIGHT, "#000000", 1);
	svg_text(s, LEFT + WIDTH / 2.0, TOP + HEIGHT + 40, 13, "middle", "dead cores");
	svg_text(s, LEFT, TOP - 12, 13, "start", "dies that it maps on, percent");
}

/* A stroke of a curve from the row before it. */
static void stroke(struct svg *s, const struct row *a, const struct row *b, double from,
		   double to, int most, const char *colour, double width)
{
	svg_line(s, at_x(a->dead, most), at_y(from), at_x(b->dead, most), at_y(to), colour, width);
}

static void draw(const struct row *r, int n)
{
	static const char *const colour[] = {
		"#4477aa", "#ee6677", "#228833", "#ccaa33", "#aa3377", "#66ccee",
	};
	int i, k = 0, most = 1;
	struct svg s;
	size_t bytes;
	char *text;

	for (i = 0; i < n; i++)
		most = r[i].dead > most ? r[i].dead : most;
	svg_begin(&s, LEFT + WIDTH + 200, TOP + HEIGHT + 90);
	svg_text(&s, LEFT, 24, 16, "start", "%d tasks on dies of %d cores", r->tasks, r->cores);
	axes(&s, most);
	for (i = 0; i < n; i++) {
		const char *c = colour[k % 6];

		if (i && !strcmp(r[i].topology, r[i - 1].topology)) {
			stroke(&s, &r[i - 1], &r[i], r[i - 1].most, r[i].most, most, c, 1);
			stroke(&s, &r[i - 1], &r[i], r[i - 1].one, r[i].one, most, c, 3);
			stroke(&s, &r[i - 1], &r[i], r[i - 1].embedded, r[i].embedded, most, c, 1);
			svg_circle(&s, at_x(r[i].dead, most), at_y(r[i].embedded), 4, c,
				   "one channel each");
			continue;
		}
		k += i > 0;
		c = colour[k % 6];
		svg_rect(&s, LEFT + WIDTH + 20, TOP + LINE * k, 12, 12, c, NULL);
		svg_text(&s, LEFT + WIDTH + 38, TOP + LINE * k + 11, 12, "start", "%s",
			 r[i].topology);
	}
	svg_text(&s, LEFT, TOP + HEIGHT + 70, 12, "start", "thick: one virtual channel; thin: "
		 "as many as there can be; dots: one channel each, task to task");
	text = svg_end(&s, &bytes);
	fwrite(text, 1, bytes, stdout);
	free(text);
}

static int plot(const char *path)
{
	struct row *r = NULL;
	struct err e;
	char *text = file_read(path, FILE_MAX_TEXT, NULL, &e), *line;
	int n = 0;

	if (!text) {
		fprintf(stderr, "%s: %s\n", e.file, e.text);
		return 2;
	}
	for (line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
		r = xrealloc(r, (size_t)(n + 1) * sizeof(*r));
		n += read_row(line, &r[n]);
	}
	if (n)
		draw(r, n);
	else
		fprintf(stderr, "%s: no rows of dies\n", path);
	free(r);
	free(text);
	return n ? 0 : 2;
}

int main(int argc, char **argv)
{
	struct err e = {0};
	struct arch *a;
	struct net *n;
	int i, r;

	if (argc == 3 && !strcmp(argv[1], "--plot"))
		return plot(argv[2]);
	if (argc < 6 || atoi(argv[3]) < 1 || atoi(argv[4]) < 0 ||
	    atoi(argv[4]) > MAX_DEAD) {
		fprintf(stderr, USAGE, argv[0], argv[0]);
		return 2;
	}
	a = arch_read(argv[1], NULL, 0, &e);
	n = a ? net_read_json(argv[2], &e) : NULL;
	r = n ? 0 : -1;
	fprintf(stderr, "%s: seed %d\n", argv[0], SEED);
	if (!r)
		puts("topology,cores,tasks,dead_cores,joined_percent,maps_percent,maps_one_vc_percent,"
		     "one_channel_percent,undecided,ends_live_percent");
	for (i = 5; !r && i < argc; i++)
		r = curve(a, n, argv[i], atoi(argv[3]), atoi(argv[4]), &e);
	if (r)
		fprintf(stderr, "%s: %s: %s\n", argv[0], e.file, e.text);
	net_free(n);
	arch_free(a);
	return r ? 2 : 0;
}
