/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PROGRAM_H
#define PROGRAM_H

#include "plan.h"

/*
 * A plan as the hardware gets it (docs/rtl.md): routes of a node, and the stream of
 * words that carries these, weights, constants and the registers of the tasks
 * (registers.h) through the programming port.
 */
#define PROGRAM_MAGIC 0x31434D49u

enum program_space { SPACE_TASK, SPACE_ROUTES, SPACE_WEIGHTS, SPACE_CONSTANTS,
	SPACE_POOL, SPACE_INPUT, SPACE_STATE, SPACE_TABLE };

/* Ports of a node's router: its channels, and one more each at the fabric's
 * input and output. */
int program_in_ports(const struct plan *p, int node);
int program_out_ports(const struct plan *p, int node);

/* Streams into a core with so many sources, and which of them brings a stream to `d`:
 * the sources of activations, then partial sums, then the residual. */
int program_roles(int n_sources);
int program_role(int n_sources, const struct plan_dest *d);

/* Route entries of a node, {valid, queue}: entry[out_ports * vcs + program_roles(
 * act.sources)]. Returns how many there are up to the last valid one, 0 where there is
 * none. */
int program_routes(const struct plan *p, int node, uint32_t *entry);

/* The whole programming stream, magic to CRC. The caller frees. */
uint32_t *program_stream(const struct plan *p, size_t *n_words);

/* CRC-32 (IEEE 802.3) of bytes; `crc` is the CRC of those before, 0 at first. */
uint32_t program_crc(uint32_t crc, const void *bytes, size_t n_bytes);

#endif
