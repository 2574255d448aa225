/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMD_BENCH_AREA_H
#define CMD_BENCH_AREA_H

#include "base/util.h"

/* Prints the area of the fabric of ResNet-32 with one layer a core, programmable
 * beside hardwired, both tile by tile (area.h). Works in `out`. 0, or -1 and *e. */
int bench_area(const char *out, struct err *e);

#endif
