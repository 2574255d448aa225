/* SPDX-License-Identifier: Apache-2.0 */
#include "input.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

#include "base/images.h"
#include "base/shapes.h"

#define RANDOM_SEED 20260101u

static int is_file_shape(int w, int h, int c)
{
	return w == IMAGES_W && h == IMAGES_H_PIXELS && c == IMAGES_C;
}

/* An image file for a network of that name, input and table. */
static int read_images(const char *net, int w, int h, int c, const int8_t *lut,
		       const char *path, int min, int max, struct input *in,
		       struct err *e)
{
	struct images *im;

	memset(in, 0, sizeof(*in));
	if (!is_file_shape(w, h, c))
		return err_set(e, path, 0, "%s takes %dx%d images of %d "
			       "channels, image files have 32x32 of 3", net, w,
			       h, c);
	im = images_read(path, e);
	if (!im)
		return -1;
	if (im->n < min) {
		err_set(e, path, 0, "has %d image%s, %d are asked for", im->n,
			plural(im->n), min);
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

/* Bytes of no meaning for what does not take 32x32 images of colours. */
static void input_random(int w, int h, int c, int n, struct input *in)
{
	size_t bytes = (size_t)w * h * c;
	uint64_t state = RANDOM_SEED;

	*in = (struct input) {.n = n};
	in->hwc = xcalloc(n, sizeof(*in->hwc));
	in->label = xcalloc(n, 1);
	for (int i = 0; i < n; i++) {
		in->hwc[i] = xmalloc(bytes);
		for (size_t k = 0; k < bytes; k++)
			in->hwc[i][k] = (uint8_t)(rand_next(&state) >> 56);
	}
}

int input_made(const struct plan *p, uint64_t seed, int n, const char *path,
	       struct input *in, struct err *e)
{
	if (!is_file_shape(p->in_w, p->in_h, p->in_c)) {
		input_random(p->in_w, p->in_h, p->in_c, n, in);
		return 0;
	}
	memset(in, 0, sizeof(*in));
	return input_make(seed, n, path, e) < 0 ? -1 :
		input_read(p, path, n, n, in, e);
}

int input_made_for_net(const struct net *net, uint64_t seed, int n,
		       const char *path, struct input *in, struct err *e)
{
	const struct net_tensor *t = &net->tensor[0];

	if (!is_file_shape(t->w, t->h, t->c)) {
		input_random(t->w, t->h, t->c, n, in);
		return 0;
	}
	memset(in, 0, sizeof(*in));
	return input_make(seed, n, path, e) < 0 ? -1 :
		input_read_for_net(net, path, n, n, in, e);
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
