/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COSIM_JSON_H
#define COSIM_JSON_H

#include <jansson.h>

#include "cosim.h"

/* A run as the object of docs/formats.md, "Co-simulation". The caller's. */
json_t *cosim_run_json(const struct cosim_run *r);

/* The file of `imcfab cosim --json`: the runs of a result on the fabric of a plan; the
 * second one, if any, is of plan `second`. The caller's. */
json_t *cosim_json(const struct cosim_result *r, const struct plan *p,
		   const struct plan *second);

/* Writes it. 0, or -1 and *e. */
int cosim_write(const struct cosim_result *r, const struct plan *p, const struct plan *second,
		const char *path, struct err *e);

/* Takes the counts of the bench, [tiles][ports], into r->channel_stalls. */
void cosim_take_stalls(const json_t *waits, const struct plan *p, struct cosim_run *r);

#endif
