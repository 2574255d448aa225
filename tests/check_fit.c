/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "main.h"
#include "base/file.h"
#include "image/fit.h"
#include "image/images.h"
#include "image/source.h"
#include "pictures.h"

static struct images *read_picture(const char *name)
{
	char *path = pictures_path(name);
	struct err e;
	struct images *im = images_read(path, 3, &e);

	ck_assert_msg(im != NULL, "%s: %s", e.file, e.text);
	free(path);
	return im;
}

/* Scaling. */

START_TEST(test_weights)
{
	static const int32_t half[] = {1 << 19, 3 << 19, 3 << 19, 1 << 19};
	int first, n, at;
	int32_t *w = image_weights(8, 4, 1, &first, &n);

	/* By two: pixels 1..4 around the middle at 3, by 1 3 3 1 eighths. */
	for (at = 0; at < n && !w[at]; at++)
		;
	ck_assert_int_eq(first + at, 1);
	ck_assert_int_le(at + 4, n);
	ck_assert_mem_eq(w + at, half, sizeof(half));
	free(w);

	/* The same size: the pixel itself. */
	w = image_weights(5, 5, 4, &first, &n);
	for (int i = 0; i < n; i++)
		ck_assert_int_eq(w[i], first + i == 4 ? 1 << 22 : 0);
	free(w);
}
END_TEST

START_TEST(test_fit)
{
	static const struct {
		const char *want;
		struct fit fit;
	} golden[] = {
		{"fit_28x28.pgm", {28, 28, 1, 0}},
		{"fit_30x17.ppm", {30, 17, 3, 0}},
		{"fit_31x64.ppm", {31, 64, 3, 0}},
		{"fit_32x32_r41.ppm", {32, 32, 3, 41}},
		{"fit_120x90.pgm", {120, 90, 1, 0}},
		{"fit_61x61.ppm", {61, 61, 3, 0}},
	};
	struct images *im = read_picture("picture.ppm");
	struct err e;

	for (size_t k = 0; k < sizeof(golden) / sizeof(*golden); k++) {
		const struct fit *f = &golden[k].fit;
		struct images *want = read_picture(golden[k].want);
		uint8_t *got = xmalloc((size_t)f->w * f->h * f->c);

		ck_assert_int_eq(want->w, f->w);
		ck_assert_int_eq(image_fit(im, 0, f, "file", got, &e), 0);
		ck_assert_mem_eq(got, want->pixel, (size_t)f->w * f->h * f->c);
		images_free(want);
		free(got);
	}
	images_free(im);
}
END_TEST

/* A pixel wide or high, and of any size: one colour stays what it is. */
START_TEST(test_fit_any)
{
	uint64_t seed = 1 + (uint64_t)getpid();
	struct err e;

	printf("fit: seed %llu\n", (unsigned long long)seed);
	for (int i = 0; i < 300; i++) {
		struct images im = {.n = 1, .c = 1, .is_picture = 1};
		struct fit f = {.c = 1};
		uint8_t *got, v = (uint8_t)(rand_next(&seed) >> 8);
		size_t n;

		im.w = i % 3 ? 1 + (int)((rand_next(&seed) >> 8) % 500) : 1;
		im.h = i % 5 ? 1 + (int)((rand_next(&seed) >> 8) % 500) : 1;
		f.w = 1 + (int)((rand_next(&seed) >> 8) % 60);
		f.h = 1 + (int)((rand_next(&seed) >> 8) % 60);
		n = (size_t)f.w * f.h;
		im.pixel = xmalloc((size_t)im.w * im.h);
		memset(im.pixel, v, (size_t)im.w * im.h);
		got = xmalloc(n);
		ck_assert_int_eq(image_fit(&im, 0, &f, "file", got, &e), 0);
		for (size_t k = 0; k < n; k++)
			ck_assert_int_eq(got[k], v);
		free(got);
		free(im.pixel);
	}
}
END_TEST

START_TEST(test_bad_fit)
{
	struct images im = {.n = 1, .w = 4, .h = 2, .c = 3};
	uint8_t pixel[4 * 2 * 3] = {0}, got[64 * 3];
	struct fit f = {4, 4, 3, 0};
	struct err e;

	im.pixel = pixel;
	ck_assert_int_eq(image_fit(&im, 0, &f, "file", got, &e), -1);
	ck_assert_str_eq(e.text, "4 x 2 pixels: the network takes 4 x 4, and only "
			 "PPM, PGM, PNG and JPEG are scaled without --resize");
	f.resize = 3;
	ck_assert_int_eq(image_fit(&im, 0, &f, "file", got, &e), -1);
	ck_assert_str_eq(e.text, "4 x 2 pixels, scaled to 6 x 3: must be no less than "
			 "4 x 4, what the network takes");
	f.resize = 4;
	ck_assert_int_eq(image_fit(&im, 0, &f, "file", got, &e), 0);
	f.c = 1;
	ck_assert_int_eq(image_fit(&im, 0, &f, "file", got, &e), -1);
	ck_assert_str_eq(e.text, "3 channels: the network takes 1");
	im.is_picture = 1;
	ck_assert_int_eq(image_fit(&im, 0, &f, "file", got, &e), 0);
	f.c = 2;
	ck_assert_int_eq(image_fit(&im, 0, &f, "file", got, &e), -1);
	ck_assert_str_eq(e.text, "3 channels: the network takes 2");
}
END_TEST

/* Folders and lists. */

#define DIR "check_fit.tmp"

/* "first pixel:label" of all, or the message. */
static char *all(const char *const *path, int n)
{
	struct image_source *s = image_source_new((char *const *)path, n, 1);
	struct image_item item;
	struct text t = {0};
	struct err e = {0};
	int r;

	while ((r = image_source_next(s, &item, &e)) > 0)
		text_add(&t, "%c:%d ", *images_pixel(item.im, item.i),
			 item.label);
	if (r < 0)
		text_add(&t, "%s:%d: %s", e.file, e.line, e.text);
	image_source_free(s);
	return t.s ? t.s : xstrdup("");
}

static void gives(const char *path, const char *want)
{
	char *got = all(&path, 1);

	ck_assert_str_eq(got, want);
	free(got);
}

START_TEST(test_source)
{
	static const char *const both[] = {DIR "/in", DIR "/list", DIR "/in/b"};
	char *got;

	rmdir(DIR "/in/c");	/* of an earlier run */
	check_folder(DIR "/in");
	check_folder(DIR "/empty");
	check_put(DIR, "in/b", "P5 1 1 255\nb");
	check_put(DIR, "in/B c", "P5 1 1 255\nB");
	check_put(DIR, "in/a.txt", "P2 1 1 255 97");
	check_put(DIR, "in/.hidden", "no image");
	check_put(DIR, "list", "# a comment\r\n\n  in/b 7\r\nin/B c\t65535\nin/B c\n\tin/b");
	gives(DIR "/in", "B:-1 a:-1 b:-1 ");
	gives(DIR "/list", "b:7 B:65535 B:-1 b:-1 ");
	got = all(both, 3);
	ck_assert_str_eq(got, "B:-1 a:-1 b:-1 b:7 B:65535 B:-1 b:-1 b:-1 ");
	free(got);

	gives(DIR "/empty", DIR "/empty:0: a folder without images");
	gives(DIR "/none", DIR "/none:0: cannot read: No such file or directory");
	check_put(DIR, "list", "# nothing\n");
	gives(DIR "/list", DIR "/list:0: a list without images");
	check_put(DIR, "list", "in/b\nin/b 65536\n");
	gives(DIR "/list", DIR "/list:2: label = 65536: must be 0..65535");
	check_put(DIR, "list", "in/b 1\n\nin/no.png 2\n");
	gives(DIR "/list", "b:1 " DIR "/in/no.png:0: cannot read: No such file or "
	      "directory (line 3 of " DIR "/list)");
	check_put(DIR, "list", "list 1\n");
	gives(DIR "/list", DIR "/list:0: is a text, no image file (line 1 of "
	      DIR "/list)");
	check_put(DIR, "in/b", "\x93NUMPY\x01");
	gives(DIR "/in", "B:-1 a:-1 " DIR "/in/b:0: the header of a .npy file is cut "
	      "off or is none of NumPy's");
	check_put(DIR, "in/b", "a text");
	gives(DIR "/in", "B:-1 a:-1 " DIR "/in/b:0: is a text, no image file");
	check_folder(DIR "/in/c");
	check_put(DIR, "in/b", "P5 1 1 255\nb");
	gives(DIR "/in", "B:-1 a:-1 b:-1 " DIR "/in/c:0: cannot read: is a folder");
}
END_TEST

/* A label of a list for a file of several images. */
START_TEST(test_source_several)
{
	struct text t = {0};
	struct err e;

	check_folder(DIR);
	text_add_bytes(&t, "\x93NUMPY\1\0\x3f\0", 10);
	text_add(&t, "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 1, 1, 1)}xy");
	ck_assert_int_eq(file_write(DIR "/two.npy", t.s, t.n, &e), 0);
	text_free(&t);
	gives(DIR "/two.npy", "x:-1 y:-1 ");
	check_put(DIR, "list2", "two.npy\n");
	gives(DIR "/list2", "x:-1 y:-1 ");
	check_put(DIR, "list2", "two.npy 1\n");
	gives(DIR "/list2", DIR "/two.npy:0: has 2 images: a list has a label for "
	      "files of one (line 1 of " DIR "/list2)");
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("fit");
	TCase *c = tcase_create("fit");

	tcase_add_test(c, test_weights);
	tcase_add_test(c, test_fit);
	tcase_add_test(c, test_fit_any);
	tcase_add_test(c, test_bad_fit);
	tcase_add_test(c, test_source);
	tcase_add_test(c, test_source_several);
	suite_add_tcase(suite, c);
	return suite;
}
