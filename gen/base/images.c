/* SPDX-License-Identifier: Apache-2.0 */
#include "images.h"
#include "file.h"

#include <limits.h>
#include <stdlib.h>

static int check(const uint8_t *record, size_t n_bytes, const char *path,
		 struct err *e)
{
	size_t i, n = n_bytes / IMAGES_RECORD;

	if (n_bytes % IMAGES_RECORD || !n || n > INT_MAX)
		return err_set(e, path, 0, "%zu bytes: must be a multiple of %d, "
			       "1 or more images of one label and %d x %d x %d "
			       "bytes", n_bytes, IMAGES_RECORD, IMAGES_C,
			       IMAGES_H_PIXELS, IMAGES_W);
	for (i = 0; i < n; i++)
		if (record[i * IMAGES_RECORD] >= IMAGES_CLASSES)
			return err_set(e, path, 0, "image %zu: label = %d: must be "
				       "0..%d", i, record[i * IMAGES_RECORD],
				       IMAGES_CLASSES - 1);
	return 0;
}

struct images *images_read(const char *path, struct err *e)
{
	size_t n;
	char *bytes = file_read(path, FILE_MAX_DATA, &n, e);
	struct images *im;

	if (!bytes)
		return NULL;
	if (check((const uint8_t *)bytes, n, path, e)) {
		free(bytes);
		return NULL;
	}
	im = xcalloc(1, sizeof(*im));
	im->n = (int)(n / IMAGES_RECORD);
	im->record = (uint8_t *)bytes;
	return im;
}

void images_free(struct images *im)
{
	if (!im)
		return;
	free(im->record);
	free(im);
}

int images_label(const struct images *im, int i)
{
	return im->record[(size_t)i * IMAGES_RECORD];
}

void images_input(const struct images *im, int i, const int8_t *lut, void *hwc)
{
	const uint8_t *plane = im->record + (size_t)i * IMAGES_RECORD + 1;
	uint8_t *out = hwc;
	int p, c;

	for (p = 0; p < IMAGES_PLANE; p++) {
		for (c = 0; c < IMAGES_C; c++) {
			uint8_t v = plane[c * IMAGES_PLANE + p];

			*out++ = lut ? (uint8_t)lut[c * 256 + v] : v;
		}
	}
}
