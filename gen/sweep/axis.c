/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "compile/map.h"
#include "compile/router.h"
#include "model/arch_keys.h"
#include "topo/topo.h"

/* Keys of axes beside those of the hardware file. */
static const char *const own_key[] = {
	"network", "map.place", "map.route", "map.vcs", "map.interval", "map.seed",
	"map.effort",
};

static const char *map_vcs(int i)
{
	static const char *const name[] = {"spare", "least", "given", NULL};

	return name[i];
}

char *sweep_trim(const char *s, size_t n)
{
	while (n && isspace((unsigned char)*s)) {
		s++;
		n--;
	}
	while (n && isspace((unsigned char)s[n - 1]))
		n--;
	return xasprintf("%.*s", (int)n, s);
}

char **sweep_split(const char *s, char by, int *n)
{
	char **item = NULL;
	int depth = 0, quoted = 0;
	const char *from = s;

	*n = 0;
	for (;; s++) {
		quoted ^= *s == '"';
		depth += !quoted && *s == '(';
		depth -= !quoted && *s == ')' && depth;
		if (*s && (*s != by || depth || quoted))
			continue;
		item = xrealloc(item, (*n + 1) * sizeof(*item));
		item[(*n)++] = sweep_trim(from, s - from);
		if (!*s)
			return item;
		from = s + 1;
	}
}

void sweep_split_free(char **item, int n)
{
	for (int i = 0; i < n; i++)
		free(item[i]);
	free(item);
}

char *sweep_file_path(const struct sweep_place *at, const char *name)
{
	return *name == '/' || !*at->dir ? xstrdup(name) :
		xasprintf("%s/%s", at->dir, name);
}

int sweep_number(const char *key, const char *s, long lo, long hi,
		 const struct sweep_place *at, int64_t *v, struct err *e)
{
	char *end;

	errno = 0;
	*v = strtoll(s, &end, 10);
	if (errno || end == s || *end || *v < lo || *v > hi)
		return err_set(e, at->file, at->line, "%s = %.100s: must be %ld..%ld",
			       key, s, lo, hi);
	return 0;
}

static const struct key *hardware_key(const char *name)
{
	for (int i = 0; i < N_KEYS; i++)
		if (!strcmp(arch_key[i].name, name) && strcmp(name, "name"))
			return &arch_key[i];
	return NULL;
}

int sweep_is_axis_key(const char *key)
{
	for (size_t i = 0; i < sizeof(own_key) / sizeof(own_key[0]); i++)
		if (!strcmp(own_key[i], key))
			return 1;
	return hardware_key(key) != NULL;
}

/* "128 bit" becomes "128"; "none" of a list the empty one. */
static void take_unit(char *s, const struct key *k)
{
	size_t n = strlen(s), m = k && k->unit ? strlen(k->unit) : 0;

	if (k && k->kind == KIND_LIST && !strcmp(s, "none"))
		*s = 0;
	if (m && n > m && !strcmp(s + n - m, k->unit) &&
	    isspace((unsigned char)s[n - m - 1])) {
		n -= m;
		while (n && isspace((unsigned char)s[n - 1]))
			n--;
		s[n] = 0;
	}
}

static int check_choice(const char *(*name)(int i), const char *key, const char *s,
			const struct sweep_place *at, struct err *e)
{
	struct text known = {0};

	if (name_find(name, s, &known) < 0)
		err_set(e, at->file, at->line, "%s = %.100s: must be one of %s", key, s,
			known.s);
	else
		return 0;
	text_free(&known);
	return -1;
}

static int check_file(const char *key, const char *s, const struct sweep_place *at,
		      struct err *e)
{
	struct err why;
	size_t n;
	char *text = file_read(s, FILE_MAX_DATA, &n, &why);

	free(text);
	return text ? 0 : err_set(e, at->file, at->line, "%s: %s: %s", key, s, why.text);
}

static int check_own(const char *key, const char *s, const struct sweep_place *at,
		     struct err *e)
{
	int64_t v;

	if (!strcmp(key, "network"))
		return check_file(key, s, at, e);
	if (!strcmp(key, "map.place"))
		return check_choice(map_strategy_name, key, s, at, e);
	if (!strcmp(key, "map.route"))
		return check_choice(router_name, key, s, at, e);
	if (!strcmp(key, "map.vcs"))
		return check_choice(map_vcs, key, s, at, e);
	if (!strcmp(key, "map.seed"))
		return sweep_number(key, s, 1, INT32_MAX, at, &v, e);
	if (!strcmp(key, "map.effort"))
		return sweep_number(key, s, 1, 100, at, &v, e);
	if (!strcmp(s, "auto") || !strcmp(s, "none"))
		return 0;
	if (sweep_number(key, s, 1, INT64_MAX, at, &v, e) < 0)
		return err_set(e, at->file, at->line, "%s = %.40s: must be a number of "
			       "cycles from 1 on, auto or none", key, s);
	return 0;
}

/* By the hardware file's own rules for the key. */
static int check_hardware(const char *key, const char *s, const struct sweep_place *at,
			  struct err *e)
{
	char *set = xasprintf("%s=%s", key, s);
	struct topo *t = NULL;
	struct err why;
	int r = arch_check_set(set, &why);

	if (!r && !strcmp(key, "topology")) {
		t = topo_build(s, "", 0, &why);
		r = t ? 0 : -1;
	}
	topo_free(t);
	free(set);
	return r ? err_set(e, at->file, at->line, "%s", why.text) : 0;
}

static int add_row(struct sweep_axis *a, char **part, int n_parts, const char *item,
		   const struct sweep_place *at, struct err *e)
{
	int same = 1, k;

	if (n_parts != a->n_keys)
		return err_set(e, at->file, at->line, "%s: `%.100s' has %d value%s, must "
			       "have %d, with & between them", a->key[0], item, n_parts,
			       plural(n_parts), a->n_keys);
	for (k = 0; k < n_parts; k++) {
		const struct key *hw = hardware_key(a->key[k]);
		int r;

		if (!*part[k])
			return err_set(e, at->file, at->line, "%s: a value of the list is "
				       "empty", a->key[k]);
		take_unit(part[k], hw);
		if (!strcmp(a->key[k], "network")) {
			char *path = sweep_file_path(at, part[k]);

			free(part[k]);
			part[k] = path;
		}
		r = hw ? check_hardware(a->key[k], part[k], at, e) :
			check_own(a->key[k], part[k], at, e);
		if (r < 0)
			return -1;
	}
	for (int i = 0; i < a->n_values; i++) {
		for (same = 1, k = 0; k < n_parts; k++)
			same &= !strcmp(sweep_value(a, i, k), part[k]);
		if (same)
			return err_set(e, at->file, at->line, "%s = %.100s: stands twice",
				       a->key[0], item);
	}
	a->value = xrealloc(a->value, (a->n_values + 1) * n_parts * sizeof(*a->value));
	for (k = 0; k < n_parts; k++)
		a->value[a->n_values * n_parts + k] = xstrdup(part[k]);
	a->n_values++;
	return 0;
}

static int add_item(struct sweep_axis *a, const char *item, const struct sweep_place *at,
		    struct err *e)
{
	int n, r;
	char **part = sweep_split(item, '&', &n);

	r = add_row(a, part, n, item, at, e);
	sweep_split_free(part, n);
	return r;
}

/* "4..16 by 4" as its numbers. */
static int add_range(struct sweep_axis *a, const char *item, const struct sweep_place *at,
		     struct err *e)
{
	long long from, to, by = 1;
	int end = 0, r = 0;

	if (sscanf(item, "%lld .. %lld%n by %lld%n", &from, &to, &end, &by, &end) < 2 ||
	    item[end])
		return err_set(e, at->file, at->line, "%s = %.100s: a range must be "
			       "FROM..TO or FROM..TO by STEP", a->key[0], item);
	if (by < 1 || from > to)
		return err_set(e, at->file, at->line, "%s = %.100s: the range is empty: "
			       "must rise by steps from 1 on", a->key[0], item);
	if ((to - from) / by >= SWEEP_POINTS_MAX)
		return err_set(e, at->file, at->line, "%s = %.100s: more than %d values",
			       a->key[0], item, SWEEP_POINTS_MAX);
	for (; !r && from <= to; from += by) {
		char *s = xasprintf("%lld", from);

		r = add_item(a, s, at, e);
		free(s);
	}
	return r;
}

/* Numbers with two points between them; a topology or path may have these in it. */
static int is_range(const struct sweep_axis *a, const char *item)
{
	const struct key *k = hardware_key(a->key[0]);
	int number = k ? k->kind == KIND_INT || k->kind == KIND_REAL :
		!strcmp(a->key[0], "map.seed") || !strcmp(a->key[0], "map.effort") ||
		!strcmp(a->key[0], "map.interval");

	return a->n_keys == 1 && number && strstr(item, "..");
}

static int add_values(struct sweep_axis *a, const char *values,
		      const struct sweep_place *at, struct err *e)
{
	int n, r = 0;
	char **item = sweep_split(values, ',', &n);
	const struct key *k = hardware_key(a->key[0]);

	for (int i = 0; !r && i < n; i++) {
		if (is_range(a, item[i])) {
			take_unit(item[i], k);
			r = add_range(a, item[i], at, e);
		} else {
			r = add_item(a, item[i], at, e);
		}
	}
	sweep_split_free(item, n);
	return r;
}

static int refuse_key(const char *key, const struct sweep_place *at, struct err *e)
{
	const char *like = arch_key_like(key);

	if (like && strcmp(like, key))
		return err_set(e, at->file, at->line, "axis \"%.40s\": no such key of the "
			       "hardware file or mapper (did you mean \"%s\"?)", key, like);
	return err_set(e, at->file, at->line, "axis \"%.40s\": no such key: must be network, "
		       "map.place, map.route, map.vcs, map.interval, map.seed, map.effort, "
		       "or a key of the hardware file but its name", key);
}

int sweep_axis_parse(struct sweep_axis *a, const char *keys, const char *values,
		     const struct sweep_place *at, struct err *e)
{
	*a = (struct sweep_axis) {.line = at->line};
	a->key = sweep_split(keys, '&', &a->n_keys);
	for (int k = 0; k < a->n_keys; k++) {
		if (!sweep_is_axis_key(a->key[k]))
			return refuse_key(a->key[k], at, e);
		for (int i = 0; i < k; i++)
			if (!strcmp(a->key[i], a->key[k]))
				return err_set(e, at->file, at->line, "key \"%s\" stands "
					       "twice", a->key[k]);
	}
	return add_values(a, values, at, e);
}

void sweep_axis_free(struct sweep_axis *a)
{
	sweep_split_free(a->value, a->n_values * a->n_keys);
	sweep_split_free(a->key, a->n_keys);
	*a = (struct sweep_axis) {0};
}
