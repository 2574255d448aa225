/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ROUTER_H
#define ROUTER_H

#include "route.h"
#include "topo/topo.h"

/*
 * The routers that a mapping can choose from: a row each, in the table of router.c.
 * Command help, comparison and refusals are made from it.
 */
struct router {
	const char *name;
	const char *summary;	/* for --help, no full stop */
	const char *label;	/* behind the topology in tables; NULL: nothing */
	/* Where it applies, in words and as a question; NULL: everywhere. */
	const char *where;
	int (*applies)(const struct topo *t);
	/* As route_build. */
	int (*route)(const struct topo *t, int n_vcs,
		     const struct route_job *job, int n_jobs,
		     struct route_tree *tree, struct err *e);
};

/* The default is the first. NULL behind the last. */
const struct router *router_at(int i);
const char *router_name(int i);
const char *router_summary(int i);

/* The router of that name, the default for NULL. NULL and *e, which lists them all. */
const struct router *router_find(const char *name, struct err *e);
int router_applies(const struct router *r, const struct topo *t);

#endif
