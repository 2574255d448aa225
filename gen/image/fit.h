/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IMAGE_FIT_H
#define IMAGE_FIT_H

#include "images.h"

/*
 * From a picture of any size to what a network takes, in integers, by the rule of
 * docs/formats.md ("Pictures of another size"): gray or colour, scaled by a triangle
 * filter, the middle cut out.
 */
struct fit {
	int w, h, c;	/* what the network takes */
	int resize;	/* pixels of the shorter side before the cut; 0: as few as cover
			 * w x h */
};

/* Image i as [f->h][f->w][f->c]. Refused: an array or records of another size where
 * f->resize is 0, other channels than can be converted, a scaled picture smaller than
 * w x h. `path` is for the message. 0, or -1 and *e. */
int image_fit(const struct images *im, int i, const struct fit *f,
	      const char *path, uint8_t *hwc, struct err *e);

/* Weights of the filter by which pixel `o` of `out` is made of `in` pixels, in units
 * of 2^-22, for those from *first on; the caller frees. *n is how many. */
int32_t *image_weights(int in, int64_t out, int64_t o, int *first, int *n);

#endif
