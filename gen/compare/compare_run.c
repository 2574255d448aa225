/* SPDX-License-Identifier: Apache-2.0 */
#include "compare_run.h"
#include "base/file.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "model/flow_plan.h"
#include "model/use.h"
#include "model/wire.h"
#include "compile/load.h"
#include "compile/lower.h"
#include "compile/map_plan.h"
#include "compile/plan_build.h"
#include "check/verify.h"
#include "report/design.h"

/* A network with integer weights is a JSON object with a list of tensors; an ONNX file is
 * read for its shapes. */
int compare_has_weights(const char *path, int *yes, struct err *e)
{
	char *s;
	json_t *j;

	*yes = 0;
	if (file_has_ending(path, ".onnx"))
		return 0;
	s = file_read(path, FILE_MAX_TEXT, NULL, e);
	if (!s)
		return -1;
	j = json_loads(s, JSON_DISABLE_EOF_CHECK, NULL);
	*yes = json_object_get(j, "tensors") || json_object_get(j, "bin_file");
	json_decref(j);
	free(s);
	return 0;
}

static struct flow *flow_of_net(const struct net *n, const struct arch *a,
				struct err *e)
{
	struct plan *p = xcalloc(1, sizeof(*p));
	struct flow *f = NULL;

	p->arch = arch_copy(a, NULL, 0, NULL);
	if (!lower_net(n, p, NULL, e))
		f = flow_of_plan(p);
	plan_free(p);
	return f;
}

static struct flow *flow_of_shapes(const char *path, const char *input, const struct arch *a,
				   enum layers_cut cut, char **said, struct err *e)
{
	struct layers *l = layers_read(path, input, e);
	struct flow *f = l ? layers_flow(l, a, cut, e) : NULL;
	struct text t = {0};

	if (f)
		layers_say_cut(l, &t);
	*said = t.s;

	layers_free(l);
	return f;
}

char *compare_net_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *s = xstrdup(slash ? slash + 1 : path), *dot = strrchr(s, '.');

	if (dot && dot > s)
		*dot = 0;
	return s;
}

struct compare_net *compare_net_read(const char *path, const char *input,
				     const struct arch *a, enum layers_cut cut,
				     struct err *e)
{
	struct compare_net *n = xcalloc(1, sizeof(*n));
	int weights = 0, r = compare_has_weights(path, &weights, e);

	if (!r && weights)
		n->net = net_read_json(path, e);
	if (n->net)
		n->flow = flow_of_net(n->net, a, e);
	else if (!r && !weights)
		n->flow = flow_of_shapes(path, input, a, cut, &n->said, e);
	if (!n->flow) {
		if (!e->file[0])
			snprintf(e->file, sizeof(e->file), "%s", path);
		compare_net_free(n);
		return NULL;
	}
	n->name = compare_net_name(path);
	return n;
}

void compare_net_free(struct compare_net *n)
{
	if (!n)
		return;
	flow_free(n->flow);
	net_free(n->net);
	free(n->name);
	free(n->said);
	free(n);
}

struct arch *compare_arch(const struct arch *a, const char *topology, int vcs,
			  int link_bits, struct err *e)
{
	char *set[4] = {NULL, NULL, NULL, NULL};
	int n = 0, lanes = a->post_lanes;
	struct arch *copy;

	if (topology)
		set[n++] = xasprintf("topology=%s", topology);
	if (vcs)
		set[n++] = xasprintf("link.vcs=%d", vcs);
	if (link_bits) {
		while (link_bits / a->psum_bits % lanes)
			lanes /= 2;
		set[n++] = xasprintf("link.bits=%d", link_bits);
		set[n++] = xasprintf("post.lanes=%d", lanes);
	}
	copy = arch_copy(a, set, n, e);
	while (n)
		free(set[--n]);
	return copy;
}

static int64_t slowest(const struct flow *f)
{
	int64_t max = 0;

	for (int i = 0; i < f->n_tasks; i++)
		if (f->task[i].cycles > max)
			max = f->task[i].cycles;
	return max;
}

static void take_places(const struct flow *f, const struct map *m,
			struct compare_row *r)
{
	r->n_placed = f->n_tasks;
	r->task_node = xcalloc(f->n_tasks, sizeof(*r->task_node));
	r->task_name = xcalloc(f->n_tasks, sizeof(*r->task_name));
	for (int i = 0; i < f->n_tasks; i++) {
		r->task_node[i] = m->node[i];
		r->task_name[i] = xstrdup(f->task[i].name);
	}
}

/* What the mapping does to the channels, and what no mapping could beat. */
static void take_load(const struct flow *f, const struct topo *t,
		      const struct map *m, int in, int out,
		      struct compare_row *r)
{
	const struct graph *g = t->graph;
	int64_t streams = 0;
	struct load l;
	struct bound b;

	load_measure(f, t, m, &l);
	bound_of(f, t, in, out, &b);
	r->dilation = l.dilation;
	r->dilation_bound = b.dilation;
	r->hops = l.hops;
	r->hops_bound = b.hops;
	r->max_words = l.max_words;
	r->words_bound = b.max_words;
	r->vcs = l.max_streams;
	if (l.max_channel >= 0)
		compare_text(&r->max_channel, "%s",
			     graph_edge_text(g, l.max_channel).s);
	free(r->channel_words);
	r->channel_words = xcalloc(l.n_channels, sizeof(*r->channel_words));
	memcpy(r->channel_words, l.words,
	       l.n_channels * sizeof(*r->channel_words));
	take_places(f, m, r);
	for (int i = 0; i < l.n_channels; i++)
		streams += l.streams[i];
	r->mean_streams = l.n_used ? (double)streams / l.n_used : 0;
	load_free(&l);
}

static void take_wires(const struct topo *t, struct compare_row *r)
{
	r->cores = topo_n_cores(t);
	r->channels = t->graph->n_edges;
	r->wire = 0;
	r->longest = 0;
	for (int i = 0; i < t->graph->n_edges; i++) {
		int length = topo_length(t, i);

		r->wire += length;
		r->longest = length > r->longest ? length : r->longest;
	}
}

static int check(const struct plan *p, struct compare_row *r)
{
	struct report report;
	int n = verify_plan(p, &report);

	if (n)
		compare_text(&r->note, "imcfab check: %s", report.message[0]);
	report_free(&report);
	return n != 0;
}

static void take_words(const struct arch *a, int n_words, struct compare_row *r)
{
	r->link_bits = (int64_t)a->link_bits * n_words;
	r->post_lanes = a->post_lanes;
}

static void take_flow_size(const struct flow *f, struct compare_row *r)
{
	r->tasks = f->n_tasks;
	r->streams = f->n_streams;
	r->slowest = slowest(f);
}

void compare_take_plan(const struct plan *p, struct compare_row *r)
{
	struct flow *f = flow_of_plan(p);
	struct map m;
	struct use u;

	map_of_plan(p, &m);
	take_wires(p->topo, r);
	take_words(p->arch, 1, r);
	take_flow_size(f, r);
	take_load(f, p->topo, &m, plan_input_node(p), plan_output_node(p), r);
	map_free(&m);
	flow_free(f);
	compare_text(&r->model, "plan");
	r->interval = p->interval > r->max_words ? p->interval :
		r->max_words;
	r->latency = p->latency;
	u = use_of_plan(p, r->interval);
	r->use = 100 * u.use;
	r->loss_crossbars = u.loss.crossbars;
	r->loss_cells = u.loss.cells;
	r->loss_imbalance = u.loss.imbalance;
	r->loss_communication = u.loss.communication;
}

/* Tasks and streams alone, as data. */
static void take_design(const struct flow *f, const struct arch *a, const struct topo *t,
			const struct map *m, struct compare_row *r)
{
	const struct design d = {
		.label = "", .arch = a, .topo = t, .flow = f, .map = m,
		.link_bits = (int)r->link_bits, .interval = r->interval,
		.latency = r->latency,
	};

	r->design = design_json(&d);
}

static int take_flow(const struct flow *f, const struct arch *a, const struct topo *t,
		     const struct map_options *o, struct compare_row *r)
{
	int in = wire_input(a, t), out = wire_output(a, t);
	struct map m;
	struct err e;

	take_flow_size(f, r);
	if (map_flow(f, t, in, out, o, &m, &e) < 0) {
		compare_text(&r->note, "%s", e.text);
		return 0;
	}
	take_load(f, t, &m, in, out, r);
	r->interval = flow_interval(f, r->max_words);
	r->latency = flow_latency(f);
	take_design(f, a, t, &m, r);
	map_free(&m);
	return 0;
}

/* Tasks and streams: of a network with weights as balanced for this hardware. */
static int take_balanced(const struct compare_net *n, const struct arch *a,
			 const struct topo *t, const struct plan_options *o,
			 const struct compare_fabric *fabric, struct compare_row *r)
{
	const struct map_options mo = {o->place, o->route, o->seed, o->effort,
		0, o->vcs};
	struct err e;
	struct flow *balanced = n->net ? plan_flow(n->net, a, topo_n_live(t),
						   o->interval, &e) : NULL;
	const struct flow *f = balanced ? balanced : n->flow;
	struct flow *split = fabric->unicast ? flow_unicast(f) : NULL;
	struct flow *wide = NULL;
	int failed;

	if (n->net && !balanced && !*r->note)
		compare_text(&r->note, "not balanced: %s", e.text);
	compare_text(&r->model, fabric->unicast ? "unicast" : "flow");
	if (split)
		f = split;
	if (fabric->n_words > 1)
		f = wide = flow_wide(f, fabric->n_words);
	failed = take_flow(f, a, t, &mo, r);
	flow_free(wide);
	flow_free(split);
	flow_free(balanced);
	return failed;
}

int compare_map(const struct compare_net *n, const struct arch *a,
		const struct topo *t, const struct plan_options *o,
		const struct compare_fabric *fabric, struct compare_row *r,
		struct plan **plan)
{
	int in_rtl = !fabric->unicast && fabric->n_words == 1, failed;
	struct err e;

	*plan = n->net && in_rtl ? plan_build(n->net, a, o, &e) : NULL;
	if (*plan) {
		compare_take_plan(*plan, r);
		r->design = design_of_plan(*plan, "");
		return check(*plan, r);
	}
	take_wires(t, r);
	take_words(a, fabric->n_words, r);
	if (n->net && in_rtl)
		compare_text(&r->note, "no plan: %s", e.text);
	failed = take_balanced(n, a, t, o, fabric, r);
	if (fabric->n_words > 1 && !*r->note)
		compare_text(&r->note, "flow alone: no RTL has links of %d bits",
			     (int)r->link_bits);
	return failed;
}
