/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "compile/router.h"
#include "impl.h"

/*
 * The table for a terminal: for each network some parts of at most 100 columns,
 * each with a line a row; what the words mean is said once, below.
 */
struct part {
	int part;
	const char *title;
};

static const struct part parts[] = {
	{ROUTES, "routes"}, {LOAD, "channel load"}, {TIME, "time per image"},
	{RATE, "rate"},
	{AREA, "area"}, {WIRE, "cost"}, {FILES, "remarks"},
};

char *compare_label(const struct compare *c, const struct compare_row *r)
{
	struct err e;
	const struct router *router = router_find(r->router, &e);
	struct text t = {0};

	text_add(&t, "%s", r->topology);
	if (router && router->label)
		text_add(&t, ", %s", router->label);
	if (c->n_links > 1)
		text_add(&t, ", %" PRId64 " bits", r->link_bits);
	if (c->n_links > 1 && r->post_lanes > 0 && r->post_lanes != c->post_lanes)
		text_add(&t, ", %" PRId64 " lane%s", r->post_lanes,
			 r->post_lanes > 1 ? "s" : "");
	return t.s;
}

static const char *unit(const struct compare *c,
			const struct compare_column *col)
{
	if (col->unit)
		return col->unit;
	return c->has_library ? "bit/cycle kGE" : "bit/cycle kcells";
}

static int wider(int n, const char *s)
{
	return (int)strlen(s) > n ? (int)strlen(s) : n;
}

/* Width of a column over rows from..to-1; 0 where none of them knows it. */
static int width(const struct compare *c, int from, int to,
		 const struct compare_column *col)
{
	int widest = 0;

	for (int i = from; i < to; i++) {
		char *s = compare_value(&c->row[i], col);

		widest = wider(widest, s);
		free(s);
	}
	return widest ? wider(wider(widest, col->head), unit(c, col)) : 0;
}

static int label_width(const struct compare *c, int from, int to)
{
	int widest = (int)strlen("channel load");

	for (int i = from; i < to; i++) {
		char *s = compare_label(c, &c->row[i]);

		widest = wider(widest, s);
		free(s);
	}
	return widest;
}

static void cell(struct text *line, const struct compare_column *col, int wide,
		 const char *s)
{
	text_add(line, col->kind == TEXT ? "  %-*s" : "  %*s", wide, s);
}

static void end_line(struct text *t, struct text *line)
{
	while (line->n && line->s[line->n - 1] == ' ')
		line->s[--line->n] = 0;
	text_add(t, "%s\n", line->n ? line->s : "");
	line->n = 0;
}

/* The columns of a part that some row knows: their places, and widths. */
struct view {
	const struct compare *c;
	int from, to;	/* rows */
	int n, label;	/* label: width of the first column */
	const struct compare_column *column[32];
	int wide[32];
};

static void head(const struct view *v, const char *title, struct text *t)
{
	struct text line = {0};

	text_add(&line, "%-*s", v->label, title);
	for (int k = 0; k < v->n; k++)
		cell(&line, v->column[k], v->wide[k], v->column[k]->head);
	end_line(t, &line);
	text_add(&line, "%-*s", v->label, "");
	for (int k = 0; k < v->n; k++)
		cell(&line, v->column[k], v->wide[k],
		     unit(v->c, v->column[k]));
	if (strspn(line.s, " ") < line.n)
		end_line(t, &line);
	text_free(&line);
}

static void body(const struct view *v, struct text *t)
{
	struct text line = {0};

	for (int i = v->from; i < v->to; i++) {
		char *name = compare_label(v->c, &v->c->row[i]);

		text_add(&line, "%-*s", v->label, name);
		free(name);
		for (int k = 0; k < v->n; k++) {
			char *s = compare_value(&v->c->row[i], v->column[k]);

			cell(&line, v->column[k], v->wide[k], *s ? s : "-");
			free(s);
		}
		end_line(t, &line);
	}
	text_free(&line);
}

static void one_part(const struct compare *c, int from, int to,
		     const struct part *p, struct text *t)
{
	struct view v = {.c = c, .from = from, .to = to,
			 .label = label_width(c, from, to)};

	for (int k = 0; k < compare_n_columns; k++) {
		const struct compare_column *col = &compare_columns[k];
		int wide = (int)col->part == p->part ?
			width(c, from, to, col) : 0;

		if (!wide)
			continue;
		v.column[v.n] = col;
		v.wide[v.n++] = wide;
	}
	if (!v.n)
		return;
	text_add(t, "\n");
	head(&v, p->title, t);
	body(&v, t);
}

static void block(const struct compare *c, int from, int to, struct text *t)
{
	const struct compare_row *r = &c->row[from];

	text_add(t, "%s%s on %s, %d MHz%s\n", from ? "\n" : "", r->net,
		 c->hardware, c->clock_mhz, !strcmp(r->model, "flow") ? "; flow only, no plan" :
		 !strcmp(r->model, "unicast") ? "; flow only, a stream for every reader" :
		 "");
	if (r->tasks >= 0 && c->n_links <= 1)
		text_add(t, "%" PRId64 " tasks, %" PRId64 " streams; the "
			 "slowest task works %" PRId64 " cycles per image\n",
			 r->tasks, r->streams, r->slowest);
	for (size_t k = 0; k < sizeof(parts) / sizeof(parts[0]); k++)
		one_part(c, from, to, &parts[k], t);
}

void compare_table(const struct compare *c, struct text *t)
{
	int from = 0;

	for (int i = 1; i <= c->n_rows; i++) {
		if (i < c->n_rows && !strcmp(c->row[i].net, c->row[from].net))
			continue;
		block(c, from, i, t);
		from = i;
	}
	for (int i = 0; i < c->left_out.n; i++)
		text_add(t, "%sleft out: %s\n", i ? "" : "\n", c->left_out.s[i]);
	text_add(t,
"\n"
"bound: no mapping of the network on this topology is below it; - is not known.\n"
"routes: dilation is the longest route of a stream (1: homomorphism), total the channels in\n"
"  all trees; streams on a channel in use, mean and most: that many virtual channels (VCs).\n"
"channel load: payload of the most loaded channel, and mean of all. full rate: the most\n"
"  loaded one where the slowest task sets the pace; width: of a link that keeps this up.\n"
"time: predicted, and measured where the RTL was run; one image every interval; images/s\n"
"  of the fabric, at most, for a mm2 of its cells and for a pitch of its wire.\n"
"area: routers with their arbiters; fabric: all but crossbars and memories.\n"
"cost: wire of all channels, and the longest, in tile pitches; bw*area and bw*wire: full\n"
"  rate times area of all routers (%s), and times wire: less is better.\n",
		 c->has_library ? "kGE" : "1000 cells");
}
