/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WIRE_H
#define WIRE_H

#include "arch.h"
#include "topo/topo.h"

/*
 * The wires of a fabric: what hardware file and topology together say of a channel.
 */

/* Registers in a channel: link.stages, and one more for each link.reach tile
 * pitches begun beyond the first link.reach (link.reach 0: none). */
int wire_stages(const struct arch *a, const struct topo *t, int channel);

/* Registers in the longest channel. */
int wire_max_stages(const struct arch *a, const struct topo *t);

/* Flits of buffer a virtual channel has in every router: link.depth, and two
 * more for each register by which the longest channel exceeds link.stages, so
 * that a long way costs area and not rate. */
int wire_depth(const struct arch *a, const struct topo *t);

/* Nodes that the fabric's input joins and its output leaves. */
int wire_input(const struct arch *a, const struct topo *t);
int wire_output(const struct arch *a, const struct topo *t);

/* Whether a fabric can be made of both: input and output are nodes, all cores are
 * joined, no router has more ports, no channel more registers and no buffer more
 * flits than the modules allow. 0, or -1 and *e: "--set" where the topology is an
 * override, else no file and its line in the hardware file. */
int wire_check(const struct arch *a, const struct topo *t, struct err *e);

#endif
