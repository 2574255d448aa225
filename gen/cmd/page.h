/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMD_PAGE_H
#define CMD_PAGE_H

#include "base/util.h"

/* Writes the page of the data of a report, which it frees, by the shipped templates. NULL: *e is
 * filled already. 0, or -1 and *e. */
struct json_t;
int page_write(struct json_t *data, const char *path, struct err *e);

#endif
