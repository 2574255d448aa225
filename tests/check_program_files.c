/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <check.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "compile/plan_build.h"
#include "hand.h"
#include "main.h"
#include "measure/program_files.h"
#include "model/program.h"
#include "model/registers.h"
#include "refmodel/ref.h"
#include "simulate.h"
#include "tiny.h"

#define DIR "check_program_files.build"
#define N_IMAGES 3

/* What was written, and what it is made of. */
struct written {
	struct plan *p;
	uint8_t *image[N_IMAGES];
	json_t *manifest;
};

static void write_plan(const char *set, struct written *w)
{
	static const int label[N_IMAGES] = {7, -1, 0};
	uint64_t seed = 5;
	struct err e;
	json_error_t why;
	int i;

	w->p = sim_plan(tiny_resnet(), "5pp(8)", set);
	for (i = 0; i < N_IMAGES; i++)
		w->image[i] = hand_image(w->p, &seed);
	ck_assert_msg(program_files_write(w->p, w->image, label, N_IMAGES, "1.2.3",
					  DIR "/out", &e) == 0, "%s", e.text);
	w->manifest = json_load_file(DIR "/out/manifest.json", JSON_REJECT_DUPLICATES,
				     &why);
	ck_assert_msg(w->manifest != NULL, "%s", why.text);
}

static void written_free(struct written *w)
{
	int i;

	for (i = 0; i < N_IMAGES; i++)
		free(w->image[i]);
	json_decref(w->manifest);
	plan_free(w->p);
}

static const json_t *at(const struct written *w, const char *object)
{
	const json_t *j = json_object_get(w->manifest, object);

	ck_assert_msg(j != NULL, "no %s", object);
	return j;
}

static int64_t number(const json_t *of, const char *key)
{
	const json_t *v = json_object_get(of, key);

	ck_assert_msg(json_is_integer(v), "no number %s", key);
	return json_integer_value(v);
}

static void check_hash(const struct written *w, const char *key, uint64_t want)
{
	const char *s = json_string_value(at(w, key));

	ck_assert_uint_eq(strlen(s), 16);
	ck_assert_uint_eq(strtoull(s, NULL, 16), want);
}

/* Words of a port by its .bin, 32 bits at a time; its .hex says the same. */
static uint32_t *read_words(const struct written *w, const char *port, int64_t *n)
{
	const json_t *j = at(w, port);
	int parts = (int)number(j, "bits") / 32, i;
	char *path = xasprintf(DIR "/out/%s", json_string_value(json_object_get(j, "bin")));
	char *hex = xasprintf(DIR "/out/%s", json_string_value(json_object_get(j, "hex")));
	struct err e;
	size_t n_bytes;
	unsigned char *b = (unsigned char *)file_read(path, FILE_MAX_DATA, &n_bytes, &e);
	char *line = file_read(hex, FILE_MAX_DATA, NULL, &e), *all = line, digits[9];
	uint32_t *word;
	int64_t k;

	*n = number(j, "words");
	ck_assert_uint_eq(n_bytes, (size_t)*n * parts * 4);
	ck_assert_uint_eq(strlen(line), (size_t)*n * (8 * parts + 1));
	word = xcalloc((size_t)*n * parts, sizeof(*word));
	for (k = 0; k < *n * parts; k++)
		word[k] = b[4 * k] | b[4 * k + 1] << 8 | b[4 * k + 2] << 16 |
			  (uint32_t)b[4 * k + 3] << 24;
	for (k = 0; k < *n; k++, line += 8 * parts + 1) {
		ck_assert_int_eq(line[8 * parts], '\n');
		for (i = 0; i < parts; i++) {
			snprintf(digits, sizeof(digits), "%s", line + 8 * (parts - 1 - i));
			ck_assert_uint_eq(strtoul(digits, NULL, 16), word[k * parts + i]);
		}
	}
	free(all);
	free(b);
	free(path);
	free(hex);
	return word;
}

static uint32_t bits_of(const uint32_t *word, int at_bit, int n)
{
	uint64_t two = word[at_bit / 32];

	if (at_bit % 32 + n > 32)
		two |= (uint64_t)word[at_bit / 32 + 1] << 32;
	return (uint32_t)(two >> at_bit % 32 & ((UINT64_C(1) << n) - 1));
}

/* Results of image i by what the manifest says of output words, against those of the
 * reference model. */
static void check_results(const struct written *w, const uint32_t *words, int i,
			  const int32_t *want)
{
	const json_t *out = at(w, "expected"), *part, *image;
	int bits = (int)number(out, "value_bits"), v, j = 0;
	int per_word = (int)number(out, "values_per_word");
	int word_bits = (int)number(out, "bits");
	const uint32_t *word;
	size_t n;

	image = json_array_get(at(w, "images"), (size_t)i);
	word = words + number(image, "expected_word") * word_bits / 32;
	for (n = 0; n < json_array_size(json_object_get(out, "parts")); n++) {
		part = json_array_get(json_object_get(out, "parts"), n);
		for (v = 0; v < number(part, "values"); v++, j++)
			ck_assert_int_eq((int32_t)bits_of(
				word + v / per_word * word_bits / 32,
				v % per_word * bits, bits),
				(int32_t)(want[j] & ((INT64_C(1) << bits) - 1)));
		word += number(part, "words") * word_bits / 32;
	}
	ck_assert_int_eq(j, number(out, "values"));
}

/* Input bytes of image i, which has a pixel a word or several words a pixel. */
static void check_input(const struct written *w, const uint32_t *words, int i)
{
	const json_t *in = at(w, "input"), *image;
	int c = (int)number(in, "channels"), together = (int)number(in, "pixels_together");
	int each = (int)number(in, "words_of_these") * (int)number(in, "bits") / 32;
	int64_t n = number(in, "width") * number(in, "height"), pixel;
	int k, at_byte;

	image = json_array_get(at(w, "images"), (size_t)i);
	words += number(image, "input_word") * number(in, "bits") / 32;
	for (pixel = 0; pixel < n; pixel++)
		for (k = 0; k < c; k++) {
			at_byte = (int)(pixel % together) * c + k;
			ck_assert_uint_eq(bits_of(words + pixel / together * each,
						  8 * at_byte, 8),
					  w->image[i][pixel * c + k]);
		}
}

static const char *const hardware[] = {"link.bits=32", "link.bits=64", "link.bits=128"};

START_TEST(test_files)
{
	struct written w;
	uint32_t *program, *got;
	const int32_t *logits;
	struct ref_state *state;
	struct ref *ref;
	size_t n_program;
	int64_t n;
	int i;

	write_plan(hardware[_i], &w);
	check_hash(&w, "hardware_hash", arch_hash(w.p->arch, &w.p->topo->files));
	check_hash(&w, "plan_hash", plan_hash(w.p));
	ck_assert_int_eq(number(at(&w, "input"), "port"),
			 graph_degree_in(w.p->topo->graph, 0));
	ck_assert_int_eq(number(at(&w, "expected"), "port"),
			 graph_degree_out(w.p->topo->graph, 7));
	ck_assert_int_eq(number(at(&w, "input"), "node"), 0);
	ck_assert_int_eq(number(at(&w, "expected"), "node"), 7);
	ck_assert_int_eq(json_integer_value(json_object_get(json_array_get(
		at(&w, "images"), 0), "label")), 7);
	ck_assert(json_is_null(json_object_get(json_array_get(at(&w, "images"), 1),
					       "label")));

	program = program_stream(w.p, &n_program);
	got = read_words(&w, "program", &n);
	ck_assert_int_eq(n, (int64_t)n_program);
	ck_assert(!memcmp(got, program, n_program * sizeof(*got)));
	free(got);
	free(program);

	got = read_words(&w, "input", &n);
	ck_assert_int_eq(n, N_IMAGES * number(at(&w, "input"), "words_per_image"));
	for (i = 0; i < N_IMAGES; i++)
		check_input(&w, got, i);
	free(got);

	got = read_words(&w, "expected", &n);
	ck_assert_int_eq(n, N_IMAGES * number(at(&w, "expected"), "words_per_image"));
	ref = ref_new(w.p);
	state = ref_state_new(ref);
	for (i = 0; i < N_IMAGES; i++) {
		ref_image(state, w.image[i]);
		logits = ref_logits(state, &n);
		check_results(&w, got, i, logits);
	}
	ref_state_free(state);
	ref_free(ref);
	free(got);
	written_free(&w);
}
END_TEST

/* program.h has the numbers of the manifest. */
START_TEST(test_header)
{
	struct written w;
	struct err e;
	char *s, *line;
	struct text want = {0};

	write_plan(NULL, &w);
	s = file_read(DIR "/out/program.h", FILE_MAX_TEXT, NULL, &e);
	ck_assert_ptr_nonnull(s);
	text_add(&want, "WORDS %" PRId64 "u\nHARDWARE UINT64_C(0x%s)\nPLAN UINT64_C(0x%s)\n"
		 "IMAGES %du\n", number(at(&w, "program"), "words"),
		 json_string_value(at(&w, "hardware_hash")),
		 json_string_value(at(&w, "plan_hash")), N_IMAGES);
	for (line = strtok(want.s, "\n"); line; line = strtok(NULL, "\n")) {
		char *define = xasprintf("\n#define IMCFAB_PROGRAM_%s\n", line);

		ck_assert_msg(strstr(s, define) != NULL, "no %s", define);
		free(define);
	}
	text_free(&want);
	free(s);
	written_free(&w);
}
END_TEST

/* A name that is no UTF-8 is written with question marks. */
START_TEST(test_odd_name)
{
	static const int label[1] = {-1};
	struct plan *p = sim_plan(tiny_resnet(), "5pp(8)", NULL);
	uint64_t seed = 5;
	uint8_t *image = hand_image(p, &seed);
	json_error_t why;
	json_t *j;
	struct err e;

	free(p->net);
	p->net = xstrdup("caf\xe9 \"x\"");
	ck_assert_int_eq(program_files_write(p, &image, label, 1, "1", DIR "/odd", &e), 0);
	j = json_load_file(DIR "/odd/manifest.json", 0, &why);
	ck_assert_msg(j != NULL, "%s", why.text);
	ck_assert_str_eq(json_string_value(json_object_get(j, "network")), "caf? \"x\"");
	json_decref(j);
	free(image);
	plan_free(p);
}
END_TEST

/* ---- The example of docs/formats.md: plan, registers, words. ---- */

/* The hardware file between <<END and END there. */
static struct arch *docs_arch(void)
{
	static const char begin[] = "cat >small.arch <<END\n";
	char *path = check_source("docs/formats.md");
	struct err e;
	char *s = file_read(path, FILE_MAX_TEXT, NULL, &e), *from, *to;
	struct arch *a;

	ck_assert_ptr_nonnull(s);
	from = strstr(s, begin);
	ck_assert_ptr_nonnull(from);
	from += strlen(begin);
	to = strstr(from, "END\n");
	*to = '\0';
	a = arch_parse(from, "docs/formats.md", 1, NULL, 0, &e);
	ck_assert_msg(a != NULL, "%s", e.text);
	free(s);
	free(path);
	return a;
}

static void row(struct text *t, const uint32_t *w, size_t i)
{
	text_add(t, "| %zu | %08" PRIx32 " | ", i, w[i]);
}

static void fields(struct text *t, const struct task_field_list *l, int reg, uint32_t word)
{
	const struct task_field *f;
	uint32_t v;

	for (f = l->field; f < l->field + l->n; f++) {
		v = (uint32_t)(word >> f->at & ((UINT64_C(1) << f->n_bits) - 1));
		if (f->reg == reg && v)
			text_add(t, " %s=%" PRIu32, f->name, v);
	}
}

static void data_word(struct text *t, const struct plan *p, uint32_t space, int node,
		      uint32_t at_word, uint32_t word)
{
	static const char *const constant[] = {"bias", "skip_mult", "shift, mult"};
	int vcs = p->arch->link_vcs, out, quads;

	switch (space) {
	case SPACE_ROUTES:
		if (node == p->topo->graph->n_nodes) {
			text_add(t, "part %" PRIu32 " of the output: %" PRIu32
				 " word a pixel", at_word, word & 0xFFFF);
			return;
		}
		out = program_out_ports(p, node) * vcs;
		if ((int)at_word < out)
			text_add(t, "entry %" PRIu32 ", output port %d", at_word,
				 (int)at_word / vcs);
		else
			text_add(t, "entry %" PRIu32 ", role %d of the core", at_word,
				 (int)at_word - out);
		if (word)
			text_add(t, ": valid, from queue %" PRIu32, word & 0x7FFFFFFF);
		return;
	case SPACE_TASK:
		text_add(t, "register %" PRIu32 ":", at_word);
		if (at_word < TASK_REGS)
			fields(t, &task_fields, (int)at_word, word);
		else
			fields(t, &source_fields,
			       (int)(at_word - TASK_REGS) % SOURCE_REGS, word);
		return;
	case SPACE_WEIGHTS:
		quads = (p->task[plan_task_at(p, node)].cols + 3) / 4;
		text_add(t, "row %d, columns from %d on", (int)at_word / quads,
			 4 * ((int)at_word % quads));
		return;
	case SPACE_CONSTANTS:
		text_add(t, "column %d: %s", (int)at_word / 3, constant[at_word % 3]);
		return;
	case SPACE_INPUT:
		text_add(t, "words of an image at the input: %" PRIu32, word);
		return;
	default:
		ck_abort_msg("space %" PRIu32 " has no words here", space);
	}
}

static void explain(const struct plan *p, const uint32_t *w, size_t n, struct text *t)
{
	static const char *const space[] = {"task registers", "routes", "weights",
					    "constants", "weights of the reduction", "input"};
	size_t i = 2;
	uint32_t head, count, k;

	text_add(t, "| word | hex | what |\n|---|---|---|\n");
	row(t, w, 0);
	text_add(t, "magic |\n");
	row(t, w, 1);
	text_add(t, "%" PRIu32 " words of records follow |\n", w[1]);
	while (i < n - 1) {
		head = w[i];
		count = w[i + 1];
		ck_assert_uint_lt(head >> 28, sizeof(space) / sizeof(*space));
		row(t, w, i++);
		text_add(t, "space %" PRIu32 ", %s, of node %" PRIu32 " |\n", head >> 28,
			 space[head >> 28], head & 0xFFFF);
		row(t, w, i++);
		text_add(t, "%" PRIu32 " words |\n", count);
		for (k = 0; k < count; k++) {
			row(t, w, i);
			data_word(t, p, head >> 28, (int)(head & 0xFFFF), k, w[i++]);
			text_add(t, " |\n");
		}
	}
	row(t, w, i);
	text_add(t, "CRC-32 of all words before |\n");
}

/* The lines of its plan from the task to its streams. */
static void plan_lines(const struct plan *p, struct text *t)
{
	struct text whole = {0};
	char *line;

	plan_write(p, &whole);
	text_add(t, "\n");
	for (line = strtok(strstr(whole.s, "\ntask "), "\n"); line;
	     line = strtok(NULL, "\n"))
		text_add(t, "    %s\n", line);
	text_add(t, "\n");
	text_free(&whole);
}

START_TEST(test_docs)
{
	struct arch *a = docs_arch();
	char *path = check_source("tests/nets/one.json");
	struct err e = {0};
	struct net *net = net_read_json(path, &e);
	struct text t = {0};
	struct plan *p;
	uint32_t *w;
	size_t n;

	ck_assert_msg(net != NULL, "%s", e.text);
	p = plan_build(net, a, NULL, &e);
	ck_assert_msg(p != NULL, "%s", e.text);
	plan_lines(p, &t);
	w = program_stream(p, &n);
	explain(p, w, n, &t);
	check_holds("docs/formats.md", "<!-- words of one.plan -->\n",
		    "<!-- end of words -->\n", &t, "the program of tests/nets/one.json");
	text_free(&t);
	free(w);
	free(path);
	plan_free(p);
	net_free(net);
	arch_free(a);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("program_files");
	TCase *c = tcase_create("program_files");

	check_folder(DIR);
	tcase_add_loop_test(c, test_files, 0, sizeof(hardware) / sizeof(*hardware));
	tcase_add_test(c, test_header);
	tcase_add_test(c, test_odd_name);
	tcase_add_test(c, test_docs);
	suite_add_tcase(s, c);
	return s;
}
