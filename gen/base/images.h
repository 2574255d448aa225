/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IMAGES_H
#define IMAGES_H

#include <stdint.h>

#include "util.h"

/*
 * Labelled images in the binary format of CIFAR-10 (docs/formats.md): records
 * of one label byte and three planes, red, green, blue, of 32 rows of 32 bytes.
 */
#define IMAGES_W 32
#define IMAGES_H_PIXELS 32
#define IMAGES_C 3
#define IMAGES_PLANE (IMAGES_W * IMAGES_H_PIXELS)
#define IMAGES_RECORD (1 + IMAGES_C * IMAGES_PLANE)	/* bytes */
#define IMAGES_CLASSES 10

struct images {
	int n;
	uint8_t *record;	/* [n][IMAGES_RECORD] */
};

/* At least one whole record, labels 0..9. NULL and *e on refusal. */
struct images *images_read(const char *path, struct err *e);
void images_free(struct images *im);

int images_label(const struct images *im, int i);

/* The network input that image i makes, [32][32][3] bytes: value v of channel c
 * becomes lut[c*256 + v], or stays v where lut is NULL. Signed values are their
 * two's complement bytes. */
void images_input(const struct images *im, int i, const int8_t *lut, void *hwc);

#endif
