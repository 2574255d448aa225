/* SPDX-License-Identifier: Apache-2.0 */
#include "map.h"

#include <stdlib.h>
#include <string.h>

const struct map_strategy map_strategies[] = {
	{ "order", "task i on core i, in the order of the layers", map_order },
	{0}
};

static const struct map_strategy *find(const char *name, struct err *e)
{
	const struct map_strategy *s = map_strategies;
	struct text known = {0};

	if (!name)
		return s;
	for (; s->name; s++)
		if (!strcmp(s->name, name))
			return s;
	for (s = map_strategies; s->name; s++)
		text_add(&known, "%s%s", known.n ? ", " : "", s->name);
	err_set(e, "", 0, "no placement strategy `%s`, there is: %s", name,
		known.s);
	text_free(&known);
	return NULL;
}

int map_place(struct plan *p, const char *name, struct err *e)
{
	const struct map_strategy *s = find(name, e);
	int n_nodes = p->topo->graph->n_nodes, t, failed;
	int *node;

	if (!s)
		return -1;
	if (p->n_tasks > n_nodes)
		return err_set(e, "", 0,
			"%s needs %d cores, %s has %d: %d short, the first "
			"layer without a core is %s", p->net, p->n_tasks,
			p->arch->topology, n_nodes, p->n_tasks - n_nodes,
			p->task[n_nodes].name);
	node = xcalloc(p->n_tasks, sizeof(*node));
	failed = s->place(p, node, e) < 0;
	for (t = 0; !failed && t < p->n_tasks; t++)
		p->task[t].node = node[t];
	free(node);
	return failed ? -1 : 0;
}
