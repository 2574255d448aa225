/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "compare/compare.h"
#include "compare/compare_run.h"
#include "expr.h"
#include "layers/layers.h"
#include "model/kind.h"
#include "model/net.h"
#include "result.h"

const char *const sweep_measure_name[] = {
	"predict", "check", "accuracy", "area", "timing", "cosim",
};

enum { MAX_IMAGES = 100000, MAX_COSIM = 1000 };

/* A line `key = value`, of the file or an override. */
struct line {
	char *key, *value;	/* key: without blanks round its & */
	struct sweep_place at;
};

struct lines {
	struct line *line;
	int n;
};

static void lines_free(struct lines *l)
{
	for (int i = 0; i < l->n; i++) {
		free(l->line[i].key);
		free(l->line[i].value);
	}
	free(l->line);
}

/* "a&b" of " a & b". */
static char *key_of(const char *s, size_t n)
{
	struct text t = {0};

	text_room(&t, n);
	*t.s = 0;
	for (size_t i = 0; i < n; i++)
		if (s[i] != ' ' && s[i] != '\t')
			text_add_bytes(&t, s + i, 1);
	return t.s;
}

static struct line *find(const struct lines *l, const char *key)
{
	for (int i = 0; i < l->n; i++)
		if (!strcmp(l->line[i].key, key))
			return &l->line[i];
	return NULL;
}

/* A line of text; of an override, one takes the place of the file's. */
static int add_line(struct lines *l, const char *s, size_t n,
		    const struct sweep_place *at, struct err *e)
{
	const char *equals = memchr(s, '=', n);
	struct line *known, new = {.at = *at};

	if (!equals)
		return err_set(e, at->file, at->line, "\"%.*s\": must be \"key = value\"",
			       n > 40 ? 40 : (int)n, s);
	new.key = key_of(s, equals - s);
	new.value = sweep_trim(equals + 1, s + n - equals - 1);
	known = strcmp(new.key, "constraint") ? find(l, new.key) : NULL;
	if (known && (at->line || !known->at.line)) {
		int first = known->at.line;

		err_set(e, at->file, at->line, first ? "duplicate key \"%.60s\", first on "
			"line %d" : "%.60s given twice", new.key, first);
		free(new.key);
		free(new.value);
		return -1;
	}
	if (known) {
		free(known->key);
		free(known->value);
		*known = new;
		return 0;
	}
	l->line = xrealloc(l->line, (l->n + 1) * sizeof(*l->line));
	l->line[l->n++] = new;
	return 0;
}

static int check_version(const char *s, size_t n, const char *path, struct err *e)
{
	const char *word = "imcfab-sweep";
	size_t m = strlen(word);
	char *first = xasprintf("%.*s", (int)n, s), *end;
	int r = 0;
	long v;

	if (strncmp(first, word, m) || first[m] != ' ') {
		r = err_set(e, path, 1, "not a sweep file%s: first line must be \"%s %d\"",
			    kind_but(first), word, SWEEP_VERSION);
	} else {
		v = strtol(first + m + 1, &end, 10);
		if (*end || v != SWEEP_VERSION)
			r = err_set(e, path, 1, "version %.40s, this program reads version "
				    "%d", first + m + 1, SWEEP_VERSION);
	}
	free(first);
	return r;
}

static int read_lines(const char *text, const struct sweep_place *file, struct lines *l,
		      struct err *e)
{
	struct sweep_place at = *file;
	int r = 0;

	for (at.line = 1; !r && (*text || at.line == 1); at.line++) {
		size_t all = strcspn(text, "\n"), n = 0;
		char *s;

		while (n < all && text[n] != '#')
			n++;
		s = sweep_trim(text, n);
		if (at.line == 1)
			r = check_version(s, strlen(s), at.file, e);
		else if (*s)
			r = add_line(l, s, strlen(s), &at, e);
		free(s);
		text += all + (text[all] != 0);
	}
	return r;
}

static int set_measure(struct sweep *s, const struct line *l, struct err *e)
{
	int n, r = 0;
	char **item = sweep_split(l->value, ',', &n);

	for (int i = 0; !r && i < n; i++) {
		int m = 0;

		while (m < SWEEP_N_MEASURES && strcmp(sweep_measure_name[m], item[i]))
			m++;
		if (m == SWEEP_N_MEASURES)
			r = err_set(e, l->at.file, l->at.line, "measure = %.60s: must be some "
				    "of predict, check, accuracy, area, timing, cosim",
				    item[i]);
		else if (s->measure[m]++)
			r = err_set(e, l->at.file, l->at.line, "measure = %s: stands twice",
				    item[i]);
	}
	sweep_split_free(item, n);
	return r;
}

/* "shapes" are images that the program makes up: no file. */
static int set_files(struct sweep_files *f, const struct line *l, struct err *e)
{
	char **item;
	int r = 0;

	if (!strcmp(l->value, "shapes"))
		return 0;
	item = sweep_split(l->value, ',', &f->n);
	f->s = xcalloc(f->n, sizeof(*f->s));
	for (int i = 0; i < f->n; i++) {
		f->s[i] = sweep_file_path(&l->at, item[i]);
		if (!*item[i])
			r = err_set(e, l->at.file, l->at.line, "%s: a name of the list is "
				    "empty", l->key);
	}
	sweep_split_free(item, f->n);
	return r;
}

static int set_count(int *field, const struct line *l, int most, struct err *e)
{
	int64_t v = 0;
	int r = sweep_number(l->key, l->value, 1, most, &l->at, &v, e);

	*field = (int)v;
	return r;
}

static int set_front(struct sweep *s, const struct line *l, struct err *e)
{
	s->front = sweep_split(l->value, ',', &s->n_front);
	for (int i = 0; i < s->n_front; i++)
		if (!sweep_is_figure(s->front[i]))
			return err_set(e, l->at.file, l->at.line, "front = %.60s: no figure of "
				       "that name, or no number: must be columns of "
				       "results.csv", s->front[i]);
	return 0;
}

static int set_keep(struct sweep *s, const struct line *l, struct err *e)
{
	s->keep_plan = !strcmp(l->value, "plan");
	return s->keep_plan ? 0 : err_set(e, l->at.file, l->at.line, "keep = %.60s: must be "
					  "plan", l->value);
}

static int set_hardware(struct sweep *s, const struct line *l, struct err *e)
{
	s->hardware_path = sweep_file_path(&l->at, l->value);
	s->hardware = arch_read(s->hardware_path, NULL, 0, e);
	return s->hardware ? 0 : -1;
}

static int set_constraint(struct sweep *s, const struct line *l, struct err *e)
{
	double v;

	s->constraint = xrealloc(s->constraint, (s->n_constraints + 1) * sizeof(*s->constraint));
	s->constraint[s->n_constraints++] = (struct sweep_line) {xstrdup(l->value), l->at.line};
	return expr_value(l->value, sweep_is_number, NULL, 1, l->at.file, l->at.line, &v, e);
}

/* The name is that of a folder's files too. */
static int set_name(struct sweep *s, const struct line *l, struct err *e)
{
	s->name = xstrdup(l->value);
	if (!*l->value || strlen(l->value) > 64 ||
	    strspn(l->value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		   "0123456789_-.") != strlen(l->value))
		return err_set(e, l->at.file, l->at.line, "name = %.100s: must be 1..64 "
			       "letters, digits or any of \"_-.\"", l->value);
	return 0;
}

static int add_axis(struct sweep *s, const struct line *l, struct err *e)
{
	struct sweep_axis *a;

	s->axis = xrealloc(s->axis, (s->n_axes + 1) * sizeof(*s->axis));
	a = &s->axis[s->n_axes++];
	if (sweep_axis_parse(a, l->key, l->value, &l->at, e) < 0)
		return -1;
	for (int i = 0; i < s->n_axes - 1; i++)
		for (int k = 0; k < s->axis[i].n_keys; k++)
			for (int m = 0; m < a->n_keys; m++)
				if (!strcmp(s->axis[i].key[k], a->key[m]))
					return err_set(e, l->at.file, l->at.line, "key \"%s\" "
						       "is of two axes", a->key[m]);
	return 0;
}

static int set_line(struct sweep *s, const struct line *l, struct err *e)
{
	if (!strcmp(l->key, "name"))
		return set_name(s, l, e);
	if (!strcmp(l->key, "hardware"))
		return set_hardware(s, l, e);
	if (!strcmp(l->key, "measure"))
		return set_measure(s, l, e);
	if (!strcmp(l->key, "calibrate"))
		return set_files(&s->calibrate, l, e);
	if (!strcmp(l->key, "images"))
		return set_files(&s->images, l, e);
	if (!strcmp(l->key, "calibrate.images"))
		return set_count(&s->n_calibrate, l, MAX_IMAGES, e);
	if (!strcmp(l->key, "accuracy.images"))
		return set_count(&s->n_accuracy, l, MAX_IMAGES, e);
	if (!strcmp(l->key, "cosim.images"))
		return set_count(&s->n_cosim, l, MAX_COSIM, e);
	if (!strcmp(l->key, "constraint"))
		return set_constraint(s, l, e);
	if (!strcmp(l->key, "front"))
		return set_front(s, l, e);
	if (!strcmp(l->key, "keep"))
		return set_keep(s, l, e);
	if (!strcmp(l->key, "liberty")) {
		s->liberty = sweep_file_path(&l->at, l->value);
		return 0;
	}
	return add_axis(s, l, e);
}

/* What needs what. */
static int check_together(const struct sweep *s, const struct lines *l, struct err *e)
{
	static const struct {
		const char *key;
		int measure;
	} of[] = {
		{"accuracy.images", SWEEP_ACCURACY}, {"cosim.images", SWEEP_COSIM},
	};

	if (!s->hardware)
		return err_set(e, s->path, 0, "missing key \"hardware\"");
	if (!find(l, "measure"))
		return err_set(e, s->path, 0, "missing key \"measure\"");
	if (!sweep_at(s, NULL, "network"))
		return err_set(e, s->path, 0, "missing key \"network\"");
	if (s->measure[SWEEP_TIMING] && !s->liberty)
		return err_set(e, s->path, find(l, "measure")->at.line, "measure = timing: "
			       "needs the key liberty");
	for (int i = 0; i < 2; i++) {
		static const char *const key[] = {"images", "calibrate"};

		if ((s->measure[SWEEP_ACCURACY] || s->measure[SWEEP_COSIM]) && !find(l, key[i]))
			return err_set(e, s->path, find(l, "measure")->at.line, "measure = %s: "
				       "needs the key %s, names of files, or shapes for made-up "
				       "ones", s->measure[SWEEP_ACCURACY] ? "accuracy" :
				       "cosim", key[i]);
	}
	/* Who overrides measure leaves the rest of the file as it is. */
	for (size_t i = 0; find(l, "measure")->at.line && i < sizeof(of) / sizeof(of[0]); i++)
		if (find(l, of[i].key) && !s->measure[of[i].measure])
			return err_set(e, find(l, of[i].key)->at.file,
				       find(l, of[i].key)->at.line, "%s: has no effect where "
				       "measure has no %s", of[i].key,
				       sweep_measure_name[of[i].measure]);
	return 0;
}

/* Whether it can be read at all. */
static int read_network(const char *path, int has_weights, struct err *e)
{
	struct net *n = has_weights ? net_read_json(path, e) : NULL;
	struct layers *l = has_weights ? NULL : layers_read(path, NULL, e);
	int r = n || l ? 0 : -1;

	if (r && !e->file[0])
		snprintf(e->file, sizeof(e->file), "%s", path);
	net_free(n);
	layers_free(l);
	return r;
}

/* Networks of shapes have no weights, so no plan. */
static int check_networks(const struct sweep *s, struct err *e)
{
	static const int with_plan[] = {SWEEP_CHECK, SWEEP_ACCURACY, SWEEP_COSIM};

	for (int i = 0; i < s->n_axes; i++)
		for (int k = 0; k < s->axis[i].n_keys * s->axis[i].n_values; k++) {
			const struct sweep_axis *a = &s->axis[i];
			int yes;

			if (strcmp(a->key[k % a->n_keys], "network"))
				continue;
			if (compare_has_weights(a->value[k], &yes, e) < 0 ||
			    read_network(a->value[k], yes, e) < 0)
				return -1;
			for (int m = 0; !yes && m < 3; m++)
				if (s->measure[with_plan[m]])
					return err_set(e, s->path, a->line, "network = %s: a "
						       "graph of shapes, of which measure = %s "
						       "knows nothing", a->value[k],
						       sweep_measure_name[with_plan[m]]);
		}
	return 0;
}

static int read_all(struct sweep *s, const char *text, const char *dir, char *const *set,
		    int n_set, struct err *e)
{
	const struct sweep_place file = {s->path, 0, dir}, over = {"--set", 0, ""};
	struct lines l = {0};
	int r = read_lines(text, &file, &l, e);

	for (int i = 0; !r && i < n_set; i++)
		r = add_line(&l, set[i], strlen(set[i]), &over, e);
	for (int i = 0; !r && i < l.n; i++)
		r = set_line(s, &l.line[i], e);
	if (!r)
		r = check_together(s, &l, e) < 0 ? -1 : check_networks(s, e);
	lines_free(&l);
	return r;
}

struct sweep *sweep_read(const char *path, char *const *set, int n_set, struct err *e)
{
	char *text = file_read(path, FILE_MAX_TEXT, NULL, e);
	const char *slash = strrchr(path, '/');
	char *dir = xasprintf("%.*s", slash ? (int)(slash - path) : 0, path);
	struct sweep *s = text ? xcalloc(1, sizeof(*s)) : NULL;

	if (slash == path) {
		free(dir);
		dir = xstrdup("/");
	}
	if (s) {
		s->path = xstrdup(path);
		s->n_calibrate = 64;
		s->n_accuracy = 256;
		s->n_cosim = 2;
		if (read_all(s, text, dir, set, n_set, e) < 0) {
			sweep_free(s);
			s = NULL;
		} else if (!s->name) {
			s->name = compare_net_name(path);
		}
	}
	free(dir);
	free(text);
	return s;
}

void sweep_free(struct sweep *s)
{
	if (!s)
		return;
	for (int i = 0; i < s->n_axes; i++)
		sweep_axis_free(&s->axis[i]);
	for (int i = 0; i < s->n_constraints; i++)
		free(s->constraint[i].s);
	free(s->axis);
	free(s->constraint);
	sweep_split_free(s->calibrate.s, s->calibrate.n);
	sweep_split_free(s->images.s, s->images.n);
	sweep_split_free(s->front, s->n_front);
	arch_free(s->hardware);
	free(s->hardware_path);
	free(s->liberty);
	free(s->name);
	free(s->path);
	free(s);
}
