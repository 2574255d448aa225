/* SPDX-License-Identifier: Apache-2.0 */
#ifndef HANG_H
#define HANG_H

#include <stdint.h>

#include "base/util.h"
#include "model/plan.h"

/*
 * What a fabric that stands still waits for, from the states that its tiles show
 * (docs/rtl.md, "State of a tile") and the plan that runs on it.
 */

/* The state of a node: its words from the first on, no more than are there; n_words 0:
 * it shows none. */
struct hang_tile {
	const uint32_t *word;
	int n_words;
};

/*
 * Appends a sentence a line, each behind `indent`, of the streams on whose account the
 * output does not move on: those of a circle, the one that finds no room first, else the
 * one that everything waits for:
 *
 *	stream 2 (task l1 of layer 1 to task l4 of layer 4) waits for room in the residual
 *	memory of task l4 at node 5, which no word has left for 20102 cycles
 *
 * tile[n_nodes] of the plan's topology; a hardwired fabric numbers its ports anew, which
 * their number shows. output_taken: 0 where a word stands at the fabric's output and
 * nobody takes it.
 */
void hang_say(const struct plan *p, const struct hang_tile *tile, int output_taken,
	      const char *indent, struct text *t);

#endif
