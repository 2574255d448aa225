/* SPDX-License-Identifier: Apache-2.0 */
#include "lower_impl.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *key;
	const char *before, *behind;	/* the value */
} need_keys[N_NEEDS] = {
	[NEED_ROWS] = { "xbar.rows", "", " rows in one crossbar" },
	[NEED_COLS] = { "xbar.cols", "", " columns in one crossbar" },
	[NEED_SOURCES] = { "act.sources", "", " streams of activations" },
	[NEED_ACT] = { "act.bytes", "", " bytes of activation memory" },
	[NEED_SKIP] = { "skip.bytes", "", " bytes of residual memory" },
	[NEED_BITS] = { "xbar.weight_bits", "weights of ", " bits" },
	[NEED_TABLE] = { "post.table", "", " table of results" },
	[NEED_LEAK] = { "post.leak", "", " multiplier more for negative sums" },
};

void lower_need(const struct lowering *w, enum need_key key,
		const struct net_layer *l, int64_t value)
{
	if (value <= w->need[key].value)
		return;
	w->need[key].value = value;
	w->need[key].layer = l->name;
}

/* Refuses where the hardware has less than the network needs, with a value that
 * is enough for all layers. */
static int check_needs(const struct lowering *w)
{
	const struct arch *a = w->a;
	const int there[N_NEEDS] = {
		a->xbar_rows, a->xbar_cols, a->act_sources, a->act_bytes,
		a->skip_bytes, a->weight_bits, a->post_table, a->post_leak,
	};
	struct text t = {0};
	int i;

	for (i = 0; i < N_NEEDS && w->need[i].value <= there[i]; i++)
		;
	if (i == N_NEEDS)
		return 0;
	text_add(&t, "layer %.100s needs %s%" PRId64 "%s: ", w->need[i].layer,
		 need_keys[i].before, w->need[i].value, need_keys[i].behind);
	arch_say_raise(&t, need_keys[i].key, w->need[i].value, there[i]);
	err_set(w->e, "", 0, "%s", t.s);
	text_free(&t);
	return -1;
}

static int count_readers(const struct net *n, int tensor)
{
	int i, n_readers = 0;

	for (i = 0; i < n->n_layers; i++)
		n_readers += net_reads(&n->layer[i], tensor);
	return n_readers;
}

/* The pooling layer that layer `l` can take over, or -1. */
static int fused_pool(const struct net *n, const struct net_layer *l)
{
	int pool = l->input - 1;

	if (!net_op[l->op].has_weights || l->k_w != 1 || l->k_h != 1 ||
	    l->stride_x != 1 || l->stride_y != 1 || l->pad_x || l->pad_y ||
	    pool < 0 ||
	    net_op[n->layer[pool].op].reduce == REDUCE_NONE ||
	    n->layer[pool].mult || n->layer[pool].skip >= 0 ||
	    count_readers(n, l->input) != 1)
		return -1;
	return pool;
}

static void lower_image(const struct lowering *w)
{
	const struct net *n = w->n;
	const struct net_tensor *in = &n->tensor[0], *packed = &w->input;
	struct group *g = layout_add(&w->layout[0], 0, packed->c);
	struct plan *p = w->p;

	p->net = lower_name(xstrdup(n->name ? n->name : ""));
	p->in_w = in->w;
	p->in_h = in->h;
	p->in_c = in->c;
	p->in_signed = in->is_signed;
	if (n->input_lut) {
		p->input_lut = xcalloc(in->c, 256);
		memcpy(p->input_lut, n->input_lut, (size_t)in->c * 256);
	}
	p->macs = net_macs(n);
	p->n_out = n->tensor[n->n_layers].c;
	p->stream = xcalloc(1, sizeof(*p->stream));
	p->n_streams = 1;
	p->stream[0].src = -1;
	p->stream[0].w = packed->w;
	p->stream[0].h = packed->h;
	p->stream[0].words = arch_words(p->arch, packed->c, 0);
	g->n_bands = 1;
	g->band = xcalloc(1, sizeof(*g->band));
	g->band[0].w = packed->w;
}

static void lower_concat(const struct lowering *w, int layer)
{
	const struct net_layer *l = &w->n->layer[layer];
	int i, c = 0;

	for (i = 0; i < l->n_inputs; i++) {
		layout_append(&w->layout[layer + 1], &w->layout[l->inputs[i]], c);
		c += w->n->tensor[l->inputs[i]].c;
	}
}

static int lower_layer(const struct lowering *w, int layer)
{
	const struct net *n = w->n;
	struct cut c;
	int r;

	if (layer < n->n_layers - 1 && !count_readers(n, layer + 1))
		return err_set(w->e, "", 0, "layer %s: no layer reads its "
			       "output", n->layer[layer].name);
	if (n->layer[layer].op == NET_CONCAT) {
		lower_concat(w, layer);
		return 0;
	}
	lower_cut(w, layer, &c);
	r = c.in->bits == 8 ? lower_tasks(w, &c, &w->layout[layer + 1]) :
		err_set(w->e, "", 0, "layer %s: reads a tensor of 32 bits, only "
			"8 can be read", c.l->name);
	lower_cut_free(&c);
	lower_folded_free(c.folded);
	return r;
}

/* A part of the fabric's output is one stream, of a task, which leaves once. */
static int check_part(const struct lowering *w, const struct group *g)
{
	const char *name = w->n->layer[w->n->n_layers - 1].name;
	const struct plan_stream *s = &w->p->stream[g->band[0].stream];
	int i;

	if (g->n_bands > 1)
		return err_set(w->e, "", 0, "layer %s: the fabric's output cannot "
			       "come from %d copies", name, g->n_bands);
	if (s->src < 0)
		return err_set(w->e, "", 0, "layer %s: the network's input cannot "
			       "be a part of its output: put a layer between",
			       name);
	for (i = 0; i < s->n_dests; i++)
		if (s->dest[i].task < 0)
			return err_set(w->e, "", 0, "layer %s: the output of "
				"layer %s cannot leave the fabric twice", name,
				w->n->layer[w->p->task[s->src].layer].name);
	return 0;
}

/* The groups of the last tensor are the parts of the fabric's output. */
static int lower_output(const struct lowering *w)
{
	const struct layout *y = &w->layout[w->n->n_layers];
	struct text say = {0};
	int i, n = y->n_groups;

	for (i = 0; i < n; i++) {
		if (check_part(w, &y->group[i]) < 0)
			return -1;
		lower_dest(w->p, y->group[i].band[0].stream, -1, 0, i);
	}
	if (n <= w->a->link_vcs)
		return 0;
	arch_say_raise(&say, "link.vcs", n, w->a->link_vcs);
	err_set(w->e, "", 0, "the output comes in %d parts, each of which needs a "
		"virtual channel: %s", n, say.s);
	text_free(&say);
	return -1;
}

/* Gives the readers of a stream their new numbers; -1: without that one. */
static void renumber(struct plan_stream *s, const int *number)
{
	int i, n = 0;

	for (i = 0; i < s->n_dests; i++) {
		struct plan_dest d = s->dest[i];

		if (d.task >= 0 && number[d.task] < 0)
			continue;
		if (d.task >= 0)
			d.task = number[d.task];
		s->dest[n++] = d;
	}
	s->n_dests = n;
}

/* Drops the tasks whose stream nobody reads: bands of columns over which all readers
 * step. Whether there were any. */
static int drop_unread(struct plan *p)
{
	int *number = xcalloc(p->n_tasks, sizeof(*number));
	int t, n = 0, n_before = p->n_tasks;

	for (t = 0; t < n_before; t++)
		number[t] = p->stream[t + 1].n_dests ? n++ : -1;
	for (t = 0; t <= n_before; t++)
		renumber(&p->stream[t], number);
	for (t = 0; t < n_before; t++) {
		if (number[t] < 0) {
			plan_task_free(&p->task[t]);
			free(p->stream[t + 1].dest);
			continue;
		}
		p->task[number[t]] = p->task[t];
		p->stream[number[t] + 1] = p->stream[t + 1];
		p->stream[number[t] + 1].src = number[t];
	}
	p->n_tasks = n;
	p->n_streams = n + 1;
	free(number);
	return n < n_before;
}

static int lower_all(const struct lowering *w)
{
	int i;

	for (i = 0; i < w->n->n_layers; i++)
		if (!w->fused[i] && lower_layer(w, i) < 0)
			return -1;
	if (check_needs(w) < 0 || lower_output(w) < 0)
		return -1;
	while (drop_unread(w->p))
		;
	return 0;
}

static void set_leaving(const struct net *n, int tensor, char *leaves)
{
	const struct net_layer *l;
	int i;

	if (!tensor)
		return;
	l = &n->layer[tensor - 1];
	leaves[tensor - 1] = 1;
	for (i = 0; l->op == NET_CONCAT && i < l->n_inputs; i++)
		set_leaving(n, l->inputs[i], leaves);
}

void lower_leaving(const struct net *n, char *leaves)
{
	set_leaving(n, n->n_layers, leaves);
}

int lower_net(const struct net *n, struct plan *p, const struct lower_how *how,
	      struct err *e)
{
	static const struct lower_how defaults;
	struct need need[N_NEEDS] = {{0, NULL}};
	struct gathered gathered = {0};
	struct lowering w = {
		n, p->arch, p, how ? how : &defaults, e, .need = need,
		.gathered = &gathered, .fold = lower_fold(n, p->arch),
		.input = n->tensor[0],
	};
	int i, failed;

	w.input.w /= w.fold;
	w.input.c *= w.fold;

	w.layout = xcalloc(n->n_layers + 1, sizeof(*w.layout));
	for (i = 0; i <= n->n_layers; i++)
		w.layout[i].lanes = arch_lanes(p->arch);
	w.pool = xcalloc(n->n_layers, sizeof(int));
	w.fused = xcalloc(n->n_layers, 1);
	w.leaves = xcalloc(n->n_layers, 1);
	lower_leaving(n, w.leaves);
	for (i = 0; i < n->n_layers; i++) {
		w.pool[i] = fused_pool(n, &n->layer[i]);
		if (w.pool[i] >= 0)
			w.fused[w.pool[i]] = 1;
	}
	lower_image(&w);
	failed = lower_all(&w) < 0;
	for (i = 0; i <= n->n_layers; i++)
		layout_free(&w.layout[i]);
	free(w.layout);
	free(w.fused);
	free(w.leaves);
	free(gathered.one);
	free(w.pool);
	return failed ? -1 : 0;
}

/* The tasks, which stand in for nothing where they are made anew. */
static void drop_tasks(struct plan *p)
{
	struct plan *old = xcalloc(1, sizeof(*old));

	*old = *p;
	*p = (struct plan){ .arch = old->arch, .topo = old->topo };
	old->arch = NULL;
	old->topo = NULL;
	plan_free(old);
}

int lower_cores(const struct net *n, struct plan *p, const struct lower_shape *shape,
		int n_cores, struct err *e)
{
	struct lower_how how = { .shape = shape };
	int r;

	drop_tasks(p);
	r = lower_net(n, p, &how, e);
	if (!r && p->n_tasks <= n_cores)
		return 0;
	how.strict = 1;
	drop_tasks(p);
	return lower_net(n, p, &how, e);
}
