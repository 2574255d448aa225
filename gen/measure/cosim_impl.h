/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COSIM_IMPL_H
#define COSIM_IMPL_H

#include "cosim.h"

/* What the files of cosim share. */
#define COSIM_PROGRAM "Vfabric"
#define COSIM_WIRING "fabric.wiring"

struct gates;

/* A tool at work: what it has said that matters. */
struct cosim_watch {
	cosim_progress *progress;	/* NULL: silent */
	const char *stage;
	double started;
	int n_done, n_total;	/* objects */
	char fault[400];	/* first line that looks like the reason */
};

/* Runs it, its output into the file `log`. 0, or -1 and *e where it fails. */
int cosim_tool(const char *const *argv, const char *log, struct cosim_watch *w,
	       struct err *e);

/* Verilates a model a shape, wired by tb/wired.hpp, which reads the copy of fabric.wiring
 * in build_dir; g, if not NULL, has the netlists that stand for the RTL; then a shape whose netlist
 * is the same as before is left, where `sources`, a hash of all else, is too. 0, or -1 and *e. */
int cosim_wired(const char *verilator, const char *fabric_dir, const char *bench,
		const char *build_dir, int traced, struct gates *g,
		uint64_t sources, cosim_progress *progress, struct err *e);

/* The shapes of an emitted fabric: instances with the same module and the same
 * parameters, told apart by the key of tb/wired.hpp. Links without stages are
 * wires and not among them. */
struct cosim_shape {
	char *module;
	char *key;	/* "imc_tile IN_PORTS=2 OUT_PORTS=5 ..." */
	char prefix[20];	/* of its model's classes and files: of its key alone, so that a
				 * cache of compilations has it from another fabric */
	char **flag;	/* [n_flags] "-GIN_PORTS=2" */
	int n_flags;
	char **pin;	/* [n_pins] names of its ports */
	int n_pins;
	char **array;	/* [n_arrays] "TOP__imc_tile.__PVT__memory__DOT__mem": its
			 * unpacked arrays, from the root of the model's state */
	int n_arrays;
};

struct cosim_shapes {
	int n;
	struct cosim_shape *shape;
};

/* Finds the unpacked arrays in the headers that Verilator wrote into `dir`. 0, or -1 and
 * *e where a header cannot be read. */
int cosim_shape_arrays(struct cosim_shape *s, const char *dir, struct err *e);

/* Reads the text of fabric.wiring (docs/formats.md). 0, or -1 and *e; *s is to be
 * freed in either case. */
int cosim_shapes_read(const char *wiring, struct cosim_shapes *s, struct err *e);
void cosim_shapes_free(struct cosim_shapes *s);

/* C++ that makes a part of every shape. */
void cosim_shapes_write(const struct cosim_shapes *s, struct text *t);

#endif
