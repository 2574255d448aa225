/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMD_RTL_H
#define CMD_RTL_H

#include "input.h"
#include "model/plan.h"

/* Steps that the commands which run RTL have in common. Each: 0, or -1 and *e. */

/* Emits the fabric of a plan into DIR/fabric (rtl NULL: the shipped templates) and
 * builds the bench around it in DIR/model (flat: as in cosim_build). Does only what changed. */
int rtl_build(const struct plan *p, int hardwired, int flat, const char *rtl,
	      const char *dir, double *build_seconds, struct err *e);

/* Writes programming stream, inputs and every expected word for a bench. */
int rtl_stimulus(const struct plan *p, const struct input *in,
		 const char *path, struct err *e);

#endif
