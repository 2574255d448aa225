/* SPDX-License-Identifier: Apache-2.0 */
#include "device.h"

#include <math.h>

#define LEAST_G 1e-7	/* in logarithms and powers */

static double poly(const double *c, double g)
{
	return c[0] + g * (c[1] + g * (c[2] + g * (c[3] + g * c[4])));
}

double device_curve(const struct device_curve *c, double g)
{
	double v;

	if (g >= c->split)
		return poly(c->poly, g);
	v = c->log[0] * log(fmax(g, LEAST_G)) + c->log[1];
	return fmin(fmax(v, c->log[2]), c->log[3]);
}

/* Between two times linear in the logarithm of time; behind the last as there. */
double device_sigma(const struct device *d, double g, double time)
{
	double t = d->t0 + time, at = d->t0, sigma = fmax(poly(d->sigma, g), 0);

	for (int i = 0; i < DEVICE_RELAX && d->relax[i].time && t > at; i++) {
		double next = fmax(poly(d->relax[i].sigma, g), 0);
		double part = fmin(log(t / at) / log(d->relax[i].time / at), 1);

		sigma += part * (next - sigma);
		at = d->relax[i].time;
	}
	return sigma;
}

int device_reads_noisy(const struct device *d)
{
	return d->power[0] > 0 || d->q.log[3] > 0 || poly(d->q.poly, 1) != 0;
}

double device_read_noise(const struct device *d, double g, double g_now)
{
	double q = device_curve(&d->q, g), t = d->t0 + d->time, t_r = 1e-9 * d->t_read;

	if (d->power[0] > 0)
		q += fmin(d->power[0] / fmax(pow(g, d->power[1]), 1e-3), d->power[2]);
	return fabs(g_now) * fmax(q, 0) * sqrt(fmax(log((t + t_r) / (2 * t_r)), 0));
}
