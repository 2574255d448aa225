/* SPDX-License-Identifier: Apache-2.0 */
#include "family.h"

#include <stdlib.h>
#include <string.h>

#include "topo/topo.h"

#define ROWS 2
#define SPARE 4	/* columns more than a period needs that are tried */
#define NODES 2000000	/* choices for one shift */

void strip_make(int k, struct strip *s)
{
	char *expr = xasprintf("kpp(%d, 200)", k);
	struct err e;
	struct topo *t = topo_build(expr, "", 0, &e);
	int middle = 100;	/* core 2 * column + row, away from both ends */

	*s = (struct strip){.k = k};
	for (int row = 0; t && row < ROWS; row++) {
		int tail = middle + row;

		for (int i = t->graph->first[tail]; i < t->graph->first[tail + 1]; i++) {
			int head = t->graph->head[i], *c = s->channel[s->n++];

			c[0] = row;
			c[1] = head % ROWS;
			c[2] = head / ROWS - middle / ROWS;
		}
	}
	topo_free(t);
	free(expr);
}

/* A stream of the unrolled block: `ahead` periods lie between its ends. */
struct link {
	int from, to, ahead;
};

struct making {
	const struct strip *s;
	struct period *p;
	struct link *link;
	int n, n_links;
	int *order;	/* [n] each beside one before it */
	char *used;	/* [ROWS][shift] */
	int64_t nodes;
};

static int has_channel(const struct strip *s, int a, int b, int d)
{
	for (int i = 0; i < s->n; i++)
		if (s->channel[i][0] == a && s->channel[i][1] == b && s->channel[i][2] == d)
			return 1;
	return 0;
}

static int is_linked(const struct making *m, const struct link *l)
{
	return has_channel(m->s, m->p->row[l->from], m->p->row[l->to],
			   m->p->column[l->to] + l->ahead * m->p->shift -
			   m->p->column[l->from]);
}

static char *used_at(const struct making *m, int row, int column)
{
	int shift = m->p->shift;

	return &m->used[row * shift + (column % shift + shift) % shift];
}

/* Whether task order[k] may stand there: streams with those before it, and itself. */
static int fits(const struct making *m, int k)
{
	int t = m->order[k], is_before;

	for (int i = 0; i < m->n_links; i++) {
		const struct link *l = &m->link[i];
		int other = l->from == t ? l->to : l->from;

		if (l->from != t && l->to != t)
			continue;
		is_before = 0;
		for (int j = 0; j <= k; j++)
			is_before |= m->order[j] == other;
		if (is_before && !is_linked(m, l))
			return 0;
	}
	return 1;
}

static int extend(struct making *m, int k);

static int try_at(struct making *m, int k, int row, int column)
{
	int t = m->order[k];
	char *used = used_at(m, row, column);

	if (*used || m->nodes++ > NODES)
		return 0;
	m->p->row[t] = row;
	m->p->column[t] = column;
	if (!fits(m, k))
		return 0;
	*used = 1;
	if (extend(m, k + 1))
		return 1;
	*used = 0;
	return 0;
}

/* The stream that joins order[k] to one before it. */
static const struct link *anchor(const struct making *m, int k)
{
	for (int j = 0; j < k; j++)
		for (int i = 0; i < m->n_links; i++) {
			const struct link *l = &m->link[i];

			if ((l->from == m->order[k] && l->to == m->order[j]) ||
			    (l->to == m->order[k] && l->from == m->order[j]))
				return l;
		}
	return NULL;
}

static int extend(struct making *m, int k)
{
	const struct period *p = m->p;
	const struct link *l;
	int back;

	if (k == m->n)
		return 1;
	if (!k)
		return try_at(m, 0, 0, 0) || try_at(m, 0, 1, 0);
	l = anchor(m, k);
	back = l->from == m->order[k];
	for (int i = 0; i < m->s->n; i++) {
		const int *c = m->s->channel[i];

		if (!back && c[0] == p->row[l->from] &&
		    try_at(m, k, c[1], p->column[l->from] + c[2] - l->ahead * p->shift))
			return 1;
		if (back && c[1] == p->row[l->to] &&
		    try_at(m, k, c[0], p->column[l->to] - c[2] + l->ahead * p->shift))
			return 1;
	}
	return 0;
}

/* Streams of `unroll` blocks after each other, the last one's carries to the next period. */
static void set_links(struct making *m, const struct family *f, int unroll)
{
	m->link = xcalloc((size_t)unroll * (f->n_streams + f->n_carries) + 1, sizeof(*m->link));
	for (int b = 0; b < unroll; b++) {
		int first = b * f->n_tasks;

		for (int i = 0; i < f->n_streams; i++)
			m->link[m->n_links++] = (struct link){
				first + f->stream[i][0], first + f->stream[i][1], 0};
		for (int i = 0; i < f->n_carries; i++) {
			const int *c = f->carry[i];
			int to = b + (c[2] ? -1 : 1), ahead = to == unroll ? 1 : to < 0 ? -1 : 0;

			to -= ahead * unroll;
			m->link[m->n_links++] = (struct link){
				first + c[0], to * f->n_tasks + c[1], ahead};
		}
	}
}

/* Each task beside one before it; the blocks of a family hang together. */
static void set_order(struct making *m)
{
	char *is_in = xcalloc(m->n + 1, 1);
	int n = 1;

	m->order[0] = 0;
	is_in[0] = 1;
	for (int i = 0; n < m->n && i < m->n_links; i++) {
		const struct link *l = &m->link[i];

		if (is_in[l->from] == is_in[l->to])
			continue;
		m->order[n] = is_in[l->from] ? l->to : l->from;
		is_in[m->order[n++]] = 1;
		i = -1;
	}
	free(is_in);
}

static int find(const struct family *f, const struct strip *s, int unroll, int shift,
		struct period *p)
{
	int n = unroll * f->n_tasks, found;
	struct making m = {.s = s, .p = p, .n = n};

	*p = (struct period){.unroll = unroll, .shift = shift};
	p->row = xcalloc(n, sizeof(int));
	p->column = xcalloc(n, sizeof(int));
	m.order = xcalloc(n, sizeof(int));
	m.used = xcalloc((size_t)ROWS * shift, 1);
	set_links(&m, f, unroll);
	set_order(&m);
	found = extend(&m, 0);
	free(m.order);
	free(m.used);
	free(m.link);
	if (!found)
		period_free(p);
	return found;
}

int period_find(const struct family *f, const struct strip *s, int unroll,
		struct period *p)
{
	for (int u = 1; u <= unroll; u++) {
		int least = (u * f->n_tasks + ROWS - 1) / ROWS;

		for (int shift = least; shift <= least + SPARE; shift++)
			if (find(f, s, u, shift, p))
				return 1;
	}
	return 0;
}

void period_free(struct period *p)
{
	free(p->row);
	free(p->column);
	*p = (struct period){0};
}

void period_certificate(const struct family *f, const struct strip *s,
			const struct period *p, struct text *t)
{
	int n = p->unroll * f->n_tasks;
	struct making m = {0};

	set_links(&m, f, p->unroll);
	text_add(t, "imcfab-embedding-family 1\n# %s: %s\n# on kpp(%d), %d block%s a period\n",
		 f->name, f->about, s->k, p->unroll, plural(p->unroll));
	for (int i = 0; i < n; i++)
		text_add(t, "task %d %s%d.%s\n", i, f->name, i / f->n_tasks,
			 f->task[i % f->n_tasks]);
	for (int i = 0; i < m.n_links; i++)
		if (!m.link[i].ahead)
			text_add(t, "stream %d %d\n", m.link[i].from, m.link[i].to);
	for (int i = 0; i < m.n_links; i++)
		if (m.link[i].ahead)
			text_add(t, "carry %d %d %d\n", m.link[i].from, m.link[i].to,
				 m.link[i].ahead);
	text_add(t, "rows %d\n", ROWS);
	for (int i = 0; i < s->n; i++)
		text_add(t, "channel %d %d %d\n", s->channel[i][0], s->channel[i][1],
			 s->channel[i][2]);
	text_add(t, "shift %d\n", p->shift);
	for (int i = 0; i < n; i++)
		text_add(t, "place %d %d %d\n", i, p->row[i], p->column[i]);
	free(m.link);
}
