/* SPDX-License-Identifier: Apache-2.0 */
#include "input.h"

#include <stdlib.h>
#include <string.h>

#include "base/images.h"
#include "base/shapes.h"

int input_read(const struct plan *p, const char *path, int max,
	       struct input *in, struct err *e)
{
	struct images *im;

	memset(in, 0, sizeof(*in));
	if (p->in_w != IMAGES_W || p->in_h != IMAGES_H_PIXELS ||
	    p->in_c != IMAGES_C)
		return err_set(e, path, 0, "%s takes %dx%d images of %d "
			       "channels, image files have 32x32 of 3", p->net,
			       p->in_w, p->in_h, p->in_c);
	im = images_read(path, e);
	if (!im)
		return -1;
	in->n = max && max < im->n ? max : im->n;
	in->hwc = xcalloc(in->n, sizeof(*in->hwc));
	in->label = xmalloc(in->n);
	for (int i = 0; i < in->n; i++) {
		in->hwc[i] = xmalloc(IMAGES_C * IMAGES_PLANE);
		images_input(im, i, p->input_lut, in->hwc[i]);
		in->label[i] = (uint8_t)images_label(im, i);
	}
	images_free(im);
	return 0;
}

void input_free(struct input *in)
{
	for (int i = 0; i < in->n; i++)
		free(in->hwc[i]);
	free(in->hwc);
	free(in->label);
	memset(in, 0, sizeof(*in));
}

int input_make(uint64_t seed, int n, const char *path, struct err *e)
{
	struct text t = {0};
	int r;

	for (int i = 0; i < n; i++) {
		uint8_t record[IMAGES_RECORD];

		shapes_image(seed, i, record, record + 1);
		text_add_bytes(&t, record, sizeof(record));
	}
	r = file_write(path, t.s, t.n, e);
	text_free(&t);
	return r;
}
