/* SPDX-License-Identifier: Apache-2.0 */
#ifndef GATES_IMPL_H
#define GATES_IMPL_H

#include "area_impl.h"
#include "gates.h"

/* What the files of gates share. */
struct gates {
	struct area_options options;
	struct area_result measured;	/* tools; not the areas */
	struct area_flow flow;
	int n;
	struct gates_part {
		const struct area_part *part;	/* of flow */
		char *module;	/* "imc_router" */
		char *title;	/* "imc_router IN_PORTS=5 ..." */
		char *name;	/* in the netlist: "imc_router_2" */
	} *part;	/* by title */
};

/* What proofs of all modules need. */
struct gates_tools {
	char *timeout, *abc;	/* paths; abc NULL: there is none */
	int timeout_s;	/* for a module */
};

/* gates_cec.c: writes what gates_cec reads into equiv/, which is there. 0, or -1 and *e. */
int gates_cec_files(const struct gates *g, struct err *e);

/* Is the module equal to its netlist, both in equiv/gold and equiv/gate? Asks abc;
 * GATES_PROVED with *n_points, GATES_OPEN where it finds a difference, which another proof
 * may explain, or is of no help, GATES_LATE, or -1 and *e. */
int gates_cec(const struct gates *g, const struct gates_part *p,
	      const struct gates_tools *tools, int64_t *n_points, struct err *e);

/* gates_aig.c: of an AIGER file with outputs eq_N.point.A (RTL) and eq_N.point.B (netlist) and
 * inputs undef_NAME.Y for an X of the RTL, writes the A and the B of all points as two
 * without registers: what a register of both sides holds is an input, and its point is its
 * next value. 1; 0 where registers contradict each other or there is no point; -1 and *e,
 * also where it does not have the two outputs of all n_points points 0, 1, ... */
int gates_aig(const char *path, const char *gold, const char *gate, int64_t n_points,
	      struct err *e);

/* Commands that read netlist and library, the cells as what they do. */
void gates_read(const struct gates *g, struct text *script);

#endif
