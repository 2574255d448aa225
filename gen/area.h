/* SPDX-License-Identifier: Apache-2.0 */
#ifndef AREA_H
#define AREA_H

#include <stdint.h>

#include "util.h"

/*
 * Area of an emitted fabric by Yosys. Crossbar and memory are black boxes and
 * counted. With the hierarchy kept, every shape, a module with its parameters, is
 * synthesised once, whatever the number of its instances; constants on ports are
 * not folded into it. Flat, the fabric is one module, constants are folded, and
 * only the total is known: what a hardwired fabric saves shows there.
 */
struct area_shape {
	char *name;	/* "imc_router IN_PORTS=5 OUT_PORTS=5 VCS=2 DEPTH=4" */
	char *module;	/* "imc_router" */
	int is_macro;	/* crossbar or memory: no cells */
	int64_t n_instances;	/* in the whole fabric */
	/* Of one instance, without the modules in it. */
	int64_t n_cells;	/* generic gates and flip-flops */
	int64_t n_flops;	/* those of them that are flip-flops */
	double um2;	/* standard cells; 0 without a library */
	int64_t n_bits;	/* macros: memory bits, or rows x columns x weight bits */
};

struct area_result {
	int n_shapes;
	struct area_shape *shape;	/* by module, then name */
	int64_t n_cells, n_flops;	/* of the fabric */
	double um2;	/* standard cells of the fabric; 0 without a library */
	int64_t n_xbars, n_srams;	/* macros */
	int64_t sram_bits;
	double seconds;	/* 0 where an earlier result could be used again */
};

/* How far the run is; total 0: unknown. */
typedef void area_progress(const char *stage, double done, double total,
			   const char *unit, double seconds);

/*
 * Runs Yosys over rtl_dir (of emit_fabric) in work_dir, where its script, log
 * and statistics stay; nothing is run where they are of the same files.
 * `liberty`, or NULL, is a cell library, plain or .gz. Fails where a latch is
 * inferred, or a cell stays unmapped with a library. progress may be NULL. 0, or
 * -1 and *e. The caller frees the result with area_free.
 */
int area_run(const char *rtl_dir, const char *work_dir, int flat,
	     const char *liberty, area_progress *progress,
	     struct area_result *r, struct err *e);
void area_free(struct area_result *r);

#endif
