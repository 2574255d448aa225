/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BALANCE_H
#define BALANCE_H

#include "model/net.h"
#include "model/plan.h"

/*
 * How many copies of each layer: with more of them the slowest layer is faster, and
 * more cores are taken. Cycles are those of cores that never wait for channels.
 */
#define BALANCE_AUTO (-1)

/*
 * copies[n_layers] for a network on the cores of a hardware whose topology has n_cores:
 * so that each layer takes at most `interval` cycles per image with the fewest cores;
 * with BALANCE_AUTO, the least interval for n_cores. Layers that leave the fabric have
 * one copy. 0, or -1 and *e: naming the layer that cannot be fast enough, or the
 * number of cores that it would take.
 */
int balance_copies(const struct net *n, const struct arch *a, int n_cores,
		   int64_t interval, int *copies, struct err *e);

#endif
