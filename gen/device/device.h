/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DEVICE_H
#define DEVICE_H

#include <stdint.h>

#include "base/util.h"
#include "model/plan.h"

/*
 * A device file: how the memory devices of a crossbar differ from what they were
 * programmed to, as published measurements have it. Text, one `key = value unit` a line,
 * first line `imcfab-device 1`; docs/devices.md has the keys and every formula, the files of the
 * folder devices their sources. G is a conductance over g.max, 0..1.
 */
#define DEVICE_VERSION 1
#define DEVICE_RELAX 3

/* Of G below `split` clamp(log[0] ln G + log[1], log[2], log[3]), else the polynomial,
 * constant first. */
struct device_curve {
	double split;
	double log[4], poly[5];
};

enum device_compensate { COMPENSATE_NONE, COMPENSATE_GLOBAL, COMPENSATE_COLUMN };

struct device {
	char *name;
	double g_max;		/* g.max, uS */
	double sigma[5];	/* program.sigma, uS: polynomial in G */
	/* The same later, rising in time; time 0: not given. */
	struct device_relax {
		double time;	/* s behind programming */
		double sigma[5];	/* uS */
	} relax[DEVICE_RELAX];
	double t0;		/* drift.t0, s: when programming was verified */
	struct device_curve nu, spread;	/* of the exponent: mean, standard deviation */
	double power[3];	/* read.power: min(power[0] / G^power[1], power[2]) */
	struct device_curve q;	/* added to it */
	double t_read;		/* read.time, ns */
	double dead, stuck;	/* rates of devices without conductance, and at g.max */
	int seed;		/* 1.. */
	double time;		/* s behind t0 at which the network runs */
	int compensate;		/* enum device_compensate */
};

/* `set` are n_set overrides "key=value" of what the file says, each key once. NULL and *e
 * on refusal. The caller frees. */
struct device *device_parse(const char *text, const char *path, char *const *set,
			    int n_set, struct err *e);
struct device *device_read(const char *path, char *const *set, int n_set,
			   struct err *e);
void device_free(struct device *d);

/* Formulas of docs/devices.md; G is at least 1e-7 in the logarithms. */
double device_curve(const struct device_curve *c, double g);
double device_sigma(const struct device *d, double g, double time);	/* uS, so many s behind t0 */
double device_read_noise(const struct device *d, double g, double g_now);	/* uS */
int device_reads_noisy(const struct device *d);	/* has the file noise of reading? */

/* What came of it. */
struct device_report {
	int64_t n_weights, n_dead, n_stuck;	/* weights on pairs, devices */
	int64_t n_saturated;	/* weights that the grid of the crossbar cannot hold */
	double error;	/* rms of what a weight is off, of the layer's largest weight */
	double grid;	/* of it what the integer grid adds */
	double factor_lo, factor_hi;	/* of compensation, over crossbars or columns */
	int fraction_lo, fraction_hi;	/* bits behind the point that a crossbar got */
};

/*
 * Makes the weights of a plan, which is the caller's own, those that its crossbars have
 * when each device is one of `d`: weights of every crossbar, and where these get bits
 * behind the point, converters and biases. With `read`, its tasks have read noise too.
 * Weights of weighted windows are digital and stay. 0, or -1 and *e where the
 * crossbars are logic.
 */
int device_apply(struct plan *p, const struct device *d, int read,
		 struct device_report *r, struct err *e);

#endif
