/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "timing_impl.h"

struct queue *queue_new(int depth, int fwd, int back)
{
	struct queue *q = xcalloc(1, sizeof(*q));
	int n = 1;

	while (n < depth)
		n *= 2;
	q->depth = depth;
	q->fwd = fwd;
	q->back = back;
	q->mask = n - 1;
	q->put = xcalloc((size_t)n, sizeof(*q->put));
	q->gone = xcalloc((size_t)n, sizeof(*q->gone));
	return q;
}

void queue_free(struct queue *q)
{
	if (q == NULL)
		return;
	free(q->put);
	free(q->gone);
	free(q);
}

struct taker queue_taker(struct queue *q)
{
	q->left = ++q->n_takers;
	return (struct taker){ .q = q, .n = 0 };
}

int mover_run(struct mover *m)
{
	int n = 0;

	while (taker_ready(&m->from) && queue_room(m->to)) {
		int64_t t = max64(taker_time(&m->from), queue_time(m->to));

		taker_take(&m->from, t);
		n++;
		if (++m->at < m->group)
			continue;
		m->at = 0;
		queue_put(m->to, t + m->delay);
	}
	return n;
}
