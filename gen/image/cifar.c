/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <limits.h>

int images_is_cifar(const char *bytes, size_t n_bytes)
{
	return n_bytes && (uint8_t)bytes[0] < CIFAR_CLASSES;
}

static int check(const struct image_job *j, struct err *e)
{
	size_t n = j->n / CIFAR_RECORD;

	if (j->n % CIFAR_RECORD || !n || n > INT_MAX)
		return err_set(e, j->path, 0, "%zu bytes: must be a multiple "
			       "of %d, 1 or more images of one label and "
			       "%d x %d x %d bytes", j->n, CIFAR_RECORD,
			       CIFAR_C, CIFAR_H, CIFAR_W);
	for (size_t i = 0; i < n; i++)
		if (j->p[i * CIFAR_RECORD] >= CIFAR_CLASSES)
			return err_set(e, j->path, 0, "image %zu: label = %d: "
				       "must be 0..%d", i,
				       j->p[i * CIFAR_RECORD],
				       CIFAR_CLASSES - 1);
	return 0;
}

int image_cifar(const struct image_job *j, struct images *im, struct err *e)
{
	uint8_t *out;

	if (check(j, e) < 0)
		return -1;
	im->n = (int)(j->n / CIFAR_RECORD);
	im->w = CIFAR_W;
	im->h = CIFAR_H;
	im->c = CIFAR_C;
	im->label = xmalloc(im->n);
	out = im->pixel = xmalloc((size_t)im->n * CIFAR_C * CIFAR_PLANE);
	for (int i = 0; i < im->n; i++) {
		const uint8_t *record = j->p + (size_t)i * CIFAR_RECORD;

		im->label[i] = *record;
		for (int p = 0; p < CIFAR_PLANE; p++)
			for (int c = 0; c < CIFAR_C; c++)
				*out++ = record[1 + c * CIFAR_PLANE + p];
	}
	return 0;
}
