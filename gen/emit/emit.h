/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EMIT_H
#define EMIT_H

#include "model/arch.h"
#include "model/plan.h"
#include "topo/topo.h"
#include "base/util.h"

/*
 * Writes the RTL of a fabric into a folder (docs/formats.md, "Emitted folder"): the netlist
 * rtl/imc_fabric.v, what it says of shapes and wires in plain lines (fabric.wiring), the
 * modules of rtl_templates copied byte for byte into rtl/ and sim/, the black boxes of the
 * two macros, their cells (Liberty, LEF) and constraints in syn/, what chooses the cells in
 * cells/, lists of files, and a README that names every port.
 *
 * The netlist is the module imc_fabric of docs/rtl.md. Channel e from node a to
 * node b is an imc_link named link_a_b (of parallel ones the second is link_a_b_1);
 * what its tail drives is link_a_b_*, what its head sees link_a_b_head_*.
 *
 * With a plan the fabric is hardwired for it: task registers and routes are
 * constants, and virtual channels, channels, ports and tiles that the plan does
 * not use are left out; a tile's activation memory is as large as its ring, its
 * residual memory the least that is legal where its task has no residual. Weights and per-column constants still enter through the
 * programming stream.
 *
 * The files depend on the arguments' contents only. All of them
 * appear or none (files_write of base/file.h). `command` stands in the header. 0, or -1 and *e.
 */
int emit_fabric(const struct arch *a, const struct topo *t,
		const struct plan *hardwired, const char *rtl_dir,
		const char *out_dir, const char *command, struct err *e);

#endif
