/* SPDX-License-Identifier: Apache-2.0 */
#include "arch.h"
#include "arch_list.h"
#include "base/file.h"
#include "kind.h"
#include "topo/topo.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/*
 * One table drives reading, ranges, messages and writing. docs/formats.md has
 * the same rows in words.
 */
enum kind { KIND_NAME, KIND_LINE, KIND_INT, KIND_REAL, KIND_LIST };

struct key {
	const char *name;
	enum kind kind;
	size_t at;		/* of the field in struct arch */
	const char *unit;	/* NULL: a plain number */
	double lo, hi;
	int multiple;		/* the value is a multiple of this; or a power of 2 */
	int optional;		/* or UNEMITTED: a fabric is the same whatever it says */
	double default_value;		/* value where an optional key is left out */
};

#define POWER_OF_2 0
#define UNEMITTED 2
#define AT(field) offsetof(struct arch, field)
static const struct key keys[] = {
	{ "name", KIND_NAME, AT(name), NULL, 0, 0, 0, 0, 0 },
	{ "topology", KIND_LINE, AT(topology), NULL, 0, 0, 0, 0, 0 },
	{ "io.input", KIND_INT, AT(input), NULL, -1, 65535, 1, 1, -1 },
	{ "io.output", KIND_INT, AT(output), NULL, -1, 65535, 1, 1, -1 },
	{ "clock", KIND_INT, AT(clock_mhz), "MHz", 1, 10000, 1, 0, 0 },
	{ "link.bits", KIND_INT, AT(link_bits), "bit", 32, 128, POWER_OF_2, 0, 0 },
	{ "psum.bits", KIND_INT, AT(psum_bits), "bit", 16, 32, 1, 1, 32 },
	{ "link.vcs", KIND_INT, AT(link_vcs), NULL, 1, ARCH_MAX_VCS, 1,
	  0, 0 },
	{ "link.depth", KIND_INT, AT(link_depth), "flit", 2, 64, 1, 0, 0 },
	{ "link.stages", KIND_INT, AT(link_stages), "cycle", 0, 8, 1, 1, 0 },
	{ "link.reach", KIND_INT, AT(link_reach), "pitch", 0, 1024, 1, 1, 0 },
	{ "xbar.rows", KIND_INT, AT(xbar_rows), NULL, 4, 4096, 4, 0, 0 },
	{ "xbar.cols", KIND_INT, AT(xbar_cols), NULL, 4, 4096, 4, 0, 0 },
	{ "xbar.mvm", KIND_INT, AT(xbar_cycles), "cycle", 2, 65535, 1, 0, 0 },
	{ "xbar.weight_bits", KIND_INT, AT(weight_bits), "bit", 2, 8, 1, 0, 0 },
	{ "adc.bits", KIND_INT, AT(adc_bits), "bit", 2, 32, 1, 0, 0 },
	{ "post.cycles", KIND_INT, AT(post_cycles), "cycle", 1, 4, POWER_OF_2, 1,
	  1 },
	{ "post.lanes", KIND_INT, AT(post_lanes), NULL, 1, 4, POWER_OF_2, 1, 1 },
	{ "act.sources", KIND_INT, AT(act_sources), NULL, 1, ARCH_MAX_SOURCES, 1,
	  1, 1 },
	{ "act.bytes", KIND_INT, AT(act_bytes), "byte", 64, ARCH_MAX_MEMORY, 4, 0, 0 },
	{ "pool.weights", KIND_INT, AT(pool_weights), NULL, 0, 262144, 4, 1, 0 },
	{ "skip.bytes", KIND_INT, AT(skip_bytes), "byte", 64, ARCH_MAX_MEMORY, 4, 0, 0 },
	{ "debug.state", KIND_INT, AT(debug_state), NULL, 0, 1, 1, 1, 1 },
	{ "debug.counters", KIND_INT, AT(debug_counters), "bit", 0, 32, 1, 1, 0 },
	{ "test.ports", KIND_INT, AT(test_ports), NULL, 0, 1, 1, 1, 0 },
	{ "xbar.area", KIND_REAL, AT(xbar_um2), "um2", 0, 1e12, 1, UNEMITTED, 0 },
	{ "sram.area", KIND_REAL, AT(sram_um2), "um2/bit", 0, 1e6, 1, UNEMITTED, 0 },
	{ "dead.cores", KIND_LIST, AT(dead_cores), NULL, 0, 65535, 1, UNEMITTED, 0 },
	{ "dead.channels", KIND_LIST, AT(dead_channels), NULL, 0, 2097151, 1, UNEMITTED,
	  0 },
};
#undef AT
#define N_KEYS ((int)(sizeof(keys) / sizeof(keys[0])))
#define NAME_MAX_BYTES 64

struct parser {
	struct arch *arch;
	const char *file;
	int line;
	int seen[N_KEYS];	/* line of each key, 0 where not yet given */
	int is_set;		/* reading an override */
	struct err *e;
};

#define REFUSE(p, ...) err_set((p)->e, (p)->file, (p)->line, __VA_ARGS__)

static char *trim(char *s)
{
	char *end;

	while (isspace((unsigned char)*s))
		s++;
	end = s + strlen(s);
	while (end > s && isspace((unsigned char)end[-1]))
		end--;
	*end = 0;
	return s;
}

/* Edits (insert, remove, replace) between two words; no key is longer than the
 * row, and a longer word is like none. */
static int edits(const char *a, const char *b)
{
	int row[32], i, j, n = (int)strlen(b);

	if (n >= 32)
		return 99;
	for (j = 0; j <= n; j++)
		row[j] = j;
	for (i = 1; a[i - 1]; i++) {
		int corner = row[0];

		row[0] = i;
		for (j = 1; j <= n; j++) {
			int best = corner + (a[i - 1] != b[j - 1]);

			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			corner = row[j];
			row[j] = best;
		}
	}
	return row[n];
}

static int refuse_key(struct parser *p, const char *name)
{
	const char *like = NULL;
	int i, least = 3;	/* two edits at most */

	for (i = 0; i < N_KEYS; i++) {
		int n = edits(keys[i].name, name);

		if (n < least) {
			least = n;
			like = keys[i].name;
		}
	}
	if (like)
		return REFUSE(p, "unknown key \"%.40s\" (did you mean \"%s\"?)",
			      name, like);
	return REFUSE(p, "unknown key \"%.40s\"", name);
}

static int refuse_value(struct parser *p, const struct key *k, const char *value)
{
	struct text range = {0};
	int r;

	if (k->lo == k->hi)
		text_add(&range, "must be %.15g", k->lo);
	else
		text_add(&range, "must be %.15g..%.15g", k->lo, k->hi);
	if (k->multiple > 1)
		text_add(&range, ", a multiple of %d", k->multiple);
	if (k->kind == KIND_INT && k->multiple == POWER_OF_2)
		text_add(&range, ", a power of 2");
	r = REFUSE(p, "%s = %.100s: %s", k->name, value, range.s);
	text_free(&range);
	return r;
}

static int check_unit(struct parser *p, const struct key *k, const char *unit)
{
	if (!*unit && (!k->unit || p->is_set))
		return 0;
	if (!k->unit)
		return REFUSE(p, "%s: unit \"%.40s\", must have none", k->name,
			      unit);
	if (!*unit)
		return REFUSE(p, "%s: unit missing, must be \"%s\"", k->name,
			      k->unit);
	if (strcmp(unit, k->unit))
		return REFUSE(p, "%s: unit \"%.40s\", must be \"%s\"", k->name,
			      unit, k->unit);
	return 0;
}

static int set_number(struct parser *p, const struct key *k, char *value)
{
	const char *digits = k->kind == KIND_INT ? "+-0123456789" :
						   "+-0123456789.eE";
	size_t n = strcspn(value, " \t");
	char *unit = value[n] ? value + n + 1 : value + n, *end;
	void *field = (char *)p->arch + k->at;
	double v;

	value[n] = 0;
	v = strtod(value, &end);
	if (!*value || *end || value[strspn(value, digits)] ||
	    !(v >= k->lo && v <= k->hi))
		return refuse_value(p, k, value);
	if (k->kind == KIND_REAL)
		*(double *)field = v + 0.0;	/* -0 is 0 */
	else if (k->multiple == POWER_OF_2 ? (int)v & ((int)v - 1) :
					     (int)v % k->multiple)
		return refuse_value(p, k, value);
	else
		*(int *)field = (int)v;
	return check_unit(p, k, trim(unit));
}

static int set_text(struct parser *p, const struct key *k, const char *value)
{
	char **field = (char **)((char *)p->arch + k->at);
	const char *c;

	if (!*value)
		return REFUSE(p, "%s: value missing", k->name);
	for (c = value; k->kind == KIND_NAME && *c; c++)
		if ((!isalnum((unsigned char)*c) && !strchr("_-.", *c)) ||
		    c - value >= NAME_MAX_BYTES)
			return REFUSE(p, "%s = %.100s: must be 1..%d letters, "
				      "digits or any of \"_-.\"", k->name,
				      value, NAME_MAX_BYTES);
	for (c = value; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 127)
			return REFUSE(p, "%s: character 0x%02x: must be one "
				      "line of text", k->name,
				      (unsigned char)*c);
	free(*field);
	*field = xstrdup(value);
	if (k->kind == KIND_LINE)
		p->arch->topology_line = p->line;
	return 0;
}

static int set_list(struct parser *p, const struct key *k, const char *value)
{
	struct arch_list *l = (void *)((char *)p->arch + k->at);
	char *why = arch_list_parse(l, value, (int)k->hi);

	l->line = p->line;
	if (!why)
		return 0;
	REFUSE(p, "%s: %s", k->name, why);
	free(why);
	return -1;
}

/* `key = value [unit]`, without comment. Changes `s`. */
static int parse_pair(struct parser *p, char *s)
{
	char *equals = strchr(s, '='), *name, *value;
	int i;

	if (!equals)
		return REFUSE(p, "\"%.40s\": must be \"key = value\"", trim(s));
	*equals = 0;
	name = trim(s);
	value = trim(equals + 1);
	for (i = 0; i < N_KEYS && strcmp(keys[i].name, name); i++)
		;
	if (i == N_KEYS)
		return refuse_key(p, name);
	if (p->seen[i] < 0)
		return REFUSE(p, "%s given twice", name);
	if (p->seen[i] && !p->is_set)
		return REFUSE(p, "duplicate key \"%s\", first on line %d", name,
			      p->seen[i]);
	p->seen[i] = p->is_set ? -1 : p->line;
	if (keys[i].kind == KIND_NAME || keys[i].kind == KIND_LINE)
		return set_text(p, &keys[i], value);
	if (keys[i].kind == KIND_LIST)
		return set_list(p, &keys[i], value);
	return set_number(p, &keys[i], value);
}

static int parse_version(struct parser *p, const char *s)
{
	const char *word = "imcfab-arch";
	size_t n = strlen(word);
	char *end;
	long version;

	if (strncmp(s, word, n) || s[n] != ' ')
		return REFUSE(p, "not a hardware file%s: first line must be "
			      "\"%s %d\"", kind_but(s), word, ARCH_VERSION);
	version = strtol(s + n + 1, &end, 10);
	if (*end || version != ARCH_VERSION)
		return REFUSE(p, "version %.40s, this program reads version %d",
			      s + n + 1, ARCH_VERSION);
	return 0;
}

static int parse_lines(struct parser *p, const char *text)
{
	const char *next = text;
	int is_first = 1, failed = 0;

	for (; !failed && (*next || is_first); p->line++, is_first = 0) {
		size_t n = strcspn(next, "\n");
		char *copy = xcalloc(n + 1, 1), *s;

		memcpy(copy, next, n);
		next += n + (next[n] != 0);
		copy[strcspn(copy, "#")] = 0;
		s = trim(copy);
		if (is_first)
			failed = parse_version(p, s);
		else if (*s)
			failed = parse_pair(p, s);
		free(copy);
	}
	return failed;
}

static int parse_sets(struct parser *p, char *const *set, int n_set)
{
	int i, failed = 0;

	p->file = "--set";
	p->line = 0;
	p->is_set = 1;
	for (i = 0; i < n_set && !failed; i++) {
		char *copy = xstrdup(set[i]);

		failed = parse_pair(p, copy);
		free(copy);
	}
	return failed;
}

static int check_missing(const struct parser *p, const char *path,
			 struct err *e)
{
	int i;

	for (i = 0; i < N_KEYS; i++)
		if (!p->seen[i] && !keys[i].optional)
			return err_set(e, path, 0, "missing key \"%s\"",
				       keys[i].name);
	return 0;
}

static int key_of(const struct parser *p, const int *field)
{
	const char *at = (const char *)field;
	int i = 0;

	while ((const char *)p->arch + keys[i].at != at)
		i++;
	return i;
}

/* Refuses the value of an integer field beside another's, where its key was given, with
 * the text `why`, which is freed. */
static int refuse_field(const struct parser *p, const char *path,
			const int *field, char *why)
{
	int i = key_of(p, field), is_set = p->seen[i] < 0;

	err_set(p->e, is_set ? "--set" : path, is_set ? 0 : p->seen[i],
		"%s = %d: must %s", keys[i].name, *field, why);
	free(why);
	return -1;
}

/* A word, of so many channels, needs as many rows and columns. */
static int check_word(const struct parser *p, const char *path)
{
	const struct arch *a = p->arch;
	const int *const side[] = { &a->xbar_rows, &a->xbar_cols };
	int i;

	for (i = 0; i < 2; i++)
		if (*side[i] < arch_lanes(a))
			return refuse_field(p, path, side[i], xasprintf(
				"be %d..%.15g where link.bits = %d",
				arch_lanes(a), keys[key_of(p, side[i])].hi,
				a->link_bits));
	return 0;
}

/* Several columns at once are columns of one word, each with multipliers of its own. */
static int check_lanes(const struct parser *p, const char *path)
{
	const struct arch *a = p->arch;

	if (a->post_lanes > 1 && a->post_cycles != 1)
		return refuse_field(p, path, &a->post_lanes, xasprintf(
			"be 1 where post.cycles = %d", a->post_cycles));
	if (arch_sums(a) % a->post_lanes)
		return refuse_field(p, path, &a->post_lanes, xasprintf(
			"divide the %d sums that link.bits = %d has of psum.bits "
			"= %d", arch_sums(a), a->link_bits, a->psum_bits));
	return 0;
}

/* The counters are read with the state. */
static int check_debug(const struct parser *p, const char *path)
{
	const struct arch *a = p->arch;

	if (a->debug_counters && !a->debug_state)
		return refuse_field(p, path, &a->debug_counters, xasprintf(
			"be 0 where debug.state = 0"));
	return 0;
}

static struct arch *arch_new(void)
{
	struct arch *a = xcalloc(1, sizeof(*a));
	int i;

	for (i = 0; i < N_KEYS; i++) {
		void *field = (char *)a + keys[i].at;

		if (keys[i].kind == KIND_INT)
			*(int *)field = (int)keys[i].default_value;
		else if (keys[i].kind == KIND_REAL)
			*(double *)field = keys[i].default_value;
	}
	return a;
}

struct arch *arch_parse(const char *text, const char *path, int first_line,
			char *const *set, int n_set, struct err *e)
{
	struct parser p = { NULL, path, first_line, {0}, 0, e };

	p.arch = arch_new();
	if (parse_lines(&p, text) || parse_sets(&p, set, n_set) ||
	    check_missing(&p, path, e) || check_word(&p, path) ||
	    check_lanes(&p, path) || check_debug(&p, path)) {
		arch_free(p.arch);
		return NULL;
	}
	return p.arch;
}

struct arch *arch_read(const char *path, char *const *set, int n_set,
		       struct err *e)
{
	char *text = file_read(path, FILE_MAX_TEXT, NULL, e);
	struct arch *a = text ? arch_parse(text, path, 1, set, n_set, e) : NULL;

	free(text);
	return a;
}

struct arch *arch_copy(const struct arch *a, char *const *set, int n_set,
		       struct err *e)
{
	struct parser p = { .arch = xmalloc(sizeof(*p.arch)), .e = e };

	*p.arch = *a;
	p.arch->name = xstrdup(a->name);
	p.arch->topology = xstrdup(a->topology);
	arch_list_own(&p.arch->dead_cores);
	arch_list_own(&p.arch->dead_channels);
	if (parse_sets(&p, set, n_set) || check_word(&p, "--set") ||
	    check_lanes(&p, "--set") || check_debug(&p, "--set")) {
		arch_free(p.arch);
		return NULL;
	}
	return p.arch;
}

void arch_free(struct arch *a)
{
	if (!a)
		return;
	free(a->name);
	free(a->topology);
	free(a->dead_cores.v);
	free(a->dead_channels.v);
	free(a);
}

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
	return k->kind == KIND_INT ? *(const int *)field == k->default_value :
				     *(const double *)field == k->default_value;
}

static void write_keys(const struct arch *a, int all, struct text *t)
{
	int i;

	text_add(t, "imcfab-arch %d\n", ARCH_VERSION);
	for (i = 0; i < N_KEYS; i++) {
		const void *field = (const char *)a + keys[i].at;

		if (is_default(&keys[i], field) ||
		    (!all && keys[i].optional == UNEMITTED))
			continue;
		text_add(t, "%s = ", keys[i].name);
		if (keys[i].kind == KIND_INT)
			text_add(t, "%d", *(const int *)field);
		else if (keys[i].kind == KIND_REAL)
			add_real(t, *(const double *)field);
		else if (keys[i].kind == KIND_LIST)
			arch_list_write(field, t);
		else if (keys[i].kind == KIND_LINE)
			arch_write_topology(a, t);
		else
			text_add(t, "%s", *(char *const *)field);
		text_add(t, keys[i].unit ? " %s\n" : "\n", keys[i].unit);
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

	for (i = 0; i < N_KEYS && strcmp(keys[i].name, key); i++)
		;
	assert(i < N_KEYS && keys[i].kind == KIND_INT &&
	       keys[i].multiple != POWER_OF_2);
	step = keys[i].multiple;
	least = (least + step - 1) / step * step;
	if (least > keys[i].hi)
		text_add(t, "%s is at most %.15g", key, keys[i].hi);
	else
		text_add(t, "raise %s to %lld (%d)", key, (long long)least, now);
}
