/* SPDX-License-Identifier: Apache-2.0 */
#include "device.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

/* A key: so many numbers. */
struct key {
	const char *name;
	size_t at;
	int least, most;	/* numbers; 0: a name, or a word of `words` */
	const char *unit;
	double lo, hi;		/* of each number */
	const char *const *words;
	int needed;
};

static const char *const compensations[] = {"none", "global", "column", NULL};

#define AT(field) offsetof(struct device, field)
#define RELAX(i) \
	{"relax." #i ".time", AT(relax[i - 1].time), 1, 1, "s", 1e-9, 1e12, NULL, 0}, \
	{"relax." #i ".sigma", AT(relax[i - 1].sigma), 1, 5, "uS", -1e6, 1e6, NULL, 0}
#define CURVE(name, field) \
	{name ".split", AT(field.split), 1, 1, NULL, 0, 2, NULL, 0}, \
	{name ".log", AT(field.log), 4, 4, NULL, -10, 10, NULL, 0}, \
	{name ".poly", AT(field.poly), 1, 5, NULL, -1e6, 1e6, NULL, 0}

static const struct key keys[] = {
	{"name", AT(name), 0, 0, NULL, 0, 0, NULL, 1},
	{"g.max", AT(g_max), 1, 1, "uS", 1e-6, 1e6, NULL, 1},
	{"program.sigma", AT(sigma), 1, 5, "uS", -1e6, 1e6, NULL, 0},
	RELAX(1), RELAX(2), RELAX(3),
	{"drift.t0", AT(t0), 1, 1, "s", 1e-9, 1e9, NULL, 0},
	CURVE("drift.nu", nu), CURVE("drift.spread", spread),
	{"read.power", AT(power), 3, 3, NULL, 0, 10, NULL, 0},
	CURVE("read.q", q),
	{"read.time", AT(t_read), 1, 1, "ns", 1e-3, 1e9, NULL, 0},
	{"dead.rate", AT(dead), 1, 1, NULL, 0, 1, NULL, 0},
	{"stuck.rate", AT(stuck), 1, 1, NULL, 0, 1, NULL, 0},
	{"seed", AT(seed), 1, 1, NULL, 1, INT32_MAX, NULL, 0},
	{"time", AT(time), 1, 1, "s", 0, 1e12, NULL, 0},
	{"compensate", AT(compensate), 0, 0, NULL, 0, 0, compensations, 0},
};
enum { N_KEYS = sizeof(keys) / sizeof(keys[0]), NAME_BYTES = 64 };

struct parser {
	struct device *d;
	const char *file;
	int line;
	int seen[N_KEYS];	/* line, -1: an override, 0: not given */
	int is_set;
	struct err *e;
};

#define REFUSE(p, ...) err_set((p)->e, (p)->file, (p)->line, __VA_ARGS__)
#define BLANKS " \t\r"

static int is_seen(const struct parser *p, const char *name)
{
	int i = 0;

	while (strcmp(keys[i].name, name))
		i++;
	return p->seen[i];
}

static int set_word(struct parser *p, const struct key *k, const char *value)
{
	int i;

	for (i = 0; k->words[i]; i++)
		if (!strcmp(k->words[i], value)) {
			*(int *)((char *)p->d + k->at) = i;
			return 0;
		}
	return REFUSE(p, "%s = %.40s: must be none, global or column", k->name, value);
}

static int set_name(struct parser *p, const struct key *k, const char *value)
{
	static const char good[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				   "0123456789_-.";
	size_t n = strlen(value);

	if (!n || n > NAME_BYTES || value[strspn(value, good)])
		return REFUSE(p, "%s = %.80s: must be 1..%d letters, digits or any of "
			      "\"_-.\"", k->name, value, NAME_BYTES);
	free(p->d->name);
	p->d->name = xstrdup(value);
	return 0;
}

static int refuse_numbers(struct parser *p, const struct key *k, const char *what)
{
	struct text n = {0};

	if (k->least == k->most)
		text_add(&n, "%d number%s", k->most, plural(k->most));
	else
		text_add(&n, "%d..%d numbers", k->least, k->most);
	REFUSE(p, "%s: %.40s: must be %s, each %.15g..%.15g%s%s", k->name, what, n.s,
	       k->lo, k->hi, k->unit ? ", and the unit " : "", k->unit ? k->unit : "");
	text_free(&n);
	return -1;
}

/* Numbers with blanks between them, and the unit. */
static int set_numbers(struct parser *p, const struct key *k, char *value)
{
	double v[5] = {0};
	int n = 0, has_unit = 0;
	char *word;

	for (word = strtok(value, BLANKS); word; word = strtok(NULL, BLANKS)) {
		char *end;
		double x = strtod(word, &end);

		if (has_unit)
			return refuse_numbers(p, k, word);
		if (*end && k->unit && !strcmp(word, k->unit)) {
			has_unit = 1;
			continue;
		}
		if (*end || word[strspn(word, "+-0123456789.eE")] || n == k->most ||
		    !(x >= k->lo && x <= k->hi))
			return refuse_numbers(p, k, word);
		v[n++] = x;
	}
	if (n < k->least)
		return refuse_numbers(p, k, "too few");
	if (k->unit && !has_unit && !p->is_set)
		return REFUSE(p, "%s: unit missing, must be \"%s\"", k->name, k->unit);
	if (k->at == AT(seed)) {
		if (v[0] != floor(v[0]))
			return refuse_numbers(p, k, "not whole");
		p->d->seed = (int)v[0];
		return 0;
	}
	memcpy((char *)p->d + k->at, v, (size_t)k->most * sizeof(*v));
	return 0;
}

static char *trim(char *s)
{
	size_t n;

	s += strspn(s, BLANKS);
	for (n = strlen(s); n && strchr(BLANKS, s[n - 1]); n--)
		s[n - 1] = 0;
	return s;
}

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
		return REFUSE(p, "unknown key \"%.40s\"", name);
	if (p->seen[i] < 0)
		return REFUSE(p, "%s given twice", name);
	if (p->seen[i] && !p->is_set)
		return REFUSE(p, "duplicate key \"%s\", first on line %d", name,
			      p->seen[i]);
	p->seen[i] = p->is_set ? -1 : p->line;
	if (keys[i].words)
		return set_word(p, &keys[i], value);
	return keys[i].most ? set_numbers(p, &keys[i], value) :
	       set_name(p, &keys[i], value);
}

static int parse_lines(struct parser *p, const char *text)
{
	int failed = 0;

	for (p->line = 1; !failed && (*text || p->line == 1); p->line++) {
		size_t n = strcspn(text, "\n");
		char *copy = xcalloc(n + 1, 1), *s;

		memcpy(copy, text, n);
		text += n + (text[n] != 0);
		copy[strcspn(copy, "#")] = 0;
		s = trim(copy);
		if (p->line == 1 && strcmp(s, "imcfab-device 1"))
			failed = REFUSE(p, "not a device file of this version: the first "
					"line must be \"imcfab-device %d\"",
					DEVICE_VERSION);
		else if (p->line > 1 && *s)
			failed = parse_pair(p, s);
		free(copy);
	}
	return failed;
}

/* Where no split is given, the one form that is holds for every G. */
static int end_curve(struct parser *p, const char *name, struct device_curve *c)
{
	char *key[3];
	int seen[3], i;

	for (i = 0; i < 3; i++) {
		key[i] = xasprintf("%s.%s", name, i == 0 ? "split" : i == 1 ? "log" : "poly");
		seen[i] = is_seen(p, key[i]);
	}
	if (!seen[0])
		c->split = seen[1] ? 2 : 0;
	i = seen[0] ? !seen[1] || !seen[2] : seen[1] && seen[2];
	p->line = 0;
	if (i)
		REFUSE(p, "%s: \"%s\" is needed where both \"%s\" and \"%s\" are given, and "
		       "only there", name, key[0], key[1], key[2]);
	else if (c->log[2] > c->log[3])
		i = REFUSE(p, "%s: %.15g..%.15g is no range", key[1], c->log[2], c->log[3]);
	free(key[0]);
	free(key[1]);
	free(key[2]);
	return i ? -1 : 0;
}

/* What belongs together. */
static int check_together(struct parser *p, const char *path)
{
	struct device *d = p->d;
	int i;

	p->file = path;
	p->line = 0;
	for (i = 0; i < N_KEYS; i++)
		if (keys[i].needed && !p->seen[i])
			return REFUSE(p, "missing key \"%s\"", keys[i].name);
	for (i = 0; i < DEVICE_RELAX; i++) {
		char *time = xasprintf("relax.%d.time", i + 1);
		char *sigma = xasprintf("relax.%d.sigma", i + 1);
		int bad = !is_seen(p, time) != !is_seen(p, sigma) ||
			  (d->relax[i].time && d->relax[i].time <=
			   (i ? d->relax[i - 1].time : d->t0)) ||
			  (d->relax[i].time && i && !d->relax[i - 1].time);

		free(time);
		free(sigma);
		if (bad)
			return REFUSE(p, "relax.%d: time and sigma stand together, times rise "
				      "from drift.t0 on, numbers have no gap", i + 1);
	}
	if (d->dead + d->stuck > 1)
		return REFUSE(p, "dead.rate + stuck.rate = %.15g: must be at most 1",
			      d->dead + d->stuck);
	return end_curve(p, "drift.nu", &d->nu) ||
	       end_curve(p, "drift.spread", &d->spread) ||
	       end_curve(p, "read.q", &d->q) ? -1 : 0;
}

struct device *device_parse(const char *text, const char *path, char *const *set,
			    int n_set, struct err *e)
{
	struct device *d = xcalloc(1, sizeof(*d));
	struct parser p = {.d = d, .file = path, .e = e};
	int i, failed;

	d->t0 = 1;
	d->t_read = 250;
	d->seed = 1;
	failed = parse_lines(&p, text);
	p.is_set = 1;
	for (i = 0; !failed && i < n_set; i++) {
		char *copy = xstrdup(set[i]);

		p.file = "--noise-set";
		p.line = 0;
		failed = parse_pair(&p, copy);
		free(copy);
	}
	if (failed || check_together(&p, path)) {
		device_free(d);
		return NULL;
	}
	return d;
}

struct device *device_read(const char *path, char *const *set, int n_set,
			   struct err *e)
{
	char *text = file_read(path, FILE_MAX_TEXT, NULL, e);
	struct device *d = text ? device_parse(text, path, set, n_set, e) : NULL;

	free(text);
	return d;
}

void device_free(struct device *d)
{
	if (!d)
		return;
	free(d->name);
	free(d);
}
