/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

static const struct {
	const char *magic;
	size_t n;
	int (*decode)(const struct image_job *j, struct images *im,
		      struct err *e);
} format[] = {
	{"\x93NUMPY", 6, image_npy},
	{"\x89PNG\r\n\x1a\n", 8, image_png},
	{"\xff\xd8\xff", 3, image_jpeg},
	{"P1", 2, image_pnm},
	{"P2", 2, image_pnm},
	{"P3", 2, image_pnm},
	{"P4", 2, image_pnm},
	{"P5", 2, image_pnm},
	{"P6", 2, image_pnm},
	{"P7", 2, image_pnm},
};

static int decode(const struct image_job *j, struct images *im, struct err *e)
{
	for (size_t i = 0; i < sizeof(format) / sizeof(*format); i++)
		if (j->n >= format[i].n &&
		    !memcmp(j->p, format[i].magic, format[i].n))
			return format[i].decode(j, im, e);
	if (images_is_cifar((const char *)j->p, j->n))
		return image_cifar(j, im, e);
	return err_set(e, j->path, 0, "%s: no image file: must be .npy, PPM, "
		       "PGM, PNG, JPEG or records of CIFAR-10",
		       j->n ? "begins as none of them" : "0 bytes");
}

struct images *images_decode(const char *bytes, size_t n_bytes, const char *path,
			     int channels, struct err *e)
{
	struct image_job j = {(const uint8_t *)bytes, n_bytes, path, channels};
	struct images *im = xcalloc(1, sizeof(*im));

	if (!decode(&j, im, e))
		return im;
	images_free(im);
	return NULL;
}

struct images *images_read(const char *path, int channels, struct err *e)
{
	size_t n;
	char *bytes = file_read(path, FILE_MAX_DATA, &n, e);
	struct images *im = NULL;

	if (bytes)
		im = images_decode(bytes, n, path, channels, e);
	free(bytes);
	return im;
}

void images_free(struct images *im)
{
	if (!im)
		return;
	free(im->pixel);
	free(im->label);
	free(im);
}

const uint8_t *images_pixel(const struct images *im, int i)
{
	return im->pixel + (size_t)i * im->h * im->w * im->c;
}

void images_lut(uint8_t *hwc, size_t n_pixels, int c, const int8_t *lut)
{
	for (size_t k = 0; lut && k < n_pixels * c; k++)
		hwc[k] = (uint8_t)lut[k % c * 256 + hwc[k]];
}

int image_picture(const struct image_job *j, uint64_t w, uint64_t h, int c,
		  struct images *im, struct err *e)
{
	if (w < 1 || w > IMAGES_MAX_SIDE || h < 1 || h > IMAGES_MAX_SIDE ||
	    w * h > IMAGES_MAX_PIXELS)
		return err_set(e, j->path, 0, "%" PRIu64 " x %" PRIu64
			       " pixels: must be 1..%d a side and at most %d",
			       w, h, IMAGES_MAX_SIDE, IMAGES_MAX_PIXELS);
	im->n = 1;
	im->w = (int)w;
	im->h = (int)h;
	im->c = c;
	im->is_picture = 1;
	im->pixel = xmalloc(w * h * c);
	return 0;
}
