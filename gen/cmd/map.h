/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMD_MAP_H
#define CMD_MAP_H

#include "model/plan.h"

/* Prints the hops of the longest route between tasks, and where it is more than one, why. */
void map_say_dilation(const struct plan *p);

#endif
