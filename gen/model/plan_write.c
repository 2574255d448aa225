/* SPDX-License-Identifier: Apache-2.0 */
#include "plan_text.h"

#include <inttypes.h>
#include <string.h>

#define INT_MIN_ (-2147483647 - 1)
#define INT_MAX_ 2147483647
#define WIDE_MAX INT64_C(1000000000000000)

static const char *const role_names[] = { "act", "psum", "skip", NULL };
static const char *const reduce_names[] = { "none", "max", "avg", "weighted", NULL };

#define TASK(key, member, min, max) \
	{ key, offsetof(struct plan_task, member), min, max, NULL, NULL, 0 }

static const struct plan_field layer_fields[] = {
	TASK("index", layer, 0, 65535), TASK("part", part, 0, 65535),
	TASK("parts", n_parts, 1, 65536), TASK("x", out_x, 0, 4095),
	TASK("c", out_channel, 0, 16379), TASK("copy", is_copy, 0, 1), {0}
};

static const struct plan_field place_fields[] = {
	TASK("node", node, 0, 65535), {0}
};

static const struct plan_field input_fields[] = {
	TASK("w", in_w, 1, 4096), TASK("h", in_h, 1, 4096),
	TASK("words", in_words, 1, 4095), TASK("signed", in_signed, 0, 1),
	TASK("sources", n_sources, 1, ARCH_MAX_SOURCES), {0}
};

static const struct plan_field window_fields[] = {
	TASK("w", out_w, 1, 4096), TASK("h", out_h, 1, 4096),
	TASK("k_w", k_w, 1, 4096), TASK("k_h", k_h, 1, 4096),
	TASK("stride_x", stride_x, 1, 15), TASK("stride_y", stride_y, 1, 15),
	TASK("dilation_x", dilation_x, 1, 63), TASK("dilation_y", dilation_y, 1, 63),
	TASK("pad_x", pad_x, -128, 127), TASK("pad_y", pad_y, -128, 127),
	{ "reduce", offsetof(struct plan_task, reduce), 0, REDUCE_WEIGHTED, NULL,
	  reduce_names, 0 },
	TASK("pool_shift", pool_shift, 0, 12),
	TASK("ring", ring_words, 1, 65536), {0}
};

static const struct plan_field xbar_fields[] = {
	TASK("bypass", bypass, 0, 1), TASK("rows", rows, 4, 4096),
	TASK("cols", cols, 1, 4096), {0}
};

static const struct plan_field adc_fields[] = {
	TASK("gain", adc_gain, 1, 65535), TASK("shift", adc_shift, 0, 47),
	TASK("step", adc_step, 1, 65535),
	TASK("offset", adc_offset, INT_MIN_, INT_MAX_), {0}
};

static const struct plan_field post_fields[] = {
	TASK("psum", has_psum, 0, 1), TASK("skip", has_skip, 0, 1),
	TASK("raw", out_raw, 0, 1), TASK("signed", out_signed, 0, 1),
	TASK("clamp_signed", clamp_signed, 0, 1), TASK("leak", leak_shift, 0, 7),
	TASK("table", has_table, 0, 1), {0}
};

static const struct plan_field skip_fields[] = {
	TASK("w", skip_w, 0, 4096), TASK("h", skip_h, 0, 4096),
	TASK("words", skip_words, 0, 4095),
	TASK("signed", skip_signed, 0, 1),
	TASK("stride", skip_stride, 0, 15),
	TASK("first", skip_first, 0, 4095),
	TASK("channels", skip_channels, 0, 4096), {0}
};

const struct plan_group plan_task_groups[] = {
	{ "layer", layer_fields }, { "place", place_fields },
	{ "input", input_fields },
	{ "window", window_fields }, { "xbar", xbar_fields },
	{ "adc", adc_fields }, { "post", post_fields },
	{ "skip", skip_fields }, {0}
};

#define FIELD(type, key, member, min, max, minus, names, wide) \
	{ key, offsetof(struct type, member), min, max, minus, names, wide }

const struct plan_field plan_source_fields[] = {
	FIELD(plan_source, "w", w, 1, 4096, NULL, NULL, 0),
	FIELD(plan_source, "words", words, 1, 4095, NULL, NULL, 0),
	FIELD(plan_source, "x", x, 0, 4095, NULL, NULL, 0),
	FIELD(plan_source, "cols", cols, 1, 4096, NULL, NULL, 0),
	FIELD(plan_source, "first", first, 0, 4094, NULL, NULL, 0),
	FIELD(plan_source, "keep", keep, 1, 4095, NULL, NULL, 0),
	FIELD(plan_source, "to_x", to_x, 0, 4095, NULL, NULL, 0),
	FIELD(plan_source, "to_word", to_word, 0, 4094, NULL, NULL, 0), {0}
};

const struct plan_field plan_image_fields[] = {
	FIELD(plan, "w", in_w, 1, 4096, NULL, NULL, 0),
	FIELD(plan, "h", in_h, 1, 4096, NULL, NULL, 0),
	FIELD(plan, "c", in_c, 1, 16380, NULL, NULL, 0),
	FIELD(plan, "signed", in_signed, 0, 1, NULL, NULL, 0),
	FIELD(plan, "out", n_out, 1, 16380, NULL, NULL, 0), {0}
};

const struct plan_field plan_timing_fields[] = {
	FIELD(plan, "macs", macs, 0, WIDE_MAX, NULL, NULL, 1),
	FIELD(plan, "interval", interval, 0, WIDE_MAX, NULL, NULL, 1),
	FIELD(plan, "latency", latency, 0, WIDE_MAX, NULL, NULL, 1), {0}
};

const struct plan_field plan_stream_fields[] = {
	FIELD(plan_stream, "src", src, -1, INT_MAX_, "input", NULL, 0),
	FIELD(plan_stream, "w", w, 1, 4096, NULL, NULL, 0),
	FIELD(plan_stream, "h", h, 1, 4096, NULL, NULL, 0),
	FIELD(plan_stream, "words", words, 1, 4096, NULL, NULL, 0), {0}
};

const struct plan_field plan_dest_fields[] = {
	FIELD(plan_dest, "task", task, -1, INT_MAX_, "output", NULL, 0),
	FIELD(plan_dest, "role", role, 0, 2, NULL, role_names, 0),
	FIELD(plan_dest, "source", source, 0, ARCH_MAX_SOURCES - 1, NULL, NULL, 0),
	FIELD(plan_dest, "hop", hop, -1, INT_MAX_, "source", NULL, 0), {0}
};

const struct plan_field plan_hop_fields[] = {
	FIELD(plan_hop_text, "tail", tail, 0, 65535, NULL, NULL, 0),
	FIELD(plan_hop_text, "head", head, 0, 65535, NULL, NULL, 0),
	FIELD(plan_hop_text, "channel", hop.channel, 0, INT_MAX_, NULL, NULL, 0),
	FIELD(plan_hop_text, "vc", hop.vc, 0, ARCH_MAX_VCS - 1, NULL, NULL, 0),
	FIELD(plan_hop_text, "from", hop.from, -1, INT_MAX_, "source", NULL, 0),
	{0}
};

const struct plan_field plan_column_fields[] = {
	FIELD(plan_column, "bias", bias, INT_MIN_, INT_MAX_, NULL, NULL, 0),
	FIELD(plan_column, "mult", mult, 0, 65535, NULL, NULL, 0),
	FIELD(plan_column, "shift", shift, 0, 47, NULL, NULL, 0),
	FIELD(plan_column, "skip_mult", skip_mult, INT_MIN_, INT_MAX_, NULL,
	      NULL, 0),
	FIELD(plan_column, "leak_mult", leak_mult, -65535, 65535, NULL, NULL, 0), {0}
};

static void write_fields(struct text *t, const void *record,
			 const struct plan_field *f)
{
	const char *at;
	int64_t v;

	for (; f->key; f++) {
		at = (const char *)record + f->offset;
		v = f->wide ? *(const int64_t *)at : *(const int *)at;
		if (v == -1 && f->minus)
			text_add(t, " %s=%s", f->key, f->minus);
		else if (f->names && v >= f->min && v <= f->max)
			text_add(t, " %s=%s", f->key, f->names[v]);
		else
			text_add(t, " %s=%" PRId64, f->key, v);
	}
	text_add(t, "\n");
}

static void write_hex(struct text *t, const char *word, int index,
		      const int8_t *v, int n)
{
	static const char digit[] = "0123456789abcdef";
	char pair[2];
	int i;

	text_add(t, "%s %d ", word, index);
	for (i = 0; i < n; i++) {
		pair[0] = digit[(uint8_t)v[i] >> 4];
		pair[1] = digit[v[i] & 15];
		text_add_bytes(t, pair, 2);
	}
	text_add(t, "\n");
}

static void write_arch(const struct arch *a, struct text *t)
{
	struct text body = {0};
	int n_lines = 0;
	size_t i;

	arch_write(a, &body);
	for (i = 0; i < body.n; i++)
		n_lines += body.s[i] == '\n';
	text_add(t, "arch %d\n", n_lines);
	text_add_bytes(t, body.s, body.n);
	text_free(&body);
}

static void write_task(const struct plan_task *k, int index, struct text *t)
{
	const struct plan_group *g;
	struct plan_column column;
	int i, n = plan_weight_rows(k);

	text_add(t, "task %d %s\n", index, k->name);
	for (g = plan_task_groups; g->word; g++) {
		text_add(t, "%s", g->word);
		write_fields(t, k, g->field);
	}
	for (i = 0; i < k->n_sources; i++) {
		text_add(t, "source %d", i);
		write_fields(t, &k->source[i], plan_source_fields);
	}
	for (i = 0; i < n; i++)
		write_hex(t, "row", i, k->weights + (size_t)i * k->cols,
			  k->cols);
	for (i = 0; i < k->cols; i++) {
		column.bias = k->bias[i];
		column.mult = k->mult[i];
		column.shift = k->shift[i];
		column.skip_mult = k->skip_mult[i];
		column.leak_mult = k->leak_mult[i];
		text_add(t, "col %d", i);
		write_fields(t, &column, plan_column_fields);
	}
	for (i = 0; k->has_table && i < 256; i += PLAN_TABLE_ROW)
		write_hex(t, "table", i / PLAN_TABLE_ROW, (const int8_t *)k->table + i,
			  PLAN_TABLE_ROW);
}

static void write_stream(const struct plan *p, int index, struct text *t)
{
	const struct plan_stream *s = &p->stream[index];
	const struct graph *g = p->topo->graph;
	struct plan_hop_text hop;
	int i;

	text_add(t, "stream %d", index);
	write_fields(t, s, plan_stream_fields);
	for (i = 0; i < s->n_hops; i++) {
		hop.hop = s->hop[i];
		hop.tail = g->tail[hop.hop.channel];
		hop.head = g->head[hop.hop.channel];
		text_add(t, "hop %d", i);
		write_fields(t, &hop, plan_hop_fields);
	}
	for (i = 0; i < s->n_dests; i++) {
		text_add(t, "dest %d", i);
		write_fields(t, &s->dest[i], plan_dest_fields);
	}
}

void plan_write(const struct plan *p, struct text *t)
{
	int i;

	text_add(t, "imcfab-plan %d\n", PLAN_VERSION);
	write_arch(p->arch, t);
	arch_write_files(&p->topo->files, t);
	text_add(t, "network %s\n", p->net);
	text_add(t, "image");
	write_fields(t, p, plan_image_fields);
	text_add(t, "timing");
	write_fields(t, p, plan_timing_fields);
	for (i = 0; p->input_lut && i < p->in_c; i++)
		write_hex(t, "lut", i, p->input_lut + 256 * (size_t)i, 256);
	for (i = 0; i < p->n_tasks; i++)
		write_task(&p->task[i], i, t);
	for (i = 0; i < p->n_streams; i++)
		write_stream(p, i, t);
	text_add(t, "end\n");
}
