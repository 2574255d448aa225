/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdlib.h>

#include "cut.h"
#include "model/flow_plan.h"
#include "model/kernel.h"
#include "model/plan.h"

/* A core has a node number of 16 bits: no topology has more. */
#define TASKS_MAX 65536

/* Consecutive words of a pixel that one stream brings. A layer's output is a
 * list of them. */
struct piece {
	int stream;
	int words;
};

struct pieces {
	int n;
	struct piece *at;
};

struct state {
	const struct layers *l;
	const struct arch *a;
	enum layers_cut how;
	int cores;		/* enum layers_core */
	struct flow *f;
	struct err *e;
	struct pieces *made;	/* [n_layers + 1], behind the network's input */
	int *n_readers;		/* [n_layers] */
	int *pool;	/* [n_layers] pooling that the layer does itself, -1: none */
	int *add;	/* [n_layers] addition that the layer does itself, -1: none */
	char *is_taken;	/* [n_layers] pooling or addition that another layer does */
};

static int words_of(const struct state *s, int channels)
{
	return arch_words(s->a, channels, 0);
}

static void add_piece(struct pieces *p, int stream, int words)
{
	p->at = xrealloc(p->at, (p->n + 1) * sizeof(*p->at));
	p->at[p->n++] = (struct piece){ stream, words };
}

static int pixel_words(const struct pieces *p)
{
	int i, n = 0;

	for (i = 0; i < p->n; i++)
		n += p->at[i].words;
	return n;
}

static const struct pieces *source(const struct state *s, int layer)
{
	return &s->made[layer + 1];
}

/* A task reads a stream once, whatever it takes it for. */
static void add_reader(struct state *s, int stream, int task, int joins)
{
	const struct flow_stream *t = &s->f->stream[stream];
	int i;

	for (i = 0; i < t->n_dests; i++)
		if (t->dest[i] == task)
			return;
	if (joins)
		flow_add_join(s->f, stream, task);
	else
		flow_add_dest(s->f, stream, task);
}

/* The task reads words first .. first+n-1 of each pixel; whole streams come. Their
 * words per image. */
static int64_t read_words(struct state *s, int layer, int first, int n, int task,
			  int joins)
{
	const struct pieces *p = source(s, layer);
	int64_t words = 0;
	int i, at = 0;

	for (i = 0; i < p->n; i++) {
		if (at < first + n && at + p->at[i].words > first) {
			add_reader(s, p->at[i].stream, task, joins);
			words += s->f->stream[p->at[i].stream].words;
		}
		at += p->at[i].words;
	}
	return words;
}

static int64_t read_all(struct state *s, int layer, int task, int joins)
{
	return read_words(s, layer, 0, pixel_words(source(s, layer)), task,
			  joins);
}

/* The task cannot be faster than a word a cycle comes or goes. */
static void moves(struct state *s, int task, int64_t words)
{
	struct flow_task *k = &s->f->task[task];

	if (k->cycles < words)
		k->cycles = words;
}

static void set_window(struct state *s, int task, const struct layer *l,
		       int64_t delay)
{
	const struct flow_window w = {
		l->in_w, l->in_h, l->out_w, l->out_h,
		kernel_span(l->k_w, l->dilation_x), kernel_span(l->k_h, l->dilation_y),
		l->stride_x, l->stride_y, l->pad_x, l->pad_y,
	};

	flow_set_window(s->f, task, &w);
	s->f->task[task].delay = delay;
}

/* Tasks without weights: one core that moves words as fast as they come. */
static void add_plain(struct state *s, int layer)
{
	const struct layer *l = &s->l->layer[layer];
	int task = flow_add_task(s->f, l->name, 0, 0);
	int words, stream, i;
	int64_t came, sum = 0;

	for (i = 0; i < l->n_inputs; i++) {
		came = read_all(s, l->input[i], task, 0);
		moves(s, task, came);
		sum += came;
	}
	/* The sides of an addition come beside each other. */
	if (l->op == LAYER_CONCAT)
		moves(s, task, sum);
	if (l->op == LAYER_CONCAT)
		words = words_of(s, l->c_out);
	else
		words = pixel_words(source(s, l->input[0]));
	stream = flow_add_stream(s->f, l->name, task,
				 (int64_t)l->out_w * l->out_h * words);
	add_piece(&s->made[layer + 1], stream, words);
	moves(s, task, s->f->stream[stream].words);
	set_window(s, task, l, words);
}

/* What `from` makes is (part of) what the layer makes. */
static void pass_on(struct state *s, int layer, int from)
{
	const struct pieces *p = source(s, from);
	int i;

	for (i = 0; i < p->n; i++)
		add_piece(&s->made[layer + 1], p->at[i].stream, p->at[i].words);
}

#define NO_SKIP (-2)	/* -1 is the network's input */

/* A layer with weights while its tasks are made. */
struct weighted {
	int layer;		/* its output is made[layer + 1] */
	const struct layer *l;
	const struct layer *window;	/* the layer, or the pooling it does */
	int input, skip;	/* layers; NO_SKIP: none */
	int is_raw;		/* output of 32 bits a value */
	int is_loose;		/* groups and words do not go together */
	int is_reduction;	/* a depthwise layer without a crossbar */
	int n_cols_parts;	/* in all blocks */
};

/* Pooling over the whole map: taken as a mean, which a core sums as it comes, a channel a
 * cycle. Only the last pixel is still to be added when that is there, unless the source
 * makes several columns at once. */
static int is_summed(const struct layer *l)
{
	return l->op == LAYER_POOL && l->k_w == l->in_w && l->k_h == l->in_h &&
	       !l->pad_x && !l->pad_y && l->out_w == 1 && l->out_h == 1 &&
	       (int64_t)l->k_w * l->k_h >= PLAN_SUM_PIXELS;
}

/* Cycles and window of a part with `taps` of the kernel and n_words of a pixel. As
 * in a core: reading the window, the product and a column a cycle overlap from
 * pixel to pixel; where the window is not reduced, its last pixel alone is still
 * to be read when that comes. A core larger than a crossbar has as many lanes. */
static void set_work(struct state *s, const struct weighted *w, int task,
		     int64_t taps, int64_t n_words, int64_t cols)
{
	int64_t pixels = (int64_t)w->l->out_w * w->l->out_h;
	int64_t window = taps * n_words, last = n_words;

	if (w->is_reduction) {
		moves(s, task, pixels * max64(window,
					      arch_post_cycles(s->a, cols)));
		set_window(s, task, w->l,
			   window + arch_post_cycles(s->a, cols));
		return;
	}
	if (is_summed(w->window)) {
		last = arch_lanes(s->a) * n_words;
		window = (s->a->post_lanes > 1 ? taps : 1) * last;
	} else if (w->window != w->l) {
		last = window;
	}
	if (s->how == LAYERS_CUT_LAYER)
		cols = min64(cols, s->a->xbar_cols);
	if (s->how == LAYERS_CUT_LAYER && w->window == w->l) {
		window = min64(window, s->a->xbar_rows / arch_lanes(s->a));
		last = min64(last, window);
	}
	moves(s, task, pixels * flow_product_cycles(s->a, window, cols,
						    w->window != w->l));
	set_window(s, task, w->window, last + s->a->xbar_cycles +
		   arch_post_cycles(s->a, cols));
}

static char *part_name(const struct weighted *w, int col_part, int row_part,
		       int n_row_parts)
{
	if (w->n_cols_parts > 1 && n_row_parts > 1)
		return xasprintf("%s.%d/%d", w->l->name, col_part, row_part);
	if (w->n_cols_parts > 1)
		return xasprintf("%s.%d", w->l->name, col_part);
	if (n_row_parts > 1)
		return xasprintf("%s/%d", w->l->name, row_part);
	return xstrdup(w->l->name);
}

/* The words that the columns need; all where its channels are not theirs. */
static void read_skip(struct state *s, const struct weighted *w, int first, int n,
		      int task)
{
	if (pixel_words(source(s, w->skip)) != words_of(s, w->l->c_out))
		moves(s, task, read_all(s, w->skip, task, 1));
	else
		moves(s, task, read_words(s, w->skip, first, n, task, 1));
}

/* Columns of a block, as a chain of partial sums. */
struct chain {
	const struct cut_block *block;
	int part;		/* of the columns, in all blocks */
	int n_cols;
	int word;		/* of an output pixel, the first */
};

/* Row part `part`, behind the one that makes stream `before`. Its stream. */
static int add_row_part(struct state *s, const struct weighted *w,
			const struct chain *c, int part, int before)
{
	const struct cut_block *b = c->block;
	int n_parts = b->n_tap_parts * b->n_word_parts;
	int64_t share = part % b->n_word_parts;
	int from = (int)(b->n_words * share / b->n_word_parts);
	int to = (int)(b->n_words * (share + 1) / b->n_word_parts);
	int last = part == n_parts - 1;
	int64_t taps = (int64_t)b->taps.w * b->taps.h;
	int64_t words = arch_words(s->a, c->n_cols, 1);
	char *name = part_name(w, c->part, part, n_parts);
	int task, stream;

	if (w->window != w->l)
		taps = (int64_t)w->window->k_w * w->window->k_h;
	if (last && !w->is_raw)
		words = words_of(s, c->n_cols);
	words *= (int64_t)w->l->out_w * w->l->out_h;
	task = flow_add_task(s->f, name, words, 0);
	set_work(s, w, task, taps, to - from, c->n_cols);
	if (w->is_loose)
		moves(s, task, read_all(s, w->input, task, 0));
	else
		moves(s, task, read_words(s, w->input, b->first_word + from,
					  to - from, task, 0));
	if (before >= 0) {
		add_reader(s, before, task, 1);
		moves(s, task, s->f->stream[before].words);
	}
	if (last && w->skip != NO_SKIP)
		read_skip(s, w, c->word, words_of(s, c->n_cols), task);
	stream = flow_add_stream(s->f, name, task, words);
	free(name);
	return stream;
}

static void add_chain(struct state *s, const struct weighted *w,
		      const struct chain *c)
{
	int n_parts = c->block->n_tap_parts * c->block->n_word_parts;
	int stream = -1, part;

	for (part = 0; part < n_parts; part++)
		stream = add_row_part(s, w, c, part, stream);
	add_piece(&s->made[w->layer + 1], stream,
		  arch_words(s->a, c->n_cols, w->is_raw));
}

/* All columns of a layer, in equal shares of whole words. */
static void add_blocks(struct state *s, const struct weighted *w,
		       const struct cut *cut)
{
	struct chain c = { NULL, 0, 0, 0 };
	int i, p, word = 0;

	for (i = 0; i < cut->n_blocks; i++) {
		const struct cut_block *b = &cut->block[i];
		int64_t words = words_of(s, b->n_cols);

		c.block = b;
		for (p = 0; p < b->n_col_parts; p++) {
			int from = (int)(words * p / b->n_col_parts);
			int to = (int)(words * (p + 1) / b->n_col_parts);

			c.n_cols = (to < words ? to * 4 : b->n_cols) - from * 4;
			c.word = word + from;
			add_chain(s, w, &c);
			c.part++;
		}
		word += (int)words;
	}
}

static int add_weighted(struct state *s, int layer)
{
	const struct layer *l = &s->l->layer[layer];
	int pool = s->pool[layer], add = s->add[layer];
	struct weighted w = { .layer = layer, .l = l, .window = l,
			      .skip = NO_SKIP };
	int whole = s->how == LAYERS_CUT_LAYER, n_words, i;
	struct cut c;

	if (pool >= 0)
		w.window = &s->l->layer[pool];
	w.input = w.window->input[0];
	n_words = pixel_words(source(s, w.input));
	w.is_loose = l->groups > 1 && n_words != words_of(s, l->c_in);
	if (add >= 0) {
		const struct layer *sum = &s->l->layer[add];

		w.skip = sum->input[sum->input[0] == layer];
	}
	w.is_raw = !s->n_readers[layer];
	cut_make(l, pool >= 0 ? 1 : l->k_w, pool >= 0 ? 1 : l->k_h, n_words, s->a,
		 whole, &c);
	if (s->f->n_tasks + c.n_tasks > TASKS_MAX) {
		cut_free(&c);
		return err_set(s->e, "", 0, "layer %.100s: takes %" PRId64
			       " crossbars of %d x %d, %d are in use before it: must "
			       "be at most %d in all", l->name, c.n_tasks,
			       s->a->xbar_rows, s->a->xbar_cols, s->f->n_tasks,
			       TASKS_MAX);
	}
	w.is_reduction = c.is_reduction;
	for (i = 0; i < c.n_blocks; i++)
		w.n_cols_parts += c.block[i].n_col_parts;
	add_blocks(s, &w, &c);
	cut_free(&c);
	return 0;
}

static int has_weights(const struct layer *l)
{
	return l->op == LAYER_CONV || l->op == LAYER_DENSE;
}

static void count_readers(struct state *s)
{
	int i, j;

	for (i = 0; i < s->l->n_layers; i++) {
		const struct layer *l = &s->l->layer[i];

		for (j = 0; j < l->n_inputs; j++)
			if (l->input[j] >= 0)
				s->n_readers[l->input[j]]++;
	}
}

/* What a core with a crossbar does besides, as in lowering to plans: an addition
 * of two, the later of which comes from it alone; a pooling in front of a kernel
 * of one pixel. */
static void join(struct state *s)
{
	int i, at;

	for (i = 0; i < s->l->n_layers; i++) {
		const struct layer *l = &s->l->layer[i];

		if (l->op == LAYER_ADD && l->n_inputs == 2) {
			if (s->cores & LAYERS_CORE_ADD)
				continue;
			at = l->input[0] > l->input[1] ? l->input[0] : l->input[1];
			if (at < 0 || !has_weights(&s->l->layer[at]) ||
			    s->n_readers[at] != 1)
				continue;
			s->add[at] = i;
			s->is_taken[i] = 1;
		} else if (has_weights(l) && l->k_w == 1 && l->k_h == 1 &&
			   l->stride_x == 1 && l->stride_y == 1 && !l->pad_x && !l->pad_y &&
			   l->groups == 1) {
			at = l->input[0];
			if (at < 0 || s->l->layer[at].op != LAYER_POOL ||
			    s->n_readers[at] != 1)
				continue;
			s->pool[i] = at;
			s->is_taken[at] = 1;
		}
	}
}

static int add_layer(struct state *s, int layer)
{
	const struct layer *l = &s->l->layer[layer];
	int i, failed = 0;

	if (l->op == LAYER_POOL && s->is_taken[layer])
		return 0;
	if (l->op == LAYER_ADD && s->is_taken[layer]) {
		/* The later of its inputs made it. */
		pass_on(s, layer, l->input[l->input[1] > l->input[0]]);
		return 0;
	}
	if (has_weights(l))
		failed = add_weighted(s, layer);
	else if (l->op == LAYER_CONCAT && !(s->cores & LAYERS_CORE_CONCAT))
		/* Readers read what it would have joined. */
		for (i = 0; i < l->n_inputs; i++)
			pass_on(s, layer, l->input[i]);
	else
		add_plain(s, layer);
	return failed;
}

static void add_edges(struct state *s, int first)
{
	int words = words_of(s, s->l->in_c);
	const struct pieces *p;
	int i;

	if (first) {
		add_piece(&s->made[0],
			  flow_add_stream(s->f, "the input", FLOW_EDGE,
					  (int64_t)s->l->in_w * s->l->in_h *
					  words), words);
		return;
	}
	for (i = 0; i < s->l->n_layers; i++) {
		p = source(s, i);
		for (int j = 0; !s->n_readers[i] && j < p->n; j++)
			add_reader(s, p->at[j].stream, FLOW_EDGE, 0);
	}
}

struct flow *layers_flow(const struct layers *l, const struct arch *a,
			 enum layers_cut how, struct err *e)
{
	return layers_flow_cores(l, a, how, how == LAYERS_CUT_LAYER ? LAYERS_CORE_CONCAT : 0,
				 e);
}

struct flow *layers_flow_cores(const struct layers *l, const struct arch *a,
			       enum layers_cut how, int cores, struct err *e)
{
	struct state s = {
		.l = l, .a = a, .how = how, .cores = cores, .f = flow_new(l->name), .e = e,
	};
	int i, failed = 0;

	s.made = xcalloc(l->n_layers + 1, sizeof(*s.made));
	s.n_readers = xcalloc(l->n_layers, sizeof(int));
	s.pool = xcalloc(l->n_layers, sizeof(int));
	s.add = xcalloc(l->n_layers, sizeof(int));
	s.is_taken = xcalloc(l->n_layers, 1);
	for (i = 0; i < l->n_layers; i++)
		s.pool[i] = s.add[i] = -1;
	s.f->macs = layers_macs(l);
	count_readers(&s);
	join(&s);
	add_edges(&s, 1);
	for (i = 0; !failed && i < l->n_layers; i++)
		failed = add_layer(&s, i);
	add_edges(&s, 0);
	for (i = 0; i <= l->n_layers; i++)
		free(s.made[i].at);
	free(s.made);
	free(s.n_readers);
	free(s.pool);
	free(s.add);
	free(s.is_taken);
	if (failed) {
		flow_free(s.f);
		return NULL;
	}
	return s.f;
}
