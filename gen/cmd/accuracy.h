/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMD_ACCURACY_H
#define CMD_ACCURACY_H

#include "base/util.h"

/* Top-1 of a network by width of the converters and time: what imcfab accuracy measured. */
struct accuracy_point {
	int bits;	/* adc.bits */
	double time;	/* s, < 0: every device as it was programmed */
	int n_seeds, n_images;
	double mean, least, most;	/* top-1 of the seeds, percent */
	double error;	/* of the weights, percent of the largest (device/device.h), mean */
};

struct accuracy {
	const char *net, *device, *compensation;
	int n;
	struct accuracy_point *point;	/* [n] bits after bits, of each the ideal devices first,
					 * then times as given */
};

/* The picture: a line per width of the converters, with the range of the seeds; dashes of its
 * colour at what ideal devices reach. The caller frees. */
char *accuracy_plot(const struct accuracy *a, size_t *n_bytes);

/* "0", "1 h", "3.2e+07 s" */
void accuracy_time(double seconds, struct text *t);

#endif
