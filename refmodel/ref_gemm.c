/* SPDX-License-Identifier: Apache-2.0 */
#include "ref_impl.h"

/*
 * Four rows of weights and two vectors a turn: six loads for eight products. The
 * vectors of a block stay in the first cache, the four rows too. int16 operands
 * with int32 sums compile to the multiply-add-pairs instruction of each vector
 * set. The tail of an odd n_pixels is computed as if there were one more.
 */
REF_CLONES
void ref_gemm(const int16_t *restrict w, const int16_t *restrict x,
	      int32_t *restrict y, int n_cols, int n_vec, int n_pixels)
{
	const int n = n_vec & -REF_STEP;
	int m, p, k;

	for (m = 0; m < n_cols; m += 4) {
		const int16_t *restrict w0 = w + (int64_t)m * n_vec;
		const int16_t *restrict w1 = w0 + n_vec;
		const int16_t *restrict w2 = w1 + n_vec;
		const int16_t *restrict w3 = w2 + n_vec;

		for (p = 0; p < n_pixels; p += 2) {
			const int16_t *restrict u = x + (int64_t)p * n_vec;
			const int16_t *restrict v = u + n_vec;
			int32_t *restrict out = y + (int64_t)p * n_cols + m;
			int32_t s0 = 0, s1 = 0, s2 = 0, s3 = 0;
			int32_t t0 = 0, t1 = 0, t2 = 0, t3 = 0;

			for (k = 0; k < n; k++) {
				s0 += w0[k] * u[k];
				s1 += w1[k] * u[k];
				s2 += w2[k] * u[k];
				s3 += w3[k] * u[k];
				t0 += w0[k] * v[k];
				t1 += w1[k] * v[k];
				t2 += w2[k] * v[k];
				t3 += w3[k] * v[k];
			}
			out[0] = s0;
			out[1] = s1;
			out[2] = s2;
			out[3] = s3;
			out += n_cols;
			out[0] = t0;
			out[1] = t1;
			out[2] = t2;
			out[3] = t3;
		}
	}
}
