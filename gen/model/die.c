/* SPDX-License-Identifier: Apache-2.0 */
#include "die.h"

#include "wire.h"

struct look {
	const struct arch *a;
	const char *path;
	struct topo *t;
	struct err *e;
};

/* Message at the list of a key: its line, or the override. */
#define REFUSE(l, list, ...) \
	err_set((l)->e, (list)->line ? (l)->path : "--set", (list)->line, __VA_ARGS__)

static int check_range(const struct look *l, const char *key,
		       const struct arch_list *list, const char *kind, int n)
{
	int worst = list->n ? list->v[list->n - 1] : -1;

	if (worst < n)
		return 0;
	return REFUSE(l, list, "%s: %d: %.200s has %s 0..%d", key, worst, l->a->topology,
		      kind, n - 1);
}

static int check_end(const struct look *l, const char *end, int node)
{
	const struct arch_list *list = &l->a->dead_cores;
	int i;

	for (i = 0; i < list->n; i++)
		if (list->v[i] == node)
			return REFUSE(l, list, "dead.cores: %d: the fabric's %s is at this "
				      "node and cannot be moved: this die is lost, or "
				      "another io.%s makes another fabric", node, end, end);
	return 0;
}

int die_mark(const struct arch *a, const char *path, struct topo *t, struct err *e)
{
	const struct look l = {a, path, t, e};
	const struct arch_list *cores = &a->dead_cores, *channels = &a->dead_channels;
	const struct graph *g = t->graph;
	int in = wire_input(a, t), out = wire_output(a, t);

	if (check_range(&l, "dead.cores", cores, "nodes", g->n_nodes) < 0 ||
	    check_range(&l, "dead.channels", channels, "channels", g->n_edges) < 0)
		return -1;
	if ((!cores->n && !channels->n) || in < 0 || in >= g->n_nodes || out < 0 ||
	    out >= g->n_nodes)	/* as wire_check says */
		return 0;
	if (check_end(&l, "input", in) < 0 || check_end(&l, "output", out) < 0)
		return -1;
	topo_set_dead(t, cores->v, cores->n, channels->v, channels->n, in, out);
	if (t->dead_node[in])
		return REFUSE(&l, cores->n ? cores : channels,
			      "%s: no live route leads from the fabric's input at node %d "
			      "to its output at node %d", cores->n ? "dead.cores" :
			      "dead.channels", in, out);
	return 0;
}

struct topo *die_build(const struct arch *a, const char *path, struct err *e)
{
	struct topo *t = topo_build(a->topology, a->topology_line ? path : "--set",
				    a->topology_line, e);

	if (t && die_mark(a, path, t, e) < 0) {
		topo_free(t);
		t = NULL;
	}
	return t;
}
