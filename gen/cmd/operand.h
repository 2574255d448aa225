/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMD_OPERAND_H
#define CMD_OPERAND_H

#include "cmd.h"

/* A command's ARCH|PLAN: a plan where the first line says so, else a hardware file. */
struct operand {
	char *hardware, *topology;	/* names */
	char *net;	/* hardwired: the network's name, else NULL */
	double xbar_um2, sram_um2;
	int clock_mhz;
};

/* *yes: 1 where the file begins as a plan does. 0, or -1 and *e. */
int operand_is_plan(const char *path, int *yes, struct err *e);

/* Emits its fabric into `dir`; hardwired needs a plan. `set` are overrides of a
 * hardware file. 0, or -1 and *e. Free with operand_free, also behind a refusal. */
int operand_emit(const char *path, int hardwired, const struct cmd_list *set,
		 const char *dir, const char *command, struct operand *o,
		 struct err *e);
void operand_free(struct operand *o);

#endif
