/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ARCH_LIST_H
#define ARCH_LIST_H

#include "arch.h"

/* A key of the hardware file whose value is a list of numbers. */

/* Reads numbers 0..hi, hi below 10^8, with blanks between, in any order, each once; an
 * empty list too. NULL, or why not, which the caller frees. The line is left alone. */
char *arch_list_parse(struct arch_list *l, const char *value, int hi);

/* Takes the numbers of another list, which it has by a plain copy, as its own. */
void arch_list_own(struct arch_list *l);

void arch_list_write(const struct arch_list *l, struct text *t);

#endif
