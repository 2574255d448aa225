/* SPDX-License-Identifier: Apache-2.0 */
#include "arch.h"
#include "arch_keys.h"
#include "arch_list.h"
#include "topo/topo.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* The shortest decimal that reads back as v. */
static void add_real(struct text *t, double v)
{
	char s[40];
	int digits = 15;

	do
		snprintf(s, sizeof(s), "%.*g", digits++, v);
	while (digits <= 17 && strtod(s, NULL) != v);
	text_add(t, "%s", s);
}

void arch_write_topology(const struct arch *a, struct text *t)
{
	char *s = topo_canonical(a->topology);

	text_add(t, "%s", s ? s : a->topology);
	free(s);
}

static int is_default(const struct key *k, const void *field)
{
	if (!k->optional)
		return 0;
	if (k->kind == KIND_LIST)
		return !((const struct arch_list *)field)->n;
	return k->kind == KIND_REAL ? *(const double *)field == k->default_value :
				      *(const int *)field == k->default_value;
}

static void write_keys(const struct arch *a, int all, struct text *t)
{
	int i;

	text_add(t, "imcfab-arch %d\n", ARCH_VERSION);
	for (i = 0; i < N_KEYS; i++) {
		const void *field = (const char *)a + arch_key[i].at;

		if (is_default(&arch_key[i], field) ||
		    (!all && arch_key[i].optional == UNEMITTED))
			continue;
		text_add(t, "%s = ", arch_key[i].name);
		if (arch_key[i].kind == KIND_INT)
			text_add(t, "%d", *(const int *)field);
		else if (arch_key[i].kind == KIND_XBAR)
			text_add(t, "%s", arch_xbar_kind[*(const int *)field]);
		else if (arch_key[i].kind == KIND_REAL)
			add_real(t, *(const double *)field);
		else if (arch_key[i].kind == KIND_LIST)
			arch_list_write(field, t);
		else if (arch_key[i].kind == KIND_LINE)
			arch_write_topology(a, t);
		else
			text_add(t, "%s", *(char *const *)field);
		text_add(t, arch_key[i].unit ? " %s\n" : "\n", arch_key[i].unit);
	}
}

void arch_write(const struct arch *a, struct text *t)
{
	write_keys(a, 1, t);
}

void arch_write_emitted(const struct arch *a, struct text *t)
{
	write_keys(a, 0, t);
}

void arch_say_raise(struct text *t, const char *key, int64_t least, int now)
{
	int64_t step;
	int i;

	for (i = 0; i < N_KEYS && strcmp(arch_key[i].name, key); i++)
		;
	assert(i < N_KEYS && arch_key[i].kind == KIND_INT &&
	       arch_key[i].multiple != POWER_OF_2);
	step = arch_key[i].multiple;
	least = (least + step - 1) / step * step;
	if (least > arch_key[i].hi)
		text_add(t, "%s is at most %.15g", key, arch_key[i].hi);
	else
		text_add(t, "raise %s to %lld (%d)", key, (long long)least, now);
}
