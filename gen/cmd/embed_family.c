/* SPDX-License-Identifier: Apache-2.0 */
#include "embed.h"

#include <stdio.h>
#include <stdlib.h>

#include "embed/family.h"
#include "embed/tasks.h"

#define MAX_BLOCKS 6	/* of a chain that is looked at for a refusal */
#define UNROLL 3	/* blocks of a period that are tried */

/* One block type on one strip. */
struct cell {
	int columns;	/* of a period: any number of blocks embeds; 0: none was found */
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

/* n blocks; adds the certificate where they are refused. -1 and *e. */
static int try_blocks(const struct family *f, int k, int n, double seconds,
		      const char *prefix, struct files *s, struct cell *c, struct err *e)
{
	struct embed_options o = {.seconds = seconds, .proof = 1};
	struct topo *t = strip_for(k, 1 + n * f->n_tasks, e);
	struct embed_problem *p;
	struct embed_result r;

	if (!t)
		return -1;
	p = embed_on(t);
	family_add(p, f, n);
	embed_finish(p);
	embed_solve(p, &o, &r);
	if (r.answer == EMBED_YES)
		c->embeds = n;
	if (r.answer == EMBED_NO && embed_is_shown(&r)) {
		c->refused = n;
		embed_add_files(p, &r, prefix, s);
	}
	embed_result_free(&r);
	embed_problem_free(p);
	topo_free(t);
	return 0;
}

static int try_family(const struct family *f, int k, double seconds, struct files *s,
		      struct cell *c, struct err *e)
{
	char *prefix = xasprintf("%s-%dpp/", f->name, k);
	char *path = xasprintf("%scertificate.txt", prefix);
	struct strip strip;
	struct period period;
	int failed = 0;

	*c = (struct cell){0};
	strip_make(k, &strip);
	if (period_find(f, &strip, UNROLL, &period)) {
		c->columns = period.shift;
		period_certificate(f, &strip, &period, files_add(s, path));
		period_free(&period);
	}
	for (int n = 1; !failed && !c->columns && !c->refused && n <= MAX_BLOCKS; n++)
		failed = try_blocks(f, k, n, seconds, prefix, s, c, e);
	free(prefix);
	free(path);
	return failed;
}

/* For people, and as a field of families.csv. */
static void say_cell(const struct cell *c, struct text *csv)
{
	char *s;

	if (c->columns)
		s = xasprintf("any (%d col.)", c->columns);
	else if (c->refused)
		s = xasprintf("not %d", c->refused);
	else
		s = xasprintf("open, %d do", c->embeds);
	printf("  %-13s", s);
	if (c->columns)
		text_add(csv, ",any: %d", c->columns);
	else
		text_add(csv, c->refused ? ",%s" : ",\"%s\"", s);
	free(s);
}

int embed_families(const struct embed_options_line *o, struct err *e)
{
	static const int k[] = {3, 5, 7, 9};
	struct files s = {.dir = o->out};
	struct text csv = {0};
	int failed = 0;

	printf("%-22s", "family");
	text_add(&csv, "family");
	for (int j = 0; j < 4; j++) {
		printf("  kpp(%d)%7s", k[j], "");
		text_add(&csv, ",kpp_%d", k[j]);
	}
	for (int i = 0; !failed && family_at(i); i++) {
		const char *name = family_at(i)->name;

		printf("\n%-22s", name);
		text_add(&csv, "\n%s", name);
		for (int j = 0; !failed && j < 4; j++) {
			struct cell c;

			failed = try_family(family_at(i), k[j], (double)o->seconds, &s, &c, e);
			if (!failed)
				say_cell(&c, &csv);
			fflush(stdout);
		}
	}
	text_add(&csv, "\n");
	puts("\nany (S col.): any number of blocks embeds, S columns a period; not N: N blocks "
	     "do not,\non a strip of any length; open: neither was found");
	text_add_bytes(files_add(&s, "families.csv"), csv.s, csv.n);
	text_free(&csv);
	if (!failed && o->out)
		return files_write(&s, e);
	files_free(&s);
	return failed;
}
