/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IMAGES_H
#define IMAGES_H

#include <stddef.h>
#include <stdint.h>

#include "base/util.h"

/*
 * Image files (docs/formats.md): records of CIFAR-10, arrays of NumPy, PPM and PGM,
 * PNG, JPEG. A file has one or more images of one size; its format is found from its
 * contents.
 */
#define IMAGES_MAX_SIDE 65535	/* pixels */
#define IMAGES_MAX_PIXELS (64 << 20)	/* of a picture */

struct images {
	int n, w, h, c;	/* all 1 or more; c: 1 gray, 3 red, green, blue, or as
			 * the array has */
	int is_picture;	/* PPM, PGM, PNG, JPEG: scaled to what a network takes; else
			 * taken as it is */
	uint8_t *pixel;	/* [n][h][w][c] */
	uint8_t *label;	/* [n], 0..9, or NULL: without */
};

/*
 * The images of a file's bytes. `path` is for messages. `channels` is what the network
 * takes: 1 makes an array of three dimensions one of several gray images, unless its
 * last dimension is 1. NULL and *e where the bytes are in no format above, or are
 * damaged, cut off or too large.
 */
struct images *images_decode(const char *bytes, size_t n_bytes, const char *path,
			     int channels, struct err *e);
struct images *images_read(const char *path, int channels, struct err *e);
void images_free(struct images *im);

/* Pixels of image i, [h][w][c]. */
const uint8_t *images_pixel(const struct images *im, int i);

/* From image values to a network's input: value v of channel c of the n pixels of c
 * channels becomes lut[c*256 + v], two's complement where that is signed; with NULL it
 * stays. */
void images_lut(uint8_t *hwc, size_t n_pixels, int c, const int8_t *lut);

/* What the records of CIFAR-10 hold: one label byte and three planes, red, green,
 * blue, of 32 rows of 32 bytes. */
#define CIFAR_W 32
#define CIFAR_H 32
#define CIFAR_C 3
#define CIFAR_PLANE (CIFAR_W * CIFAR_H)
#define CIFAR_RECORD (1 + CIFAR_C * CIFAR_PLANE)	/* bytes */
#define CIFAR_CLASSES 10

/* Does a file begin as one of these records (label 0..9), not as a text? */
int images_is_cifar(const char *bytes, size_t n_bytes);

#endif
