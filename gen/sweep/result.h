/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SWEEP_RESULT_H
#define SWEEP_RESULT_H

#include "compare/compare.h"
#include "sweep.h"

/*
 * What came of points: of each a result.json in its folder, of all of them sweep.json,
 * results.csv and the front (docs/formats.md).
 */
enum sweep_status {
	SWEEP_MISSING,	/* not done yet */
	SWEEP_DONE,
	SWEEP_INFEASIBLE,	/* done: hardware or network does not allow it */
	SWEEP_FAILED,	/* to be done again */
	SWEEP_N_STATUSES
};
extern const char *const sweep_status_name[SWEEP_N_STATUSES];

/* Figures beside those of a comparison's row; numbers below 0 are not known. */
struct sweep_extra {
	double crossbar_cells;	/* of all cores, each a weight */
	const char *check;	/* "ok", or what imcfab check says first; NULL: not asked */
	int images, correct;	/* through the reference model, with labels; top-1 */
	double clock_mhz;	/* the slowest critical path allows */
};

/* Text of a result.json: `row` NULL where there are no figures. */
void sweep_result_json(const struct sweep *s, const struct sweep_point *p,
		       enum sweep_status status, const struct compare_row *row,
		       const struct sweep_extra *extra, const char *note, struct text *t);

/* One point's result, as far as tables need it. */
struct sweep_figures {
	enum sweep_status status;
	char **value;	/* [sweep_n_figures()] text, "" where it is not known */
	char *note;
	int front;	/* 1: no other point of its network is better */
};

/* Figures are columns: their number and names. */
int sweep_n_figures(void);
const char *sweep_figure_name(int i);
int sweep_is_figure(const char *name);	/* a number */

struct sweep_table {
	const struct sweep *sweep;
	const struct sweep_points *points;
	struct sweep_figures *row;	/* [points->n] */
	int n_front, *front;	/* figures that the front is of */
	int counts[SWEEP_N_STATUSES];
};

/* Reads what is there of each point in `dir`, and works out the front. Free with
 * sweep_table_free. */
void sweep_table_read(const struct sweep *s, const struct sweep_points *all,
		      const char *dir, struct sweep_table *t);
void sweep_table_free(struct sweep_table *t);

/* The front's figures are better where they are more (rates, accuracy), else less. */
int sweep_more_is_better(const char *figure);

/* Writes sweep.json, results.csv, front.csv and front.svg into `dir`. 0, or -1 and *e. */
int sweep_table_write(const struct sweep_table *t, const char *dir, struct err *e);

/* For a terminal: the front, and how many points there are of each status. */
void sweep_table_say(const struct sweep_table *t, struct text *out);

/* DIR/points/HASH, DIR/failed/HASH. The caller frees. */
char *sweep_point_dir(const char *dir, const struct sweep_point *p);
char *sweep_failed_dir(const char *dir, const struct sweep_point *p);

/* front.c */
void sweep_front(struct sweep_table *t);
char *sweep_front_svg(const struct sweep_table *t, size_t *n);

#endif
