/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "timing_impl.h"

void calendar_init(struct calendar *c, int n_places)
{
	*c = (struct calendar){ .n_words = n_places / 64 + 1 };
	c->due = xcalloc((size_t)SLOTS * (size_t)c->n_words, sizeof(*c->due));
}

void calendar_free(struct calendar *c)
{
	free(c->due);
}

int calendar_next(struct calendar *c)
{
	if (!c->n_due)
		return -1;
	for (;; c->now++) {
		uint64_t *word = &c->due[c->now % SLOTS * c->n_words];
		int i;

		for (i = 0; i < c->n_words; i++)
			if (word[i])
				break;
		if (i == c->n_words)
			continue;
		c->n_due--;
		i = 64 * i + __builtin_ctzll(word[i]);
		word[i / 64] &= word[i / 64] - 1;
		return i;
	}
}

struct queue *queue_new(int depth, int fwd, int back, int from, int to,
			int *n_flits)
{
	struct queue *q = xcalloc(1, sizeof(*q));
	int n = 1;

	while (n < depth)
		n *= 2;
	*q = (struct queue){
		.depth = depth, .fwd = fwd, .back = back, .from = from, .to = to,
		.n_flits = n_flits, .mask = n - 1,
		.put = xcalloc((size_t)n, sizeof(*q->put)),
		.gone = xcalloc((size_t)n, sizeof(*q->gone)),
	};
	return q;
}

void queue_free(struct queue *q)
{
	free(q->put);
	free(q->gone);
	free(q);
}
