/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CALIB_H
#define CALIB_H

#include <stdint.h>

#include "model/plan.h"
#include "base/util.h"

/*
 * A step of the making of a plan (compile/plan_build.h), nobody else's. Chooses the converter range of every task (adc_offset, adc_gain, adc_shift,
 * adc_step) for the arch's adc.bits, from the crossbar sums that sample images
 * make in a run with ideal converters. Where the codes suffice for every sum the
 * crossbar can make, the converter stays lossless. Else the range is the one
 * that costs the layer's result the least squared error: each column counts by
 * the scale with which it enters the result, and errors that the clamp of the
 * result hides (ReLU) do not count.
 */

/* n >= 1 images of in_h * in_w * in_c bytes. 0, or -1 and *e where there is no
 * image. Changes those four fields of the tasks only; the same images give the
 * same plan. */
int calib_plan(struct plan *p, const uint8_t *const *images_hwc, int n,
	       struct err *e);

#endif
