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
#define REFUSE(e, path, list, ...) \
	err_set(e, (list)->line ? (path) : "--set", (list)->line, __VA_ARGS__)

static int check_range(const char *key, const struct arch_list *list, const char *kind,
		       int n, const char *topology, const char *path, struct err *e)
{
	int worst = list->n ? list->v[list->n - 1] : -1;

	if (worst < n)
		return 0;
	return REFUSE(e, path, list, "%s: %d: %.200s has %s 0..%d", key, worst, topology,
		      kind, n - 1);
}

int die_check_cores(const struct arch *a, int n_nodes, const char *topology,
		    const char *path, struct err *e)
{
	return check_range("dead.cores", &a->dead_cores, "nodes", n_nodes, topology, path, e);
}

int die_check_channels(const struct arch *a, int n_channels, const char *topology,
		       const char *path, struct err *e)
{
	return check_range("dead.channels", &a->dead_channels, "channels", n_channels, topology,
			   path, e);
}

static int check_end(const struct look *l, const char *end, int node)
{
	const struct arch_list *list = &l->a->dead_cores;
	int i;

	for (i = 0; i < list->n; i++)
		if (list->v[i] == node)
			return REFUSE(l->e, l->path, list, "dead.cores: %d: the fabric's %s is at this "
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

	if (die_check_cores(a, g->n_nodes, a->topology, path, e) < 0 ||
	    die_check_channels(a, g->n_edges, a->topology, path, e) < 0)
		return -1;
	if ((!cores->n && !channels->n) || in < 0 || in >= g->n_nodes || out < 0 ||
	    out >= g->n_nodes)	/* as wire_check says */
		return 0;
	if (check_end(&l, "input", in) < 0 || check_end(&l, "output", out) < 0)
		return -1;
	topo_set_dead(t, cores->v, cores->n, channels->v, channels->n, in, out);
	if (t->dead_node[in])
		return REFUSE(e, path, cores->n ? cores : channels,
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
