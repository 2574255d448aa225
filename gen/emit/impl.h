/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EMIT_IMPL_H
#define EMIT_IMPL_H

#include "model/arch.h"
#include "model/plan.h"
#include "model/wire.h"
#include "topo/topo.h"
#include "base/util.h"
#include "base/vlog.h"

/* What emit.c decides once and its parts read; private to gen/emit*.c. */

struct emit_node {
	int kept;
	int n_in, n_out;	/* ports, fabric input and output included, >= 1 */
	int is_input, is_output;	/* has the fabric's port as its last one */
	int task;	/* hardwired: task or -1 */
	int n_sources;	/* streams of activations that its core takes */
};

struct emit {
	const struct arch *arch;
	const struct topo *topo;
	const struct plan *plan;	/* hardwired, or NULL */
	const char *command;
	uint64_t hardware_hash;	/* of the hardware file with those that its topology names */
	uint64_t plan_hash;	/* 0 without a plan */
	int n_vcs;
	struct emit_node *node;	/* [n_nodes] */
	int *in_first;	/* [n_nodes + 1] into in_edge */
	int *in_edge;	/* [n_edges] edges by head, in input port order */
	int *in_port, *out_port;	/* [n_edges] port of the netlist, -1: left out */
	char (*name)[WIRE_NAME];	/* [n_edges] of wire_names */
};

/* emit_shape.c: life of the above. */
void emit_shape(struct emit *m, const struct arch *a, const struct topo *t,
		const struct plan *hardwired);
void emit_shape_free(struct emit *m);

/* Words of a tile's memories: the hardware's; hardwired what its task uses of them. And
 * whether it has a core, which a tile that only passes streams on needs not, hardwired. */
struct emit_memories {
	int act, skip, pool;	/* pool 0: no weighted sums */
};
struct emit_memories emit_memories(const struct emit *m, int node);
int emit_has_core(const struct emit *m, int node);
int emit_is_first(const struct emit *m, int node);	/* of the tiles */

#define EMIT_TEST_BITS 47	/* test_i of imc_tile */

/* The top's ports, up to the one without a name; clock and reset come before them. */
struct emit_port {
	const char *direction;
	int bits;	/* 0: as many as a word; emit_port_bits */
	const char *name;
	const char *at, *pin;	/* instance and pin behind it; NULL: same name */
};
extern const struct emit_port emit_port[];
int emit_two_clocks(const struct emit *m);	/* imc_cdc is behind its ports */
const char *emit_reset(const struct emit *m);	/* wire of the fabric's reset */
int emit_has_port(const struct emit *m, const struct emit_port *p);
int emit_port_bits(const struct emit *m, const struct emit_port *p);

/* emit_netlist.c: imc_fabric.v and fabric.wiring, which say the same. */
#define EMIT_WIRING "imcfab-wiring 1\n"
void emit_netlist(const struct emit *m, struct text *t, struct text *wiring);

/* Of a channel: bits of a flit, and of its valids or credits. */
int emit_flit_bits(const struct emit *m);
int emit_valids(const struct emit *m);

/* The parameter PARITY of an instance; where it is 0, nothing. */
void emit_parity(const struct emit *m, struct vlog *v);

/* emit_tile.c: the tile of a node; its chains go on to the one named `next`. */
void emit_tile(const struct emit *m, struct vlog *v, int node,
	       const char *next);

/* macros.c: the macros of all tiles: Liberty, LEF, and Verilog in which imc_xbar and
 * imc_sram, whose files are `xbar` and `sram`, choose their cell by their parameters. */
struct macros;
void emit_macros(const struct emit *m, struct macros *all);
void emit_macro_lib(const struct emit *m, const struct macros *all, struct text *t);
void emit_macro_lef(const struct emit *m, const struct macros *all, struct text *t);
int emit_macro_verilog(const struct emit *m, const struct macros *all, const char *xbar,
		       const char *sram, struct text *t, struct err *e);

/* emit_docs.c: what stands beside it. */
void emit_sdc(const struct emit *m, struct text *t);

/* emit_package.c: what tools that gather components read. `sim`, `syn`, `fpga`: the lists of
 * files; `headers`: a line each, what these include. */
void emit_core(const struct text *headers, const struct text *sim,
	       const struct text *syn, const struct text *fpga, struct text *t);
void emit_ipxact(const struct emit *m, const struct text *headers,
		 const struct text *sim, const struct text *syn, struct text *t);

void emit_readme(const struct emit *m, struct text *t);

/* What a fabric is made from: the plan where it is hardwired, else the hardware file. */
uint64_t emit_hash(const struct emit *m);

/* First lines of every generated file, each behind `mark`. */
void emit_header(const struct emit *m, const char *mark, struct text *t);

#endif
