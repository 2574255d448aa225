/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "ref_impl.h"

enum { TIMES = 9, REPEAT = 20 };

/* The yardstick: deliberately its own loop, the whole layer in one call. */
REF_CLONES
static void plain(const int16_t *restrict w, const int16_t *restrict x,
		  int32_t *restrict y, int n_m, int n_k, int n_p)
{
	int m, p, k;

	for (m = 0; m < n_m; m += 4) {
		const int16_t *restrict w0 = w + (int64_t)m * n_k;
		const int16_t *restrict w1 = w0 + n_k;
		const int16_t *restrict w2 = w1 + n_k;
		const int16_t *restrict w3 = w2 + n_k;

		for (p = 0; p < n_p; p++) {
			const int16_t *restrict v = x + (int64_t)p * n_k;
			int32_t s0 = 0, s1 = 0, s2 = 0, s3 = 0;

			for (k = 0; k < n_k; k++) {
				s0 += w0[k] * v[k];
				s1 += w1[k] * v[k];
				s2 += w2[k] * v[k];
				s3 += w3[k] * v[k];
			}
			y[p * n_m + m] = s0;
			y[p * n_m + m + 1] = s1;
			y[p * n_m + m + 2] = s2;
			y[p * n_m + m + 3] = s3;
		}
	}
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* Median seconds of one layer. */
static double layer_seconds(int m, int k, int p)
{
	int16_t *w = xmalloc(sizeof(*w) * m * k);
	int16_t *x = xmalloc(sizeof(*x) * p * k);
	int32_t *y = xcalloc((size_t)m * p, sizeof(*y));
	double took[TIMES];
	uint64_t seed = 1;
	int i, j;

	for (i = 0; i < m * k; i++)
		w[i] = (int16_t)(rand_next(&seed) % 255) - 127;
	for (i = 0; i < p * k; i++)
		x[i] = (int16_t)(rand_next(&seed) % 256);
	for (i = 0; i < TIMES; i++) {
		double t = now_seconds();

		for (j = 0; j < REPEAT; j++) {
			plain(w, x, y, m, k, p);
			/* the next pass depends on this one */
			x[j] = (int16_t)(y[j] & 255);
		}
		took[i] = (now_seconds() - t) / REPEAT;
	}
	qsort(took, TIMES, sizeof(took[0]), by_size);
	free(w);
	free(x);
	free(y);
	return took[TIMES / 2];
}

double ref_peak_gmacs(void)
{
	static const int shape[3][3] = {
		{ 16, 144, 1024 }, { 32, 288, 256 }, { 64, 576, 64 },
	};
	double macs = 0, seconds = 0;
	int i;

	for (i = 0; i < 3; i++) {
		const int *s = shape[i];

		macs += (double)s[0] * s[1] * s[2];
		seconds += layer_seconds(s[0], s[1], s[2]);
	}
	return macs / seconds * 1e-9;
}
