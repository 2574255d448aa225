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

/*
 * Names of the channels in a netlist, [edges of the topology]; the caller frees the
 * array. That from node a to node b is link_a_b, of parallel ones the second link_a_b_1.
 * They are names of the imc_link and, before _valid, _data and _credit, of the wires at
 * its tail; before _head_valid and so on of those at its head.
 */
#define WIRE_NAME 40
char (*wire_names(const struct topo *t))[WIRE_NAME];

/* Whether a fabric can be made of both: it has at most 65534 nodes, input and output are nodes, all cores are
 * joined, no router has more ports, no channel more registers and no buffer more
 * flits than the modules allow. 0, or -1 and *e: "--set" where the topology is an
 * override, else no file and its line in the hardware file. */
int wire_check(const struct arch *a, const struct topo *t, struct err *e);

#endif
