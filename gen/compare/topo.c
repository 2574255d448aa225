/* SPDX-License-Identifier: Apache-2.0 */
#include "compare_run.h"

#include <stdlib.h>
#include <string.h>

static void add(struct compare_list *l, char *expr)
{
	for (int i = 0; i < l->n; i++)
		if (!strcmp(l->s[i], expr)) {
			free(expr);
			return;
		}
	l->s = xrealloc(l->s, (l->n + 1) * sizeof(*l->s));
	l->s[l->n++] = expr;
}

void compare_list_free(struct compare_list *l)
{
	for (int i = 0; i < l->n; i++)
		free(l->s[i]);
	free(l->s);
	memset(l, 0, sizeof(*l));
}

/* The largest divisor of n that is not above its root. */
static int short_side(int n)
{
	int side = 1;

	for (int i = 2; i * i <= n; i++)
		if (n % i == 0)
			side = i;
	return side;
}

static void leave_out(struct compare_list *left, const char *name, int n,
		      const char *needs)
{
	add(left, xasprintf("%s on %d cores: needs %s", name, n, needs));
}

/* Those on a grid of n cores. */
static void add_grids(struct compare_list *l, int n)
{
	int y = short_side(n);

	add(l, xasprintf("mesh(%d, %d)", n / y, y));
	add(l, xasprintf("torus(%d, %d)", n / y, y));
}

/* Fours, and what is left over at the leaves: 64 is 4, 4, 4; 32 is 4, 8. */
static char *tree(int n)
{
	struct text t = {0};

	text_add(&t, "tree(");
	while (n % 4 == 0 && n > 8) {
		text_add(&t, "4, ");
		n /= 4;
	}
	text_add(&t, "%d)", n);
	return t.s;
}

static int log2_of(int n)
{
	int d = 0;

	while (1 << d < n)
		d++;
	return 1 << d == n ? d : -1;
}

void compare_defaults(struct compare_list *l, int n, const char *own,
		      struct compare_list *left)
{
	int d = log2_of(n), y = short_side(n), routers = n % 4 ? 0 : n / 4;

	add(l, xasprintf("5pp(%d)", n));
	if (own)
		add(l, topo_canonical(own));
	add(l, xasprintf("3pp(%d)", n));
	add(l, xasprintf("7pp(%d)", n));
	add(l, xasprintf("bidir(5pp(%d))", n));
	if (y >= 2)
		add_grids(l, n);
	else
		leave_out(left, "mesh, torus", n, "two rows of equal length");
	add(l, xasprintf("ring(%d)", n));
	if (d > 0)
		add(l, xasprintf("hypercube(%d)", d));
	else
		leave_out(left, "hypercube", n, "a power of two");
	if (y >= 2)
		add(l, xasprintf("king(%d, %d)", n / y, y));
	else
		leave_out(left, "king", n, "two rows of equal length");
	if (short_side(routers) >= 2)
		add(l, xasprintf("cmesh(%d, %d, 4)", routers / short_side(routers),
				 short_side(routers)));
	else
		leave_out(left, "cmesh", n, "four cores at each router of two rows "
			  "of equal length");
	add(l, tree(n));
}
