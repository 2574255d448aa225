/* SPDX-License-Identifier: Apache-2.0 */
#include "use.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "flow_plan.h"

static int64_t n_windows(const struct plan_task *k)
{
	return (int64_t)k->out_w * k->out_h;
}

static int64_t task_cycles(const struct plan *p, const struct plan_task *k)
{
	return n_windows(k) * flow_pixel_cycles(p, k);
}

/* Words that a window reads of the activation memory; with sums, of the sums. */
static void count_memories(const struct plan *p, const struct plan_task *k,
			   struct use *u)
{
	int64_t kept = (int64_t)k->in_w * k->in_h * k->in_words;

	if (plan_task_sums(k)) {
		u->act_writes += arch_lanes(p->arch) * kept;
		u->act_reads += arch_lanes(p->arch) * kept;
	} else {
		u->act_writes += kept;
		u->act_reads += n_windows(k) * k->k_w * k->k_h * k->in_words;
	}
	if (k->reduce == REDUCE_WEIGHTED)
		u->pool_reads += n_windows(k) * k->k_w * k->k_h * k->in_words;
	if (!k->has_skip)
		return;
	u->skip_writes += n_windows(k) * k->skip_words;
	u->skip_reads += n_windows(k) * k->skip_words;
}

static void count_channels(const struct plan *p, struct use *u)
{
	const struct plan_stream *s;
	int64_t words;
	int i, h;

	for (i = 0; i < p->n_streams; i++) {
		s = &p->stream[i];
		words = plan_image_words(s);
		u->flit_hops += words * s->n_hops;
		for (h = 0; h < s->n_hops; h++)
			u->bit_pitches += words * p->arch->link_bits *
				topo_length(p->topo, s->hop[h].channel);
	}
}

struct use use_of_plan(const struct plan *p, int64_t interval)
{
	struct use u = {
		.interval = interval, .n_cores = topo_n_live(p->topo),
		.n_tasks = p->n_tasks,
	};
	double all = (double)p->arch->xbar_rows * p->arch->xbar_cols;
	double cells = 0, work = 0;	/* with a weight; in all products */
	int i;

	for (i = 0; i < p->n_tasks; i++) {
		const struct plan_task *k = &p->task[i];

		count_memories(p, k, &u);
		u.slowest = max64(u.slowest, task_cycles(p, k));
		if (k->bypass)
			continue;
		u.n_products_tasks++;
		u.products += n_windows(k);
		u.conversions += n_windows(k) * k->cols;
		cells += (double)k->rows * k->cols;
		work += (double)n_windows(k) * k->rows * k->cols;
	}
	count_channels(p, &u);
	work *= p->arch->xbar_cycles;
	u.ideal = work / (all * u.n_cores);
	u.use = (double)u.products * p->arch->xbar_cycles /
		((double)u.n_tasks * interval);
	u.loss.crossbars = (double)u.n_cores / u.n_products_tasks;
	u.loss.cells = all * u.n_products_tasks / cells;
	u.loss.imbalance = (double)u.slowest * cells / work;
	u.loss.communication = (double)interval / u.slowest;
	return u;
}

void use_text(const struct use *u, struct text *t)
{
	text_add(t, "use: %d of %d cores, %.1f %% of their time; an ideal machine "
		 "takes %.0f cycles\n", u->n_tasks, u->n_cores, 100 * u->use,
		 u->ideal);
	text_add(t, "losses: crossbars %.2f, cells %.2f, imbalance %.2f, "
		 "communication %.2f: %.2f in all\n", u->loss.crossbars,
		 u->loss.cells, u->loss.imbalance, u->loss.communication,
		 u->interval / u->ideal);
	text_add(t, "per image: %" PRId64 " products, %" PRId64 " conversions, "
		 "activation memories %" PRId64 " words written, %" PRId64
		 " read, residual memories %" PRId64 " and %" PRId64 ", weights of "
		 "reductions %" PRId64 " read, %" PRId64 " flit-hops, %.4g bit-pitches\n", u->products, u->conversions,
		 u->act_writes, u->act_reads, u->skip_writes, u->skip_reads, u->pool_reads,
		 u->flit_hops, (double)u->bit_pitches);
}

/* Adds a task to its layer's row. The first copy, which begins at column 0, tells the
 * shape of the matrix. */
static void add_to_row(const struct plan *p, const struct plan_task *k,
		       struct use_layer *r)
{
	int64_t at = task_cycles(p, k);

	r->n_cores++;
	r->cycles = max64(r->cycles, at);
	if (k->is_copy)
		return;
	r->use += k->bypass ? (double)at :
		  (double)n_windows(k) * p->arch->xbar_cycles;
	if (k->out_channel == 0 && k->part == 0) {
		r->copies++;
		r->windows += n_windows(k);
	}
	if (k->out_x == 0) {
		r->parts++;
		r->rows += k->out_channel == 0 ? k->rows : 0;
		r->cols += k->part == 0 ? k->cols : 0;
	}
}

struct use_layer *use_layers(const struct plan *p, int64_t interval, int *n)
{
	struct use_layer *row = xcalloc(p->n_tasks, sizeof(*row));
	int i;

	*n = 0;
	for (i = 0; i < p->n_tasks; i++) {
		if (!*n || row[*n - 1].layer != p->task[i].layer)
			row[(*n)++].layer = p->task[i].layer;
		add_to_row(p, &p->task[i], &row[*n - 1]);
	}
	for (i = 0; i < *n; i++)
		row[i].use /= (double)row[i].n_cores * interval;
	return row;
}

/* Takes "@16" off the end of a name, where it is there. */
static void take_off(char *name, char mark, int number)
{
	char end[16];
	size_t n = strlen(name), k = (size_t)snprintf(end, sizeof(end), "%c%d", mark, number);

	if (n > k && !strcmp(name + n - k, end))
		name[n - k] = 0;
}

char *use_layer_name(const struct plan *p, int layer)
{
	const struct plan_task *first = NULL;
	int bands = 0, blocks = 0;
	char *name;

	for (int i = 0; i < p->n_tasks; i++) {
		const struct plan_task *k = &p->task[i];

		if (k->layer != layer || k->is_copy)
			continue;
		first = first ? first : k;
		bands |= k->out_x != first->out_x;
		blocks |= k->out_channel != first->out_channel;
	}
	if (!first)
		return xstrdup("");
	name = xstrdup(first->name);
	if (first->n_parts > 1)
		take_off(name, '/', first->part);
	if (bands)
		take_off(name, '@', first->out_x);
	if (blocks)
		take_off(name, '+', first->out_channel);
	return name;
}

void use_layers_text(const struct plan *p, int64_t interval, struct text *t)
{
	struct use_layer *row;
	int n, i;

	row = use_layers(p, interval, &n);
	text_add(t, "%-24s%9s %11s %6s %7s %6s %9s %6s\n", "layer", "windows",
		 "matrix", "parts", "copies", "cores", "cycles", "use");
	for (i = 0; i < n; i++) {
		char matrix[32], *name = use_layer_name(p, row[i].layer);

		snprintf(matrix, sizeof(matrix), "%dx%d", row[i].rows,
			 row[i].cols);
		text_add(t, "%-24s", name);
		free(name);
		text_add(t, "%9" PRId64 " %11s %6d %7d %6d %9" PRId64 " %5.1f%%\n",
			 row[i].windows, matrix, row[i].parts, row[i].copies,
			 row[i].n_cores, row[i].cycles, 100 * row[i].use);
	}
	free(row);
}
