/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DIE_H
#define DIE_H

#include "arch.h"
#include "topo/topo.h"

/*
 * A die: the topology of a hardware file with what dead.cores and dead.channels say does
 * not work. A dead core is a dead tile: its core runs no task, its router passes nothing
 * on, its channels in and out are dead too. The chain of the configuration goes through
 * it all the same, and the fabric is the whole one.
 */

/* Builds the topology of a hardware file and marks what is dead. Refused is what is not
 * there, and a die on which no stream leads from the fabric's input to its output. `path`
 * is the hardware file, for messages; an override is "--set". NULL and *e; the caller
 * frees. */
struct topo *die_build(const struct arch *a, const char *path, struct err *e);

/* Whether the topology named so has all that the lists name. 0, or -1 and *e, as above. */
int die_check_cores(const struct arch *a, int n_nodes, const char *topology,
		    const char *path, struct err *e);
int die_check_channels(const struct arch *a, int n_channels, const char *topology,
		       const char *path, struct err *e);

/* Marks it in a topology that was built from a->topology otherwise. 0, or -1 and *e. */
int die_mark(const struct arch *a, const char *path, struct topo *t, struct err *e);

#endif
