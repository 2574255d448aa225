/* SPDX-License-Identifier: Apache-2.0 */
#ifndef AREA_IMPL_H
#define AREA_IMPL_H

#include "area.h"

/* Parts of the area run; private to gen/area*.c. */

/* area_parse.c: reads what Yosys left in work_dir (area.log, boxes.txt,
 * area.stat, and area.lib.stat where has_library). */
int area_parse(const char *work_dir, int has_library, struct area_result *r,
	       struct err *e);

/* area_liberty.c: writes the library to `path` without the cells that synthesis
 * must not choose (dont_use, and those made for other hands: isolation, delay,
 * probes, clock gates, spares). */
int area_liberty(const char *liberty, const char *path, struct err *e);

#endif
