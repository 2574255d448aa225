/* SPDX-License-Identifier: Apache-2.0 */
/*
 * write_resnet18 FILE.json IMAGES [SIDE [WIDTH]]
 *
 * Writes the network of tests/resnet18.h for an input of SIDE x SIDE pixels (256), its
 * first layer of WIDTH channels (64), ranges from the first image of the file IMAGES.
 */
#include <stdio.h>
#include <stdlib.h>

#include "image/fit.h"
#include "image/source.h"
#include "model/net_write.h"
#include "resnet18.h"

#define SEED 18

/* The first image of `path`, scaled and cut; NULL and *e. The caller frees. */
static uint8_t *first_image(char *path, int side, struct err *e)
{
	const struct fit fit = {side, side, 3, side};
	struct image_source *s = image_source_new(&path, 1, 3);
	uint8_t *hwc = xmalloc((size_t)side * side * 3);
	struct image_item item;
	int r = image_source_next(s, &item, e);

	if (!r)
		err_set(e, path, 0, "has no image");
	if (r <= 0 || image_fit(item.im, item.i, &fit, item.path, hwc, e) < 0) {
		free(hwc);
		hwc = NULL;
	}
	image_source_free(s);
	return hwc;
}

int main(int argc, char **argv)
{
	int side = argc > 3 ? atoi(argv[3]) : 256;
	int width = argc > 4 ? atoi(argv[4]) : 64;
	struct err e = {0};
	struct net *n;
	uint8_t *hwc;
	int failed;

	if (argc < 3 || width < 1 || width > 64 || side < 32 || side > 1024 || side & (side - 1)) {
		fprintf(stderr, "usage: %s FILE.json IMAGES [SIDE [WIDTH]]\n"
			"SIDE: 32, 64, 128, 256, 512 or 1024; WIDTH: 1..64\n", argv[0]);
		return 2;
	}
	hwc = first_image(argv[2], side, &e);
	failed = !hwc;
	if (!failed) {
		n = resnet18(side, width, hwc, SEED);
		failed = net_check(n, argv[1], &e) < 0 ||
			 net_write(n, argv[1], NULL, &e) < 0;
		net_free(n);
	}
	free(hwc);
	if (failed)
		fprintf(stderr, "%s: %s: %s\n", argv[0], e.file, e.text);
	return failed ? 2 : 0;
}
