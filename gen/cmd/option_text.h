/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMD_OPTION_TEXT_H
#define CMD_OPTION_TEXT_H

#include "cmd.h"

/* Pieces of what is written from a table of options; each adds to a text. */

int option_is_operand(const struct cmd_opt *o);

/* "FILE", "layer|tile"; nothing for a flag. */
void option_value(const struct cmd_opt *o, struct text *t);

/* "-o DIR", "--set KEY=VALUE", "NET". */
void option_head(const struct cmd_opt *o, struct text *t);

/* One word of the usage line: "[--set KEY=VALUE]...", "NET...", "-o DIR". */
void option_usage(const struct cmd_opt *o, struct text *t);

/* The help with range and default: "effort of annealing (1..100, default 10)". */
void option_help(const struct cmd_opt *o, struct text *t);

/* The rows in the order of the usage line: operands, needed options, the others.
 * Row i of that order, NULL behind the last. */
const struct cmd_opt *option_in_order(const struct cmd *c, int i);

/* Refuses a file to be written that is an input too. 0, or -1 and *e. */
int option_check_files(const struct cmd *c, const void *options, struct err *e);

#endif
