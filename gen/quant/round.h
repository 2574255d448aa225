/* SPDX-License-Identifier: Apache-2.0 */
#ifndef QUANT_ROUND_H
#define QUANT_ROUND_H

#include <stdint.h>

/*
 * Weights of one layer to integers: q = weight / scale, -2^(bits-1) .. 2^(bits-1) - 1, for
 * each output channel a scale that makes the error least, and rounding that looks at what
 * the weights are multiplied with.
 *
 * With second moments H of the inputs, the error of one rounded weight is taken back by those
 * not yet rounded, in the order of the taps, as far as their inputs go together with its
 * own: Frantar et al., GPTQ, ICLR 2023, arXiv 2210.17323, equations 2 and 3, by the Cholesky
 * factor of the inverse of H.
 */
struct rounding {
	int bits;
	int n_out, taps;	/* rows of one group, and their length */
	const float *weight;	/* [n_out][taps] */
	const float *moment;	/* [taps][taps], upper half, or NULL: to the nearest */
	int fixed;		/* scale[] is given, else found */
	float *scale;		/* [n_out] result */
	int8_t *q;		/* [n_out][taps] result */
};
void round_weights(struct rounding *r);

/* The scale for one row; weigh[taps]: how much an error counts, NULL: all the same. */
float round_scale(const float *weight, const double *weigh, int taps, int bits);

#endif
