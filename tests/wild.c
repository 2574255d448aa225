/* SPDX-License-Identifier: Apache-2.0 */
#include "wild.h"
#include "base/file.h"
#include "tiny.h"

#include <assert.h>
#include <stdlib.h>
#include <unistd.h>

int wild_pick(uint64_t *seed, int n)
{
	return (int)((rand_next(seed) >> 33) % n);
}

static void shuffle(int *v, int n, uint64_t *seed)
{
	int i, k, t;

	for (i = 0; i < n; i++)
		v[i] = i;
	for (i = n - 1; i > 0; i--) {
		k = wild_pick(seed, i + 1);
		t = v[i];
		v[i] = v[k];
		v[k] = t;
	}
}

char *wild_edges(const char *name, int n_nodes, int extra, uint64_t *seed)
{
	int *walk = xcalloc(n_nodes, sizeof(*walk)), i, a, b;
	char *there = xcalloc(n_nodes, n_nodes);
	char *path = xasprintf("%s.edges", name);
	struct text t = {0};
	struct err e;

	shuffle(walk, n_nodes, seed);
	for (i = 0; i < n_nodes + extra; i++) {
		a = i < n_nodes ? walk[i] : wild_pick(seed, n_nodes);
		b = i < n_nodes ? walk[(i + 1) % n_nodes]
				: wild_pick(seed, n_nodes);
		if (a == b || there[a * n_nodes + b])
			continue;
		there[a * n_nodes + b] = 1;
		text_add(&t, "%d %d\n", a, b);
	}
	i = file_write(path, t.s, t.n, &e);
	assert(!i);
	text_free(&t);
	free(walk);
	free(there);
	free(path);
	return xasprintf("edges(\"%s.edges\")", name);
}

struct topo *wild_topo(int n_nodes, int extra, uint64_t *seed)
{
	char *name = xasprintf("wild%d", (int)getpid()), *expr;
	struct topo *t;

	expr = wild_edges(name, n_nodes, extra, seed);
	t = tiny_topo(expr);
	free(expr);
	expr = xasprintf("%s.edges", name);
	unlink(expr);
	free(expr);
	free(name);
	return t;
}

struct flow *wild_flow(int n_tasks, uint64_t *seed)
{
	struct flow *f = flow_new("wild");
	int i, k, n, from;
	char name[16];

	flow_add_stream(f, "the input", FLOW_EDGE, 1 + wild_pick(seed, 1000));
	for (i = 0; i < n_tasks; i++) {
		snprintf(name, sizeof(name), "t%d", i);
		flow_add_task(f, name, 1000, 0.1);
		flow_add_stream(f, name, i, 1 + wild_pick(seed, 1000));
	}
	flow_add_dest(f, 0, 0);
	for (i = 1; i < n_tasks; i++) {
		n = 1 + wild_pick(seed, 3);
		for (k = 0; k < n; k++) {
			from = k ? wild_pick(seed, i) : i - 1;
			flow_add_dest(f, from + 1, i);
		}
	}
	flow_add_dest(f, n_tasks, FLOW_EDGE);
	return f;
}
