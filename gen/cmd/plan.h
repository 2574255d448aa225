/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMD_PLAN_H
#define CMD_PLAN_H

#include "cmd.h"
#include "input.h"
#include "model.h"
#include "model/plan.h"
#include "compile/plan_build.h"

/* Hardware file and network to plan. All zero but the paths: nothing
 * overridden, lossless. */
struct plan_job {
	const char *arch, *net;	/* paths: hardware file, network, a .json or .onnx */
	struct cmd_list set;	/* "key=value" over the hardware file's */
	struct input_from images;	/* calibrate the converters with these; none:
				 * with o.images, and where these are none too,
				 * refuse where adc.bits is not lossless */
	int n_images;		/* at most so many of them, 0: all */
	/* For an .onnx, else NULL: how it becomes integers. Without `images` the converters
	 * are calibrated with those that its ranges are from. */
	const struct model_options *model;
	struct text *said;	/* NULL, or what is to be said of that, for people */
	struct plan_options o;	/* the rest; plan_make sets o.lossless */
};

/* The plan with its predicted timing, or NULL and *e, whose file is one of the
 * paths. The caller frees. */
struct plan *plan_make(const struct plan_job *job, struct err *e);

/* Use, losses and events at an interval (model/use.h) on standard output; nothing
 * where there is none, 0. */
void plan_print_use(const struct plan *p, int64_t interval);

#endif
