/* SPDX-License-Identifier: Apache-2.0 */
/* imcfab-verify CERT: checks a certificate of `imcfab embed` (docs/certificates.md). It shares no code with imcfab
 * and is to be read as a whole. It looks at every task and stream of an embedding or a family; the formula of a
 * refusal it derives again from the two graphs, and follows the proof by unit propagation. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NUMBER_MAX = 1 << 22, ROOM_MAX = 1 << 30, LINE_MAX = 1 << 26 };	/* a number in a file; items of an array; bytes */
/* A file; its line taken apart: a word or none, numbers, other text or none. */
struct file { FILE *f; char *name, *text, *rest, word[32]; int size, line, *v, n, room; };

/* Exit status 1 refuses the certificate, 2 says that it cannot be read. */
#define refuse(f, line, ...) (fprintf(stderr, "refused: %s:%d: ", (f)->name, line), \
	fprintf(stderr, __VA_ARGS__), fputc('\n', stderr), exit(1))
#define fail(name) (perror(name), exit(2))
#define zeroed(n, size) grown(NULL, 0, &(int){0}, (size_t)(n), size)

/* Makes room for `more` behind the first n items of an array; what is new is zero. */
static void *grown(void *p, int n, int *room, size_t more, size_t size)
{
	size_t old = (size_t)*room, need = (size_t)n + more;

	if (need <= old)
		return p;
	need += need / 2 + 8;
	if (!(p = need < ROOM_MAX ? realloc(p, need * size) : (errno = ENOMEM, NULL)))
		fail("memory");
	memset((char *)p + old * size, 0, (need - old) * size);
	*room = (int)need;
	return p;
}

static void file_open(struct file *f, const char *dir, const char *name)
{
	f->name = grown(f->name, 0, &(int){0}, strlen(dir) + strlen(name) + 2, 1);
	sprintf(f->name, "%s/%s", dir, name);
	f->line = 0;
	if (!(f->f = fopen(f->name, "r")))
		fail(f->name);
}

/* Takes the next line apart that is neither empty nor a comment; 0 at the end of the file. */
static int next_line(struct file *f, char comment)
{
	char *end = NULL;
	int n, k, ch;

	do {
		for (n = ch = 0; n < LINE_MAX && ch != '\n' && (ch = getc(f->f)) > 0; f->text[n++] = (char)(ch == '\n' ? 0 : ch))
			f->text = grown(f->text, n, &f->size, 1, 1);
		if (ch == EOF && (n == 0 || ferror(f->f)))
			return feof(f->f) ? 0 : (fail(f->name), 0);
		if (++f->line == ROOM_MAX || ch != '\n')
			refuse(f, f->line, "the line has no end or a zero byte, is longer than 64 MiB, or is one too many");
	} while (!*f->text || *f->text == comment);
	k = *f->text == '-' ? 0 : (int)strspn(f->text, "abcdefghijklmnopqrstuvwxyz-");
	sprintf(f->word, "%.*s", k *= k < (int)sizeof f->word, f->text);
	f->rest = f->text + k;
	for (f->n = 0; ; f->n++, f->rest = end) {
		long long v = strtoll(f->rest, &end, 10);

		f->rest += strspn(f->rest, " ");
		if (end <= f->rest || (*end && *end != ' ') || v < -NUMBER_MAX || v > NUMBER_MAX)
			return 1;
		f->v = grown(f->v, f->n, &f->room, 1, sizeof *f->v);
		f->v[f->n] = (int)v;
	}
}

static int num(const struct file *f, int i, int low, int high)
{
	if (i >= f->n || f->v[i] < low || f->v[i] > high)
		refuse(f, f->line, "number %d must be from %d to %d", i + 1, low, high);
	return f->v[i];
}

struct item { int a, b, c, line; };		/* the numbers of a line; 0 what it has not */
struct list { struct item *i; int n, room; };
enum { STREAM, CHANNEL, PLACE, DEAD, AT, WINDOW, LISTS };	/* carries are streams */
struct cert {
	struct file f;
	int family, n_tasks, n_nodes, shift, answer, reason, wide;	/* nodes: cores or rows; 'y', 'n'; 0, 'c', 'd' */
	struct list l[LISTS];
};

static void push(struct list *l, int a, int b, int c, int line)
{
	l->i = grown(l->i, l->n, &l->room, 1, sizeof *l->i);
	l->i[l->n++] = (struct item){a, b, c, line};
}

static int compare(const void *p, const void *q)
{
	const struct item *x = p, *y = q;

	return x->a != y->a ? x->a - y->a : x->b != y->b ? x->b - y->b : x->c - y->c;
}

/* Refuses what is there twice. */
static void sort(const struct file *f, struct list *l, const char *reason)
{
	if (l->n)
		qsort(l->i, (size_t)l->n, sizeof *l->i, compare);
	for (int i = 1; i < l->n; i++)
		if (!compare(&l->i[i - 1], &l->i[i]))
			refuse(f, l->i[l->i[i].line < l->i[i - 1].line ? i - 1 : i].line, "%s", reason);
}

static struct item *find(const struct list *l, int a, int b, int c)
{
	return l->n ? bsearch(&(struct item){a, b, c, 0}, l->i, (size_t)l->n, sizeof *l->i, compare) : NULL;
}

static void read_line(struct cert *c)
{
	const struct file *f = &c->f;
	const char *w = f->word, *rest = f->rest;
	int *once = *w == 'a' ? &c->answer : *w == 'b' ? &c->reason : *w == 'r' ? &c->n_nodes : &c->shift;
	int line = f->line, family = c->family, last = c->n_tasks - 1, end = c->n_nodes - 1, n = 1;

	if (!strcmp(w, "task")) {
		c->n_tasks = num(f, 0, last + 1, last + 1) + 1;
		n = f->n, rest = "";
	} else if (!strcmp(w, "stream") || (family && !strcmp(w, "carry"))) {
		n = *w == 'c' && f->n > 2 ? 3 : 2;
		push(&c->l[STREAM], num(f, 0, 0, last), num(f, 1, 0, last), n > 2 ? num(f, 2, -64, 64) : *w == 'c', line);
	} else if (!strcmp(w, "channel") || !strcmp(w, "place")) {
		n = family ? 3 : 2;
		push(&c->l[*w == 'c' ? CHANNEL : PLACE], num(f, 0, 0, *w == 'c' ? end : last), num(f, 1, 0, end),
		     family ? num(f, 2, -NUMBER_MAX, NUMBER_MAX) : 0, line);
	} else if (family && (!strcmp(w, "rows") || !strcmp(w, "shift")) && !*once) {
		*once = num(f, 0, 1, 1 << 20);
	} else if (!family && !strcmp(w, "core")) {
		c->n_nodes = num(f, 0, end + 1, end + 1) + 1;
	} else if (!family && !strcmp(w, "dead")) {
		push(&c->l[DEAD], num(f, 0, 0, end), 0, 0, line);
	} else if (!family && !strcmp(w, "at")) {	/* (task, -1), and (task, core) for each */
		for (push(&c->l[AT], num(f, 0, 0, last), -1, 0, line); n < f->n; n++)
			push(&c->l[AT], f->v[0], num(f, n, 0, end), 0, line);
	} else if (!family && !strcmp(w, "window") && !c->l[WINDOW].n) {
		for (n = 0; n < f->n; n++)
			push(&c->l[WINDOW], num(f, n, 0, last), 0, 0, line);
	} else if (!family && !*once && (!strcmp(f->text, "answer yes") || !strcmp(f->text, "answer no") ||
		   !strcmp(f->text, "because count") || sscanf(f->text, "because degree %9d", &c->wide) == 1)) {
		*once = *rest;
		n = f->n, rest = "";
	} else {
		n = -1;
	}
	if (n != f->n || *rest)
		refuse(f, line, "no line of this certificate is so, or it is there already");
}

static int may_sit(const struct cert *c, int task, int core)
{
	return !find(&c->l[DEAD], core, 0, 0) && (!find(&c->l[AT], task, -1, 0) || find(&c->l[AT], task, core, 0));
}

/* Nodes behind x (way 1), before it (2), on either side (3). */
static int beside(const struct list *l, int x, int way)
{
	int n = 0;

	for (int i = 0; i < l->n; i++)
		n += (l->i[i].a == x && way & 1) || (l->i[i].b == x && way & 2 && (way < 3 || !find(l, x, l->i[i].a, 0)));
	return n;
}

/* No, for a reason: the window has too few cores, or a task has more streams than its cores have channels. */
static void check_count(const struct cert *c)
{
	const struct list *w = &c->l[WINDOW];
	int i, k, room = 0, few = c->reason == 'c';

	for (k = 0; c->reason && k < c->n_nodes; k++) {
		for (i = 0; few ? i < w->n && !may_sit(c, w->i[i].a, k) :
		     i < 3 && beside(&c->l[STREAM], c->wide, i + 1) <= beside(&c->l[CHANNEL], k, i + 1); i++)
			;
		room += few ? i < w->n : i == 3 && may_sit(c, c->wide, k);
	}
	if (c->reason && (few ? room >= w->n : room || !find(w, c->wide, 0, 0)))
		refuse(&c->f, c->f.line, "it has %d cores", room);
}

/* Yes, and families: every task has a place, every stream a channel. */
static void check_places(const struct cert *c)
{
	const struct item *p = c->l[PLACE].i;
	int i, s = c->family ? c->shift : 1;
	struct list cells = {0};

	if (c->l[PLACE].n != c->n_tasks)
		refuse(&c->f, c->f.line, "%d tasks have %d places", c->n_tasks, c->l[PLACE].n);
	for (i = 0; i < c->n_tasks; i++) {
		if (p[i].a != i || !may_sit(c, i, p[i].b))
			refuse(&c->f, p[i].line, "task %d may not sit there, or it or one before has two places", p[i].a);
		push(&cells, p[i].b, (p[i].c % s + s) % s, 0, p[i].line);
	}
	sort(&c->f, &cells, c->family ? "this row and column modulo the shift has a task" : "this core has a task");
	free(cells.i);
	for (i = 0; i < c->l[STREAM].n; i++) {
		struct item e = c->l[STREAM].i[i], a = p[e.a], b = p[e.b];

		if (!find(&c->l[CHANNEL], a.b, b.b, b.c + e.c * s - a.c))
			refuse(&c->f, e.line, "%d -> %d: there is no channel from %d to %d", e.a, e.b, a.b, b.b);
	}
}

/* No: the formula and what follows by unit propagation. A literal is 2*variable, + 1 where it is negated. */
struct sat {
	struct list *watch;			/* by literal, clauses that it may make false: a where, -1: of two; b another literal */
	signed char *value;			/* by literal: 1 true, -1 false, 0 open */
	int *trail, n_trail, head;		/* the true literals, looked at below head */
	int *clauses, n, room, contradiction;	/* those of three literals and more: length, literals */
	int n_said, n_formula, n_proof;		/* numbers of the clause at work; clauses */
	struct file f;
};

static void assign(struct sat *s, int lit)
{
	s->value[lit] = 1;
	s->value[lit ^ 1] = -1;
	s->trail[s->n_trail++] = lit;
}

/* Makes true what the clauses force; 1: a clause is false. */
static int propagate(struct sat *s)
{
	while (s->head < s->n_trail) {
		int gone = s->trail[s->head++] ^ 1, i, k;
		struct list *l = &s->watch[gone];

		for (i = 0; i < l->n; i++) {
			int other = l->i[i].b, clause = l->i[i].a;

			if (s->value[other] <= 0 && clause >= 0) {
				int *c = s->clauses + clause + 1, n = c[-1];

				l->i[i].b = other = c[0] ^ c[1] ^ gone;
				for (k = s->value[other] > 0 ? n : 2; k < n && s->value[c[k]] < 0; k++)
					;
				c[0] = other;
				c[1] = k < n ? c[k] : gone;
				if (k < n) {
					c[k] = gone;
					push(&s->watch[c[1]], clause, other, 0, 0);
					l->i[i--] = l->i[--l->n];
					continue;
				}
			}
			if (s->value[other] < 0)
				return 1;
			if (!s->value[other])
				assign(s, other);
		}
	}
	return 0;
}

/* Adds a clause of n DIMACS numbers; with `check` returns 0 where it does not follow by propagation. */
static int add(struct sat *s, int *x, int n, int check)
{
	int i, lit, k = 0, fixed = s->n_trail, follows;

	for (i = 0; i < n; i++) {		/* assume the contrary; literals that are false go */
		lit = 2 * abs(x[i]) + (x[i] < 0);
		if (s->value[lit] > 0)
			break;
		if (!s->value[lit])
			assign(s, (x[k++] = lit) ^ 1);
	}
	follows = i < n || !check || propagate(s);
	for (; s->n_trail > fixed; s->n_trail--)
		s->value[s->trail[s->n_trail - 1]] = s->value[s->trail[s->n_trail - 1] ^ 1] = 0;
	s->head = fixed;
	if (i < n || !follows)
		return follows;
	for (i = 0; k > 1 && i < 2; i++)
		push(&s->watch[x[i]], k > 2 ? s->n : -1, x[1 - i], 0, 0);
	if (k > 2) {
		s->clauses = grown(s->clauses, s->n, &s->room, (size_t)k + 1, sizeof *s->clauses);
		s->clauses[s->n] = k;
		memcpy(s->clauses + s->n + 1, x, (size_t)k * sizeof *x);
		s->n += k + 1;
	}
	s->contradiction |= !k || (k == 1 && (assign(s, x[0]), propagate(s)));
	return 1;
}

/* The formula goes on with this literal, or with 0, the end of a clause; so must the file. */
static void say(struct sat *s, int literal)
{
	struct file *f = &s->f;

	if ((!s->n_said && (!next_line(f, 'c') || *f->word || *f->rest)) || (!literal && s->n_said + 1 != f->n))
		f->n = 0;
	num(f, s->n_said++, literal, literal);
	if (literal)
		return;
	add(s, f->v, f->n - 1, 0);
	s->n_formula++, s->n_said = 0;
}

/* Variable x + 1: the task in row x / n of the window sits on core x % n. */
static void derive(struct sat *s, const struct cert *c, int n, int all)
{
	const struct item *w = c->l[WINDOW].i, *e, *a, *b;
	int i, x, y;
#define OPEN(x) may_sit(c, w[(x) / n].a, (x) % n)

	for (x = 0; x < all; x++) {
		if (OPEN(x))
			say(s, x + 1);
		if (x % n == n - 1)
			say(s, 0);
	}
	for (x = 0; x < all; x++)
		for (y = x + 1; y % n && OPEN(x); y++)
			if (OPEN(y))
				say(s, -x - 1), say(s, -y - 1), say(s, 0);
	for (i = 0; i < n; i++)
		for (x = i; x < all; x += n)
			for (y = x + n; y < all && OPEN(x); y += n)
				if (OPEN(y))
					say(s, -x - 1), say(s, -y - 1), say(s, 0);
	for (i = 0; i < 2 * c->l[STREAM].n; i++) {
		e = &c->l[STREAM].i[i / 2];
		a = find(&c->l[WINDOW], i % 2 ? e->b : e->a, 0, 0);
		b = find(&c->l[WINDOW], i % 2 ? e->a : e->b, 0, 0);
		for (x = 0; a && b && x < n; x++) if (may_sit(c, a->a, x)) {
			say(s, -((int)(a - w) * n + x + 1));
			for (y = 0; y < n; y++)
				if (find(&c->l[CHANNEL], i % 2 ? y : x, i % 2 ? x : y, 0) && may_sit(c, b->a, y))
					say(s, (int)(b - w) * n + y + 1);
			say(s, 0);
		}
	}
}

static void check_refusal(struct sat *s, const struct cert *c, const char *dir)
{
	struct file *f = &s->f;
	int n = c->l[WINDOW].n * c->n_nodes, n_clauses = 0, i;

	s->watch = zeroed(2 * n + 2, sizeof *s->watch);
	s->value = zeroed(2 * n + 2, 1);
	s->trail = zeroed(n, sizeof *s->trail);
	file_open(f, dir, "refusal.cnf");
	if (!next_line(f, 'c') || sscanf(f->text, "p cnf %9d %9d", &i, &n_clauses) != 2 || i != n)
		refuse(f, f->line, "'p cnf %d' must stand here and the number of clauses", n);
	derive(s, c, c->n_nodes, n);
	if (next_line(f, 'c') || n_clauses != s->n_formula)
		refuse(f, f->line, "the graphs give %d clauses", s->n_formula);
	file_open(f, dir, "refusal.drat");
	while (next_line(f, 'c')) {
		for (i = 0; i < f->n && num(f, i, -n, n); i++)
			;
		if (i != f->n - 1 || *f->rest || (*f->word && strcmp(f->word, "d")))
			refuse(f, f->line, "a clause must stand here, and 0");
		if (!*f->word && ++s->n_proof && !s->contradiction && !add(s, f->v, i, 1))
			refuse(f, f->line, "the clause does not follow by unit propagation");
	}
	if (!s->contradiction)
		refuse(f, f->line, "the proof ends without a contradiction");
}

int main(int argc, char **argv)
{
	struct cert c = {0};
	struct sat s = {0};
	struct file *f = &c.f;
	int i, no;

	if (argc != 2 || *argv[1] == '-')
		return fputs("usage: imcfab-verify CERT, the folder of a certificate of imcfab embed\n", stderr), 2;
	file_open(f, argv[1], "certificate.txt");
	c.family = next_line(f, '#') && !strcmp(f->word, "imcfab-embedding-family");
	if ((!c.family && strcmp(f->word, "imcfab-embedding")) || f->n != 1 || f->v[0] != 1 || *f->rest)
		refuse(f, f->line, "'imcfab-embedding 1' or 'imcfab-embedding-family 1' must stand here");
	while (next_line(f, '#'))
		read_line(&c);
	no = c.answer == 'n';
	if (!c.n_tasks || (c.family ? !c.shift : !c.answer || no != (c.l[WINDOW].n > 0) || (no && c.l[PLACE].n)) ||
	    (long long)c.l[WINDOW].n * c.n_nodes > NUMBER_MAX)
		refuse(f, f->line, "a line is missing or too many: task, shift, answer, window, place");
	for (i = CHANNEL; i < LISTS; i++)
		sort(f, &c.l[i], "a line before says the same");
	if (no && !c.reason)
		check_refusal(&s, &c, argv[1]);
	sort(f, &c.l[STREAM], "this stream is there already");
	(no ? check_count : check_places)(&c);
	printf("verified: %s: %d tasks, %d streams, %d %s, %d channels", c.family ? "family" : no ? "no" : "yes",
	       c.n_tasks, c.l[STREAM].n, c.n_nodes, c.family ? "rows" : "cores", c.l[CHANNEL].n);
	if (no)
		printf(", window of %d tasks, %d clauses, %d in the proof", c.l[WINDOW].n, s.n_formula, s.n_proof);
	exit(puts("") < 0 || fflush(stdout) ? 2 : 0);
}
