/* SPDX-License-Identifier: Apache-2.0 */
#ifndef AREA_JSON_H
#define AREA_JSON_H

#include <jansson.h>

#include "area.h"

/* A result as the object "area" of docs/formats.md; um2 and kge where there was a
 * library. The caller's. */
json_t *area_json(const struct area_result *r);

#endif
