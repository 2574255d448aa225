/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CUT_H
#define CUT_H

#include "model/arch.h"
#include "model/net.h"
#include "model/plan.h"

/* What the tests of how layers are cut have in common; every function asserts that it
 * works. */

/* rows x cols crossbars on a complete graph of cores, all else ample. */
struct arch *cut_arch(int rows, int cols, int n_cores);

/* A lossless plan in the order of tasks, which the check accepts. */
struct plan *cut_build(const struct net *n, const struct arch *a, int64_t interval);

/* The values of all layers of a random image are those of the oracle. How many. */
int64_t cut_agrees(const struct plan *p, const struct net *n, uint64_t *seed);

/* Tasks that make some of a layer. */
int cut_tasks(const struct plan *p, int layer);

/* Tasks that put together what has too many sources; residuals are not counted. */
int cut_gathered(const struct plan *p);

/* Odd numbers of channels, strided and overlapping residuals, pools. */
struct net *cut_random_net(uint64_t *seed);

#endif
