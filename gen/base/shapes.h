/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SHAPES_H
#define SHAPES_H

#include <stdint.h>

/*
 * Images that the project makes itself: ten classes of one coloured shape on a
 * coloured ground, 32x32 pixels, in the record format of CIFAR-10 (one label
 * byte, then the red, green and blue planes, row by row). Place, radius, tilt,
 * stroke, colours, a colour gradient, specks and noise are random. An image is
 * a function of seed and index alone, in integer arithmetic only, so every
 * machine makes the same bytes and any part of a set can be made by itself.
 */
#define SHAPES_CLASSES 10
#define SHAPES_WIDTH 32	/* pixels, both ways */
#define SHAPES_PLANE (SHAPES_WIDTH * SHAPES_WIDTH)	/* bytes a colour */
#define SHAPES_BYTES (3 * SHAPES_PLANE)	/* bytes per image, without its label */

/* Seeds of the two splits. */
#define SHAPES_TRAIN_SEED 1
#define SHAPES_TEST_SEED 2

/*
 * Makes image `index` (0 or more) of the set `seed`. *label becomes
 * index % SHAPES_CLASSES, so any ten neighbours have every class once;
 * `pixels` gets [3][32][32] values 0..255.
 */
void shapes_image(uint64_t seed, int index, uint8_t *label,
	uint8_t pixels[SHAPES_BYTES]);

/* Name of a class, "disc" for 0; label is 0 .. SHAPES_CLASSES-1. */
const char *shapes_name(int label);

#endif
