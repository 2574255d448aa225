/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LOWER_H
#define LOWER_H

#include "model/net.h"
#include "model/plan.h"

/*
 * From layers to tasks. A layer becomes one task, or a chain of tasks where its
 * matrix has more rows than a crossbar:
 *
 *	            +--> conv/0 --psum--> conv/1 --psum--> conv/2 --> next layer
 *	input ------+-----------------------^---------------^
 *
 * Part k takes some of the input's channel words; the last part has the bias, the
 * requantisation and the residual. A pooling layer whose only reader is a 1x1
 * convolution is not a task: the convolution's task reduces its window.
 */

/* Fills the tasks and streams of `p` (whose arch is set): all but the nodes,
 * the hops and the timing. 0, or -1 and *e naming the layer; what was filled
 * is then freed by plan_free. */
int lower_net(const struct net *n, struct plan *p, struct err *e);

/* Refuses where a column's sum for some input does not fit adc.bits. */
int lower_check_lossless(const struct plan *p, struct err *e);

#endif
