/* SPDX-License-Identifier: Apache-2.0 */
#include "round.h"

#include <math.h>
#include <stdlib.h>

#include "base/util.h"

#define DAMPING 0.01	/* of the mean of the diagonal, as in the paper */

static int limit(int bits)
{
	return (1 << (bits - 1)) - 1;
}

static int to_integer(double v, int bits)
{
	const double q = floor(v + 0.5);
	const int most = limit(bits);

	return q > most ? most : q < -most ? -most : (int)q;
}

static double error_of(const float *w, const double *weigh, int taps, double scale,
		       int bits)
{
	double sum = 0;

	for (int k = 0; k < taps; k++) {
		const double d = w[k] - scale * to_integer(w[k] / scale, bits);

		sum += (weigh ? weigh[k] : 1) * d * d;
	}
	return sum;
}

float round_scale(const float *weight, const double *weigh, int taps, int bits)
{
	double most = 0, least = INFINITY, best;

	for (int k = 0; k < taps; k++)
		most = fmax(most, fabs(weight[k]));
	best = most;
	for (int k = 0; most > 0 && k < 60; k++) {
		const double at = most * (1 - 0.01 * k);
		const double error = error_of(weight, weigh, taps, at / limit(bits), bits);

		if (error < least) {
			least = error;
			best = at;
		}
	}
	return (float)(best / limit(bits));
}

static double dot(const double *a, const double *b, int n)
{
	double sum[4] = {0};	/* four sums, which do not wait for each other */
	int k = 0;

	for (; k + 4 <= n; k += 4)
		for (int i = 0; i < 4; i++)
			sum[i] += a[k + i] * b[k + i];
	for (; k < n; k++)
		sum[0] += a[k] * b[k];
	return sum[0] + sum[1] + sum[2] + sum[3];
}

/* Lower Cholesky factor of a[n][n], in place; 0, or -1 where it is not positive. */
static int cholesky(double *a, int n)
{
	for (int i = 0; i < n; i++) {
		double *row = a + (int64_t)i * n, rest;

		for (int k = 0; k < i; k++) {
			const double *other = a + (int64_t)k * n;

			row[k] = (row[k] - dot(row, other, k)) / other[k];
		}
		rest = row[i] - dot(row, row, i);
		if (!(rest > 0))
			return -1;
		row[i] = sqrt(rest);
	}
	return 0;
}

/* From the lower factor L its inverse, in place, row by row. */
static void invert_lower(double *l, int n)
{
	double *sum = xcalloc((size_t)n, sizeof(*sum));

	for (int k = 0; k < n; k++) {
		double *row = l + (int64_t)k * n;

		for (int j = 0; j < k; j++)
			sum[j] = 0;
		for (int m = 0; m < k; m++) {
			const double *other = l + (int64_t)m * n, by = row[m];

			for (int j = 0; j <= m; j++)
				sum[j] += by * other[j];
		}
		row[k] = 1 / row[k];
		for (int j = 0; j < k; j++)
			row[j] = -sum[j] * row[k];
	}
	free(sum);
}

/*
 * u[k][j], j >= k: by how much weight j moves for the error of weight k. The upper factor
 * U of inv(H) = U^T U: with the taps in reverse order H = L L^T, inv(L) turned round is it.
 */
static double *factor(const float *moment, int n)
{
	double *l = xcalloc((size_t)n * n, sizeof(*l)), *u = NULL, mean = 0;

	for (int i = 0; i < n; i++)
		mean += moment[(int64_t)i * n + i] / n;
	for (int i = 0; i < n; i++)
		for (int k = 0; k <= i; k++) {
			const int a = n - 1 - i, b = n - 1 - k;	/* a <= b */

			l[(int64_t)i * n + k] = moment[(int64_t)a * n + b] +
				(i == k ? DAMPING * mean + 1e-12 : 0);
		}
	if (!cholesky(l, n)) {
		invert_lower(l, n);
		u = xcalloc((size_t)n * n, sizeof(*u));
		for (int i = 0; i < n; i++)
			for (int k = i; k < n; k++)
				u[(int64_t)i * n + k] =
					l[(int64_t)(n - 1 - i) * n + n - 1 - k];
	}
	free(l);
	return u;
}

static void round_row(const float *w, const double *u, int n, double scale, int bits,
		      double *left, int8_t *q)
{
	for (int k = 0; k < n; k++)
		left[k] = w[k];
	for (int k = 0; k < n; k++) {
		double error;

		q[k] = (int8_t)to_integer(left[k] / scale, bits);
		if (!u)
			continue;
		error = (left[k] - scale * q[k]) / u[(int64_t)k * n + k];
		for (int j = k + 1; j < n; j++)
			left[j] -= error * u[(int64_t)k * n + j];
	}
}

void round_weights(struct rounding *r)
{
	const int n = r->taps;
	double *weigh = NULL, *u = NULL;

	if (r->moment) {
		weigh = xcalloc((size_t)n, sizeof(*weigh));
		for (int k = 0; k < n; k++)
			weigh[k] = r->moment[(int64_t)k * n + k] + 1e-12;
		u = factor(r->moment, n);
	}
#pragma omp parallel for schedule(dynamic)
	for (int o = 0; o < r->n_out; o++) {
		double *left = xcalloc((size_t)n, sizeof(*left));
		const float *w = r->weight + (int64_t)o * n;

		if (!r->fixed)
			r->scale[o] = round_scale(w, weigh, n, r->bits);
		if (r->scale[o] <= 0)	/* all weights are 0 */
			for (int k = 0; k < n; k++)
				r->q[(int64_t)o * n + k] = 0;
		else
			round_row(w, u, n, r->scale[o], r->bits, left,
				  r->q + (int64_t)o * n);
		free(left);
	}
	free(weigh);
	free(u);
}
