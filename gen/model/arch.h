/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ARCH_H
#define ARCH_H

#include "base/util.h"

/*
 * The hardware file: one tile, one link, one topology expression. Text, one
 * `key = value unit` a line, first line `imcfab-arch 1`; docs/formats.md has
 * the keys with unit and range, arch_keys.c the table they are read by. Nothing here
 * depends on a network.
 */
#define ARCH_VERSION 1
#define ARCH_MAX_VCS 32	/* of link.vcs */
#define ARCH_MAX_SOURCES 32	/* of act.sources */
#define ARCH_MAX_MEMORY 262144	/* of act.bytes and skip.bytes */

/* A crossbar is a macro, imc_xbar, or logic and memories, imc_xbar_digital. */
enum arch_xbar { ARCH_ANALOG, ARCH_DIGITAL };
struct arch_list {
	int n, *v;	/* [n] rising */
	int line;	/* where it stood, for messages; 0: in an override, or left out */
};

struct arch {
	char *name;		/* name */
	char *topology;		/* topology: expression, see topo.h */
	int topology_line;	/* where it stood, for messages; 0: in an override */
	int input;		/* io.input: node the fabric's input joins, -1 = first */
	int output;		/* io.output: node the output leaves, -1 = last */
	int io_clocks;		/* io.clocks, 2: the AXI ports have a clock of their own, 1..2 */
	int clock_mhz;		/* clock, MHz, 1..10000 */

	int link_bits;		/* link.bits, payload of a flit; 32, 64 or 128 */
	int psum_bits;		/* psum.bits, of a partial sum or raw result in a flit, 16..32 */
	int link_vcs;		/* link.vcs, virtual channels a channel, 1..32 */
	int link_depth;		/* link.depth, flits a virtual channel, 2..64 */
	int link_stages;	/* link.stages, extra registers a channel, 0..8 */
	int parity;		/* parity of flits, channels and configuration, 0 or 1 */
	int link_reach;		/* link.reach, tile pitches a clock cycle lets a wire
				 * be long, 0..1024; 0: any (wire.h) */

	int xbar_rows;		/* xbar.rows, 4..4096, multiple of 4 */
	int xbar_cols;		/* xbar.cols, 4..4096, multiple of 4 */
	int xbar_cycles;	/* xbar.mvm, clock cycles a matrix-vector product, 2..65535 */
	int weight_bits;	/* xbar.weight_bits, 2..8 */
	int xbar_kind;		/* xbar.kind, enum arch_xbar */
	int xbar_macs;		/* xbar.macs, products a cycle of a digital crossbar, a power
				 * of 2 from 4 that divides xbar_cols, at most xbar_rows; else 0 */
	int adc_bits;		/* adc.bits, two's complement code, 2..32 */
	int post_cycles;	/* post.cycles, clock cycles columns take in the
				 * post-processing, 1, 2 or 4 */
	int post_lanes;		/* post.lanes, columns at once, 1, 2 or 4; 1 where
				 * post_cycles is not; divides arch_sums */

	int post_table;		/* post.table, 1: a core has a table of 256 results, 0 or 1 */
	int post_leak;		/* post.leak, 1: columns have a multiplier of their own for
				 * negative sums, 0 or 1 */

	int act_sources;	/* act.sources, streams of activations into a core, 1..32 */
	int act_bytes;		/* act.bytes, activation memory, 64..262144, multiple of 4 */
	int pool_weights;	/* pool.weights, of the reduction of a core, a byte each,
				 * 0..262144, multiple of 4; 0: it makes no weighted sums */
	int skip_bytes;		/* skip.bytes, residual memory, 64..262144, multiple of 4 */

	int debug_state;	/* debug.state, 1: the state of a tile can be read, 0 or 1 */
	int debug_counters;	/* debug.counters, in it, bits of two counters of each output
				 * port, 0..32; 0: none, as where debug_state is 0 */
	int test_ports;		/* test.ports, 1: ports for a test of the chip, 0..1 */

	double xbar_um2;	/* xbar.area, um2 of one crossbar macro, 0 = unknown */
	double sram_um2;	/* sram.area, um2 a bit, 0 = unknown */

	/* What of this die does not work: dead.cores, nodes, and dead.channels, as the
	 * topology numbers them (die.h). The fabric is the same with and without. */
	struct arch_list dead_cores, dead_channels;
};

/* Parses the text of a hardware file. `path` and `first_line` are for messages
 * only (a plan embeds the text). `set` are n_set overrides "key=value" applied
 * as if written in the file, each key once. NULL and *e on refusal. The caller frees. */
struct arch *arch_parse(const char *text, const char *path, int first_line,
			char *const *set, int n_set, struct err *e);
struct arch *arch_read(const char *path, char *const *set, int n_set,
		       struct err *e);
void arch_free(struct arch *a);

/* Whether an override names a key and has a value in the key's own range; what it may be
 * beside others is not looked at. 0, or -1 and *e. */
int arch_check_set(const char *set, struct err *e);

/* A copy with n_set overrides, as of arch_parse. NULL and *e where one is refused;
 * without overrides none can be. The caller frees. */
struct arch *arch_copy(const struct arch *a, char *const *set, int n_set,
		       struct err *e);

/* Canonical text: keys in table order, an optional key only where it is not at its
 * default, the topology as of topo_canonical. Equal hardware gives equal text, and
 * arch_parse of it an equal arch. Appends to *t. */
void arch_write(const struct arch *a, struct text *t);

/* The same of the keys that emission reads alone: equal text gives an equal fabric. Left
 * out are areas and what is dead. */
void arch_write_emitted(const struct arch *a, struct text *t);

/* The topology as it stands in that text; what is no expression as it was given. */
void arch_write_topology(const struct arch *a, struct text *t);

/* Adds to a message that an integer key, whose value is `now`, has to be at least
 * `least`: "raise act.bytes to 152 (148)", rounded up to what the key may be; or
 * that it cannot be: "act.bytes is at most 262144". */
void arch_say_raise(struct text *t, const char *key, int64_t least, int now);

/* A word is what a flit carries: so many bytes, a channel each, or so many sums. The
 * values of a pixel take whole words. */
int arch_lanes(const struct arch *a);
int arch_sums(const struct arch *a);
int arch_words(const struct arch *a, int n_values, int raw);

/* Clock cycles that so many columns of a pixel take in the post-processing. */
int64_t arch_post_cycles(const struct arch *a, int64_t n_columns);

/* Clock cycles that a product of a digital crossbar takes at least, however few rows and
 * columns a task has. */
int64_t arch_digital_cycles(const struct arch *a);

/* Words of a memory of so many bytes; the modules have no smaller one than of 16. */
#define ARCH_LEAST_WORDS 16
int arch_memory_words(const struct arch *a, int n_bytes);

/* Words of the memory of so many weights of the reduction: of 0 weights none. */
int arch_pool_words(const struct arch *a, int n_weights);

/* The files that a topology names, as they stand in a plan: of each "file N NAME" and its
 * N lines. Appends to *t. */
struct topo_files;
void arch_write_files(const struct topo_files *f, struct text *t);

/* Whether the fabrics of two hardware files are the same, and the hash of one (FNV-1a, 64
 * bits): by the text of the keys that emission reads and behind it those files; NULL: there
 * are none. */
int arch_equal(const struct arch *a, const struct topo_files *of_a,
	       const struct arch *b, const struct topo_files *of_b);
uint64_t arch_hash(const struct arch *a, const struct topo_files *files);

#endif
