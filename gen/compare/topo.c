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

static void add_grids(struct compare_list *l, int n)
{
	int y = short_side(n);

	if (y < 2)
		return;
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

void compare_defaults(struct compare_list *l, int n, const char *own)
{
	int d = log2_of(n), y = short_side(n);

	add(l, xasprintf("5pp(%d)", n));
	if (own)
		add(l, xstrdup(own));
	add(l, xasprintf("3pp(%d)", n));
	add(l, xasprintf("7pp(%d)", n));
	add(l, xasprintf("bidir(5pp(%d))", n));
	add_grids(l, n);
	add(l, xasprintf("ring(%d)", n));
	if (d > 0)
		add(l, xasprintf("hypercube(%d)", d));
	if (y >= 2)
		add(l, xasprintf("king(%d, %d)", n / y, y));
	if (n % 4 == 0 && short_side(n / 4) >= 2)
		add(l, xasprintf("cmesh(%d, %d, 4)", n / 4 / short_side(n / 4),
				 short_side(n / 4)));
	add(l, tree(n));
}
