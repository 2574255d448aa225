/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SWEEP_EXPR_H
#define SWEEP_EXPR_H

#include "base/util.h"

/*
 * Constraints: comparisons of numbers and names, such as
 *
 *	cores * xbar.rows * xbar.cols <= 8388608 and link.vcs < 4
 *
 * by precedence: or; and; not; < <= > >= == !=; + -; * / %; unary -; (...).
 */

/* The value of a name into *v; 0, or -1 where there is none of that name. */
typedef int expr_lookup(void *user, const char *name, double *v);

/* The value of a text, 1 or 0 of a comparison. 0, or -1 with file and line as given and the
 * column in *e. Refused are text that has no comparison, and a division by 0 (in a trial,
 * where values are not yet known, not). */
int expr_value(const char *text, expr_lookup *lookup, void *user, int trial,
	       const char *file, int line, double *v, struct err *e);

#endif
