/* SPDX-License-Identifier: Apache-2.0 */
#include "plan_text.h"
#include "base/file.h"
#include "die.h"
#include "kind.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define FILE_LINES_MAX 4194304	/* of a file that the topology names */

/* Reads line by line. Every helper returns 0, or -1 after filling *e. */
struct reader {
	const char *path;
	const char *next;	/* where the next line starts */
	int line;		/* 1-based number of the line in `s` */
	char *s;		/* the line, owned, without its newline */
	char *at;		/* what of it has not been read */
	struct err *e;
	int *task_line, *stream_line;	/* where each begins, owned */
};

static int refuse(struct reader *r, const char *text)
{
	return err_set(r->e, r->path, r->line, "%s", text);
}

static int next_line(struct reader *r)
{
	const char *end;
	size_t n;

	if (!*r->next)
		return refuse(r, "the plan stops before its `end` line");
	end = strchr(r->next, '\n');
	n = end ? (size_t)(end - r->next) : strlen(r->next);
	free(r->s);
	r->s = xmalloc(n + 1);
	memcpy(r->s, r->next, n);
	r->s[n] = 0;
	r->at = r->s;
	r->next += n + (end != NULL);
	r->line++;
	return 0;
}

/* Whether the next line starts with `word`; does not take it. */
static int line_is(const struct reader *r, const char *word)
{
	size_t n = strlen(word);

	return !strncmp(r->next, word, n) &&
	       (r->next[n] == ' ' || r->next[n] == '\n' || !r->next[n]);
}

/* Takes a word (and the space behind it) of the line. */
static int take_word(struct reader *r, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(r->at, word, n) || (r->at[n] && r->at[n] != ' '))
		return err_set(r->e, r->path, r->line,
			"expected `%s`, found `%.40s`", word, r->at);
	r->at += n;
	r->at += *r->at == ' ';
	return 0;
}

static int take_number(struct reader *r, const char *key, int64_t min,
		       int64_t max, int64_t *v)
{
	char *end;
	long long value;

	errno = 0;
	value = strtoll(r->at, &end, 10);
	if (end == r->at || isspace((unsigned char)*r->at) ||
	    (*end && *end != ' '))
		return err_set(r->e, r->path, r->line,
			"%s: `%.40s` is not a whole number", key, r->at);
	if (errno || value < min || value > max)
		return err_set(r->e, r->path, r->line,
			"%s = %.*s is out of range %" PRId64 "..%" PRId64, key,
			(int)(end - r->at), r->at, min, max);
	r->at = end + (*end == ' ');
	*v = value;
	return 0;
}

/* One of the names, which stand for 0, 1, ... */
static int take_name(struct reader *r, const struct plan_field *f, int64_t *v)
{
	size_t n = strcspn(r->at, " ");
	struct text all = {0};
	int i;

	for (i = 0; f->names[i]; i++) {
		if (strlen(f->names[i]) == n && !strncmp(r->at, f->names[i], n))
			break;
		text_add(&all, "%s%s", i ? ", " : "", f->names[i]);
	}
	if (!f->names[i])
		err_set(r->e, r->path, r->line, "%s = %.*s is not one of %s",
			f->key, n < 40 ? (int)n : 40, r->at, all.s);
	text_free(&all);
	if (!f->names[i])
		return -1;
	r->at += n;
	r->at += *r->at == ' ';
	*v = i;
	return 0;
}

static int take_field(struct reader *r, const struct plan_field *f,
		      void *record)
{
	size_t n = strlen(f->key), m = f->minus ? strlen(f->minus) : 0;
	char *to = (char *)record + f->offset;
	int64_t v = -1;

	if (strncmp(r->at, f->key, n) || r->at[n] != '=')
		return err_set(r->e, r->path, r->line,
			"expected the key `%s`, found `%.40s`", f->key, r->at);
	r->at += n + 1;
	if (m && !strncmp(r->at, f->minus, m) &&
	    (!r->at[m] || r->at[m] == ' ')) {
		r->at += m;
		r->at += *r->at == ' ';
	} else if (f->names ? take_name(r, f, &v) < 0
			    : take_number(r, f->key, f->min, f->max, &v) < 0) {
		return -1;
	}
	if (f->wide)
		*(int64_t *)to = v;
	else
		*(int *)to = (int)v;
	return 0;
}

static int take_end(struct reader *r)
{
	if (*r->at)
		return err_set(r->e, r->path, r->line,
			"unknown `%.40s` at the end of the line", r->at);
	return 0;
}

static int take_fields(struct reader *r, const struct plan_field *f,
		       void *record)
{
	for (; f->key; f++)
		if (take_field(r, f, record) < 0)
			return -1;
	return take_end(r);
}

/* The next line: a word and its number, which must be `index`. */
static int indexed_line(struct reader *r, const char *word, int index)
{
	int64_t v;

	if (next_line(r) < 0 || take_word(r, word) < 0 ||
	    take_number(r, word, 0, INT_MAX, &v) < 0)
		return -1;
	if (v != index)
		return err_set(r->e, r->path, r->line,
			"%s %" PRId64 " where %s %d comes next", word, v, word,
			index);
	return 0;
}

static int hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *p = c ? strchr(digits, c) : NULL;

	return p ? (int)(p - digits) : -1;
}

static int hex_line(struct reader *r, const char *word, int index, int8_t *to,
		    int n)
{
	int i, high, low;

	if (indexed_line(r, word, index) < 0)
		return -1;
	if (strlen(r->at) != 2 * (size_t)n)
		return err_set(r->e, r->path, r->line,
			"%s %d has %zu digits, expected %d", word, index,
			strlen(r->at), 2 * n);
	for (i = 0; i < n; i++) {
		high = hex_digit(r->at[2 * i]);
		low = hex_digit(r->at[2 * i + 1]);
		if (high < 0 || low < 0)
			return err_set(r->e, r->path, r->line,
				"%s %d: `%.2s` is not two digits 0..9, a..f",
				word, index, r->at + 2 * i);
		to[i] = (int8_t)(uint8_t)(high * 16 + low);
	}
	return 0;
}

static int read_version(struct reader *r)
{
	int64_t version;

	if (next_line(r) < 0 || take_word(r, "imcfab-plan") < 0 ||
	    take_number(r, "version", 0, INT_MAX, &version) < 0 ||
	    take_end(r) < 0)
		return err_set(r->e, r->path, r->line, "not a plan%s: the first "
			       "line must be `imcfab-plan %d`",
			       r->s ? kind_but(r->s) : "", PLAN_VERSION);
	if (version != PLAN_VERSION)
		return err_set(r->e, r->path, r->line,
			"a plan of version %" PRId64 ", this program reads "
			"version %d", version, PLAN_VERSION);
	return 0;
}

/* The next n lines as they are. */
static int take_lines(struct reader *r, int64_t n, struct text *body)
{
	int64_t i;

	for (i = 0; i < n; i++) {
		if (next_line(r) < 0)
			return -1;
		text_add_bytes(body, r->s, strlen(r->s));
		text_add_bytes(body, "\n", 1);
	}
	return 0;
}

static int read_arch(struct reader *r, struct plan *p)
{
	struct text body = {0};
	int64_t n_lines;
	int first;

	if (next_line(r) < 0 || take_word(r, "arch") < 0 ||
	    take_number(r, "arch", 1, 1000, &n_lines) < 0 || take_end(r) < 0)
		return -1;
	first = r->line + 1;
	if (!take_lines(r, n_lines, &body))
		p->arch = arch_parse(body.s, r->path, first, NULL, 0, r->e);
	text_free(&body);
	return p->arch ? 0 : -1;
}

static int has_file(const struct topo_files *f, const char *name)
{
	int i;

	for (i = 0; i < f->n; i++)
		if (!strcmp(f->file[i].name, name))
			return 1;
	return 0;
}

/* The files that the topology names, each once. */
static int read_files(struct reader *r, struct topo_files *f)
{
	struct text body = {0};
	int64_t n_lines;
	char *name;
	int failed;

	while (line_is(r, "file")) {
		if (next_line(r) < 0 || take_word(r, "file") < 0 ||
		    take_number(r, "file", 0, FILE_LINES_MAX, &n_lines) < 0)
			return -1;
		if (has_file(f, r->at))
			return err_set(r->e, r->path, r->line,
				"a second file %s", r->at);
		name = xstrdup(r->at);
		failed = take_lines(r, n_lines, &body);
		if (!failed)
			topo_files_add(f, name, body.n ? body.s : "");
		text_free(&body);
		free(name);
		if (failed)
			return -1;
	}
	return 0;
}

static int read_topo(struct reader *r, struct plan *p)
{
	struct topo_files f = {0};
	int i, line = r->line;

	if (!read_files(r, &f))
		p->topo = topo_build_from(p->arch->topology, &f, r->path,
					  p->arch->topology_line, r->e);
	for (i = 0; p->topo && i < f.n; i++)
		if (!has_file(&p->topo->files, f.file[i].name)) {
			err_set(r->e, r->path, line + 1, "the topology does "
				"not name the file %s", f.file[i].name);
			break;
		}
	i = p->topo && i == f.n ? die_mark(p->arch, r->path, p->topo, r->e) : -1;
	topo_files_free(&f);
	return i;
}

static int read_head(struct reader *r, struct plan *p)
{
	int i;

	if (next_line(r) < 0 || take_word(r, "network") < 0)
		return -1;
	p->net = xstrdup(r->at);
	if (next_line(r) < 0 || take_word(r, "image") < 0 ||
	    take_fields(r, plan_image_fields, p) < 0 || next_line(r) < 0 ||
	    take_word(r, "timing") < 0 ||
	    take_fields(r, plan_timing_fields, p) < 0)
		return -1;
	if (!line_is(r, "lut"))
		return 0;
	p->input_lut = xcalloc(p->in_c, 256);
	for (i = 0; i < p->in_c; i++)
		if (hex_line(r, "lut", i, p->input_lut + 256 * (size_t)i,
			     256) < 0)
			return -1;
	return 0;
}

static int read_columns(struct reader *r, struct plan_task *k)
{
	struct plan_column c;
	int32_t **const to[] = {&k->bias, &k->mult, &k->shift, &k->skip_mult, &k->leak_mult};
	const int *const from[] = {&c.bias, &c.mult, &c.shift, &c.skip_mult, &c.leak_mult};
	int i, j;

	for (j = 0; j < 5; j++)
		*to[j] = xcalloc(k->cols, sizeof(**to[j]));
	for (i = 0; i < k->cols; i++) {
		if (indexed_line(r, "col", i) < 0 ||
		    take_fields(r, plan_column_fields, &c) < 0)
			return -1;
		for (j = 0; j < 5; j++)
			(*to[j])[i] = *from[j];
	}
	return 0;
}

static int read_table(struct reader *r, struct plan_task *k)
{
	int i;

	if (!k->has_table)
		return 0;
	k->table = xcalloc(256, 1);
	for (i = 0; i < 256; i += PLAN_TABLE_ROW)
		if (hex_line(r, "table", i / PLAN_TABLE_ROW, (int8_t *)k->table + i,
			     PLAN_TABLE_ROW) < 0)
			return -1;
	return 0;
}

static int read_task(struct reader *r, struct plan *p)
{
	const struct plan_group *g;
	struct plan_task *k;
	int i, n, t = p->n_tasks;

	if (indexed_line(r, "task", t) < 0)
		return -1;
	p->task = xrealloc(p->task, (t + 1) * sizeof(*p->task));
	r->task_line = xrealloc(r->task_line, (t + 1) * sizeof(int));
	k = &p->task[t];
	memset(k, 0, sizeof(*k));
	p->n_tasks++;
	r->task_line[t] = r->line;
	k->name = xstrdup(r->at);
	for (g = plan_task_groups; g->word; g++)
		if (next_line(r) < 0 || take_word(r, g->word) < 0 ||
		    take_fields(r, g->field, k) < 0)
			return -1;
	k->source = xcalloc(k->n_sources, sizeof(*k->source));
	for (i = 0; i < k->n_sources; i++)
		if (indexed_line(r, "source", i) < 0 ||
		    take_fields(r, plan_source_fields, &k->source[i]) < 0)
			return -1;
	n = plan_weight_rows(k);
	for (i = 0; i < n; i++) {
		k->weights = xrealloc(k->weights, ((size_t)i + 1) * k->cols);
		if (hex_line(r, "row", i, k->weights + (size_t)i * k->cols,
			     k->cols) < 0)
			return -1;
	}
	return read_columns(r, k) < 0 ? -1 : read_table(r, k);
}

static int read_hop(struct reader *r, const struct plan *p,
		    struct plan_stream *s)
{
	const struct graph *g = p->topo->graph;
	struct plan_hop_text h;
	int c;

	if (indexed_line(r, "hop", s->n_hops) < 0 ||
	    take_fields(r, plan_hop_fields, &h) < 0)
		return -1;
	c = h.hop.channel;
	if (c >= g->n_edges)
		return err_set(r->e, r->path, r->line,
			"channel = %d is out of range 0..%d", c,
			g->n_edges - 1);
	if (g->tail[c] != h.tail || g->head[c] != h.head)
		return err_set(r->e, r->path, r->line,
			"channel %d is %d -> %d, not %d -> %d", c, g->tail[c],
			g->head[c], h.tail, h.head);
	s->hop = xrealloc(s->hop, (s->n_hops + 1) * sizeof(*s->hop));
	s->hop[s->n_hops++] = h.hop;
	return 0;
}

static int read_stream(struct reader *r, struct plan *p)
{
	struct plan_stream *s;
	int n = p->n_streams;

	if (indexed_line(r, "stream", n) < 0)
		return -1;
	p->stream = xrealloc(p->stream, (n + 1) * sizeof(*p->stream));
	r->stream_line = xrealloc(r->stream_line, (n + 1) * sizeof(int));
	s = &p->stream[n];
	memset(s, 0, sizeof(*s));
	p->n_streams++;
	r->stream_line[n] = r->line;
	if (take_fields(r, plan_stream_fields, s) < 0)
		return -1;
	while (line_is(r, "hop"))
		if (read_hop(r, p, s) < 0)
			return -1;
	while (line_is(r, "dest")) {
		s->dest = xrealloc(s->dest,
				   (s->n_dests + 1) * sizeof(*s->dest));
		if (indexed_line(r, "dest", s->n_dests) < 0 ||
		    take_fields(r, plan_dest_fields,
				&s->dest[s->n_dests]) < 0)
			return -1;
		s->n_dests++;
	}
	return 0;
}

static int read_all(struct reader *r, struct plan *p)
{
	if (read_version(r) < 0 || read_arch(r, p) < 0 ||
	    read_topo(r, p) < 0 || read_head(r, p) < 0)
		return -1;
	while (line_is(r, "task"))
		if (read_task(r, p) < 0)
			return -1;
	while (line_is(r, "stream"))
		if (read_stream(r, p) < 0)
			return -1;
	if (next_line(r) < 0)
		return -1;
	if (take_word(r, "end") < 0 || take_end(r) < 0)
		return -1;
	if (*r->next) {
		r->line++;
		return refuse(r, "text behind the `end` line");
	}
	return 0;
}

struct plan *plan_parse(const char *text, const char *path, struct err *e)
{
	struct reader r = { .path = path, .next = text, .e = e };
	struct plan *p = xcalloc(1, sizeof(*p));
	struct plan_lines lines;
	int failed;

	failed = read_all(&r, p) < 0;
	if (!failed) {
		lines.path = path;
		lines.task = r.task_line;
		lines.stream = r.stream_line;
		failed = plan_validate(p, &lines, e) < 0;
	}
	free(r.s);
	free(r.task_line);
	free(r.stream_line);
	if (failed) {
		plan_free(p);
		return NULL;
	}
	return p;
}

struct plan *plan_read(const char *path, struct err *e)
{
	char *text = file_read(path, FILE_MAX_DATA, NULL, e);
	struct plan *p = NULL;

	if (text)
		p = plan_parse(text, path, e);
	free(text);
	return p;
}
