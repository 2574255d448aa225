/* SPDX-License-Identifier: Apache-2.0 */
#include "lower.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* What the hardware must have, each a key of its file. */
enum need_key { NEED_ROWS, NEED_COLS, NEED_ACT, NEED_SKIP, NEED_BITS, N_NEEDS };

static const struct {
	const char *key;
	const char *before, *behind;	/* the value */
} need_keys[N_NEEDS] = {
	[NEED_ROWS] = { "xbar.rows", "", " rows in one crossbar" },
	[NEED_COLS] = { "xbar.cols", "", " columns in one crossbar" },
	[NEED_ACT] = { "act.bytes", "", " bytes of activation memory" },
	[NEED_SKIP] = { "skip.bytes", "", " bytes of residual memory" },
	[NEED_BITS] = { "xbar.weight_bits", "weights of ", " bits" },
};

/* The largest need of a kind, and the first layer that has it. */
struct need {
	int64_t value;
	const char *layer;
};

/* What lowering knows while it goes from layer to layer. */
struct lowering {
	const struct net *n;
	struct plan *p;
	struct err *e;
	int *stream;	/* [n_layers + 1], stream of each tensor, -1: none */
	int *pool;	/* [n_layers], pooling layer fused into this one, -1 */
	char *fused;	/* [n_layers], 1: a pooling that another layer took */
	struct need *need;	/* [N_NEEDS] */
};

/* One layer as it is cut: which tensor it reads through which window. */
struct cut {
	const struct net_layer *l;
	const struct net_layer *window;	/* the layer or its fused pooling */
	const struct net_tensor *in, *out;
	int bypass;
	enum reduce reduce;
	int words;	/* channel words of the input */
	int n_parts;
};

static void note_need(const struct lowering *w, enum need_key key,
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
	const struct arch *a = w->p->arch;
	const int there[N_NEEDS] = {
		a->xbar_rows, a->xbar_cols, a->act_bytes, a->skip_bytes,
		a->weight_bits,
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

static int is_pool(const struct net_layer *l)
{
	return net_op[l->op].reduce != REDUCE_NONE;
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
	    l->stride != 1 || l->pad_x || l->pad_y || pool < 0 ||
	    !is_pool(&n->layer[pool]) || n->layer[pool].skip >= 0 ||
	    count_readers(n, l->input) != 1)
		return -1;
	return pool;
}

/* A name of a network's file as it stands in a plan: on one line. */
static char *one_line(char *name)
{
	for (char *s = name; *s; s++)
		if ((unsigned char)*s < ' ' || *s == 127)
			*s = '_';
	return name;
}

/* Layer and part. */
static char *part_name(const struct cut *c, int part)
{
	return one_line(c->n_parts == 1 ? xstrdup(c->l->name) :
			xasprintf("%s/%d", c->l->name, part));
}

static int64_t rows_per_word(const struct cut *c)
{
	if (c->reduce != REDUCE_NONE)
		return 4;
	return (int64_t)4 * c->window->k_w * c->window->k_h;
}

/* Chooses the number of parts; 1 where a crossbar does not suffice, noted in the
 * needs. */
static void cut_rows(const struct lowering *w, struct cut *c)
{
	int64_t rows = rows_per_word(c);
	int words = (int)(w->p->arch->xbar_rows / rows);

	c->n_parts = 1;
	note_need(w, NEED_COLS, c->l, c->l->c_out);
	if (c->bypass)
		rows *= c->words;	/* cannot be split: no sums */
	else if (words)
		c->n_parts = (c->words + words - 1) / words;
	note_need(w, NEED_ROWS, c->l, rows);
}

static int log2_of(int v)
{
	int n = 0;

	while (v > 1 << n)
		n++;
	return n;
}

/* As much activation memory as is of use, and no less than the window needs. */
static void set_ring(const struct lowering *w, const struct cut *c,
		     struct plan_task *k)
{
	int64_t pixels = (int64_t)(k->k_h - 1) * k->in_w + k->k_w;
	int64_t max = (int64_t)2 * k->in_w * k->in_h, there;

	if (plan_task_sums(k))
		pixels = max = PLAN_SUM_WORDS;	/* of sums */
	pixels = min64(pixels, max);
	note_need(w, NEED_ACT, c->l, pixels * k->ch_words * 4);
	there = w->p->arch->act_bytes / 4 / k->ch_words;
	k->ring_words = (int)min64(max64(there, pixels), max) * k->ch_words;
}

static void set_window(const struct cut *c, int part, struct plan_task *k)
{
	const struct net_layer *l = c->window;

	k->in_w = c->in->w;
	k->in_h = c->in->h;
	k->in_words = c->words;
	k->in_signed = c->in->is_signed;
	k->ch_first = c->words * part / c->n_parts;
	k->ch_words = c->words * (part + 1) / c->n_parts - k->ch_first;
	k->out_w = c->out->w;
	k->out_h = c->out->h;
	k->k_w = l->k_w;
	k->k_h = l->k_h;
	k->stride = l->stride;
	if (k->out_w == 1 && k->out_h == 1)	/* no next window */
		k->stride = 1;
	k->pad_x = l->pad_x;
	k->pad_y = l->pad_y;
	k->reduce = c->reduce;
	if (c->reduce == REDUCE_AVG)
		k->pool_shift = log2_of(l->k_w * l->k_h);
	k->bypass = c->bypass;
	k->rows = (int)rows_per_word(c) * k->ch_words;
	k->cols = c->l->c_out;
	k->adc_gain = 1;
	k->adc_step = 1;
}

/* The part's rows of the layer's matrix, channels beyond the last as zeros. */
static void set_weights(const struct lowering *w, const struct cut *c,
			struct plan_task *k)
{
	const struct net_layer *l = c->l;
	int taps = l->k_w * l->k_h, width = 4 * k->ch_words;
	int o, tap, i, channel, v, n_bits = 1;

	k->weights = xcalloc(k->rows, k->cols);
	for (o = 0; o < l->c_out; o++)
		for (tap = 0; tap < taps; tap++)
			for (i = 0; i < width; i++) {
				channel = 4 * k->ch_first + i;
				if (channel >= l->c_in)
					break;
				v = l->weights[((size_t)o * taps + tap) *
					       l->c_in + channel];
				while (v < -(1 << (n_bits - 1)) ||
				       v >= 1 << (n_bits - 1))
					n_bits++;
				k->weights[(size_t)(tap * width + i) *
					   k->cols + o] = v;
			}
	note_need(w, NEED_BITS, l, n_bits);
}

static void set_constants(const struct cut *c, int last, struct plan_task *k)
{
	const struct net_layer *l = c->l;
	int with_bias = last && !is_pool(l), i;
	int requantise = with_bias && !k->out_raw;

	k->bias = xcalloc(k->cols, sizeof(*k->bias));
	k->mult = xcalloc(k->cols, sizeof(*k->mult));
	k->shift = xcalloc(k->cols, sizeof(*k->shift));
	k->skip_mult = xcalloc(k->cols, sizeof(*k->skip_mult));
	for (i = 0; i < k->cols; i++) {
		k->bias[i] = with_bias && l->bias ? l->bias[i] : 0;
		k->mult[i] = requantise && l->mult ? l->mult[i] : 1;
		k->shift[i] = requantise && l->shift ? l->shift[i] : 0;
		if (k->has_skip && l->skip_mult)
			k->skip_mult[i] = l->skip_mult[i];
	}
}

/* Pixels of the residual that wait while the path through the layers catches up:
 * an output needs `rows` rows and `cols` columns more of the residual's tensor
 * than its own place. -1 where that path does not come from there. */
static int64_t skip_pixels(const struct net *n, const struct net_layer *join,
			   const struct plan_task *k)
{
	const struct net_layer *l = join;
	int64_t rows = 0, cols = 0, pixels;
	int stride = join->skip_stride;

	for (;;) {
		rows = rows * l->stride + l->k_h - 1 - l->pad_y;
		cols = cols * l->stride + l->k_w - 1 - l->pad_x;
		if (l->input == join->skip)
			break;
		if (l->input <= join->skip)
			return -1;
		l = &n->layer[l->input - 1];
	}
	pixels = rows / stride * k->out_w +
		 (rows % stride ? k->out_w : cols / stride + 1);
	if (pixels > (int64_t)k->out_w * k->out_h)
		pixels = (int64_t)k->out_w * k->out_h;
	return pixels > 0 ? pixels : 1;
}

static void set_skip(const struct lowering *w, const struct cut *c,
		     struct plan_task *k)
{
	const struct net_layer *l = c->l;
	const struct net_tensor *t;

	if (l->skip < 0)
		return;
	t = &w->n->tensor[l->skip];
	k->has_skip = 1;
	k->skip_w = t->w;
	k->skip_h = t->h;
	k->skip_words = (t->c + 3) / 4;
	k->skip_signed = t->is_signed;
	k->skip_stride = l->skip_stride;
	k->skip_first = l->skip_first;
	k->skip_channels = t->c;
	note_need(w, NEED_SKIP, l, 4 * k->skip_words * skip_pixels(w->n, l, k));
}

static void add_dest(struct plan_stream *s, int task, int role)
{
	s->dest = xrealloc(s->dest, (s->n_dests + 1) * sizeof(*s->dest));
	s->dest[s->n_dests].task = task;
	s->dest[s->n_dests].role = role;
	s->dest[s->n_dests].hop = -1;
	s->n_dests++;
}

/* A new task and its stream, empty. */
static struct plan_task *add_task(struct plan *p)
{
	int t = p->n_tasks++;

	p->task = xrealloc(p->task, p->n_tasks * sizeof(*p->task));
	p->stream = xrealloc(p->stream,
			     (p->n_tasks + 1) * sizeof(*p->stream));
	memset(&p->task[t], 0, sizeof(*p->task));
	memset(&p->stream[t + 1], 0, sizeof(*p->stream));
	p->n_streams = p->n_tasks + 1;
	p->task[t].node = -1;
	p->stream[t + 1].src = t;
	return &p->task[t];
}

static void lower_part(const struct lowering *w, const struct cut *c, int part)
{
	struct plan *p = w->p;
	struct plan_task *k = add_task(p);
	int t = p->n_tasks - 1, last = part == c->n_parts - 1;
	struct plan_stream *s = &p->stream[t + 1];

	k->name = part_name(c, part);
	k->layer = (int)(c->l - w->n->layer);
	k->part = part;
	k->n_parts = c->n_parts;
	set_window(c, part, k);
	k->has_psum = part > 0;
	k->out_raw = !last || c->out->bits == 32;
	k->out_signed = last && !k->out_raw && c->out->is_signed;
	k->leak_shift = last ? c->l->leak_shift : 0;
	if (last)
		set_skip(w, c, k);
	set_constants(c, last, k);
	set_ring(w, c, k);
	if (!k->bypass)
		set_weights(w, c, k);
	s->w = k->out_w;
	s->h = k->out_h;
	s->words = k->out_raw ? k->cols : (k->cols + 3) / 4;
	add_dest(&p->stream[w->stream[c->in - w->n->tensor]], t, ROLE_ACT);
	if (k->has_psum)
		add_dest(&p->stream[t], t, ROLE_PSUM);
	if (k->has_skip)
		add_dest(&p->stream[w->stream[c->l->skip]], t, ROLE_SKIP);
}

static struct cut cut_layer(const struct lowering *w, int index)
{
	const struct net *n = w->n;
	struct cut c = {0};

	c.l = &n->layer[index];
	c.window = w->pool[index] < 0 ? c.l : &n->layer[w->pool[index]];
	c.in = &n->tensor[c.window->input];
	c.out = &n->tensor[index + 1];
	c.bypass = !net_op[c.l->op].has_weights;
	c.reduce = net_op[c.window->op].reduce;
	c.words = (c.in->c + 3) / 4;
	cut_rows(w, &c);
	return c;
}

/* What a network may have and no task can do yet. */
static int check_can_map(const struct lowering *w, const struct net_layer *l)
{
	const char *what = NULL;

	if (l->groups > 1)
		what = "a convolution in groups";
	else if (net_op[l->op].concat)
		what = "a concat";
	else if (is_pool(l) && l->mult)
		what = "a pooling that requantises";
	if (!what)
		return 0;
	return err_set(w->e, "", 0, "layer %.100s: %s cannot be mapped yet", l->name,
		       what);
}

/* What tasks cannot do, whatever the hardware; then crossbars. */
static int check_layers(const struct lowering *w)
{
	const struct net *n = w->n;
	int i;

	for (i = 0; i < n->n_layers; i++) {
		const struct net_layer *l = &n->layer[i];

		if (check_can_map(w, l))
			return -1;
		if (w->fused[i])
			continue;
		if (n->tensor[cut_layer(w, i).window->input].bits != 8 ||
		    (l->skip >= 0 && n->tensor[l->skip].bits != 8))
			return err_set(w->e, "", 0,
				"layer %s: reads a tensor of 32 bits, only 8 can "
				"be read", l->name);
		if (i < n->n_layers - 1 && !count_readers(n, i + 1))
			return err_set(w->e, "", 0,
				"layer %s: no layer reads its output", l->name);
	}
	return check_needs(w);
}

static void lower_layer(const struct lowering *w, int index)
{
	struct cut c = cut_layer(w, index);
	int i;

	for (i = 0; i < c.n_parts; i++)
		lower_part(w, &c, i);
	w->stream[index + 1] = w->p->n_tasks;
}

static void lower_image(const struct net *n, struct plan *p)
{
	const struct net_tensor *in = &n->tensor[0];

	p->net = one_line(xstrdup(n->name ? n->name : ""));
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
	p->stream[0].w = in->w;
	p->stream[0].h = in->h;
	p->stream[0].words = (in->c + 3) / 4;
}

static int lower_all(const struct lowering *w)
{
	int i;

	if (check_layers(w) < 0)
		return -1;
	for (i = 0; i < w->n->n_layers; i++)
		if (!w->fused[i])
			lower_layer(w, i);
	add_dest(&w->p->stream[w->p->n_streams - 1], -1, 0);
	return check_needs(w);
}

int lower_net(const struct net *n, struct plan *p, struct err *e)
{
	struct need need[N_NEEDS] = {{0, NULL}};
	struct lowering w = { n, p, e, NULL, NULL, NULL, need };
	int i, failed;

	w.stream = xcalloc(n->n_layers + 1, sizeof(int));
	w.pool = xcalloc(n->n_layers, sizeof(int));
	w.fused = xcalloc(n->n_layers, 1);
	for (i = 0; i < n->n_layers; i++) {
		w.pool[i] = fused_pool(n, &n->layer[i]);
		if (w.pool[i] >= 0)
			w.fused[w.pool[i]] = 1;
	}
	lower_image(n, p);
	failed = lower_all(&w) < 0;
	free(w.fused);
	free(w.stream);
	free(w.pool);
	return failed ? -1 : 0;
}
