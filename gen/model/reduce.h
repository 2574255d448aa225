/* SPDX-License-Identifier: Apache-2.0 */
#ifndef REDUCE_H
#define REDUCE_H

/* What becomes of a window, each channel by itself (docs/numerics.md): it stays as
 * it is, or its maximum, or its rounded mean, or the sum of its pixels times weights.
 * The numbers are the hardware's. */
enum reduce { REDUCE_NONE, REDUCE_MAX, REDUCE_AVG, REDUCE_WEIGHTED };

#define REDUCE_TAPS_MAX 256	/* pixels of a weighted window: its sums fit 24 bits */

#endif
