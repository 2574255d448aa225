/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMD_RTL_H
#define CMD_RTL_H

#include "input.h"
#include "measure/cosim.h"
#include "model/plan.h"

/* Steps that the commands which run RTL have in common. Each: 0, or -1 and *e. */

/* Emits the fabric of a plan into DIR/fabric (rtl NULL: the shipped templates) and
 * builds the bench around it in the folder of rtl_model. Does only what changed. */
int rtl_build(const struct plan *p, int hardwired, enum cosim_model kind, const char *rtl,
	      const char *dir, double *build_seconds, struct err *e);

/* The same, the fabric mapped to the cells of a library: its netlist is in DIR/netlist,
 * the bench in DIR/gates. */
int rtl_build_gates(const struct plan *p, int hardwired, const char *liberty,
		    const char *rtl, const char *dir, double *build_seconds,
		    struct err *e);

/* DIR/model; traced ones have a folder of their own, DIR/waves, as have gates. The
 * caller frees. */
char *rtl_model(const char *dir, enum cosim_model kind);

/* Writes programming stream, inputs and every expected word for a bench; top1, [in->n] or
 * NULL, becomes the index of each image's greatest result. */
int rtl_stimulus(const struct plan *p, const struct input *in,
		 const char *path, int *top1, struct err *e);

#endif
