/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WIRE_H
#define WIRE_H

#include "arch.h"
#include "topo.h"

/*
 * The wires of a fabric: what hardware file and topology together say of a channel.
 */

/* Registers in a channel: link.stages, and one more for each link.reach tile
 * pitches begun beyond the first link.reach (link.reach 0: none). */
int wire_stages(const struct arch *a, const struct topo *t, int channel);

/* Flits of buffer a virtual channel has in every router: link.depth, and two
 * more for each register by which the longest channel exceeds link.stages, so
 * that a long way costs area and not rate. */
int wire_depth(const struct arch *a, const struct topo *t);

#endif
