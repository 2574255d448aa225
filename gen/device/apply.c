/* SPDX-License-Identifier: Apache-2.0 */
#include "device.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What a random number is for: each device has its own of each. */
enum draw { DRAW_FAIL, DRAW_PROGRAM, DRAW_DRIFT, N_DRAWS = 4 };

enum { FRACTION_MIN = -2, FRACTION_MAX = 7 };

/* One crossbar under way. */
struct crossbar {
	const struct device *d;
	struct plan_task *k;
	uint64_t key;		/* of its random numbers */
	double largest;		/* weight of the layer, which g.max stands for; or 1 */
	int fraction;		/* bits behind the point of the grid */
	/* [rows][cols], in weights of the network: at t0, when the network runs, and the
	 * variance of a read */
	double *then, *now, *read;
	double *times;	/* [cols] factors of compensation */
	struct device_report *r;
};

/* splitmix64 (Steele, Lea and Flood 2014), a number for each place. */
static uint64_t mix(uint64_t a)
{
	a += 0x9E3779B97F4A7C15u;
	a = (a ^ a >> 30) * 0xBF58476D1CE4E5B9u;
	a = (a ^ a >> 27) * 0x94D049BB133111EBu;
	return a ^ a >> 31;
}

/* 0 < u < 1. */
static double uniform(uint64_t key)
{
	return ((double)(mix(key) >> 11) + 0.5) * 0x1p-53;
}

/* Standard normal (Box and Muller 1958). */
static double normal(uint64_t key)
{
	return sqrt(-2 * log(uniform(key))) *
	       cos(2 * 3.14159265358979323846 * uniform(~key));
}

/* A device that was to have conductance g, of g.max: at t0, now, and the standard deviation
 * of a read, in g.max. */
static void draw_device(struct crossbar *x, uint64_t key, double g, double *then,
			double *now, double *read)
{
	const struct device *d = x->d;
	double u = uniform(key + DRAW_FAIL), n, nu, programmed;

	if (u < d->dead + d->stuck) {
		int is_dead = u < d->dead;

		x->r->n_dead += is_dead;
		x->r->n_stuck += !is_dead;
		*then = *now = !is_dead;
		*read = is_dead ? 0 : device_read_noise(d, 1, d->g_max) / d->g_max;
		return;
	}
	n = normal(key + DRAW_PROGRAM);
	nu = fabs(device_curve(&d->nu, g) +
		  device_curve(&d->spread, g) * normal(key + DRAW_DRIFT));
	programmed = fmax(g + n * device_sigma(d, g, 0) / d->g_max, 0);
	*then = programmed;
	*now = fmax(g + n * device_sigma(d, g, d->time) / d->g_max, 0) *
	       pow((d->t0 + d->time) / d->t0, -nu);
	*read = device_read_noise(d, programmed, *now * d->g_max) / d->g_max;
}

/* A pair of devices a weight: the part above 0 on one, below 0 on the other. */
static void draw(struct crossbar *x)
{
	size_t n = (size_t)x->k->rows * (size_t)x->k->cols;

	for (size_t i = 0; i < n; i++) {
		double g = x->k->weights[i] / x->largest, then[2], now[2], read[2];
		uint64_t key = mix(x->key + i);

		for (int s = 0; s < 2; s++)
			draw_device(x, mix(key + (uint64_t)s) * N_DRAWS,
				    s ? fmax(-g, 0) : fmax(g, 0), &then[s], &now[s],
				    &read[s]);
		x->then[i] = x->largest * (then[0] - then[1]);
		x->now[i] = x->largest * (now[0] - now[1]);
		x->read[i] = x->largest * x->largest *
			     (read[0] * read[0] + read[1] * read[1]);
	}
	x->r->n_weights += (int64_t)n;
}

/* Sum of |value| of column `col`, or of all where it is -1. */
static double sum(const struct crossbar *x, const double *v, int col)
{
	int cols = x->k->cols;
	double s = 0;

	for (int row = 0; row < x->k->rows; row++)
		for (int c = col < 0 ? 0 : col; c < (col < 0 ? cols : col + 1); c++)
			s += fabs(v[(size_t)row * (size_t)cols + (size_t)c]);
	return s;
}

static double factor(const struct crossbar *x, int col)
{
	double now = sum(x, x->now, col), then = sum(x, x->then, col);

	return now > 0 && then > 0 ? then / now : 1;
}

/* Can the converter of a task take a grid 2^n finer, n < 0 coarser? */
static int converts(const struct plan_task *k, int n)
{
	if (n >= 0)
		return k->adc_shift + n <= 47 &&
		       fabs(ldexp(k->adc_offset, n)) < 0x1p31;
	return k->adc_shift >= -n || k->adc_gain << -n <= 65535;
}

/* What a grid of so many bits behind the point does to a weight, squared. */
static double squared(double v, int n, int top)
{
	double at = ldexp(fmin(fmax(rint(ldexp(v, n)), -top - 1), top), -n) - v;

	return at * at;
}

/* The bits behind the point with the least squared error, few enough not to saturate and
 * many enough not to be coarse. */
static int fraction_bits(const struct crossbar *x, int top)
{
	int rows = x->k->rows, cols = x->k->cols, best = 0, n;
	double least = INFINITY;

	for (n = FRACTION_MIN; n <= FRACTION_MAX; n++) {
		double sum = 0;

		for (int i = 0; i < rows * cols && converts(x->k, n); i++)
			sum += squared(x->times[i % cols] * x->now[i], n, top);
		if (converts(x->k, n) && sum < least) {
			least = sum;
			best = n;
		}
	}
	return best;
}

/* Column `col` of the devices onto the grid. */
static void store(struct crossbar *x, int col, int top)
{
	int rows = x->k->rows, cols = x->k->cols;
	double grid = ldexp(1, x->fraction), times = x->times[col], read = 0;

	for (int row = 0; row < rows; row++) {
		size_t i = (size_t)row * (size_t)cols + (size_t)col;
		double v = times * x->now[i], w = rint(v * grid);
		double off = (v - x->k->weights[i]) / x->largest, at;

		x->r->n_saturated += w > top || w < -top - 1;
		w = fmin(fmax(w, -top - 1), top);
		at = (w / grid - v) / x->largest;
		x->r->error += (off + at) * (off + at);
		x->r->grid += at * at;
		x->k->weights[i] = (int8_t)w;
		read += x->read[i];
	}
	if (x->k->read_noise)
		x->k->read_noise[col] = (uint16_t)fmin(rint(PLAN_READ_UNIT * times * grid *
							    sqrt(read / rows)), 65535);
}

/*
 * A grid 2^n finer gives sums 2^n larger: the converter divides by it. What it subtracts is
 * 2^n times the offset, and what it adds again is more, or less, than the offset: that comes
 * off the bias (docs/devices.md).
 */
static void refine(struct plan_task *k, int n)
{
	int64_t offset = k->adc_offset, subtracted, added;

	subtracted = n >= 0 ? offset * (1 << n) : (offset - (offset & ((1 << -n) - 1))) / (1 << -n);
	added = n >= 0 ? offset : subtracted * (1 << -n);
	k->adc_offset = (int32_t)subtracted;
	if (k->adc_shift + n >= 0) {
		k->adc_shift += n;
	} else {
		k->adc_gain <<= -n - k->adc_shift;
		k->adc_shift = 0;
	}
	for (int col = 0; col < k->cols; col++)
		k->bias[col] = (int32_t)((uint32_t)k->bias[col] +
					 (uint32_t)(added - subtracted));
}

static int is_analog(const struct plan_task *k)
{
	return !k->bypass && k->weights;
}

static void apply_task(struct plan *p, int t, const struct device *d, int read,
		       double largest, struct device_report *r)
{
	struct plan_task *k = &p->task[t];
	size_t n = (size_t)k->rows * (size_t)k->cols;
	double whole;
	int top = (1 << (p->arch->weight_bits - 1)) - 1;
	struct crossbar x = {
		.d = d, .k = k, .largest = largest, .r = r,
		.key = mix((uint64_t)d->seed << 20 ^ (uint64_t)t),
		.then = xcalloc(n, sizeof(double)), .now = xcalloc(n, sizeof(double)),
		.read = xcalloc(n, sizeof(double)),
		.times = xcalloc((size_t)k->cols, sizeof(double)),
	};

	draw(&x);
	whole = factor(&x, -1);
	for (int col = 0; col < k->cols; col++) {
		x.times[col] = d->compensate == COMPENSATE_NONE ? 1 :
			       d->compensate == COMPENSATE_GLOBAL ? whole : factor(&x, col);
		r->factor_lo = fmin(r->factor_lo, x.times[col]);
		r->factor_hi = fmax(r->factor_hi, x.times[col]);
	}
	x.fraction = fraction_bits(&x, top);
	if (read && device_reads_noisy(d)) {
		free(k->read_noise);
		k->read_noise = xcalloc((size_t)k->cols, sizeof(*k->read_noise));
		k->read_seed = mix(x.key);
	}
	for (int col = 0; col < k->cols; col++)
		store(&x, col, top);
	refine(k, x.fraction);
	r->fraction_lo = x.fraction < r->fraction_lo ? x.fraction : r->fraction_lo;
	r->fraction_hi = x.fraction > r->fraction_hi ? x.fraction : r->fraction_hi;
	free(x.then);
	free(x.now);
	free(x.read);
	free(x.times);
}

/* Largest weight of all crossbars of the layer of a task. */
static double largest_of(const struct plan *p, int layer)
{
	int most = 0;

	for (int t = 0; t < p->n_tasks; t++) {
		const struct plan_task *k = &p->task[t];
		size_t n = (size_t)k->rows * (size_t)k->cols;

		for (size_t i = 0; k->layer == layer && is_analog(k) && i < n; i++)
			most = abs(k->weights[i]) > most ? abs(k->weights[i]) : most;
	}
	return most ? most : 1;
}

int device_apply(struct plan *p, const struct device *d, int read,
		 struct device_report *r, struct err *e)
{
	double *largest;

	*r = (struct device_report) {.factor_lo = INFINITY, .fraction_lo = FRACTION_MAX};
	if (p->arch->xbar_kind != ARCH_ANALOG)
		return err_set(e, "", 0, "crossbars in logic (xbar.kind = digital) have no "
			       "devices that differ");
	largest = xcalloc((size_t)p->n_tasks + 1, sizeof(*largest));
	for (int t = 0; t < p->n_tasks; t++)
		largest[t] = largest_of(p, p->task[t].layer);
	for (int t = 0; t < p->n_tasks; t++)
		if (is_analog(&p->task[t]))
			apply_task(p, t, d, read, largest[t], r);
	free(largest);
	if (r->n_weights) {
		r->error = sqrt(r->error / (double)r->n_weights);
		r->grid = sqrt(r->grid / (double)r->n_weights);
	} else {
		r->factor_lo = r->factor_hi = 1;
		r->fraction_lo = 0;
	}
	return 0;
}
