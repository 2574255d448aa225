/* SPDX-License-Identifier: Apache-2.0 */
#include "router.h"


static int negotiated(const struct topo *t, int n_vcs,
		      const struct route_job *job, int n_jobs,
		      struct route_tree *tree, struct err *e)
{
	return route_build(t->graph, n_vcs, job, n_jobs, tree, e);
}

static int is_grid(const struct topo *t)
{
	return t->n_dims > 0;
}

static int dimension(const struct topo *t, int n_vcs,
		     const struct route_job *job, int n_jobs,
		     struct route_tree *tree, struct err *e)
{
	struct route_grid d = {t->n_dims, {t->size[0], t->size[1], t->size[2]},
			       t->wraps};

	return route_dimension(t->graph, &d, n_vcs, job, n_jobs, tree, e);
}

static const struct router routers[] = {
	{"negotiated", "least words on the most loaded channel, then fewest hops",
	 NULL, NULL, NULL, negotiated},
	{"dimension", "one coordinate after the other, on mesh and torus",
	 "dimension order", "mesh and torus", is_grid, dimension},
};
#define N_ROUTERS ((int)(sizeof(routers) / sizeof(routers[0])))

const struct router *router_at(int i)
{
	return i < N_ROUTERS ? &routers[i] : NULL;
}

const char *router_name(int i)
{
	return i < N_ROUTERS ? routers[i].name : NULL;
}

const char *router_summary(int i)
{
	return i < N_ROUTERS ? routers[i].summary : NULL;
}

const struct router *router_find(const char *name, struct err *e)
{
	struct text known = {0};
	int i;

	if (!name)
		return &routers[0];
	i = name_find(router_name, name, &known);
	if (i >= 0)
		return &routers[i];
	err_set(e, "", 0, "no router `%s`, there is: %s", name, known.s);
	text_free(&known);
	return NULL;
}

int router_applies(const struct router *r, const struct topo *t)
{
	return !r->applies || r->applies(t);
}
