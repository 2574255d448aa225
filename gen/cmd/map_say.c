/* SPDX-License-Identifier: Apache-2.0 */
#include "map.h"

#include <stdio.h>
#include <stdlib.h>

#include "embed/tasks.h"
#include "model/flow_plan.h"

/* Hops of the longest route from a task to one that reads it: without input and output of
 * the fabric, which are in the dilation of report and load. */
static int dilation(const struct plan *p)
{
	int max = 0;

	for (int i = 0; i < p->n_streams; i++) {
		const struct plan_stream *s = &p->stream[i];

		for (int d = 0; s->src >= 0 && d < s->n_dests; d++) {
			int n = 0;

			if (s->dest[d].task < 0)
				continue;
			for (int hop = s->dest[d].hop; hop >= 0; hop = s->hop[hop].from)
				n++;
			max = n > max ? n : max;
		}
	}
	return max;
}

static void say_why(const struct embed_problem *q, const struct embed_result *r,
		    struct text *t)
{
	if (r->answer == EMBED_YES) {
		text_add(t, "one channel a stream is possible, with more on the busiest channel "
			 "or far from the fabric's input or output");
	} else if (r->answer == EMBED_OPEN || r->n_window > 24) {
		text_add(t, r->answer == EMBED_OPEN ?
			 "a brief look found no embedding (imcfab embed looks longer)" :
			 "there is no embedding");
	} else {
		text_add(t, "no embedding: %d task%s fail already (", r->n_window,
			 plural(r->n_window));
		for (int i = 0; i < r->n_window && i < 6; i++)
			text_add(t, "%s%s", i ? ", " : "", q->task[r->window[i]]);
		text_add(t, r->n_window > 6 ? ", ..)" : ")");
	}
}

void map_say_dilation(const struct plan *p)
{
	const struct embed_options o = {.brief = 1, .window = 1};
	int n = dilation(p);
	struct flow *f;
	struct embed_problem *q;
	struct embed_result r;
	struct topo *live;
	struct text t = {0};
	int *channel = NULL;

	if (n <= 1) {
		puts("dilation between tasks 1: every stream between them is on one channel");
		return;
	}
	f = flow_of_plan(p);
	live = p->topo->dead_node ? topo_live(p->topo, &channel) : NULL;
	q = embed_on(live ? live : p->topo);
	embed_add_flow(q, f);
	embed_finish(q);
	embed_solve(q, &o, &r);
	say_why(q, &r, &t);
	printf("dilation between tasks %d: %s\n", n, t.s);
	text_free(&t);
	embed_result_free(&r);
	embed_problem_free(q);
	flow_free(f);
	topo_free(live);
	free(channel);
}
