/* SPDX-License-Identifier: Apache-2.0 */
#include "embed.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "compare/compare_run.h"
#include "compile/plan_build.h"
#include "embed/family.h"
#include "embed/tasks.h"
#include "layers/layers.h"
#include "model/arch.h"
#include "model/die.h"
#include "model/net.h"

/* What a file is: a JSON text, an ncnn text, else a list of streams. */
static int is_network(const char *s)
{
	while (isspace((unsigned char)*s))
		s++;
	return *s == '{' || *s == '[' || !strncmp(s, "7767517", 7);
}

/* An option that asks for other tasks than those that are there; NULL: none does. */
static const char *cores_option(const struct embed_options_line *o)
{
	if (strcmp(o->concat, "core"))
		return "--concat join";
	return strcmp(o->add, "core") ? NULL : "--add core";
}

static struct arch *read_arch(const struct embed_options_line *o, struct err *e)
{
	char *path = cmd_share_or(o->arch, "arch/hermes64.arch", e);
	struct arch *a = path ? arch_read(path, NULL, 0, e) : NULL;

	free(path);
	return a;
}

static struct flow *flow_of_layers(const struct embed_options_line *o,
				   const struct layers *l, const struct arch *a, struct err *e)
{
	int cores = (strcmp(o->concat, "join") ? LAYERS_CORE_CONCAT : 0) |
		(strcmp(o->add, "core") ? 0 : LAYERS_CORE_ADD);

	return layers_flow_cores(l, a, strcmp(o->cut, "tile") ? LAYERS_CUT_LAYER :
				 LAYERS_CUT_TILE, cores, e);
}

static struct flow *flow_of_net(const struct embed_options_line *o, const struct arch *a,
				int n_cores, struct err *e)
{
	const char *option = strcmp(o->cut, "layer") ? cores_option(o) : NULL;
	struct flow *f = NULL;
	struct layers *l = NULL;
	int64_t interval = 0;
	struct net *n;

	if (option) {
		err_set(e, o->net, 0, "%s has no effect with --cut %s of a network of integers: "
			"must be --cut layer", option, o->cut);
		return NULL;
	}
	n = net_read_json(o->net, e);
	if (!n || cmd_interval(strcmp(o->cut, "balanced") ? NULL :
			       o->interval ? o->interval : "auto", &interval, e) < 0) {
		net_free(n);
		return NULL;
	}
	if (strcmp(o->cut, "layer")) {
		f = plan_flow(n, a, n_cores, interval, e);
	} else {
		l = layers_net(n);
		f = flow_of_layers(o, l, a, e);
	}
	layers_free(l);
	net_free(n);
	return f;
}

static struct flow *flow_of_shapes(const struct embed_options_line *o, const struct arch *a,
				   struct err *e)
{
	struct text t = {0};
	struct layers *l;
	struct flow *f;

	if (!strcmp(o->cut, "balanced")) {
		err_set(e, o->net, 0, "is shapes without weights: --cut balanced needs a "
			"network of integers (docs/formats.md)");
		return NULL;
	}
	l = layers_read(o->net, o->size, e);
	f = l ? flow_of_layers(o, l, a, e) : NULL;
	if (f) {
		layers_say_cut(l, &t);
		if (t.s && !o->json)
			printf("%s: %s\n", l->name, t.s);
		text_free(&t);
	}
	layers_free(l);
	return f;
}

static int read_network(const struct embed_options_line *o, struct embed_question *q,
			struct err *e)
{
	struct arch *a = read_arch(o, e);
	int weights;

	if (a && compare_has_weights(o->net, &weights, e) == 0) {
		q->link_bits = a->link_bits;
		q->flow = weights ? flow_of_net(o, a, topo_n_cores(q->t), e) :
			flow_of_shapes(o, a, e);
	}
	arch_free(a);
	if (q->flow) {
		embed_add_flow(q->p, q->flow);
		return 0;
	}
	if (!e->file[0])
		snprintf(e->file, sizeof(e->file), "%s", o->net);
	return -1;
}

static int check_alone(const struct embed_options_line *o, struct err *e)
{
	const char *option = cores_option(o);

	if (strcmp(o->cut, "layer"))
		return err_set(e, "", 0, "--cut %s has no effect on tasks and streams alone: "
			       "leave it out", o->cut);
	if (option)
		return err_set(e, "", 0, "%s has no effect on tasks and streams alone: leave "
			       "it out", option);
	return 0;
}

static int read_tasks(const struct embed_options_line *o, struct embed_question *q,
		      struct err *e)
{
	int n, r;
	const struct family *f = family_read(o->net, &n);
	char *s;

	if (f) {
		if (check_alone(o, e) < 0)
			return -1;
		q->name = xstrdup(o->net);
		family_add(q->p, f, n);
		return 0;
	}
	if (family_is_named(o->net))
		return err_set(e, "", 0, "`%s' is no family of blocks: must be NAME(N), N in "
			       "1..%d", o->net, FAMILY_MAX_BLOCKS);
	q->name = compare_net_name(o->net);
	if (file_has_ending(o->net, ".onnx"))
		return read_network(o, q, e);
	s = file_read(o->net, FILE_MAX_TEXT, NULL, e);
	if (!s)
		return -1;
	if (is_network(s) || file_has_ending(o->net, ".csv"))
		r = read_network(o, q, e);
	else
		r = check_alone(o, e) < 0 ? -1 : embed_add_list(q->p, s, o->net, e);
	free(s);
	return r;
}

/* A number or a range "3-7" at *s, in 0..max; moves *s behind it. */
static int take_range(const char **s, const char *option, const char *kind, int max,
		      int *from, int *to, struct err *e)
{
	char *end;
	long a = strtol(*s, &end, 10), b = a;
	int good = isdigit((unsigned char)**s);

	if (good && *end == '-') {
		good = isdigit((unsigned char)end[1]);
		b = strtol(end + 1, &end, 10);
	}
	if (!good || a > b || b > max)
		return err_set(e, option, 0, "`%s' is no %s: must be a number or a range "
			       "such as 3-7, in 0..%d", *s, kind, max);
	*from = (int)a;
	*to = (int)b;
	*s = end;
	return 0;
}

/* "0,4-7": marks[0..max]. */
static int read_cores(const char *s, const char *option, int max, char *marks,
		      struct err *e)
{
	int from, to;

	for (;;) {
		if (take_range(&s, option, "core", max, &from, &to, e) < 0)
			return -1;
		while (from <= to)
			marks[from++] = 1;
		if (!*s)
			return 0;
		if (*s++ != ',')
			return err_set(e, option, 0, "`%s' behind a core: must be a comma "
				       "and the next one", s - 1);
	}
}

/* Tasks that read the network's input, or make its output, sit there. */
static int limit_ends(struct embed_question *q, const char *cores, int is_input,
		      struct err *e)
{
	const char *option = is_input ? "--input" : "--output";
	char *marks = xcalloc(q->p->n_cores + 1, 1);
	int *list = xcalloc(q->p->n_cores + 1, sizeof(*list)), n = 0;
	int r = read_cores(cores, option, q->p->n_cores - 1, marks, e);

	for (int c = 0; c < q->p->n_cores; c++)
		if (marks[c])
			list[n++] = c;
	if (!r && q->flow)
		embed_set_ends(q->p, q->flow, is_input, list, n);
	else if (!r)	/* tasks without a source, or without a reader */
		for (int t = 0; t < q->p->n_tasks; t++) {
			int inner = 0;

			for (int i = 0; i < q->p->n_streams; i++)
				inner |= q->p->stream[i][is_input] == t;
			if (!inner)
				embed_set_at(q->p, t, list, n);
		}
	free(marks);
	free(list);
	return r;
}

/* Keeps the channels that are not marked; the topology is told for the picture. */
static void drop_channels(struct embed_question *q, const char *dead)
{
	struct topo *t = q->t;

	q->p->n_channels = 0;
	t->dead_node = xcalloc(t->graph->n_nodes + 1, 1);
	t->dead_channel = xcalloc(t->graph->n_edges + 1, 1);
	for (int i = 0; i < t->graph->n_nodes; i++)
		if (q->p->dead[i] && topo_is_core(t, i))
			t->dead_node[i] = TOPO_DEAD;
	for (int i = 0; i < t->graph->n_edges; i++) {
		t->dead_channel[i] = dead[i];
		if (!dead[i])
			embed_add_channel(q->p, t->graph->tail[i], t->graph->head[i]);
	}
}

/* "core:5,chan:7-9": marks cores of the problem, and channels in dead[]. */
static int read_dead(struct embed_question *q, const char *s, char *dead, struct err *e)
{
	int n_channels = q->t->graph->n_edges, from, to;

	for (;;) {
		int is_core = !strncmp(s, "core:", 5);

		if (!is_core && strncmp(s, "chan:", 5))
			return err_set(e, "--dead", 0, "`%s': must be core:N or chan:N, N a number "
				       "or a range, with commas", s);
		s += 5;
		if (take_range(&s, "--dead", is_core ? "core" : "channel",
			       (is_core ? q->p->n_cores : n_channels) - 1, &from, &to, e) < 0)
			return -1;
		for (; from <= to; from++)
			(is_core ? q->p->dead : dead)[from] = 1;
		if (!*s)
			return 0;
		if (*s++ != ',')
			return err_set(e, "--dead", 0, "`%s': must be a comma and the next one",
				       s - 1);
	}
}

/* What the die of the hardware file has dead; its channels go by its own topology. */
static int read_dead_arch(const struct embed_options_line *o, struct embed_question *q,
			  char *dead, struct err *e)
{
	struct arch *a = read_arch(o, e);
	struct text own = {0};
	char *other = topo_canonical(o->topology);
	int r = -1;

	if (a) {
		arch_write_topology(a, &own);
		r = die_check_cores(a, q->p->n_cores, o->topology, o->arch, e);
		if (!r && a->dead_channels.n && strcmp(own.s, other ? other : o->topology))
			r = err_set(e, o->arch, a->dead_channels.line, "dead.channels: numbers of "
				    "channels of %.200s, not of %.200s: must be "
				    "--topology '%.200s'", own.s, other ? other : o->topology,
				    own.s);
		if (!r)
			r = die_check_channels(a, q->t->graph->n_edges, o->topology, o->arch, e);
		for (int i = 0; !r && i < a->dead_cores.n; i++)
			q->p->dead[a->dead_cores.v[i]] = 1;
		for (int i = 0; !r && i < a->dead_channels.n; i++)
			dead[a->dead_channels.v[i]] = 1;
	}
	text_free(&own);
	free(other);
	arch_free(a);
	return r;
}

static int mark_dead(const struct embed_options_line *o, struct embed_question *q,
		     struct err *e)
{
	char *dead = xcalloc(q->t->graph->n_edges + 1, 1);
	int r = o->arch ? read_dead_arch(o, q, dead, e) : 0;

	if (!r && o->dead)
		r = read_dead(q, o->dead, dead, e);
	if (!r && (o->arch || o->dead))
		drop_channels(q, dead);
	free(dead);
	return r;
}

int embed_question_read(const struct embed_options_line *o, struct embed_question *q,
			struct err *e)
{
	int r;

	*q = (struct embed_question){.link_bits = 32};
	q->t = topo_build(o->topology, "--topology", 0, e);
	if (!q->t)
		return -1;
	q->p = embed_on(q->t);
	r = read_tasks(o, q, e);
	if (!r)
		r = mark_dead(o, q, e);
	if (!r && o->input)
		r = limit_ends(q, o->input, 1, e);
	if (!r && o->output)
		r = limit_ends(q, o->output, 0, e);
	embed_finish(q->p);
	return r;
}

void embed_question_free(struct embed_question *q)
{
	embed_problem_free(q->p);
	topo_free(q->t);
	flow_free(q->flow);
	free(q->name);
}
