/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMD_BENCH_AREA_H
#define CMD_BENCH_AREA_H

#include "base/util.h"

/* Prints the area of the fabric of a hardware file (arch), programmable beside
 * hardwired for a network (net), both tile by tile (area.h); arch and net are paths.
 * Works in `out`. 0, or -1 and *e. */
int bench_area(const char *arch, const char *net, const char *out,
	       struct err *e);

#endif
