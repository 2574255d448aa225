/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "main.h"
#include "image/images.h"
#include "pictures.h"

/* A file with such a header (blanks and line end as NumPy fills it up) and n bytes
 * 0, 1, 2 ... */
static void make_npy(struct text *t, int version, const char *header, int n)
{
	const int head = version == 1 ? 10 : 12;
	const int room = 128 - head;
	char line[128];

	memset(line, ' ', sizeof(line));
	memcpy(line, header, strlen(header));
	line[room - 1] = '\n';
	text_add_bytes(t, "\x93NUMPY", 6);
	text_add_bytes(t, (uint8_t []) {version, 0, room, 0, 0, 0}, head - 6);
	text_add_bytes(t, line, room);
	for (int i = 0; i < n; i++)
		text_add_bytes(t, &(uint8_t) {i}, 1);
}

START_TEST(test_npy)
{
	static const struct {
		const char *shape;
		int channels, n, h, w;
	} good[] = {
		{"(2, 3, 4, 5)", 5, 2, 3, 4},
		{"(3, 4, 5)", 5, 1, 3, 4},
		{"(3, 4)", 1, 1, 3, 4},
		{"(5, 3, 4)", 1, 5, 3, 4},
		{"(3, 4, 1)", 1, 1, 3, 4},
		{"(2, 3, 4, 1)", 1, 2, 3, 4},
	};

	for (size_t k = 0; k < sizeof(good) / sizeof(*good); k++) {
		for (int version = 1; version <= 3; version++) {
			int n = good[k].n * good[k].h * good[k].w *
				good[k].channels;
			char *header = xasprintf("{'descr': '|u1', "
				"'fortran_order': False, 'shape': %s, }",
				good[k].shape);
			struct text t = {0};
			struct images *im;
			struct err e;

			make_npy(&t, version, header, n);
			im = pictures_decode(t.s, t.n, good[k].channels, &e);
			ck_assert_msg(im != NULL, "%s", e.text);
			ck_assert_int_eq(im->n, good[k].n);
			ck_assert_int_eq(im->h, good[k].h);
			ck_assert_int_eq(im->w, good[k].w);
			ck_assert_int_eq(im->c, good[k].channels);
			ck_assert_int_eq(im->is_picture, 0);
			for (int i = 0; i < n; i++)
				ck_assert_int_eq(im->pixel[i], i);
			images_free(im);
			text_free(&t);
			free(header);
		}
	}
}
END_TEST

START_TEST(test_bad_npy)
{
	static const char *const broken = "the header of a .npy file is cut off or is "
		"none of NumPy's";
	static const struct {
		const char *header;
		int version, n;
		const char *message;
	} bad[] = {
		{"{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2, 3), }", 1,
		 48, "dtype '<f4': must be uint8, '|u1'"},
		{"{'descr': [('a', '|u1'), ('b', '|u1')], 'fortran_order': False, "
		 "'shape': (2,), }", 1, 4,
		 "dtype [('a', '|u1'), ('b', '|u1')]: must be uint8, '|u1'"},
		{"{'descr': '|u1', 'fortran_order': True, 'shape': (2, 2, 3), }", 1,
		 12, "is in Fortran order: must be in C order "
		 "(numpy.ascontiguousarray)"},
		{"{'descr': '|u1', 'fortran_order': False, 'shape': (1, 3, 2, 2), }",
		 1, 12, "shape (1, 3, 2, 2): must be [h, w, 3] or [n, h, w, 3], the "
		 "network takes 3 channels"},
		{"{'descr': '|u1', 'fortran_order': False, 'shape': (12,), }", 1, 12,
		 "shape (12,): must be [h, w, 3] or [n, h, w, 3], the network takes 3 "
		 "channels"},
		{"{'descr': '|u1', 'fortran_order': False, 'shape': (0, 2, 2, 3), }",
		 1, 0, "shape (0, 2, 2, 3): images must be 1 or more, their sides "
		 "1..65535"},
		{"{'descr': '|u1', 'fortran_order': False, "
		 "'shape': (1, 99999999999, 99999999999, 3), }", 1, 0,
		 "shape (1, 99999999999, 99999999999, 3): images must be 1 or more, "
		 "their sides 1..65535"},
		{"{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2, 3), }", 1,
		 11, "11 bytes behind the header: shape (2, 2, 3) takes 12"},
		{"{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2, 3), }", 1,
		 13, "13 bytes behind the header: shape (2, 2, 3) takes 12"},
		{"{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2, 3), }", 4,
		 12, "version 4.0 of .npy: must be 1 to 3"},
		{"{'descr': '|u1', 'fortran_order': False}", 1, 12, broken},
		{"{'descr': '|u1', 'descr': '|u1', 'fortran_order': False, "
		 "'shape': (2, 2, 3), }", 1, 12, broken},
		{"{'descr': '|u1', 'fortran_order': 0, 'shape': (2, 2, 3), }", 1, 12,
		 broken},
		{"{'descr': '|u1', 'fortran_order': False, 'shape': (2, -2, 3), }", 1,
		 12, broken},
		{"{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2, 3", 1, 12,
		 broken},
		{"{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2, 3)} 5", 1,
		 12, broken},
	};

	for (size_t k = 0; k < sizeof(bad) / sizeof(*bad); k++) {
		struct text t = {0};
		struct err e;

		make_npy(&t, bad[k].version, bad[k].header, bad[k].n);
		ck_assert_ptr_null(pictures_decode(t.s, t.n, 3, &e));
		ck_assert_str_eq(e.text, bad[k].message);
		text_free(&t);
	}
}
END_TEST

/* The photographs of the data folder, one after the other. */
START_TEST(test_photos)
{
	char *path = check_data("photos/test.npy");
	struct err e;
	struct images *im = images_read(path, 3, &e);

	ck_assert_msg(im != NULL, "%s", e.text);
	ck_assert_int_eq(im->n, 42);
	ck_assert_int_eq(im->h, 224);
	ck_assert_int_eq(im->w, 224);
	images_free(im);
	ck_assert_ptr_null(images_read(path, 1, &e));
	ck_assert_str_eq(e.text, "shape (42, 224, 224, 3): must be [h, w, 1] or "
			 "[n, h, w, 1], [h, w] or [n, h, w], the network takes 1 "
			 "channel");
	free(path);
}
END_TEST

Suite *check_suite(void)
{
	Suite *suite = suite_create("npy");
	TCase *c = tcase_create("npy");

	tcase_add_test(c, test_npy);
	tcase_add_test(c, test_bad_npy);
	check_add(c, test_photos, 1, "photos/test.npy");
	suite_add_tcase(suite, c);
	return suite;
}
