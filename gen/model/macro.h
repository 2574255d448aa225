/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MACRO_H
#define MACRO_H

#include "base/util.h"

/*
 * The macros of a fabric, crossbar and memories: for each set of parameters a cell, with
 * the ports of imc_xbar or imc_sram (docs/rtl.md), as Liberty and as LEF. Who knows the
 * shapes hands them in: the emission by the hardware file, a synthesis by what it elaborated.
 */
enum macro_kind { MACRO_XBAR, MACRO_SRAM };

/* Parameters, in the order of macro_parameter. */
#define MACRO_VALUES 7
struct macro {
	enum macro_kind kind;
	int value[MACRO_VALUES];
};

struct macros {
	int n;
	struct macro *macro;	/* free() */
};

/* "imc_xbar" or "imc_sram"; names of its parameters by number, NULL behind the last. */
const char *macro_module(enum macro_kind kind);
const char *macro_parameter(enum macro_kind kind, int i);

/* Name of the cell, "imc_sram_32x1024"; the caller's. */
char *macro_name(const struct macro *m);

/* What it holds, bits: of a crossbar rows x columns x bits of a weight. */
int64_t macro_bits(const struct macro *m);

/* Port `i`; 0: there is none. */
struct macro_port {
	const char *name;
	int width, is_output;
};
int macro_port(const struct macro *m, int i, struct macro_port *p);

/* Adds one that is not there yet; they stand by kind and values. */
void macros_add(struct macros *all, const struct macro *m);

/* Times of every pin, ps; `through` from res_done_i to ready_o of a crossbar. */
struct macro_times {
	int setup_ps, hold_ps, clk_to_q_ps, through_ps;
};
extern const struct macro_times macro_times;	/* assumed where nothing is said */

/* um2 of one crossbar, and of a bit of memory; 0: unknown. */
struct macro_areas {
	double xbar_um2, sram_um2;
};
double macro_um2(const struct macro *m, const struct macro_areas *a);

/* The Liberty file, a cell each. Area 0 where it is unknown. */
void macro_lib(const struct macros *all, const struct macro_areas *a,
	       const struct macro_times *times, struct text *t);

/* The LEF file: a rectangle each, as large as its area, or as its pins need where that
 * is unknown or too small; inputs at the left edge, outputs at the right one. */
void macro_lef(const struct macros *all, const struct macro_areas *a,
	       struct text *t);

#endif
