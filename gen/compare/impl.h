/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COMPARE_IMPL_H
#define COMPARE_IMPL_H

#include "compare.h"

/*
 * One list of columns serves the terminal, CSV and JSON, so that a figure is
 * written with the same digits everywhere. Private to gen/compare*.c.
 */
struct compare_column {
	const char *key;	/* in CSV and JSON */
	const char *head;	/* in the table; NULL: not shown there */
	const char *unit;	/* under the head; NULL: that of the router area */
	enum { NOWHERE, ROUTES, LOAD, TIME, RATE, AREA, WIRE, FILES } part;
	enum { TEXT, WHOLE, REAL } kind;
	int digits;	/* behind the point */
	size_t offset;	/* in struct compare_row */
};

extern const struct compare_column compare_columns[];
extern const int compare_n_columns;

/* The value as text, "" where it is not known. The caller frees. */
char *compare_value(const struct compare_row *r,
		    const struct compare_column *c);

/* "mesh(8, 8)", "mesh(8, 8), dimension order", "ring(8), 64 bits, 2 lanes"; the
 * caller frees. */
char *compare_label(const struct compare *c, const struct compare_row *r);

/* Of all routers: kGE with a library, else 1000 cells; below 0: not known. */
double compare_router_area(const struct compare *c, const struct compare_row *r);

/* For ticks: 1, 2 or 5 times a power of ten, about `steps` of them up to `most`. */
double compare_step(double max, int steps);

#endif
