/* SPDX-License-Identifier: Apache-2.0 */
#ifndef GATES_H
#define GATES_H

#include "area.h"

/*
 * The netlist of an emitted fabric in cells of a library, as `imcfab area` measures it:
 * the hierarchy is kept, crossbar and memories are black boxes. In its folder:
 *
 *	netlist.v	a module a shape, imc_router_1, imc_router_2, ...
 *	cells.v		what the library says of its cells, as Verilog
 *	macros.v	the black boxes, each an instance of the fabric's model of it
 *	rtl.il		the same shapes before synthesis
 *
 * All stay, and Yosys runs only where what they are made from has changed: a netlist.v
 * that somebody changed behind it is taken as it is.
 */
struct gates;

/* NULL and *e where a tool is missing, the library cannot be read or lacks what the fabric
 * needs. progress may be NULL; its strings must outlive the result. */
struct gates *gates_open(const char *rtl_dir, const char *work_dir, const char *liberty,
			 area_progress *progress, struct err *e);
void gates_close(struct gates *g);	/* NULL: nothing */

/* Path of one of the files; the caller frees. */
char *gates_file(const struct gates *g, const char *name);

/* Writes into `dir` unit0.v, unit1.v, ...: for each key "imc_tile IN_PORTS=2 ...", its
 * parameters in any order, the netlist of that module, under its own name, with all in it.
 * 0, or -1 and *e. */
int gates_units(struct gates *g, const char *const *key, int n, const char *dir,
		struct err *e);

/* What became of a module. */
enum gates_proof {
	GATES_PROVED,
	GATES_UNTRIED,	/* `reason` says why */
	GATES_OPEN,	/* points are left that are not proved, or differ, or clocks do */
	GATES_LATE,	/* stopped behind its time */
};
struct gates_result {
	const char *name;	/* "imc_router IN_PORTS=5 ...", of g */
	enum gates_proof proof;
	const char *reason;	/* constant; NULL where GATES_PROVED, or no more is known */
	int64_t n_points, n_proved;	/* registers, outputs and inputs of what is in it */
	double seconds;
};

struct gates_options {
	const char *const *module;	/* names of modules to prove; n_modules 0: all */
	int n_modules;
	int timeout_s;	/* for a module */
	/* Called behind each module, in the order of names. */
	void (*told)(const struct gates_result *r);
};

/*
 * Proves by abc and Yosys that each module of the netlist does what the same module of the
 * RTL does, whatever the modules in it do (they are proved by themselves): every register has
 * the same next value, every output and every input of a module within the same value, where
 * all registers have the same values now. An X of the RTL may be anything. Proofs know no
 * clocks: all registers of a module must take at the rising edge of its input clk_i; it is
 * GATES_OPEN where the netlist has others, GATES_UNTRIED where the RTL has. *n_open: how
 * many are GATES_OPEN or GATES_LATE. 0, or -1 and *e, also where a name of o->module is
 * none of the fabric's.
 */
int gates_prove(struct gates *g, const struct gates_options *o, int *n_open,
		struct err *e);

#endif
