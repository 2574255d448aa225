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

/* Commands that read netlist and library, the cells as what they do. */
void gates_read(const struct gates *g, struct text *script);

#endif
