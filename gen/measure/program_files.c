/* SPDX-License-Identifier: Apache-2.0 */
#include "program_files.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/json.h"
#include "model/program.h"
#include "refmodel/ref.h"
#include "stimulus.h"

/* Words for one port, 32 bits at a time, the lowest first. */
struct port_words {
	const char *name;
	int bits;	/* of a word of the port, a multiple of 32 */
	uint32_t *w;	/* owned */
	int64_t n;	/* words of the port */
};

/* What a program is for. */
struct identity {
	uint64_t hardware, plan;	/* hashes */
};

static void add_files(struct files *s, const struct port_words *p)
{
	int parts = p->bits / 32, i;
	char *bin = xasprintf("%s.bin", p->name);
	char *hex = xasprintf("%s.hex", p->name);
	struct text *t = files_add(s, bin);
	uint8_t b[4];
	int64_t k;

	for (k = 0; k < p->n * parts; k++) {
		for (i = 0; i < 4; i++)
			b[i] = (uint8_t)(p->w[k] >> 8 * i);
		text_add_bytes(t, b, 4);
	}
	t = files_add(s, hex);
	for (k = 0; k < p->n; k++)
		for (i = parts - 1; i >= 0; i--)
			text_add(t, "%08" PRIx32 "%s", p->w[k * parts + i],
				 i ? "" : "\n");
	free(bin);
	free(hex);
}

static json_t *hash_json(uint64_t hash)
{
	char s[17];

	snprintf(s, sizeof(s), "%016" PRIx64, hash);
	return json_string(s);
}

static json_t *port_json(const struct port_words *p)
{
	char *bin = xasprintf("%s.bin", p->name);
	char *hex = xasprintf("%s.hex", p->name);
	json_t *j = json_pack("{s:s, s:s, s:i, s:I}", "bin", bin, "hex", hex, "bits",
			      p->bits, "words", (json_int_t)p->n);

	free(bin);
	free(hex);
	return j;
}

static json_t *input_json(const struct plan *p, const struct port_words *in)
{
	const struct plan_stream *s = &p->stream[0];
	int node = plan_input_node(p);
	json_t *j = port_json(in);

	json_object_update_new(j, json_pack(
		"{s:I, s:i, s:i, s:i, s:i, s:i, s:i, s:b, s:i, s:i}",
		"words_per_image", (json_int_t)plan_image_words(s),
		"node", node, "port", program_in_ports(p, node) - 1, "vc", 0,
		"width", p->in_w, "height", p->in_h, "channels", p->in_c,
		"signed", p->in_signed, "pixels_together", p->in_w / s->w,
		"words_of_these", s->words));
	return j;
}

/* Parts whose words come in this order in each pixel. */
static json_t *parts_json(const struct plan *p)
{
	int part, stream, n = plan_output_parts(p);
	json_t *parts = json_array();

	for (part = 0; part < n; part++) {
		stream = plan_output_stream(p, part);
		json_array_append_new(parts, json_pack(
			"{s:i, s:i, s:i}", "vc", part, "words",
			p->stream[stream].words, "values",
			plan_stream_values(p, stream)));
	}
	return parts;
}

static json_t *output_json(const struct plan *p, const struct port_words *out)
{
	int node = plan_output_node(p), stream = plan_output_stream(p, 0);
	const struct plan_stream *s = &p->stream[stream];
	const struct plan_task *k = stream ? &p->task[stream - 1] : NULL;
	int raw = k && k->out_raw;
	json_t *j = port_json(out);

	json_object_update_new(j, json_pack(
		"{s:I, s:i, s:i, s:i, s:i, s:i, s:i, s:b, s:i, s:i, s:o}",
		"words_per_image", (json_int_t)plan_output_words(p),
		"node", node, "port", program_out_ports(p, node) - 1,
		"width", s->w, "height", s->h, "values", p->n_out,
		"value_bits", raw ? p->arch->psum_bits : 8,
		"signed", raw || (k ? k->out_signed : p->in_signed),
		"values_per_word", raw ? arch_sums(p->arch) : arch_lanes(p->arch),
		"scale", 1, "parts", parts_json(p)));
	return j;
}

static void add_manifest(struct files *s, const struct plan *p,
			 const struct identity *id, const struct port_words *w, const int *label,
			 int n_images, const char *version)
{
	json_t *images = json_array(), *root;
	struct text topology = {0};
	char *text;
	int i;

	for (i = 0; i < n_images; i++)
		json_array_append_new(images, json_pack(
			"{s:o, s:I, s:I}", "label", label[i] < 0 ? json_null() :
			json_integer(label[i]), "input_word",
			(json_int_t)(i * plan_image_words(&p->stream[0])),
			"expected_word", (json_int_t)(i * plan_output_words(p))));
	arch_write_topology(p->arch, &topology);
	root = json_pack("{s:s, s:i, s:s, s:o, s:s, s:o, s:o, s:o, s:i, s:i, s:i, "
			 "s:I, s:I, s:o, s:o, s:o, s:o}",
			 "format", "imcfab-program", "version", 1,
			 "imcfab", version, "network", json_text(p->net),
			 "hardware", p->arch->name, "topology", json_text(topology.s),
			 "hardware_hash", hash_json(id->hardware),
			 "plan_hash", hash_json(id->plan),
			 "tiles", p->topo->graph->n_nodes,
			 "vcs", p->arch->link_vcs, "link_bits", p->arch->link_bits,
			 "interval", (json_int_t)p->interval,
			 "latency", (json_int_t)p->latency,
			 "program", port_json(&w[0]), "input", input_json(p, &w[1]),
			 "expected", output_json(p, &w[2]), "images", images);
	text = json_dumps(root, JSON_INDENT(2));
	text_add(files_add(s, "manifest.json"), "%s\n", text);
	free(text);
	text_free(&topology);
	json_decref(root);
}

static void add_header(struct files *s, const struct plan *p, const struct identity *id,
		       const struct port_words *w, int n_images)
{
	text_add(files_add(s, "program.h"),
"/* Numbers of manifest.json for a C program (sw/imcfab.h). */\n"
"#ifndef IMCFAB_PROGRAM_H\n"
"#define IMCFAB_PROGRAM_H\n"
"#define IMCFAB_PROGRAM_WORDS %" PRId64 "u\n"
"#define IMCFAB_PROGRAM_HARDWARE UINT64_C(0x%016" PRIx64 ")\n"
"#define IMCFAB_PROGRAM_PLAN UINT64_C(0x%016" PRIx64 ")\n"
"#define IMCFAB_PROGRAM_LINK_BITS %du\n"
"#define IMCFAB_PROGRAM_TILES %du\n"
"#define IMCFAB_PROGRAM_IMAGES %du\n"
"#define IMCFAB_PROGRAM_INPUT_WORDS %" PRId64 "u	/* of link bits, of an image */\n"
"#define IMCFAB_PROGRAM_OUTPUT_WORDS %" PRId64 "u\n"
"#endif\n", w[0].n, id->hardware, id->plan,
		 p->arch->link_bits, p->topo->graph->n_nodes, n_images,
		 plan_image_words(&p->stream[0]), plan_output_words(p));
}

/* Input and expected words of all images. */
static void run_images(const struct plan *p, uint8_t *const *hwc, int n_images,
		       struct port_words *in, struct port_words *out)
{
	int64_t n_in = plan_image_words(&p->stream[0]);
	int64_t n_out = plan_output_words(p), n, k;
	struct ref *ref = ref_new(p);
	struct ref_state *state = ref_state_new(ref);
	int parts = p->arch->link_bits / 32, i;
	const uint32_t *w;

	in->n = n_images * n_in;
	out->n = n_images * n_out;
	in->w = xcalloc((size_t)(in->n * parts), sizeof(*in->w));
	out->w = xcalloc((size_t)(out->n * parts), sizeof(*out->w));
	for (i = 0; i < n_images; i++) {
		ref_image(state, hwc[i]);
		w = ref_words(state, 0, &n);
		for (k = 0; k < n; k++)
			in->w[i * n + k] = w[k];
		stimulus_output(p, state, out->w + i * n_out * parts);
	}
	ref_state_free(state);
	ref_free(ref);
}

int program_files_write(const struct plan *p, uint8_t *const *hwc,
			const int *label, int n_images, const char *version,
			const char *dir, struct err *e)
{
	struct port_words w[3] = {
		{"program", 32, NULL, 0},
		{"input", p->arch->link_bits, NULL, 0},
		{"expected", p->arch->link_bits, NULL, 0},
	};
	const struct identity id = {arch_hash(p->arch, &p->topo->files), plan_hash(p)};
	struct files s = {.dir = dir};
	size_t n;
	int i;

	w[0].w = program_stream(p, &n);
	w[0].n = (int64_t)n;
	run_images(p, hwc, n_images, &w[1], &w[2]);
	for (i = 0; i < 3; i++)
		add_files(&s, &w[i]);
	add_manifest(&s, p, &id, w, label, n_images, version);
	add_header(&s, p, &id, w, n_images);
	for (i = 0; i < 3; i++)
		free(w[i].w);
	return files_write(&s, e);
}
