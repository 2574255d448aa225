/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DESIGN_IMPL_H
#define DESIGN_IMPL_H

#include <jansson.h>

#include "compile/load.h"
#include "design.h"

/* Between the files of the design only. Each array is the caller's. */
json_t *design_nodes(const struct design *d);
json_t *design_channels(const struct design *d, const struct load *l);
json_t *design_streams(const struct design *d);

/* What a plan says beyond tasks and streams: adds layers, losses and the rest of the
 * tasks to the design. */
void design_add_plan(const struct plan *p, int64_t interval, json_t *design);

/* Payload of so many words an image. */
double design_bits(const struct design *d, int64_t words);

#endif
