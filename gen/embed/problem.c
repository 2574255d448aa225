/* SPDX-License-Identifier: Apache-2.0 */
#include "embed.h"

#include <stdlib.h>
#include <string.h>

struct embed_problem *embed_problem_new(int n_cores)
{
	struct embed_problem *p = xcalloc(1, sizeof(*p));

	p->n_cores = n_cores;
	p->dead = xcalloc(n_cores + 1, 1);
	return p;
}

/* Arrays grow by doubling: at powers of two. */
static void *grown(void *array, int n, size_t each)
{
	return n & (n - 1) ? array : xrealloc(array, (n ? 2 * (size_t)n : 1) * each);
}

int embed_add_task(struct embed_problem *p, const char *name)
{
	int t = p->n_tasks;

	p->task = grown(p->task, t, sizeof(*p->task));
	p->at = grown(p->at, t, sizeof(*p->at));
	p->n_at = grown(p->n_at, t, sizeof(*p->n_at));
	p->task[t] = xstrdup(name);
	for (char *s = p->task[t]; *s; s++)
		if (*s == '\n' || *s == '\r')
			*s = ' ';
	p->at[t] = NULL;
	p->n_at[t] = 0;
	return p->n_tasks++;
}

static void add_pair(int (**pair)[2], int *n, int from, int to)
{
	*pair = grown(*pair, *n, sizeof(**pair));
	(*pair)[*n][0] = from;
	(*pair)[(*n)++][1] = to;
}

void embed_add_stream(struct embed_problem *p, int from, int to)
{
	if (from != to)
		add_pair(&p->stream, &p->n_streams, from, to);
}

void embed_add_channel(struct embed_problem *p, int from, int to)
{
	if (from != to)
		add_pair(&p->channel, &p->n_channels, from, to);
}

static int by_ends(const void *a, const void *b)
{
	const int *p = a, *q = b;

	return p[0] != q[0] ? (p[0] > q[0]) - (p[0] < q[0]) : (p[1] > q[1]) - (p[1] < q[1]);
}

static void sort_once(int (*pair)[2], int *n)
{
	int kept = 0;

	if (*n)
		qsort(pair, *n, sizeof(*pair), by_ends);
	for (int i = 0; i < *n; i++)
		if (!kept || by_ends(pair[kept - 1], pair[i]))
			memmove(pair[kept++], pair[i], sizeof(*pair));
	*n = kept;
}

void embed_finish(struct embed_problem *p)
{
	int n = 0;

	sort_once(p->stream, &p->n_streams);
	sort_once(p->channel, &p->n_channels);
	for (int i = 0; i < p->n_channels; i++)
		if (!p->dead[p->channel[i][0]] && !p->dead[p->channel[i][1]])
			memmove(p->channel[n++], p->channel[i], sizeof(*p->channel));
	p->n_channels = n;
}

int embed_has_channel(const struct embed_problem *p, const int ends[2])
{
	return p->n_channels && bsearch(ends, p->channel, p->n_channels,
					sizeof(*p->channel), by_ends) != NULL;
}

void embed_set_at(struct embed_problem *p, int task, const int *core, int n)
{
	int *old = p->at[task], n_old = p->n_at[task], i = 0, n_kept = 0;
	int *kept = xcalloc(n + 1, sizeof(int));

	for (int k = 0; k < n; k++) {
		while (old && i < n_old && old[i] < core[k])
			i++;
		if (!old || (i < n_old && old[i] == core[k]))
			kept[n_kept++] = core[k];
	}
	free(old);
	p->at[task] = kept;
	p->n_at[task] = n_kept;
}

struct embed_problem *embed_part(const struct embed_problem *p, const int *task, int n)
{
	struct embed_problem *q = embed_problem_new(p->n_cores);
	int *part = xcalloc(p->n_tasks + 1, sizeof(*part)), t, i;

	memcpy(q->dead, p->dead, p->n_cores);
	for (t = 0; t < p->n_tasks; t++)
		part[t] = -1;
	for (i = 0; i < n; i++) {
		t = part[task[i]] = embed_add_task(q, p->task[task[i]]);
		if (p->at[task[i]])
			embed_set_at(q, t, p->at[task[i]], p->n_at[task[i]]);
	}
	for (i = 0; i < p->n_streams; i++)
		if (part[p->stream[i][0]] >= 0 && part[p->stream[i][1]] >= 0)
			embed_add_stream(q, part[p->stream[i][0]], part[p->stream[i][1]]);
	q->channel = xcalloc(p->n_channels + 1, sizeof(*q->channel));
	if (p->n_channels)
		memcpy(q->channel, p->channel, p->n_channels * sizeof(*q->channel));
	q->n_channels = p->n_channels;
	free(part);
	return q;
}

void embed_problem_free(struct embed_problem *p)
{
	if (!p)
		return;
	for (int t = 0; t < p->n_tasks; t++) {
		free(p->task[t]);
		free(p->at[t]);
	}
	free(p->task);
	free(p->at);
	free(p->n_at);
	free(p->stream);
	free(p->channel);
	free(p->dead);
	free(p);
}
