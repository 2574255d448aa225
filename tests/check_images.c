/* SPDX-License-Identifier: Apache-2.0 */
#include <png.h>
#include <stdio.h>
#include <jpeglib.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "main.h"
#include "base/file.h"
#include "image/images.h"
#include "pictures.h"

static char *read_source(const char *name, size_t *n)
{
	char *path = pictures_path(name), *bytes;
	struct err e;

	bytes = file_read(path, FILE_MAX_DATA, n, &e);
	ck_assert_msg(bytes != NULL, "%s: %s", e.file, e.text);
	free(path);
	return bytes;
}

static struct images *decode_source(const char *name)
{
	size_t n;
	char *bytes = read_source(name, &n);
	struct err e;
	struct images *im = pictures_decode(bytes, n, 3, &e);

	ck_assert_msg(im != NULL, "%s: %s", name, e.text);
	free(bytes);
	return im;
}

static void same_pixels(const struct images *a, const struct images *b)
{
	ck_assert_int_eq(a->w, b->w);
	ck_assert_int_eq(a->h, b->h);
	ck_assert_int_eq(a->c, b->c);
	ck_assert_mem_eq(a->pixel, b->pixel, (size_t)a->w * a->h * a->c);
}

/* Records of CIFAR-10. */

START_TEST(test_cifar)
{
	uint8_t record[2 * CIFAR_RECORD];
	int8_t lut[3 * 256];
	struct images *im;
	struct err e;

	for (int i = 0; i < 2 * CIFAR_RECORD; i++)
		record[i] = (uint8_t)(i * 7 / 3);
	record[0] = 9;
	record[CIFAR_RECORD] = 4;
	im = pictures_decode(record, sizeof(record), 3, &e);
	ck_assert_ptr_nonnull(im);
	ck_assert_int_eq(im->n, 2);
	ck_assert_int_eq(im->is_picture, 0);
	ck_assert_int_eq(im->label[0], 9);
	ck_assert_int_eq(im->label[1], 4);
	for (int p = 0; p < CIFAR_PLANE; p++)
		for (int c = 0; c < 3; c++)
			ck_assert_int_eq(images_pixel(im, 1)[p * 3 + c],
					 record[CIFAR_RECORD + 1 + c * 1024 + p]);
	for (int i = 0; i < 3 * 256; i++)
		lut[i] = (int8_t)(i / 256 + i % 256 / 2);
	images_lut(im->pixel, CIFAR_PLANE, CIFAR_C, lut);
	ck_assert_int_eq(im->pixel[5], 2 + record[1 + 2 * 1024 + 1] / 2);
	images_lut(im->pixel, CIFAR_PLANE, CIFAR_C, NULL);
	ck_assert_int_eq(im->pixel[5], 2 + record[1 + 2 * 1024 + 1] / 2);
	images_free(im);
	images_free(NULL);
}
END_TEST

START_TEST(test_bad_cifar)
{
	static const char *const size = " bytes: must be a multiple of 3073, 1 or more "
		"images of one label and 3 x 32 x 32 bytes";
	uint8_t record[2 * CIFAR_RECORD] = {0};
	struct err e;

	ck_assert_ptr_null(pictures_decode(record, CIFAR_RECORD - 1, 3, &e));
	ck_assert_str_eq(e.text + 4, size);
	record[CIFAR_RECORD] = 10;
	ck_assert_ptr_null(pictures_decode(record, sizeof(record), 3, &e));
	ck_assert_str_eq(e.text, "image 1: label = 10: must be 0..9");
	ck_assert_ptr_null(pictures_decode(record, 0, 3, &e));
	ck_assert_str_eq(e.text, "0 bytes: no image file: must be .npy, PPM, PGM, "
			 "PNG, JPEG or records of CIFAR-10");
	ck_assert_ptr_null(pictures_decode("GIF89a", 6, 3, &e));
	ck_assert_str_eq(e.text, "begins as none of them: no image file: must be "
			 ".npy, PPM, PGM, PNG, JPEG or records of CIFAR-10");
	ck_assert_ptr_null(images_read("no/such.bin", 3, &e));
	ck_assert_str_eq(e.text, "cannot read: No such file or directory");
}
END_TEST

/* PPM and PGM. */

START_TEST(test_pnm)
{
	static const struct {
		const char *text;
		int w, h, c;
		uint8_t pixel[6];
	} good[] = {
		{"P5 2 3 255\nabcdef", 2, 3, 1, "abcdef"},
		{"P6\n# a comment\n2 # and\n1\n255 abcdef", 2, 1, 3, "abcdef"},
		{"P2 3 2 255 1 2 3\n4 5 255\n", 3, 2, 1, {1, 2, 3, 4, 5, 255}},
		{"P3 1 2\n255\n0 1 2 # two\n3 4 5", 1, 2, 3, {0, 1, 2, 3, 4, 5}},
	};
	struct err e;

	for (size_t k = 0; k < sizeof(good) / sizeof(*good); k++) {
		struct images *im = pictures_decode(good[k].text,
						    strlen(good[k].text), 3, &e);

		ck_assert_msg(im != NULL, "%s: %s", good[k].text, e.text);
		ck_assert_int_eq(im->w, good[k].w);
		ck_assert_int_eq(im->h, good[k].h);
		ck_assert_int_eq(im->c, good[k].c);
		ck_assert_int_eq(im->n, 1);
		ck_assert_mem_eq(im->pixel, good[k].pixel, 6);
		images_free(im);
	}
}
END_TEST

START_TEST(test_bad_pnm)
{
	static const char *const bad[][2] = {
		{"P4 8 1 a", "format P4: must be P2, P3, P5 or P6"},
		{"P7\nWIDTH 1", "format P7: must be P2, P3, P5 or P6"},
		{"P5 2 255\n", "the header of P5 is cut off or wrong: width, height, "
		 "maximum"},
		{"P5 2 x 255\n", "the header of P5 is cut off or wrong: width, height, "
		 "maximum"},
		{"P5 2 2 65535\nabcdefgh", "maximum = 65535: must be 255"},
		{"P5 2 2 15\nabcd", "maximum = 15: must be 255"},
		{"P5 2 2 255\nabc", "3 bytes behind the header: 2 x 2 pixels of 1 take "
		 "4"},
		{"P6 1 1 255\nabcd", "4 bytes behind the header: 1 x 1 pixels of 3 take "
		 "3"},
		{"P5 0 2 255\n", "0 x 2 pixels: must be 1..65535 a side and at most "
		 "67108864"},
		{"P5 65536 2 255\n", "65536 x 2 pixels: must be 1..65535 a side and at "
		 "most 67108864"},
		{"P5 65535 65535 255\n", "65535 x 65535 pixels: must be 1..65535 a side "
		 "and at most 67108864"},
		{"P2 2 1 255 1", "value 1 of 2: must be 0..255"},
		{"P2 2 1 255 1 256", "value 1 of 2: must be 0..255"},
		{"P2 2 1 255 1 2 3", "more than 2 values"},
	};
	struct err e;

	for (size_t k = 0; k < sizeof(bad) / sizeof(*bad); k++) {
		ck_assert_ptr_null(pictures_decode(bad[k][0], strlen(bad[k][0]), 3,
						   &e));
		ck_assert_str_eq(e.text, bad[k][1]);
	}
}
END_TEST

/* PNG: written here by libpng. */

static void write_bytes(png_structp png, png_bytep p, size_t n)
{
	text_add_bytes(png_get_io_ptr(png), p, n);
}

/* Rows of packed samples as PNG has them, each `pitch` bytes. */
static void make_png(struct text *t, int w, int h, int bits, int colour,
		     int interlace, uint8_t *rows, size_t pitch)
{
	png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL,
						  NULL, NULL);
	png_infop info = png_create_info_struct(png);
	png_bytep row[8];
	png_color palette[4] = {{1, 2, 3}, {255, 0, 9}, {7, 7, 7}, {0, 200, 100}};

	for (int y = 0; y < h; y++)
		row[y] = rows + y * pitch;
	png_set_write_fn(png, t, write_bytes, NULL);
	png_set_IHDR(png, info, w, h, bits, colour, interlace,
		     PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	if (colour == PNG_COLOR_TYPE_PALETTE)
		png_set_PLTE(png, info, palette, 4);
	png_set_gAMA(png, info, 0.3);	/* says nothing here */
	png_write_info(png, info);
	png_write_image(png, row);
	png_write_end(png, NULL);
	png_destroy_write_struct(&png, &info);
}

START_TEST(test_png)
{
	static const uint8_t palette[4][3] = {{1, 2, 3}, {255, 0, 9}, {7, 7, 7},
		{0, 200, 100}};
	enum { W = 8, H = 5 };
	uint8_t rows[H * W * 4], want[H * W * 3];
	static const struct {
		int bits, colour, samples;
	} kind[] = {
		{8, PNG_COLOR_TYPE_GRAY, 1}, {8, PNG_COLOR_TYPE_GRAY_ALPHA, 2},
		{8, PNG_COLOR_TYPE_RGB, 3}, {8, PNG_COLOR_TYPE_RGB_ALPHA, 4},
		{1, PNG_COLOR_TYPE_GRAY, 1}, {2, PNG_COLOR_TYPE_GRAY, 1},
		{4, PNG_COLOR_TYPE_GRAY, 1}, {2, PNG_COLOR_TYPE_PALETTE, 1},
		{8, PNG_COLOR_TYPE_PALETTE, 1},
	};

	for (size_t k = 0; k < 2 * sizeof(kind) / sizeof(*kind); k++) {
		const int bits = kind[k / 2].bits, n = kind[k / 2].samples;
		const int colour = kind[k / 2].colour;
		const int c = colour & PNG_COLOR_MASK_COLOR ? 3 : 1;
		const int max = (1 << bits) - 1;
		struct text t = {0};
		struct images *im;
		struct err e;

		memset(rows, 0, sizeof(rows));
		for (int i = 0; i < W * H; i++) {
			for (int s = 0; s < n; s++) {
				int v = (i * 37 + s * 101) & max;
				int bit = i * n * bits + s * bits;

				if (colour == PNG_COLOR_TYPE_PALETTE)
					v &= 3;
				rows[bit / 8] |= v << (8 - bits - bit % 8);
				if (colour == PNG_COLOR_TYPE_PALETTE)
					memcpy(want + i * 3, palette[v], 3);
				else if (s < c)
					want[i * c + s] = (uint8_t)(v * 255 / max);
			}
		}
		make_png(&t, W, H, bits, colour, k % 2 ? PNG_INTERLACE_ADAM7 :
			 PNG_INTERLACE_NONE, rows, W * n * bits / 8);
		im = pictures_decode(t.s, t.n, 3, &e);
		ck_assert_msg(im != NULL, "%s", e.text);
		ck_assert_int_eq(im->w, W);
		ck_assert_int_eq(im->h, H);
		ck_assert_int_eq(im->c, c);
		ck_assert_mem_eq(im->pixel, want, (size_t)W * H * c);
		images_free(im);
		text_free(&t);
	}
}
END_TEST

START_TEST(test_bad_png)
{
	uint8_t rows[2 * 2 * 2] = {0};
	struct text t = {0};
	struct err e;

	make_png(&t, 2, 2, 16, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, rows, 4);
	ck_assert_ptr_null(pictures_decode(t.s, t.n, 3, &e));
	ck_assert_str_eq(e.text, "16 bits a sample: must be 8 or fewer");
	text_free(&t);
	make_png(&t, 2, 2, 8, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, rows, 2);
	ck_assert_ptr_null(pictures_decode(t.s, t.n - 20, 3, &e));
	ck_assert_str_eq(e.text, "not a whole PNG: the file ends early");
	t.s[t.n - 20] ^= 1;	/* in the checksum of the pixels */
	ck_assert_ptr_null(pictures_decode(t.s, t.n, 3, &e));
	ck_assert_msg(!strncmp(e.text, "not a whole PNG: IDAT", 21), "%s", e.text);
	text_free(&t);
}
END_TEST

/* What Pillow makes of stored pictures. */

START_TEST(test_stored)
{
	static const char *const pair[][2] = {
		{"colour.jpg", "colour.ppm"}, {"gray.jpg", "gray.pgm"},
		{"progressive.jpg", "progressive.ppm"},
		{"turned.jpg", "turned.ppm"}, {"palette.png", "palette.ppm"},
		{"alpha.png", "alpha.ppm"}, {"bit.png", "bit.pgm"},
	};

	for (size_t k = 0; k < sizeof(pair) / sizeof(*pair); k++) {
		struct images *a = decode_source(pair[k][0]);
		struct images *b = decode_source(pair[k][1]);

		same_pixels(a, b);
		images_free(a);
		images_free(b);
	}
}
END_TEST

START_TEST(test_bad_jpeg)
{
	size_t n;
	char *bytes = read_source("cmyk.jpg", &n);
	struct err e;

	ck_assert_ptr_null(pictures_decode(bytes, n, 3, &e));
	ck_assert_str_eq(e.text, "4 components, as CMYK has: must be gray or red, "
			 "green, blue");
	free(bytes);
	bytes = read_source("colour.jpg", &n);
	ck_assert_ptr_null(pictures_decode(bytes, n - 40, 3, &e));
	ck_assert_str_eq(e.text, "not a whole JPEG: Premature end of JPEG file");
	free(bytes);
}
END_TEST

/* A whole picture of 8 x 8 pixels in far more scans than encoders make: the first
 * coefficient, then each of the others in `levels` steps. */
START_TEST(test_scans)
{
	static const struct {
		int levels;
		const char *message;
	} some[] = {{3, ""}, {4, "more than 200 scans"}};

	for (int k = 0; k < 2; k++) {
		struct jpeg_compress_struct jpeg;
		struct jpeg_error_mgr errors;
		jpeg_scan_info scan[1 + 63 * 4];
		unsigned char *bytes = NULL;
		unsigned long n = 0;
		struct images *im;
		struct err e;
		int n_scans = 0;

		jpeg.err = jpeg_std_error(&errors);
		jpeg_create_compress(&jpeg);
		jpeg_mem_dest(&jpeg, &bytes, &n);
		jpeg.image_width = jpeg.image_height = 8;
		jpeg.input_components = 1;
		jpeg.in_color_space = JCS_GRAYSCALE;
		jpeg_set_defaults(&jpeg);
		scan[n_scans++] = (jpeg_scan_info) {1, {0}, 0, 0, 0, 0};
		for (int al = some[k].levels - 1; al >= 0; al--)
			for (int i = 1; i < 64; i++)
				scan[n_scans++] = (jpeg_scan_info) {1, {0}, i, i,
					al == some[k].levels - 1 ? 0 : al + 1, al};
		jpeg.scan_info = scan;
		jpeg.num_scans = n_scans;
		jpeg_start_compress(&jpeg, TRUE);
		for (int y = 0; y < 8; y++) {
			JSAMPROW row = (JSAMPROW)"a0Zz9.Q~";

			jpeg_write_scanlines(&jpeg, &row, 1);
		}
		jpeg_finish_compress(&jpeg);
		jpeg_destroy_compress(&jpeg);
		im = pictures_decode(bytes, n, 3, &e);
		ck_assert_str_eq(e.text, some[k].message);
		images_free(im);
		free(bytes);
	}
}
END_TEST

/* No file that was cut off is taken; one with a wrong byte is taken or refused, and
 * nothing else happens (the sanitizers watch it). */
START_TEST(test_damaged)
{
	static const char *const name[] = {
		"colour.jpg", "progressive.jpg", "gray.jpg", "palette.png",
		"alpha.png", "bit.png", "fit_28x28.pgm", NULL,
	};
	uint64_t seed = 1 + (uint64_t)getpid();
	struct text t = {0};
	struct err e;
	size_t n;

	printf("damaged %s: seed %llu\n", name[_i] ? name[_i] : ".npy",
	       (unsigned long long)seed);
	if (name[_i]) {
		char *bytes = read_source(name[_i], &n);

		text_add_bytes(&t, bytes, n);
		free(bytes);
	} else {
		text_add_bytes(&t, "\x93NUMPY\1\0\x3f\0", 10);
		text_add(&t, "{'descr': '|u1', 'fortran_order': False, "
			 "'shape': (2, 4, 5, 3)}%0120d", 0);
	}
	for (n = 0; n < t.n; n++)
		ck_assert_msg(!pictures_decode(t.s, n, 3, &e), "%zu of %zu bytes",
			      n, t.n);
	for (int i = 0; i < 400; i++) {
		size_t at = rand_next(&seed) >> 8;
		uint8_t flip = (uint8_t)(1 + (rand_next(&seed) >> 8) % 255);

		/* Half of them in the header. */
		at %= i % 2 && t.n > 100 ? 100 : t.n;
		t.s[at] ^= flip;
		images_free(pictures_decode(t.s, t.n, 3, &e));
		t.s[at] ^= flip;
	}
	images_free(pictures_decode(t.s, t.n, 3, &e));
	ck_assert_str_eq(e.text, "");
	text_free(&t);
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("images");
	TCase *c = tcase_create("images");

	tcase_add_test(c, test_cifar);
	tcase_add_test(c, test_bad_cifar);
	tcase_add_test(c, test_pnm);
	tcase_add_test(c, test_bad_pnm);
	tcase_add_test(c, test_png);
	tcase_add_test(c, test_bad_png);
	tcase_add_test(c, test_stored);
	tcase_add_test(c, test_bad_jpeg);
	tcase_add_test(c, test_scans);
	tcase_add_loop_test(c, test_damaged, 0, 8);
	suite_add_tcase(suite, c);
	return suite;
}
