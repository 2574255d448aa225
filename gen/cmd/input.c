/* SPDX-License-Identifier: Apache-2.0 */
#include "input.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/shapes.h"
#include "image/fit.h"
#include "image/images.h"
#include "image/source.h"

#define RANDOM_SEED 20260101u
#define MAX_BYTES ((size_t)4 << 30)	/* of all images */

/* What takes the images. */
struct taker {
	const char *name;
	int w, h, c;
	const int8_t *lut;	/* [c][256] or NULL */
	int64_t outputs;	/* its classes */
};

static struct taker taker_plan(const struct plan *p)
{
	return (struct taker) {p->net, p->in_w, p->in_h, p->in_c, p->input_lut,
			       plan_output_values(p)};
}

static struct taker taker_net(const struct net *n)
{
	const struct net_tensor *t = &n->tensor[0], *out = &n->tensor[n->n_layers];

	return (struct taker) {n->name, t->w, t->h, t->c, n->input_lut,
			       (int64_t)out->w * out->h * out->c};
}

/* Room for one more image; its pixels are [w*h*c]. */
static uint8_t *input_add(struct input *in, size_t bytes, int label)
{
	if (!(in->n & (in->n - 1))) {
		int room = in->n ? 2 * in->n : 1;

		in->hwc = xrealloc(in->hwc, room * sizeof(*in->hwc));
		in->label = xrealloc(in->label, room * sizeof(*in->label));
	}
	in->label[in->n] = label;
	in->n_labels += label >= 0;
	return in->hwc[in->n++] = xmalloc(bytes);
}

static int add_item(const struct taker *t, const struct image_item *item,
		    int resize, struct input *in, struct err *e)
{
	const struct fit fit = {t->w, t->h, t->c, resize};
	const size_t n = (size_t)t->w * t->h, bytes = n * t->c;
	uint8_t *hwc;

	if (item->listed && item->label >= t->outputs)
		return err_set(e, item->path, 0, "label = %d: %s has %lld "
			       "outputs, 0..%lld", item->label, t->name,
			       (long long)t->outputs, (long long)t->outputs - 1);
	if (bytes * (in->n + 1) > MAX_BYTES)
		return err_set(e, item->path, 0, "image %d: all images take more "
			       "than %zu MiB; -n N takes the first N", in->n,
			       MAX_BYTES >> 20);
	hwc = input_add(in, bytes, item->label);
	if (image_fit(item->im, item->i, &fit, item->path, hwc, e) < 0)
		return -1;
	images_lut(hwc, n, t->c, t->lut);
	return 0;
}

static int read_images(const struct taker *t, const struct input_from *from,
		       int min, int max, struct input *in, struct err *e)
{
	struct image_source *s = image_source_new(from->files.s, from->files.n,
						  t->c);
	struct image_item item;
	int r = 1;

	*in = (struct input) {0};
	while (r > 0 && (!max || in->n < max)) {
		r = image_source_next(s, &item, e);
		if (r > 0 && add_item(t, &item, (int)from->resize, in, e) < 0)
			r = -1;
	}
	image_source_free(s);
	if (r >= 0 && in->n < min)
		r = err_set(e, from->files.s[0], 0, "%shas %d image%s, %d are "
			    "asked for", from->files.n > 1 ? "with the other "
			    "files " : "", in->n, plural(in->n), min);
	return r < 0 ? -1 : 0;
}

int input_read(const struct plan *p, const struct input_from *from, int min,
	       int max, struct input *in, struct err *e)
{
	const struct taker t = taker_plan(p);

	return read_images(&t, from, min, max, in, e);
}

int input_read_for_net(const struct net *n, const struct input_from *from, int min,
		       int max, struct input *in, struct err *e)
{
	const struct taker t = taker_net(n);

	return read_images(&t, from, min, max, in, e);
}

int input_bytes(const char *name, int w, int h, int c, const struct input_from *from,
		int max, struct input *in, struct err *e)
{
	const struct taker t = {name, w, h, c, NULL, IMAGE_MAX_LABEL + 1};

	return read_images(&t, from, 1, max, in, e);
}

static int is_shapes(const struct taker *t)
{
	return t->w == CIFAR_W && t->h == CIFAR_H && t->c == CIFAR_C;
}

/* Bytes of no meaning for what does not take 32x32 images of colours. */
static void input_random(const struct taker *t, int n, struct input *in)
{
	size_t bytes = (size_t)t->w * t->h * t->c;
	uint64_t state = RANDOM_SEED;

	*in = (struct input) {0};
	for (int i = 0; i < n; i++) {
		uint8_t *hwc = input_add(in, bytes, -1);

		for (size_t k = 0; k < bytes; k++)
			hwc[k] = (uint8_t)(rand_next(&state) >> 56);
	}
}

static int make_images(const struct taker *t, uint64_t seed, int n,
		       const char *path, struct input *in, struct err *e)
{
	char *name = (char *)path;
	const struct input_from from = {.files = {&name, 1}};

	if (!is_shapes(t)) {
		input_random(t, n, in);
		return 0;
	}
	*in = (struct input) {0};
	return input_make(seed, n, path, e) < 0 ? -1 :
		read_images(t, &from, n, n, in, e);
}

int input_made(const struct plan *p, uint64_t seed, int n, const char *path,
	       struct input *in, struct err *e)
{
	const struct taker t = taker_plan(p);

	return make_images(&t, seed, n, path, in, e);
}

int input_made_for_net(const struct net *net, uint64_t seed, int n,
		       const char *path, struct input *in, struct err *e)
{
	const struct taker t = taker_net(net);

	return make_images(&t, seed, n, path, in, e);
}

void input_free(struct input *in)
{
	for (int i = 0; i < in->n; i++)
		free(in->hwc[i]);
	free(in->hwc);
	free(in->label);
	memset(in, 0, sizeof(*in));
}

void input_drop_labels(struct input *in)
{
	for (int i = 0; i < in->n; i++)
		in->label[i] = -1;
	in->n_labels = 0;
}

int input_make(uint64_t seed, int n, const char *path, struct err *e)
{
	struct text t = {0};
	int r;

	for (int i = 0; i < n; i++) {
		uint8_t record[CIFAR_RECORD];

		shapes_image(seed, i, record, record + 1);
		text_add_bytes(&t, record, sizeof(record));
	}
	r = file_write(path, t.s, t.n, e);
	text_free(&t);
	return r;
}
