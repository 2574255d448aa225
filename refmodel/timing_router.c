/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "timing_impl.h"

int router_port(struct router *r)
{
	r->port = xrealloc(r->port, sizeof(*r->port) * (size_t)(r->n_ports + 1));
	r->port[r->n_ports] = (struct port){0};
	return r->n_ports++;
}

void router_entry(struct router *r, int port, const struct entry *e)
{
	struct port *p = &r->port[port];
	int i = p->n_entries++;

	p->entry = xrealloc(p->entry, sizeof(*e) * (size_t)p->n_entries);
	for (; i > 0 && p->entry[i - 1].number > e->number; i--)
		p->entry[i] = p->entry[i - 1];
	p->entry[i] = *e;
	e->from->left = ++e->from->n_entries;
}

void router_free(struct router *r)
{
	int i;

	for (i = 0; i < r->n_ports; i++)
		free(r->port[i].entry);
	free(r->port);
	core_free(r->core);
}

/* First cycle in which an entry can send its flit on; NEVER: not known. */
static int64_t may_send(const struct entry *e, const struct core *core,
			int64_t now)
{
	if (e->from->n_gone != e->n_taken || queue_head(e->from) > now)
		return NEVER;
	if (e->to)
		return queue_room(e->to);
	return core_ready(core, e->dest) ? now : NEVER;
}

/* Who asks: imc_arb. The one with the turn is served; the turn goes to the next of
 * the others, or stays where no other asks. */
static void decide(struct port *p, const struct core *core, int64_t now,
		   int64_t *next)
{
	struct entry *e;
	int64_t t;
	int first = -1, behind = -1;

	p->winner = NULL;
	for (e = p->entry; e < p->entry + p->n_entries; e++) {
		t = may_send(e, core, now);
		if (t > now)
			*next = min64(*next, t);
		else if (e->number == p->turn)
			p->winner = e;
		else if (e->number > p->turn && behind < 0)
			behind = e->number;
		else if (first < 0)
			first = e->number;
	}
	p->next = behind >= 0 ? behind : first >= 0 ? first : p->turn;
}

/* Each port in turn, on the state before the cycle; then the flits. */
static int pass_flits(struct router *r, struct calendar *now, int64_t *next,
		      const struct plan_dest **to_core)
{
	int changed = 0;
	struct port *p;

	for (p = r->port; p < r->port + r->n_ports; p++)
		decide(p, r->core, now->now, next);
	for (p = r->port; p < r->port + r->n_ports; p++) {
		struct entry *e = p->winner;

		changed |= e || p->next != p->turn;
		p->turn = p->next;
		if (!e)
			continue;
		e->n_taken++;
		queue_take(e->from, now);
		if (e->to)
			queue_put(e->to, now);
		else
			*to_core = e->dest;
	}
	return changed;
}

int router_cycle(struct router *r, struct calendar *now, int64_t *next)
{
	const struct plan_dest *to_core = NULL;
	int changed = 0;

	if (r->n_flits)
		changed = pass_flits(r, now, next, &to_core);
	if (r->core)
		changed |= core_cycle(r->core, to_core, now, next);
	return changed;
}
