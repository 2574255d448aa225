/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IMCFAB_H
#define IMCFAB_H

#include <stdint.h>

#include "imcfab_registers.h"

/*
 * Driver of a fabric for a host without an operating system: C11, no memory of its own
 * beside struct imcfab, no library. The host gives access to the registers and the three
 * streams by functions. `imcfab program` writes what goes over the streams, and program.h
 * with the numbers of struct imcfab_program.
 *
 *	struct imcfab f;
 *	int r = imcfab_open(&f, &io, 1000);
 *	if (!r) r = imcfab_load(&f, &program);
 *	if (!r) r = imcfab_start(&f);
 *	if (!r) r = imcfab_run(&f, &program, in, out, n_images);
 *	if (r) imcfab_recover(&f, &programmed);
 *
 * Every function returns IMCFAB_OK, 0, or one of enum imcfab_error, which are negative. A
 * function that fails in the middle leaves the fabric as it then is; imcfab_recover brings
 * it back from anywhere.
 */
enum imcfab_error {
	IMCFAB_OK = 0,
	IMCFAB_E_BUS = -1,	/* a function of the host failed */
	IMCFAB_E_REFUSED = -2,	/* SLVERR: a start without a good program */
	IMCFAB_E_ID = -3,	/* what answers is no fabric of imcfab */
	IMCFAB_E_VERSION = -4,	/* of a list of registers that this driver does not know */
	IMCFAB_E_HARDWARE = -5,	/* the program is for other hardware */
	IMCFAB_E_PLAN = -6,	/* the fabric is hardwired for another plan */
	IMCFAB_E_PROGRAM = -7,	/* the fabric found magic, length or CRC of it wrong */
	IMCFAB_E_TIMEOUT = -8,	/* nothing moved for `patience` polls */
	IMCFAB_E_FRAME = -9,	/* the last word of a result is not where it belongs */
	IMCFAB_E_FLOW = -10,	/* STATUS says that there is an error in a tile */
	IMCFAB_E_STATE = -11,	/* asked for what only a running fabric can do */
	IMCFAB_E_IMAGE = -12,	/* an image went in with too few or too many words */
	IMCFAB_E_ROOM = -13	/* an array of the caller's is too small */
};

/*
 * Access, each a function of the host with its own `user`. A register is a word of 32
 * bits at a byte address below 256: 0, the response IMCFAB_RESP_SLVERR, or negative where
 * the bus failed.
 *
 * Words of a stream are those of its port: 32 bits of the program, link_bits of input and
 * output, these as link_bits / 32 of the array, the lowest bits first (the order of the
 * .bin files on a host that is little-endian). A function of a stream returns how many
 * words it took or gave, 0..n_words; 0 where there is no room, or nothing there, now; or
 * negative where it failed. It does not wait for ever. Words that it took are the host's
 * to keep until the fabric has them.
 */
struct imcfab_io {
	void *user;
	int (*read)(void *user, uint32_t address, uint32_t *value);
	int (*write)(void *user, uint32_t address, uint32_t value);
	int32_t (*send_program)(void *user, const uint32_t *word, uint32_t n_words);
	/* tlast of the last of n_words is `last`, of the others 0. */
	int32_t (*send_input)(void *user, const uint32_t *word, uint32_t n_words,
			      int last);
	/* At most up to a word with tlast, then *last is 1, else 0. */
	int32_t (*receive)(void *user, uint32_t *word, uint32_t n_words, int *last);
	/* Drops what send_program and send_input took and does not stand at a port of the
	 * fabric; waits until the fabric took what stands there, which it does now. */
	int (*flush)(void *user);
};

struct imcfab_identity {
	uint32_t major, minor;	/* of the list of registers */
	uint32_t tiles;		/* 1..65534 */
	uint32_t vcs;		/* virtual channels, 1..32 */
	uint32_t link_bits;	/* of a word of input and output: 32, 64 or 128 */
	uint32_t psum_bits;	/* of a raw result in a word, 16..32 */
	int hardwired;		/* 1: runs one plan */
	int state;		/* 1: its tiles show their state */
	int clocks;		/* 2: its AXI ports have a clock of their own; 1 */
	uint64_t hardware;	/* hash of the hardware file */
	uint64_t plan;		/* of the plan of a hardwired fabric, else 0 */
};

struct imcfab {
	const struct imcfab_io *io;	/* the host's, outlives this */
	uint32_t patience;	/* polls in a row without anything, 1.. */
	struct imcfab_identity id;
};

#define IMCFAB_PROGRAM_MAGIC 0x31434D49u	/* first word of a program */

struct imcfab_program {
	const uint32_t *word;	/* [n_words], magic to CRC, program.bin */
	uint32_t n_words;	/* IMCFAB_PROGRAM_WORDS of program.h, and so on */
	uint64_t hardware, plan;	/* hashes */
	uint32_t in_words, out_words;	/* of an image, of link_bits each */
};

/* Reads what the fabric is. IMCFAB_E_ID, _VERSION, _BUS. */
int imcfab_open(struct imcfab *f, const struct imcfab_io *io, uint32_t patience);

/* Whether a program is for this fabric: IMCFAB_E_HARDWARE, _PLAN. Touches nothing. */
int imcfab_fits(const struct imcfab *f, const struct imcfab_program *p);

/* Stops the fabric and gives it the program, if that fits. IMCFAB_E_HARDWARE and _PLAN: the
 * fabric goes on as before; _PROGRAM: it has no program now; _TIMEOUT: it is in the middle
 * of one, imcfab_recover ends that. */
int imcfab_load(struct imcfab *f, const struct imcfab_program *p);

/* IMCFAB_E_REFUSED where it has no program. Counters begin at 0. */
int imcfab_start(struct imcfab *f);

/*
 * Runs n_images images, whose words are in `in`, one behind the other, and puts theirs
 * into `out`, n_images * out_words * link_bits / 32 of them. The fabric was started, and
 * all images before are through. IMCFAB_E_STATE where it does not run; _TIMEOUT; _FRAME;
 * _FLOW; _IMAGE: since the start an image had a wrong length, and its result means nothing.
 */
int imcfab_run(struct imcfab *f, const struct imcfab_program *p, const uint32_t *in,
	       uint32_t *out, uint32_t n_images);

/* Counts flits at an output port of a node's router from now on (docs/rtl.md, "Ports of a
 * router"). */
int imcfab_monitor(struct imcfab *f, uint32_t node, uint32_t port);

struct imcfab_state {
	uint32_t status;	/* IMCFAB_STATUS_... */
	uint32_t images_in, images_out;	/* since start, modulo 2^32 as all of these */
	uint32_t cycles;	/* clock cycles since start */
	uint32_t words, stalls;	/* flits at the monitored port; cycles they waited */
};
int imcfab_read_state(struct imcfab *f, struct imcfab_state *s);

/*
 * Reads the whole state of a tile (docs/rtl.md, "State of a tile"), while the fabric runs: a
 * halt clears it. *n_words of word[room], 0 where no tile has the number. IMCFAB_E_REFUSED
 * where tiles show none or a programming stream is under way; _ROOM, *n_words are needed;
 * _TIMEOUT. Nothing else may be asked or commanded until it returns.
 */
int imcfab_read_tile(struct imcfab *f, uint32_t node, uint32_t *word, uint32_t room,
		     uint32_t *n_words);

enum imcfab_tile_flags {
	IMCFAB_TILE_RUNS = 1, IMCFAB_TILE_TASK = 2,
	IMCFAB_TILE_VECTOR = 4,		/* a vector waits for the crossbar */
	IMCFAB_TILE_BUSY = 8,		/* the crossbar multiplies */
	IMCFAB_TILE_RESULT = 16,	/* a result waits or is read */
	IMCFAB_TILE_NO_PSUM = 32,	/* it waits for partial sums */
	IMCFAB_TILE_NO_RESIDUAL = 64,	/* for the residual */
	IMCFAB_TILE_OUTPUT = 128	/* its word waits at the router */
};

/* What a state says. Vectors are bits of the words that were read. */
struct imcfab_tile {
	uint32_t in_ports, out_ports, vcs, depth, sources;
	uint32_t counter_bits;	/* of its counters, 0: none */
	uint32_t flags;		/* enum imcfab_tile_flags */
	uint32_t idle;		/* cycles since a flit left a queue, up to 0xffffff */
	const uint32_t *ready;	/* [sources + 2] the core takes a word of a role: of a source,
				 * partial sums, the residual */
	const uint32_t *missing;	/* [sources] the core waits for a word of it */
	const uint32_t *want;	/* [out_ports * vcs + sources + 2] a flit waits at this entry
				 * of the route table */
	const uint32_t *credit;	/* [out_ports * vcs] the entry has a credit */
	const uint32_t *have;	/* [depth][in_ports * vcs] */
	const uint32_t *count;	/* [out_ports][2] words: flits, stalls; modulo
				 * 2^counter_bits, since the start */
};

/* Takes a state apart, which has to stay. IMCFAB_E_ROOM where it is no whole one, with all
 * counters that it says it has. */
int imcfab_parse_tile(struct imcfab_tile *t, const uint32_t *word, uint32_t n_words);
int imcfab_tile_bit(const uint32_t *vector, uint32_t i);
/* Flits in the queue of an input port and virtual channel. */
uint32_t imcfab_tile_level(const struct imcfab_tile *t, uint32_t port, uint32_t vc);

/*
 * The states of all tiles, for `imcfab hang`, which says what the fabric waits for: *n_words
 * of word[room], 0 where it fails. output_waits: 1 where a result stands at the fabric's
 * output and the host does not take it. Errors as of imcfab_read_tile.
 */
#define IMCFAB_STATES_MAGIC 0x48434D49u	/* first word of them */
int imcfab_states(struct imcfab *f, int output_waits, uint32_t *word, uint32_t room,
		  uint32_t *n_words);

/*
 * Halts, lets the fabric drop what stands at its input, flushes the host's queues, abandons
 * a programming stream that is under way and drops results that come still. The next word
 * of the input then begins an image. Then the fabric stands still, with its program where it
 * had one; *programmed (may be NULL) says so: then imcfab_start is enough, else
 * imcfab_load has to come first.
 */
int imcfab_recover(struct imcfab *f, int *programmed);

/* In words, never NULL. */
const char *imcfab_text(int error);

#endif
