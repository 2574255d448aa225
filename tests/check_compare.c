/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "compare/compare.h"
#include "compare/compare_run.h"
#include "main.h"
#include "tiny.h"

static void add_part(struct compare_row *r, const char *name, double area)
{
	r->part = xrealloc(r->part, (r->n_parts + 1) * sizeof(*r->part));
	r->part[r->n_parts].name = xstrdup(name);
	r->part[r->n_parts++].area = area;
}

/* Two networks; the figures of the first row are worked out by hand below. */
static void fill(struct compare *c)
{
	static const int64_t words[4] = {1000, 0, 200, 400};
	struct compare_row *r;

	*c = (struct compare) {.hardware = xstrdup("h\"w"), .clock_mhz = 500,
		.place = xstrdup("anneal"), .seed = 7, .effort = 10,
		.cut = xstrdup("layer")};
	r = compare_add(c, "net", "5pp(4, rows=1)", "negotiated");
	r->link_bits = 32;
	r->channels = 4;
	r->channel_words = xmalloc(sizeof(words));
	memcpy(r->channel_words, words, sizeof(words));
	r->max_words = 1000;
	r->words_bound = 800;
	r->slowest = 9999;
	r->interval = 10000;
	r->router_cells = 2000;
	r->fabric_cells = 5000;
	r->wire = 12;
	add_part(r, "imc_router", 2000);
	add_part(r, "imc_core & co", 3000);
	compare_derive(c, r);
	r = compare_add(c, "net", "mesh(2, 2)", "dimension");
	compare_text(&r->note, "too small, \"by far\"");
	r = compare_add(c, "other", "mesh(2, 2)", "negotiated");
	compare_text(&r->folder, "out/other-mesh-2-2");
}

START_TEST(derives)
{
	struct compare c;
	const struct compare_row *r;

	fill(&c);
	r = &c.row[0];
	ck_assert_double_eq_tol(r->max_bits, 3.2, 1e-9);
	ck_assert_double_eq_tol(r->bits_bound, 2.56, 1e-9);
	ck_assert_double_eq_tol(r->mean_bits, 1.28, 1e-9);
	ck_assert_double_eq_tol(r->max_gbit, 1.6, 1e-9);
	ck_assert_double_eq_tol(r->mean_gbit, 0.64, 1e-9);
	ck_assert_double_eq_tol(r->full_bits, 32000 / 9999.0, 1e-9);
	ck_assert_int_eq(r->width, 4);
	ck_assert_double_eq_tol(r->bw_area, 2 * 32000 / 9999.0, 1e-9);
	ck_assert_double_eq_tol(r->bw_wire, 12 * 32000 / 9999.0, 1e-9);
	ck_assert_double_lt(c.row[1].max_bits, 0);
	compare_free(&c);
}
END_TEST

/* A channel that is exactly full needs no wider link. */
START_TEST(width_is_exact)
{
	struct compare c = {.clock_mhz = 1};
	struct compare_row *r = compare_add(&c, "n", "t", "r");

	r->link_bits = 32;
	r->max_words = 300;
	r->slowest = 300;
	compare_derive(&c, r);
	ck_assert_int_eq(r->width, 32);
	r->max_words = 301;
	compare_derive(&c, r);
	ck_assert_int_eq(r->width, 33);
	r->max_words = 0;
	compare_derive(&c, r);
	ck_assert_int_eq(r->width, 0);
	compare_free(&c);
}
END_TEST

/* The comma-separated line of a row, its n-th field unquoted. */
static char *csv_field(const char *line, int n)
{
	struct text t = {0};
	int quoted = 0;

	text_add(&t, "%s", "");
	for (; *line && *line != '\n'; line++) {
		if (*line == '"' && quoted && line[1] == '"')
			line++;
		else if (*line == '"') {
			quoted = !quoted;
			continue;
		} else if (*line == ',' && !quoted) {
			n--;
			continue;
		}
		if (!n)
			text_add_bytes(&t, line, 1);
	}
	return t.s;
}

/* Every field of every line of the CSV is the value of that key in the JSON. */
START_TEST(csv_equals_json)
{
	struct compare c;
	struct text csv = {0}, json = {0};
	json_error_t error;
	json_t *j;
	const char *line;
	int n_fields = 0;

	fill(&c);
	compare_csv(&c, &csv);
	compare_json(&c, &json);
	j = json_loads(json.s, 0, &error);
	ck_assert_msg(j != NULL, "%s", error.text);
	ck_assert_str_eq(json_string_value(json_object_get(j, "hardware")),
			 "h\"w");
	line = csv.s;
	for (size_t i = 0; i < 3; i++) {
		json_t *row = json_array_get(json_object_get(j, "rows"), i);

		line = strchr(line, '\n') + 1;
		for (int k = 0; ; k++) {
			char *key = csv_field(csv.s, k);
			char *got = csv_field(line, k);
			json_t *v = json_object_get(row, key);

			if (*key) {
				ck_assert_msg(v != NULL, "no key %s", key);
				if (json_is_null(v))
					ck_assert_str_eq(got, "");
				else if (json_is_string(v))
					ck_assert_str_eq(got,
						json_string_value(v));
				else
					ck_assert_double_eq_tol(atof(got),
						json_number_value(v), 1e-9);
				n_fields++;
			}
			free(got);
			if (!*key) {
				free(key);
				break;
			}
			free(key);
		}
	}
	ck_assert_int_gt(n_fields, 3 * 30);
	json_decref(j);
	text_free(&csv);
	text_free(&json);
	compare_free(&c);
}
END_TEST

START_TEST(table_shows_rows)
{
	struct compare c;
	struct text t = {0};
	const char *second;

	fill(&c);
	compare_table(&c, &t);
	second = strstr(t.s, "other on h\"w");
	ck_assert_ptr_nonnull(second);
	ck_assert_ptr_nonnull(strstr(t.s, "3.200"));
	ck_assert_ptr_nonnull(strstr(t.s, "too small, \"by far\""));
	/* A column that no row of a network knows is not there. */
	ck_assert_ptr_null(strstr(t.s, "in RTL"));
	ck_assert_ptr_nonnull(strstr(t.s, "interval"));
	ck_assert_ptr_nonnull(strstr(second, "out/other-mesh-2-2"));
	ck_assert_ptr_nonnull(strstr(t.s, "mesh(2, 2), dimension order"));
	text_free(&t);
	compare_free(&c);
}
END_TEST

/* Every figure known, as wide as they come: lines fit 100 columns, and each head
 * has a unit under it. */
START_TEST(table_is_narrow)
{
	struct compare c = {.hardware = xstrdup("hermes64"), .clock_mhz = 1000,
			    .has_library = 1};
	struct compare_row *r = compare_add(&c, "net", "torus(16, 16)",
					    "dimension");
	struct text t = {0};
	const char *line, *end;

	r->cores = r->channels = r->dilation = r->dilation_bound = 1024;
	r->hops = r->hops_bound = r->tasks = r->streams = 1024;
	r->max_bits = r->bits_bound = r->mean_bits = 31.999;
	r->max_gbit = r->mean_gbit = r->full_bits = 31.999;
	r->mean_streams = 99.99;
	r->vcs = r->width = 99;
	r->interval = r->latency = 99999999;
	r->rtl_interval = r->rtl_latency = 99999999;
	r->images = r->images_bound = r->images_mm2 = 9999999;
	r->images_pitch = 9999;
	r->words_compared = r->mismatches = 99999999;
	r->router_cells = r->fabric_cells = 99999999;
	r->router_um2 = r->fabric_um2 = 999999999;
	r->router_kge = r->fabric_kge = 99999;
	r->wire = r->longest = 9999;
	r->bw_area = r->bw_wire = 99999;
	compare_table(&c, &t);
	for (line = t.s; *line; line = end + 1) {
		end = strchr(line, '\n');
		ck_assert_msg(end - line <= 100, "%.*s", (int)(end - line),
			      line);
	}
	ck_assert_ptr_nonnull(strstr(t.s, "bit/cycle  Gbit/s"));
	ck_assert_ptr_nonnull(strstr(t.s, "um2"));
	ck_assert_ptr_nonnull(strstr(t.s, "bit/cycle kGE  bit pitches"));
	text_free(&t);
	compare_free(&c);
}
END_TEST

START_TEST(charts)
{
	struct compare c;
	size_t n = 0;
	char *s;

	fill(&c);
	s = compare_plot_load(&c, "net", &n);
	ck_assert_ptr_nonnull(s);
	ck_assert_uint_eq(strlen(s), n);
	ck_assert_ptr_nonnull(strstr(s, "5pp(4, rows=1)"));
	/* The row without figures is not drawn. */
	ck_assert_ptr_null(strstr(s, "mesh"));
	free(s);
	s = compare_plot_area(&c, "net", &n);
	ck_assert_ptr_nonnull(strstr(s, "imc_core &amp; co"));
	ck_assert_ptr_nonnull(strstr(s, ": routers 2, fabric 5<"));
	ck_assert_ptr_nonnull(strstr(s, "1000 generic cells"));
	free(s);
	s = compare_plot_wire(&c, "net", &n);
	ck_assert_ptr_nonnull(strstr(s, "<circle"));
	free(s);
	ck_assert_ptr_null(compare_plot_load(&c, "other", &n));
	ck_assert_ptr_null(compare_plot_area(&c, "other", &n));
	ck_assert_ptr_null(compare_plot_wire(&c, "other", &n));
	compare_free(&c);
}
END_TEST

static int count(const char *s, const char *part)
{
	int n = 0;

	while ((s = strstr(s, part))) {
		n++;
		s++;
	}
	return n;
}

/* Two curves of two widths: of the four rows one is slower and larger than another. */
START_TEST(rates)
{
	static const struct {
		const char *topology;
		int bits, interval, cells;
	} row[] = {
		{"path(4)", 32, 0, 0},	/* without a point */
		{"mesh(2, 2)", 32, 1000, 100}, {"mesh(2, 2)", 64, 500, 200},
		{"ring(4)", 16, 0, 0}, {"ring(4)", 32, 1000, 150},
		{"ring(4)", 64, 400, 300},
	};
	struct compare c = {.hardware = xstrdup("h"), .clock_mhz = 500, .n_links = 2};
	size_t n;
	char *s;

	for (int i = 0; i < 6; i++) {
		struct compare_row *r = compare_add(&c, "net", row[i].topology,
						    "negotiated");

		r->link_bits = row[i].bits;
		r->interval = row[i].interval;
		r->slowest = 250;
		r->router_cells = row[i].cells;
		r->fabric_um2 = 2e6;
		r->wire = 8;
		compare_derive(&c, r);
	}
	ck_assert_double_eq_tol(c.row[2].images, 1e6, 1e-6);
	ck_assert_double_eq_tol(c.row[2].images_bound, 2e6, 1e-6);
	ck_assert_double_eq_tol(c.row[2].images_mm2, 5e5, 1e-6);
	ck_assert_double_eq_tol(c.row[2].images_pitch, 125000, 1e-6);
	s = compare_plot_rate(&c, "net", &n);
	ck_assert_ptr_nonnull(s);
	ck_assert_uint_eq(strlen(s), n);
	ck_assert_int_eq(count(s, "<circle"), 4 + 3);
	ck_assert_int_eq(count(s, ">mesh(2, 2)<"), 1);
	ck_assert_int_eq(count(s, ">ring(4)<"), 1);
	ck_assert_int_eq(count(s, "path"), 0);
	ck_assert_int_eq(count(s, ", on the front"), 2 * 3);
	ck_assert_int_eq(count(s, "ring(4), 32 bits, on the front"), 0);
	ck_assert_int_eq(count(s, "ring(4), 64 bits, on the front"), 2);
	free(s);
	ck_assert_ptr_null(compare_plot_rate(&c, "other", &n));
	compare_free(&c);
}
END_TEST

/* In the charts of loads a word has the bits of the link: the highest bar reaches the
 * top, the floor's text and its last colour say the same. */
START_TEST(wide_links)
{
	struct compare c;
	struct topo *t = tiny_topo("5pp(4, rows=1)");
	size_t n;
	char *s, *want;

	fill(&c);
	c.row[0].link_bits = 32 << _i;
	compare_derive(&c, &c.row[0]);
	ck_assert_double_eq_tol(c.row[0].max_bits, 3.2 * (1 << _i), 1e-9);
	s = compare_plot_load(&c, "net", &n);
	ck_assert_ptr_nonnull(strstr(s, "height=\"110\""));
	free(s);
	c.row[0].task_node = xcalloc(1, sizeof(int));
	c.row[0].channel_words = xrealloc(c.row[0].channel_words,
		(size_t)t->graph->n_edges * sizeof(int64_t));
	for (int i = 0; i < t->graph->n_edges; i++)
		c.row[0].channel_words[i] = i ? 0 : c.row[0].max_words;
	s = compare_plot_floor(&c.row[0], t, &n);
	want = xasprintf("%.3f bits per cycle", c.row[0].max_bits);
	ck_assert_ptr_nonnull(strstr(s, want));
	free(want);
	want = xasprintf(">%.3f<", c.row[0].max_bits);
	ck_assert_ptr_nonnull(strstr(s, want));
	free(want);
	free(s);
	topo_free(t);
	compare_free(&c);
}
END_TEST

/* Of the list without --topology, what does not exist for so many cores; each name
 * stands in the list or here. */
static const struct {
	int n;
	const char *left;
} left_out[] = {
	{64, ""},
	{8, "cmesh on 8 cores: needs four cores at each router of two rows of equal "
	    "length\n"},
	{24, "hypercube on 24 cores: needs a power of two\n"},
	{7, "mesh, torus on 7 cores: needs two rows of equal length\n"
	    "hypercube on 7 cores: needs a power of two\n"
	    "king on 7 cores: needs two rows of equal length\n"
	    "cmesh on 7 cores: needs four cores at each router of two rows of equal "
	    "length\n"},
};

static int has(const struct compare_list *l, const char *name)
{
	for (int i = 0; i < l->n; i++)
		if (strstr(l->s[i], name))
			return 1;
	return 0;
}

START_TEST(default_topologies)
{
	static const char *const all[] = {"5pp(", "3pp(", "7pp(", "bidir(5pp", "mesh",
		"torus", "ring", "hypercube", "king", "cmesh", "tree"};
	struct compare_list l = {NULL, 0}, left = {NULL, 0};
	struct text said = {0};
	char *own;
	int n;

	for (int twice = 0; twice < 2; twice++) {
		compare_list_free(&l);
		compare_defaults(&l, left_out[_i].n, "star(9)", &left);
	}
	ck_assert_str_eq(l.s[1], "star(9)");
	n = l.n;
	compare_defaults(&l, left_out[_i].n, "star( n = 9 )", &left);
	own = xasprintf("5pp(rows=1, n=%d)", left_out[_i].n);
	compare_defaults(&l, left_out[_i].n, own, &left);
	free(own);
	ck_assert_int_eq(l.n, n);	/* each of them is there */
	for (size_t k = 0; k < sizeof(all) / sizeof(all[0]); k++)
		ck_assert_msg(has(&l, all[k]) != has(&left, all[k]) ||
			      !strcmp(all[k], "mesh"), "%s", all[k]);
	text_add(&said, "%s", "");
	for (int i = 0; i < left.n; i++)
		text_add(&said, "%s\n", left.s[i]);
	ck_assert_str_eq(said.s, left_out[_i].left);
	text_free(&said);
	compare_list_free(&l);
	compare_list_free(&left);
}
END_TEST

START_TEST(file_names)
{
	static const char *const pair[][2] = {
		{"5pp(64, rows=4)", "5pp-64-rows-4"}, {"mesh(8,8)", "mesh-8-8"},
		{"../x", "..-x"}, {"bidir(5pp(8))", "bidir-5pp-8"},
	};

	for (size_t i = 0; i < sizeof(pair) / sizeof(pair[0]); i++) {
		char *s = compare_file_name(pair[i][0]);

		ck_assert_str_eq(s, pair[i][1]);
		free(s);
	}
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("compare");
	TCase *c = tcase_create("compare");

	tcase_add_test(c, derives);
	tcase_add_test(c, width_is_exact);
	tcase_add_test(c, csv_equals_json);
	tcase_add_test(c, table_shows_rows);
	tcase_add_test(c, table_is_narrow);
	tcase_add_test(c, charts);
	tcase_add_test(c, rates);
	tcase_add_loop_test(c, wide_links, 0, 3);
	tcase_add_loop_test(c, default_topologies, 0,
			    sizeof(left_out) / sizeof(left_out[0]));
	tcase_add_test(c, file_names);
	suite_add_tcase(s, c);
	return s;
}
