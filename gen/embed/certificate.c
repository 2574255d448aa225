/* SPDX-License-Identifier: Apache-2.0 */
#include "embed.h"

static void add_problem(const struct embed_problem *p, struct text *t)
{
	int i, k;

	text_add(t, "imcfab-embedding 1\n# %d tasks, %d streams, %d cores, %d channels\n",
		 p->n_tasks, p->n_streams, p->n_cores, p->n_channels);
	for (i = 0; i < p->n_tasks; i++)
		text_add(t, "task %d %s\n", i, p->task[i]);
	for (i = 0; i < p->n_streams; i++)
		text_add(t, "stream %d %d\n", p->stream[i][0], p->stream[i][1]);
	for (i = 0; i < p->n_cores; i++)
		text_add(t, "core %d\n", i);
	for (i = 0; i < p->n_channels; i++)
		text_add(t, "channel %d %d\n", p->channel[i][0], p->channel[i][1]);
	for (i = 0; i < p->n_cores; i++)
		if (p->dead[i])
			text_add(t, "dead %d\n", i);
	for (i = 0; i < p->n_tasks; i++) {
		if (!p->at[i])
			continue;
		text_add(t, "at %d", i);
		for (k = 0; k < p->n_at[i]; k++)
			text_add(t, " %d", p->at[i][k]);
		text_add(t, "\n");
	}
}

void embed_certificate(const struct embed_problem *p, const struct embed_result *r,
		       struct text *t)
{
	int i;

	add_problem(p, t);
	if (r->answer == EMBED_YES) {
		text_add(t, "answer yes\n");
		for (i = 0; i < p->n_tasks; i++)
			text_add(t, "place %d %d\n", i, r->place[i]);
		return;
	}
	if (r->answer == EMBED_OPEN) {
		text_add(t, "answer open\n");
		return;
	}
	text_add(t, "answer no\nwindow");
	for (i = 0; i < r->n_window; i++)
		text_add(t, " %d", r->window[i]);
	text_add(t, "\n");
	if (r->by_count)
		text_add(t, "because count\n");
	if (r->by_degree)
		text_add(t, "because degree %d\n", r->by_degree - 1);
}
