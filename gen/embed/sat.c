/* SPDX-License-Identifier: Apache-2.0 */
#include "space.h"

#include <ccadical.h>
#include <stdlib.h>
#include <string.h>

/*
 * The question as a formula for CaDiCaL: a variable says that a task sits on a core.
 * For deciding, of the cores that the domains leave, "at most one" as a ladder of
 * further variables. For a proof, in full and pair by pair, so that whoever checks it can
 * write it down again (docs/certificates.md).
 */
#define MAX_VARS 2000000
#define MAX_CLAUSES 20000000	/* of a proof's formula */
#define MAX_PROOF ((size_t)1 << 30)	/* bytes */

struct sat {
	const struct space *s;
	CCaDiCaL *solver;
	int *var;	/* [n][m] 1.., 0: the core is not in the domain */
	int n_vars;
	double deadline;
};

static int var_of(const struct sat *t, int task, int core)
{
	return t->var[(size_t)task * t->s->m + core];
}

static int is_late(void *state)
{
	const double *deadline = state;

	return *deadline > 0 && now_seconds() > *deadline;
}

/* At most one of v[0..n-1]: l[i] is true behind the one that is true. */
static void at_most_one(struct sat *t, const int *v, int n)
{
	int before = 0;

	for (int i = 0; i < n; i++) {
		int l = i + 1 < n ? ++t->n_vars : 0;

		if (before) {
			ccadical_add(t->solver, -before);
			ccadical_add(t->solver, -v[i]);
			ccadical_add(t->solver, 0);
		}
		if (l) {
			ccadical_add(t->solver, -v[i]);
			ccadical_add(t->solver, l);
			ccadical_add(t->solver, 0);
		}
		if (l && before) {
			ccadical_add(t->solver, -before);
			ccadical_add(t->solver, l);
			ccadical_add(t->solver, 0);
		}
		before = l;
	}
}

static void add_tasks(struct sat *t)
{
	int *v = xcalloc(t->s->m + 1, sizeof(*v)), n;

	for (int task = 0; task < t->s->n; task++) {
		n = 0;
		for (int c = 0; c < t->s->m; c++)
			if (var_of(t, task, c)) {
				v[n++] = var_of(t, task, c);
				ccadical_add(t->solver, v[n - 1]);
			}
		ccadical_add(t->solver, 0);
		at_most_one(t, v, n);
	}
	free(v);
}

static void add_cores(struct sat *t)
{
	int *v = xcalloc(t->s->n + 1, sizeof(*v)), n;

	for (int c = 0; c < t->s->m; c++) {
		n = 0;
		for (int task = 0; task < t->s->n; task++)
			if (var_of(t, task, c))
				v[n++] = var_of(t, task, c);
		at_most_one(t, v, n);
	}
	free(v);
}

/* On whichever core a sits, b is on one beside it. */
static void add_support(struct sat *t, int a, int b, int before)
{
	const struct space *s = t->s;

	for (int c = 0; c < s->m; c++) {
		const word_t *n = space_near(s, c, before);

		if (!var_of(t, a, c))
			continue;
		ccadical_add(t->solver, -var_of(t, a, c));
		for (int i = 0; i < s->w; i++)
			for (word_t x = n[i]; x; x &= x - 1) {
				int d = i * 64 + __builtin_ctzll(x);

				if (var_of(t, b, d))
					ccadical_add(t->solver, var_of(t, b, d));
			}
		ccadical_add(t->solver, 0);
	}
}

struct sat *sat_new(const struct space *s)
{
	struct sat *t;

	if ((int64_t)s->n * s->m > MAX_VARS)
		return NULL;
	t = xcalloc(1, sizeof(*t));
	t->s = s;
	t->solver = ccadical_init();
	ccadical_set_option(t->solver, "quiet", 1);
	t->var = xcalloc((size_t)s->n * s->m + 1, sizeof(*t->var));
	for (int task = 0; task < s->n; task++)
		for (int c = 0; c < s->m; c++)
			if (set_has(space_dom(s, task), c))
				t->var[(size_t)task * s->m + c] = ++t->n_vars;
	add_tasks(t);
	add_cores(t);
	for (int task = 0; task < s->n; task++)
		for (int i = s->first_succ[task]; i < s->first_succ[task + 1]; i++) {
			add_support(t, task, s->succ[i], 0);
			add_support(t, s->succ[i], task, 1);
		}
	return t;
}

enum embed_answer sat_run(struct sat *t, int conflicts, double deadline, int *place)
{
	int answer;

	t->deadline = deadline;
	ccadical_set_terminate(t->solver, &t->deadline, is_late);
	if (conflicts > 0)
		ccadical_limit(t->solver, "conflicts", conflicts);
	answer = ccadical_solve(t->solver);
	if (answer == 20)
		return EMBED_NO;
	if (answer != 10)
		return EMBED_OPEN;
	for (int task = 0; task < t->s->n; task++)
		for (int c = 0; c < t->s->m; c++)
			if (var_of(t, task, c) && ccadical_val(t->solver, var_of(t, task, c)) > 0)
				place[task] = c;
	return EMBED_YES;
}

void sat_free(struct sat *t)
{
	if (!t)
		return;
	ccadical_release(t->solver);
	free(t->var);
	free(t);
}

/* A formula on its way to the solver and to the text. */
struct proof {
	const struct embed_problem *p;
	CCaDiCaL *solver;
	struct text body, *drat;
	char *may;	/* [n][m] 1: the task may sit on the core */
	int n_clauses, too_long;
};

static void add(struct proof *q, int literal)
{
	ccadical_add(q->solver, literal);
	if (literal) {
		text_add(&q->body, "%d ", literal);
	} else {
		text_add(&q->body, "0\n");
		q->n_clauses++;
	}
}

static int may(const struct proof *q, int task, int core)
{
	return q->may[(size_t)task * q->p->n_cores + core];
}

static int x(const struct proof *q, int task, int core)
{
	return task * q->p->n_cores + core + 1;
}

static void set_may(struct proof *q)
{
	const struct embed_problem *p = q->p;

	q->may = xcalloc((size_t)p->n_tasks * p->n_cores + 1, 1);
	for (int t = 0; t < p->n_tasks; t++) {
		char *row = q->may + (size_t)t * p->n_cores;

		for (int i = 0; i < p->n_at[t]; i++)
			row[p->at[t][i]] = 1;
		for (int c = 0; c < p->n_cores; c++)
			row[c] = (row[c] || !p->at[t]) && !p->dead[c];
	}
}

static void prove_places(struct proof *q)
{
	const struct embed_problem *p = q->p;
	int t, u, c, d;

	for (t = 0; t < p->n_tasks; t++) {
		for (c = 0; c < p->n_cores; c++)
			if (may(q, t, c))
				add(q, x(q, t, c));
		add(q, 0);
	}
	for (t = 0; t < p->n_tasks; t++)
		for (c = 0; c < p->n_cores; c++)
			for (d = c + 1; may(q, t, c) && d < p->n_cores; d++)
				if (may(q, t, d)) {
					add(q, -x(q, t, c));
					add(q, -x(q, t, d));
					add(q, 0);
				}
	for (c = 0; c < p->n_cores; c++)
		for (t = 0; t < p->n_tasks; t++)
			for (u = t + 1; may(q, t, c) && u < p->n_tasks; u++)
				if (may(q, u, c)) {
					add(q, -x(q, t, c));
					add(q, -x(q, u, c));
					add(q, 0);
				}
}

static void prove_stream(struct proof *q, const struct space *s, int a, int b, int before)
{
	for (int c = 0; c < s->m; c++) {
		const word_t *n = space_near(s, c, before);

		if (!may(q, a, c))
			continue;
		add(q, -x(q, a, c));
		for (int d = 0; d < s->m; d++)
			if (set_has(n, d) && may(q, b, d))
				add(q, x(q, b, d));
		add(q, 0);
	}
}

static void keep_learnt(void *state, int *clause)
{
	struct proof *q = state;

	q->too_long |= q->drat->n > MAX_PROOF;
	if (q->too_long)
		return;
	for (; *clause; clause++)
		text_add(q->drat, "%d ", *clause);
	text_add(q->drat, "0\n");
}

/* What rewrites the formula, so that all that is learnt follows by unit propagation. */
static const char *const off[] = {
	"block", "chrono", "compact", "condition", "cover", "decompose", "deduplicate",
	"elim", "inprocessing", "lucky", "probe", "rephase", "subsume", "ternary",
	"transred", "vivify", "walk",
};

static void head(const struct proof *q, struct text *cnf)
{
	const struct embed_problem *p = q->p;

	text_add(cnf, "c Tasks of the window on cores, each on one of its own, every stream on a "
		 "channel.\nc Variable t * %d + c + 1: task t of the window sits on core c.\n",
		 p->n_cores);
	for (int t = 0; t < p->n_tasks; t++)
		text_add(cnf, "c task %d: %s\n", t, p->task[t]);
	text_add(cnf, "c Clauses: each task somewhere; no task on two cores; no core with two "
		 "tasks;\nc for each stream, in order: where its source sits, its reader is "
		 "behind a channel\nc (a clause for each core), and the same from the reader back.\n"
		 "p cnf %d %d\n", p->n_tasks * p->n_cores, q->n_clauses);
	text_add_bytes(cnf, q->body.s, q->body.n);
}

/* Clauses in all, roughly. */
static int64_t size_of(const struct embed_problem *p)
{
	int64_t n = p->n_tasks, m = p->n_cores;

	return n * m * m / 2 + m * n * n / 2 + 2 * m * p->n_streams;
}

int sat_fits(const struct embed_problem *p)
{
	return size_of(p) <= MAX_CLAUSES;
}

int sat_refute(const struct embed_problem *p, double deadline, struct text *cnf,
	       struct text *drat)
{
	struct proof q = {.p = p, .drat = drat};
	struct space *s;
	int answer;

	if (!sat_fits(p))
		return 0;
	s = space_new(p);
	q.solver = ccadical_init();
	ccadical_set_option(q.solver, "quiet", 1);
	for (size_t i = 0; i < sizeof(off) / sizeof(*off); i++)
		ccadical_set_option(q.solver, off[i], 0);
	/* Choices put a task on a core: "not there" would leave clauses of all the rest. */
	ccadical_set_option(q.solver, "forcephase", 1);
	ccadical_set_learn(q.solver, &q, INT32_MAX, keep_learnt);
	ccadical_set_terminate(q.solver, &deadline, is_late);
	set_may(&q);
	prove_places(&q);
	for (int i = 0; i < p->n_streams; i++) {
		prove_stream(&q, s, p->stream[i][0], p->stream[i][1], 0);
		prove_stream(&q, s, p->stream[i][1], p->stream[i][0], 1);
	}
	answer = ccadical_solve(q.solver);
	if (answer == 20 && !q.too_long)
		head(&q, cnf);
	else
		drat->n = 0;
	/* A formula that unit propagation alone refutes teaches the solver nothing. */
	if (cnf->n && (drat->n < 2 || strcmp(drat->s + drat->n - 2, "0\n") ||
		       (drat->n > 2 && drat->s[drat->n - 3] != '\n')))
		text_add(drat, "0\n");
	ccadical_release(q.solver);
	space_free(s);
	text_free(&q.body);
	free(q.may);
	return cnf->n > 0;
}
