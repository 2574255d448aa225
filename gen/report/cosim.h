/* SPDX-License-Identifier: Apache-2.0 */
#ifndef REPORT_COSIM_H
#define REPORT_COSIM_H

#include <jansson.h>

#include "model/plan.h"

/* Adds a run of a co-simulation (docs/formats.md) to the design that it is of: measured
 * figures and, where they were counted, the stalls of its channels. 0, or -1 and *e
 * with the file that the run is from. */
int report_add_run(json_t *design, const json_t *run, const char *file, struct err *e);

/* The run of a plan in a file of `imcfab cosim --json`. NULL and *e; the caller's. */
json_t *report_read_run(const struct plan *p, const char *path, struct err *e);

#endif
