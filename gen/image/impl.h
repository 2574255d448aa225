/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IMAGE_IMPL_H
#define IMAGE_IMPL_H

#include "images.h"

/*
 * A format: fills *im (zeroed) from the bytes of a file. 0, or -1 and *e; what was
 * allocated in *im is the caller's to free in both cases. Nothing else is kept.
 */
struct image_job {
	const uint8_t *p;
	size_t n;
	const char *path;	/* for messages */
	int channels;	/* of the network */
};

int image_cifar(const struct image_job *j, struct images *im, struct err *e);
int image_npy(const struct image_job *j, struct images *im, struct err *e);
int image_pnm(const struct image_job *j, struct images *im, struct err *e);
int image_png(const struct image_job *j, struct images *im, struct err *e);
int image_jpeg(const struct image_job *j, struct images *im, struct err *e);

/* One picture of that size, its pixels allocated; refused where it is too large. */
int image_picture(const struct image_job *j, uint64_t w, uint64_t h, int c,
		  struct images *im, struct err *e);

#endif
