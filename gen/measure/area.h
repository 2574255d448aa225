/* SPDX-License-Identifier: Apache-2.0 */
#ifndef AREA_H
#define AREA_H

#include <stdint.h>

#include "base/util.h"

/*
 * Area of an emitted fabric by Yosys. Crossbar and memory are black boxes; their
 * area comes from the hardware file. Two ways of measuring:
 *
 * With the hierarchy kept, every shape, a module with its parameters, is
 * synthesised once, whatever the number of its instances; constants on ports are
 * not folded into it. This gives the breakdown.
 *
 * Flat, every tile is one module with the constants on its ports folded in,
 * tiles with equal parameters and constants are synthesised once, and what is
 * around the tiles is one module too. This gives totals that stand side by side
 * for a programmable and a hardwired fabric.
 *
 * A result goes into a cache by the hash of all that it depends on (sources of the
 * module and of those in it, parameters, constants, library, version of Yosys,
 * script): fabrics that share a cache share their shapes.
 */
struct area_shape {
	char *name;	/* "imc_router IN_PORTS=5 OUT_PORTS=5 VCS=2 DEPTH=4" */
	char *module;	/* "imc_router" */
	int is_macro;	/* crossbar or memory: no cells */
	int64_t n_instances;	/* in the whole fabric */
	/* Of one instance, without the modules in it (flat: with them). */
	int64_t n_cells;	/* generic gates and flip-flops */
	int64_t n_flops;	/* those of them that are flip-flops */
	double um2;	/* standard cells, 0 without a library; macros: 0 = unknown */
	int64_t n_bits;	/* macros: memory bits, or rows x columns x weight bits */
};

struct area_result {
	int n_shapes;
	struct area_shape *shape;	/* by module, then name */
	int64_t n_cells, n_flops;	/* of the fabric */
	double um2;	/* standard cells of the fabric; 0 without a library */
	double kge;	/* the same in thousands of 2-input NAND gates; 0 likewise */
	int64_t n_xbars, n_srams;	/* macros */
	int64_t sram_bits;
	double xbar_um2, sram_um2;	/* all macros of a kind; 0 = unknown */
	char nand2[64];	/* the cell that is one gate equivalent, "" without a library */
	double nand2_um2;
	char yosys[128];	/* its version */
	int n_made, n_cached;	/* shapes synthesised now, taken from the cache */
	double seconds;	/* in Yosys; 0 where nothing was run */
};

/* How far the run is; total 0: unknown. */
typedef void area_progress(const char *stage, double done, double total,
			   const char *unit, double seconds);

struct area_options {
	const char *work_dir;	/* scripts, logs and statistics stay here */
	const char *cache_dir;	/* NULL: work_dir/cache */
	int flat;
	const char *liberty;	/* cell library, plain or .gz, or NULL */
	double xbar_um2;	/* of one crossbar, 0 = unknown */
	double sram_um2;	/* of a memory bit, 0 = unknown */
	area_progress *progress;	/* or NULL */
	const char *stage;	/* what progress is of; NULL: "yosys" */
};

/*
 * Measures the fabric in rtl_dir (of emit_fabric). Fails where a latch is
 * inferred, a cell stays unmapped with a library, or a black box is not one of
 * the two macros. 0, or -1 and *e. The caller frees the result with area_free.
 */
int area_measure(const char *rtl_dir, const struct area_options *o,
		 struct area_result *r, struct err *e);
void area_free(struct area_result *r);

/* area_measure without macro areas, its cache in work_dir. */
int area_run(const char *rtl_dir, const char *work_dir, int flat,
	     const char *liberty, area_progress *progress,
	     struct area_result *r, struct err *e);

/* um2 in thousands of the library's 2-input NAND; 0 without a library. */
double area_kge(const struct area_result *r, double um2);

#endif
