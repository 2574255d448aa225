/* SPDX-License-Identifier: Apache-2.0 */
#ifndef REPORT_IMPL_H
#define REPORT_IMPL_H

#include <jansson.h>

#include "report.h"

/* Between the files of the report only. */

/* The data of a page without designs. */
json_t *report_new(const char *kind, const char *title);

#endif
