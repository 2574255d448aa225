/* SPDX-License-Identifier: Apache-2.0 */
#include "embed.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "embed/family.h"
#include "embed/tasks.h"

#define MAX_BLOCKS 6	/* of a chain that is looked at for a refusal */
#define UNROLL 3	/* blocks of a period that are tried */

/* One block type on one strip. */
struct cell {
	int is_any;	/* any number of blocks */
	struct period period;
	int embeds, refused;	/* blocks that embed; fewest that do not, 0: not found */
};

/* A strip so long that a refusal of n blocks holds for any: they hang together, and from
 * the first to the last column is at most a step of (k - 1) / 2 columns for each task. */
static struct topo *strip_for(int k, int n_tasks, struct err *e)
{
	char *expr = xasprintf("kpp(%d, %d)", k, 2 * (n_tasks * ((k - 1) / 2) + 1));
	struct topo *t = topo_build(expr, "", 0, e);

	free(expr);
	return t;
}

/* n blocks; the certificate into `dir` where they are refused. -1 and *e. */
static int try_blocks(const struct family *f, int k, int n, double seconds,
		      const char *dir, struct cell *c, struct err *e)
{
	struct embed_options o = {.seconds = seconds, .proof = 1};
	struct topo *t = strip_for(k, 1 + n * f->n_tasks, e);
	struct embed_problem *p;
	struct embed_result r;
	int failed = 0;

	if (!t)
		return -1;
	p = embed_on(t);
	family_add(p, f, n);
	embed_finish(p);
	embed_solve(p, &o, &r);
	if (r.answer == EMBED_YES)
		c->embeds = n;
	if (r.answer == EMBED_NO && (r.cnf.n || r.by_count || r.by_degree)) {
		struct files s = {.dir = dir};

		c->refused = n;
		embed_certificate(p, &r, files_add(&s, "certificate.txt"));
		if (r.cnf.n) {
			text_add_bytes(files_add(&s, "refusal.cnf"), r.cnf.s, r.cnf.n);
			text_add_bytes(files_add(&s, "refusal.drat"), r.drat.s, r.drat.n);
		}
		if (dir)
			failed = files_write(&s, e);
		else
			files_free(&s);
	}
	embed_result_free(&r);
	embed_problem_free(p);
	topo_free(t);
	return failed;
}

static int try_family(const struct family *f, int k, double seconds, const char *dir,
		      struct cell *c, struct err *e)
{
	struct strip s;
	int failed = 0;

	*c = (struct cell){0};
	strip_make(k, &s);
	c->is_any = period_find(f, &s, UNROLL, &c->period);
	if (c->is_any && dir) {
		struct files out = {.dir = dir};

		period_certificate(f, &s, &c->period, files_add(&out, "certificate.txt"));
		failed = files_write(&out, e);
	}
	for (int n = 1; !failed && !c->is_any && !c->refused && n <= MAX_BLOCKS; n++)
		failed = try_blocks(f, k, n, seconds, dir, c, e);
	return failed;
}

static void print_cell(const struct cell *c)
{
	char *s;

	if (c->is_any)
		s = xasprintf("any (%d col.)", c->period.shift);
	else if (c->refused)
		s = xasprintf("not %d", c->refused);
	else
		s = xasprintf("open, %d do", c->embeds);
	printf("  %-13s", s);
	free(s);
}

int embed_families(const struct embed_options_line *o, struct err *e)
{
	static const int k[] = {3, 5, 7, 9};
	int failed = 0;

	printf("%-22s", "family");
	for (int j = 0; j < 4; j++)
		printf("  kpp(%d)%7s", k[j], "");
	printf("\n");
	for (int i = 0; !failed && family_at(i); i++) {
		printf("%-22s", family_at(i)->name);
		for (int j = 0; !failed && j < 4; j++) {
			char *dir = o->out ? xasprintf("%s/%s-%dpp", o->out,
						       family_at(i)->name, k[j]) : NULL;
			struct cell c;

			failed = dir ? dir_make(dir, e) : 0;
			if (!failed)
				failed = try_family(family_at(i), k[j], (double)o->seconds,
						    dir, &c, e);
			if (!failed) {
				print_cell(&c);
				period_free(&c.period);
			}
			fflush(stdout);
			free(dir);
		}
		printf("\n");
	}
	if (!failed)
		puts("any (S col.): any number of blocks embeds, S columns a period; not N: N "
		     "blocks do not,\non a strip of any length; open: neither was found");
	return failed;
}
