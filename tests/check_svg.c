/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/svg.h"
#include "main.h"

START_TEST(test_whole)
{
	struct svg s;
	size_t n;
	char *f;

	svg_begin(&s, 40, 20.5);
	svg_line(&s, 1, 2, 3, 4, "#112233", 0.5);
	svg_circle(&s, 5, 6, 7, "red", NULL);
	svg_text(&s, 8, 9, 10, "middle", "%d of %s", 3, "4");
	f = svg_end(&s, &n);
	ck_assert_str_eq(f,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" "
		"height=\"20.5\" viewBox=\"0 0 40 20.5\" "
		"font-family=\"sans-serif\">\n"
		"<rect x=\"0\" y=\"0\" width=\"40\" height=\"20.5\" "
		"fill=\"#ffffff\"/>\n"
		"<line x1=\"1\" y1=\"2\" x2=\"3\" y2=\"4\" stroke=\"#112233\" "
		"stroke-width=\"0.5\"/>\n"
		"<circle cx=\"5\" cy=\"6\" r=\"7\" fill=\"red\"/>\n"
		"<text x=\"8\" y=\"9\" font-size=\"10\" "
		"text-anchor=\"middle\">3 of 4</text>\n"
		"</svg>\n");
	ck_assert_uint_eq(n, strlen(f));
	ck_assert_ptr_null(s.body.s);
	free(f);
}
END_TEST

START_TEST(test_escapes)
{
	struct svg s;
	char *f;

	svg_begin(&s, 1, 1);
	svg_rect(&s, 0, 0, 1, 1, "blue", "a<b & \"c\">d\001");
	svg_text(&s, 0, 0, 1, "end", "%s", "<&>");
	f = svg_end(&s, NULL);
	ck_assert_ptr_nonnull(strstr(f, "fill=\"blue\"><title>a&lt;b &amp; "
				     "&quot;c&quot;&gt;d?</title></rect>\n"));
	ck_assert_ptr_nonnull(strstr(f, ">&lt;&amp;&gt;</text>"));
	free(f);
}
END_TEST

/* To the right, bowed to the left, which is up; the head ends at the end. */
START_TEST(test_curve)
{
	struct svg s;
	char *f;

	svg_begin(&s, 1, 1);
	svg_curve(&s, 0, 50, 100, 50, 10, 0, "black", 1);
	svg_curve(&s, 100, 50, 0, 50, 0, 1, "black", 1);
	svg_curve(&s, 7, 7, 7, 7, 3, 1, "black", 1);
	f = svg_end(&s, NULL);
	ck_assert_ptr_nonnull(strstr(f, "d=\"M0.00 50.00 Q50.00 30.00 100.00 "
				     "50.00\""));
	ck_assert_ptr_nonnull(strstr(f, "d=\"M0.00 50.00 L7.00 52.50 L7.00 "
				     "47.50 Z\""));
	ck_assert_ptr_null(strstr(f, "nan"));
	free(f);
}
END_TEST

/* Lines of a name as they stand in the picture, "|" between them. */
static char *lines_of(const char *name)
{
	struct text got = {0};
	struct svg s;
	char *f, *at;

	svg_begin(&s, 1, 1);
	svg_name(&s, 5, 7, 8, 10, "middle", name);
	f = svg_end(&s, NULL);
	ck_assert(!*name || strstr(f, "y=\"7\"") != NULL);
	for (at = f; (at = strstr(at, "\"middle\">")) != NULL;) {
		at += strlen("\"middle\">");
		text_add(&got, "%s%.*s", got.n ? "|" : "",
			 (int)strcspn(at, "<"), at);
	}
	free(f);
	return got.s ? got.s : xstrdup("");
}

/* Behind a dot, slash, dash or underline where that leaves a line that fits, which
 * is ten characters; else where the line is full. */
static const struct {
	const char *name, *lines;
} names[] = {
	{ "", "" },
	{ "conv1", "conv1" },
	{ "ten.chars.", "ten.chars." },
	{ "layer2.4.conv2/1", "layer2.4.|conv2/1" },
	{ "layer2.4.conv2", "layer2.4.|conv2" },
	{ "blocks/0/conv.1/23", "blocks/0/|conv.1/23" },
	{ "block_10-expand", "block_10-|expand" },
	{ "abcdefghijklm", "abcdefghij|klm" },
	{ "abcdefghijklm.n", "abcdefghij|klm.n" },
	{ "a.bcdefghijklmnopqrstuvw/12/34", "a.|bcdefghijk|lmnopqrs.." },
	{ "a.b/cd.conv/1.2.3/4.5.6.7/8", "a.b/cd.|conv/1.2.|3/4.5.6..." },
};

START_TEST(test_name)
{
	char *got = lines_of(names[_i].name);

	ck_assert_str_eq(got, names[_i].lines);
	free(got);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("svg");
	TCase *c = tcase_create("svg");

	tcase_add_test(c, test_whole);
	tcase_add_test(c, test_escapes);
	tcase_add_test(c, test_curve);
	tcase_add_loop_test(c, test_name, 0, sizeof(names) / sizeof(*names));
	suite_add_tcase(s, c);
	return s;
}
