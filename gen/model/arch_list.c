/* SPDX-License-Identifier: Apache-2.0 */
#include "arch_list.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static int rising(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* The number in so many characters, or hi + 1 where there is none up to hi. */
static int number(const char *s, size_t n, int hi)
{
	int v = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		if (!isdigit((unsigned char)s[i]) || v > hi)
			return hi + 1;
		v = 10 * v + s[i] - '0';
	}
	return v > hi ? hi + 1 : v;
}

char *arch_list_parse(struct arch_list *l, const char *value, int hi)
{
	const char *s = value;
	int i;

	l->n = 0;
	while (*s) {
		size_t n = strcspn(s, " \t");
		int v = number(s, n, hi);

		if (v > hi)
			return xasprintf("\"%.*s\": must be numbers 0..%d, with blanks "
					 "between", (int)(n < 40 ? n : 40), s, hi);
		l->v = xrealloc(l->v, (size_t)(l->n + 1) * sizeof(*l->v));
		l->v[l->n++] = v;
		s += n + strspn(s + n, " \t");
	}
	if (l->n)
		qsort(l->v, (size_t)l->n, sizeof(*l->v), rising);
	for (i = 1; i < l->n; i++)
		if (l->v[i] == l->v[i - 1])
			return xasprintf("%d stands twice", l->v[i]);
	return NULL;
}

void arch_list_own(struct arch_list *l)
{
	int *v = xcalloc((size_t)l->n, sizeof(*v));

	if (l->n)
		memcpy(v, l->v, (size_t)l->n * sizeof(*v));
	l->v = v;
}

void arch_list_write(const struct arch_list *l, struct text *t)
{
	int i;

	for (i = 0; i < l->n; i++)
		text_add(t, i ? " %d" : "%d", l->v[i]);
}
