/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMD_REF_H
#define CMD_REF_H

#include "input.h"
#include "model/plan.h"

/*
 * All images through the reference model, one a thread. Result: how many of them
 * have their label as top-1. Logits of image i go to logits + i * each, where
 * `each` is the fabric's output values per image (logits NULL: nowhere). *seconds
 * is the time without the preparation of the model (NULL: not wanted). `stage`
 * names the work in the line of progress (NULL: none).
 */
int ref_images(const struct plan *p, const struct input *in, int32_t *logits,
	       double *seconds, const char *stage);

/* "top-1 3 (75.00 %)" on standard output; says where labels are absent. */
void ref_print_top1(const struct input *in, int correct);

#endif
