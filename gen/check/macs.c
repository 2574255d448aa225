/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <inttypes.h>

/* Channels of a source's image that a reader keeps. The last word of a pixel may have
 * bytes that are no channel. */
static int64_t kept_channels(const struct plan *p, const struct plan_stream *s,
			     const struct plan_task *k)
{
	int64_t all = s->src < 0 ? p->in_c : p->task[s->src].cols;
	int64_t end = min64(4 * ((int64_t)k->ch_first + k->ch_words), all);

	return max64(end - 4 * (int64_t)k->ch_first, 0);
}

/* Multiply-accumulates per image of a task with weights. Pooling before the crossbar
 * leaves one pixel of its window. */
static int64_t task_macs(const struct plan *p, const struct plan_stream *s,
			 const struct plan_task *k)
{
	int64_t window = k->reduce == REDUCE_NONE ? (int64_t)k->k_w * k->k_h : 1;

	return (int64_t)k->out_w * k->out_h * k->cols * window *
		kept_channels(p, s, k);
}

void verify_macs(const struct plan *p, struct report *r)
{
	int64_t macs = 0;

	for (int i = 0; i < p->n_streams; i++) {
		const struct plan_stream *s = &p->stream[i];

		for (int d = 0; d < s->n_dests; d++) {
			const struct plan_task *k = s->dest[d].task < 0 ? NULL :
				&p->task[s->dest[d].task];

			if (k && s->dest[d].role == ROLE_ACT && !k->bypass)
				macs += task_macs(p, s, k);
		}
	}
	if (macs != p->macs)
		report_say(r, "macs=%" PRId64 ": the crossbars make %" PRId64,
			   p->macs, macs);
}
