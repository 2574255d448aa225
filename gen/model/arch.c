/* SPDX-License-Identifier: Apache-2.0 */
#include "arch.h"
#include "arch_keys.h"
#include "arch_list.h"
#include "base/file.h"
#include "kind.h"
#include "topo/topo.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

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

static int refuse_key(struct parser *p, const char *name)
{
	const char *like = arch_key_like(name);

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

static int set_xbar(struct parser *p, const struct key *k, const char *value)
{
	int *kind = (int *)((char *)p->arch + k->at);

	for (*kind = ARCH_ANALOG; *kind <= ARCH_DIGITAL; (*kind)++)
		if (!strcmp(arch_xbar_kind[*kind], value))
			return 0;
	return REFUSE(p, "%s = %.100s: must be analog or digital", k->name, value);
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
	for (i = 0; i < N_KEYS && strcmp(arch_key[i].name, name); i++)
		;
	if (i == N_KEYS)
		return refuse_key(p, name);
	if (p->seen[i] < 0)
		return REFUSE(p, "%s given twice", name);
	if (p->seen[i] && !p->is_set)
		return REFUSE(p, "duplicate key \"%s\", first on line %d", name,
			      p->seen[i]);
	p->seen[i] = p->is_set ? -1 : p->line;
	if (arch_key[i].kind == KIND_NAME || arch_key[i].kind == KIND_LINE)
		return set_text(p, &arch_key[i], value);
	if (arch_key[i].kind == KIND_XBAR)
		return set_xbar(p, &arch_key[i], value);
	if (arch_key[i].kind == KIND_LIST)
		return set_list(p, &arch_key[i], value);
	return set_number(p, &arch_key[i], value);
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
		if (!p->seen[i] && !arch_key[i].optional)
			return err_set(e, path, 0, "missing key \"%s\"",
				       arch_key[i].name);
	return 0;
}

static int key_of(const struct parser *p, const int *field)
{
	const char *at = (const char *)field;
	int i = 0;

	while ((const char *)p->arch + arch_key[i].at != at)
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
		"%s = %d: must %s", arch_key[i].name, *field, why);
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
				arch_lanes(a), arch_key[key_of(p, side[i])].hi,
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

/* Products a cycle of a crossbar in logic, and the cycles that follow. */
static int check_digital(const struct parser *p, const char *path)
{
	const struct arch *a = p->arch;
	int macs = a->xbar_macs;

	if (a->xbar_kind != ARCH_DIGITAL)
		return !macs ? 0 : refuse_field(p, path, &a->xbar_macs, xasprintf(
			"be 0 where xbar.kind = analog"));
	if (macs < 4 || a->xbar_cols % macs || macs > a->xbar_rows)
		return refuse_field(p, path, &a->xbar_macs, xasprintf(
			"be a power of 2, 4 or more, that divides xbar.cols = %d and "
			"is at most xbar.rows = %d", a->xbar_cols, a->xbar_rows));
	if (arch_digital_cycles(a) > 65535)
		return refuse_field(p, path, &a->xbar_macs, xasprintf(
			"be larger: %d rows of %d columns take %lld cycles, xbar.mvm "
			"is at most 65535", a->xbar_rows, a->xbar_cols,
			(long long)arch_digital_cycles(a)));
	if (a->xbar_cycles < arch_digital_cycles(a))
		return refuse_field(p, path, &a->xbar_cycles, xasprintf(
			"be %lld..65535 where xbar.macs = %d",
			(long long)arch_digital_cycles(a), macs));
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

/* Values that are each in their range, beside each other. */
static int check_together(const struct parser *p, const char *path)
{
	return check_word(p, path) || check_lanes(p, path) ||
	       check_digital(p, path) || check_debug(p, path);
}

static struct arch *arch_new(void)
{
	struct arch *a = xcalloc(1, sizeof(*a));
	int i;

	for (i = 0; i < N_KEYS; i++) {
		void *field = (char *)a + arch_key[i].at;

		if (arch_key[i].kind == KIND_INT || arch_key[i].kind == KIND_XBAR)
			*(int *)field = (int)arch_key[i].default_value;
		else if (arch_key[i].kind == KIND_REAL)
			*(double *)field = arch_key[i].default_value;
	}
	return a;
}

struct arch *arch_parse(const char *text, const char *path, int first_line,
			char *const *set, int n_set, struct err *e)
{
	struct parser p = { NULL, path, first_line, {0}, 0, e };

	p.arch = arch_new();
	if (parse_lines(&p, text) || parse_sets(&p, set, n_set) ||
	    check_missing(&p, path, e) || check_together(&p, path)) {
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

int arch_check_set(const char *set, struct err *e)
{
	struct parser p = { .arch = arch_new(), .e = e };
	char *copy = xstrdup(set);
	int r = parse_sets(&p, &copy, 1);

	free(copy);
	arch_free(p.arch);
	return r ? -1 : 0;
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
	if (parse_sets(&p, set, n_set) || check_together(&p, "--set")) {
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
