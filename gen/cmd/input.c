/* SPDX-License-Identifier: Apache-2.0 */
#include "input.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

#include "base/images.h"
#include "base/shapes.h"

/* An image file for a network of that name, input and table. */
static int read_images(const char *net, int w, int h, int c, const int8_t *lut,
		       const char *path, int min, int max, struct input *in,
		       struct err *e)
{
	struct images *im;

	memset(in, 0, sizeof(*in));
	if (w != IMAGES_W || h != IMAGES_H_PIXELS || c != IMAGES_C)
		return err_set(e, path, 0, "%s takes %dx%d images of %d "
			       "channels, image files have 32x32 of 3", net, w,
			       h, c);
	im = images_read(path, e);
	if (!im)
		return -1;
	if (im->n < min) {
		err_set(e, path, 0, "has %d images, %d are asked for", im->n,
			min);
		images_free(im);
		return -1;
	}
	in->n = max && max < im->n ? max : im->n;
	in->hwc = xcalloc(in->n, sizeof(*in->hwc));
	in->label = xmalloc(in->n);
	for (int i = 0; i < in->n; i++) {
		in->hwc[i] = xmalloc(IMAGES_C * IMAGES_PLANE);
		images_input(im, i, lut, in->hwc[i]);
		in->label[i] = (uint8_t)images_label(im, i);
	}
	images_free(im);
	return 0;
}

int input_read(const struct plan *p, const char *path, int min, int max,
	       struct input *in, struct err *e)
{
	return read_images(p->net, p->in_w, p->in_h, p->in_c, p->input_lut,
			   path, min, max, in, e);
}

int input_read_for_net(const struct net *n, const char *path, int min, int max,
		       struct input *in, struct err *e)
{
	const struct net_tensor *t = &n->tensor[0];

	return read_images(n->name, t->w, t->h, t->c, n->input_lut, path, min,
			   max, in, e);
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
