/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "compile/plan_build.h"
#include "model/program.h"
#include "model/registers.h"
#include "simulate.h"
#include "tiny.h"
#include "main.h"

/* The check value that every description of this CRC gives. */
START_TEST(test_crc)
{
	uint32_t crc = program_crc(0, "1234", 4);

	ck_assert_uint_eq(program_crc(0, "123456789", 9), 0xCBF43926u);
	ck_assert_uint_eq(program_crc(crc, "56789", 5), 0xCBF43926u);
	ck_assert_uint_eq(program_crc(0, "", 0), 0);
}
END_TEST

/* Fields of registers by their names. */
struct named {
	const char *name;
	int64_t want;
};

static void check_fields(const struct task_field_list *l, const uint32_t *r,
			 const struct named *n)
{
	const struct task_field *f;
	uint32_t got;

	for (; n->name; n++) {
		for (f = l->field; strcmp(f->name, n->name); f++)
			ck_assert_ptr_ne(f, l->field + l->n - 1);
		got = (uint32_t)(r[f->reg] >> f->at &
				 ((UINT64_C(1) << f->n_bits) - 1));
		ck_assert_msg(got == (uint32_t)(n->want &
			      (int64_t)((UINT64_C(1) << f->n_bits) - 1)),
			      "%s is %u, not %lld", n->name, got,
			      (long long)n->want);
	}
}

/* l3: 3x3, stride 2, 8x8 to 4x4, two words a pixel, ring of 256 words; from one source,
 * which is the whole stream. */
START_TEST(test_window_registers)
{
	static const struct named want[] = {
		{"enable", 1}, {"in_signed", 0}, {"has_psum", 0}, {"reduce", 0},
		{"n_sources", 1}, {"in_w", 8}, {"in_h", 8}, {"in_words", 2},
		{"out_w", 4}, {"out_h", 4}, {"end_x", 3}, {"end_y", 3},
		{"dilation_x", 1}, {"dilation_y", 1}, {"step_x", 1},
		{"stride_x", 2}, {"stride_y", 2}, {"pad_x", 1}, {"pad_y", 1}, {"ring_words", 256},
		{"step_y", (8 - 3) * 2 + 1}, {"step_ox", 4},
		{"step_oy", (16 - 6) * 2}, {"step_img", (64 - 6 * 8 - 6) * 2},
		{"rows", 72}, {"cols", 16}, {"adc_gain", 1}, {"adc_step", 1},
		{"adc_offset", 0}, {NULL, 0},
	}, source[] = {
		{"src_end_x", 8}, {"src_end_word", 2}, {"src_x", 0}, {"src_word", 0},
		{"src_start", (8 + 1) * 2}, {NULL, 0},
	};
	struct plan *p = sim_plan(tiny_resnet(), "5pp(8)", NULL);
	uint32_t r[TASK_REGS + SOURCE_REGS];

	task_registers(&p->task[3], r);
	check_fields(&task_fields, r, want);
	check_fields(&source_fields, r + TASK_REGS, source);
	plan_free(p);
}
END_TEST

/* Taps two columns and three rows apart, of two words; not reduced and reduced. */
START_TEST(test_dilated_registers)
{
	static const struct named want[2][8] = { {
		{"end_x", 6}, {"end_y", 9}, {"dilation_x", 2}, {"dilation_y", 3},
		{"step_x", 2 * 2 - 1}, {"step_y", (3 * 8 - 4) * 2 - 1},
		{"step_oy", (16 - 6) * 2}, {NULL, 0},
	}, {
		{"end_x", 6}, {"end_y", 9}, {"dilation_x", 2}, {"dilation_y", 3},
		{"step_x", 2 * 2}, {"step_y", (3 * 8 - 4) * 2},
		{"step_oy", (16 - 6) * 2}, {NULL, 0},
	} };
	struct plan *p = sim_plan(tiny_resnet(), "5pp(8)", NULL);
	struct plan_task *k = &p->task[3];
	uint32_t r[TASK_REGS + SOURCE_REGS];

	k->dilation_x = 2;
	k->dilation_y = 3;
	task_registers(k, r);
	check_fields(&task_fields, r, want[0]);
	k->reduce = REDUCE_MAX;
	task_registers(k, r);
	check_fields(&task_fields, r, want[1]);
	plan_free(p);
}
END_TEST

/* Two bands of l3's image. */
START_TEST(test_source_registers)
{
	static const struct named source[2][10] = { {
		{"src_end_x", 5}, {"src_end_word", 2}, {"src_x", 4094}, {"src_word", 4095},
		{"src_start", (8 + 1) * 2}, {"src_cols", 5}, {"src_keep", 2},
		{"src_step_x", 1}, {"src_step_y", 3 * 2 + 1}, {NULL, 0},
	}, {
		{"src_end_x", 3}, {"src_end_word", 2}, {"src_x", 0}, {"src_word", 0},
		{"src_start", (8 + 1 + 5) * 2}, {"src_cols", 3},
		{"src_keep", 2}, {"src_step_x", 1}, {"src_step_y", 5 * 2 + 1},
		{NULL, 0},
	} };
	struct plan *p = sim_plan(tiny_resnet(), "5pp(8)", NULL);
	struct plan_task *k = &p->task[3];
	uint32_t r[TASK_REGS + 2 * SOURCE_REGS];

	k->n_sources = 2;
	k->source = xrealloc(k->source, 2 * sizeof(*k->source));
	k->source[0] = (struct plan_source){ 7, 3, 2, 5, 1, 2, 0, 0 };
	k->source[1] = (struct plan_source){ 3, 2, 0, 3, 0, 2, 5, 0 };
	ck_assert_int_eq(task_n_registers(2), TASK_REGS + 2 * SOURCE_REGS);
	task_registers(k, r);
	check_fields(&source_fields, r + TASK_REGS, source[0]);
	check_fields(&source_fields, r + TASK_REGS + SOURCE_REGS, source[1]);
	plan_free(p);
}
END_TEST

START_TEST(test_other_registers)
{
	static const struct named want[] = {
		{"has_skip", 1}, {"clamp_signed", 1}, {"skip_signed", 1},
		{"pad_x", -3}, {"pad_y", 1}, {"stride_x", 1}, {"stride_y", 1}, {"adc_gain", 65535},
		{"adc_shift", 47}, {"adc_step", 513}, {"adc_offset", -2},
		{"skip_w", 8}, {"skip_h", 8}, {"skip_words", 2},
		{"skip_stride", 2}, {"skip_first", 4}, {"skip_channels", 8},
		{NULL, 0},
	}, mean[] = {	/* of 4x4 of 4 words, raw results */
		{"out_raw", 1}, {"reduce", 2}, {"sums", 1}, {"pool_shift", 4},
		{"has_skip", 0}, {"ring_words", 16}, {"step_y", 4},
		{"skip_w", 0}, {NULL, 0},
	};
	struct plan *p = sim_plan(tiny_resnet(), "5pp(8)", NULL);
	struct plan_task *k = &p->task[4];
	uint32_t r[TASK_REGS + SOURCE_REGS];

	k->adc_gain = 65535;
	k->adc_shift = 47;
	k->adc_step = 513;
	k->adc_offset = -2;
	k->pad_x = -3;
	k->skip_signed = 1;
	k->out_signed = k->clamp_signed = 1;
	task_registers(k, r);
	check_fields(&task_fields, r, want);
	task_registers(&p->task[5], r);
	check_fields(&task_fields, r, mean);
	plan_free(p);
}
END_TEST

/* What each stream finds at its source and at its readers. */
START_TEST(test_routes)
{
	struct plan *p = sim_plan(tiny_resnet(), "5pp(8)", NULL);
	const struct graph *g = p->topo->graph;
	uint32_t entry[64];
	int n, c = graph_edge(g, 0, 1), d = graph_edge(g, 0, 2);

	/* Node 0: the input by its extra port to role 0, the task out. */
	ck_assert_int_eq(program_in_ports(p, 0), graph_degree_in(g, 0) + 1);
	ck_assert_int_eq(program_out_ports(p, 0), graph_degree_out(g, 0));
	n = program_routes(p, 0, entry);
	ck_assert_int_eq(n, 2 * graph_degree_out(g, 0) + 1);
	ck_assert_uint_eq(entry[n - 1],
			  0x80000000u | 2 * graph_degree_in(g, 0));
	ck_assert_uint_eq(entry[2 * graph_out_port(g, c)],
			  0x80000000u | 2 * program_in_ports(p, 0));
	ck_assert_uint_eq(entry[2 * graph_out_port(g, d)],
			  0x80000000u | 2 * program_in_ports(p, 0));
	ck_assert_uint_eq(entry[2 * graph_out_port(g, c) + 1], 0);

	/* Node 2: l1 as activations, l0 as residual. */
	n = program_routes(p, 2, entry);
	ck_assert_int_eq(n, 2 * graph_degree_out(g, 2) + 3);
	ck_assert_uint_eq(entry[n - 3], 0x80000000u |
			  2 * g->in_port[graph_edge(g, 1, 2)]);
	ck_assert_uint_eq(entry[n - 2], 0);
	ck_assert_uint_eq(entry[n - 1], 0x80000000u | 2 * g->in_port[d]);

	/* Node 7 passes the results on, to the fabric's output. */
	ck_assert_int_eq(program_out_ports(p, 7), graph_degree_out(g, 7) + 1);
	n = program_routes(p, 7, entry);
	ck_assert_int_eq(n, 2 * graph_degree_out(g, 7) + 1);
	ck_assert_uint_eq(entry[n - 1], 0x80000000u |
			  2 * g->in_port[graph_edge(g, 5, 7)]);
	plan_free(p);
}
END_TEST

static void check_weights(const struct plan_task *k, const uint32_t *w,
			  uint32_t n)
{
	int quads = (k->cols + 3) / 4, row, col;

	ck_assert_uint_eq(n, (uint32_t)(k->rows * quads));
	for (row = 0; row < k->rows; row++)
		for (col = 0; col < 4 * quads; col++) {
			int8_t want = col < k->cols
				? k->weights[row * k->cols + col] : 0;
			uint32_t word = w[row * quads + col / 4];

			ck_assert_int_eq((int8_t)(uint8_t)(word >>
					 (col % 4 * 8)), want);
		}
}

static void check_constants(const struct plan_task *k, const uint32_t *w,
			    uint32_t n)
{
	int i;

	ck_assert_uint_eq(n, (uint32_t)(3 * k->cols));
	for (i = 0; i < k->cols; i++) {
		ck_assert_int_eq((int32_t)w[3 * i], k->bias[i]);
		ck_assert_int_eq((int32_t)w[3 * i + 1], k->skip_mult[i]);
		ck_assert_uint_eq(w[3 * i + 2],
				  (uint32_t)(k->shift[i] << 16 | k->mult[i]));
	}
}

/* Takes the stream apart again: each record is what the plan says, once. */
START_TEST(test_stream)
{
	struct plan *p = sim_plan(tiny_resnet(), "5pp(8)", "xbar.cols=24");
	int seen[8][4] = {{0}}, node, space, t, n_records = 0;
	size_t n, at = 2;
	uint32_t *w = program_stream(p, &n), crc;
	uint8_t *bytes = xmalloc(4 * n);
	uint32_t reg[64];
	size_t i;

	ck_assert_uint_eq(w[0], 0x31434D49u);
	ck_assert_uint_eq(w[1], n - 3);
	for (; at < n - 1; at += 2 + w[at + 1], n_records++) {
		const uint32_t *data = w + at + 2;
		uint32_t n_data = w[at + 1];

		ck_assert_uint_eq(w[at] & 0x0FFF0000u, 0);
		space = (int)(w[at] >> 28);
		node = (int)(w[at] & 0xFFFF);
		if (node == 8) {	/* the collector: a part of three words */
			ck_assert_int_eq(space, SPACE_ROUTES);
			ck_assert_uint_eq(n_data, 1);
			ck_assert_uint_eq(data[0], 0x80000000u | 10);
			continue;
		}
		if (node == 9) {	/* the controller: words of an image */
			ck_assert_int_eq(space, SPACE_INPUT);
			ck_assert_uint_eq(n_data, 1);
			ck_assert_uint_eq(data[0], 8 * 8);
			continue;
		}
		ck_assert_int_lt(node, 8);
		ck_assert_int_lt(space, 4);
		ck_assert_int_eq(seen[node][space]++, 0);
		t = plan_task_at(p, node);
		if (space == SPACE_TASK) {
			task_registers(&p->task[t], reg);
			ck_assert_uint_eq(n_data, task_n_registers(1));
			ck_assert_mem_eq(data, reg, sizeof(*reg) * n_data);
		} else if (space == SPACE_ROUTES) {
			ck_assert_int_eq(program_routes(p, node, reg),
					 (int)n_data);
			ck_assert_mem_eq(data, reg, sizeof(*reg) * n_data);
		} else if (space == SPACE_WEIGHTS) {
			ck_assert_int_eq(seen[node][SPACE_TASK], 1);
			check_weights(&p->task[t], data, n_data);
		} else {
			check_constants(&p->task[t], data, n_data);
		}
	}
	ck_assert_uint_eq(at, n - 1);
	ck_assert_int_eq(n_records, 9 + 3 * 6);	/* node 7 and the collector have
						 * routes only, then the controller */
	for (i = 0; i < 4 * (n - 1); i++)
		bytes[i] = (uint8_t)(w[i / 4] >> (i % 4 * 8));
	crc = program_crc(0, bytes, 4 * (n - 1));
	ck_assert_uint_eq(w[n - 1], crc);
	free(bytes);
	free(w);
	plan_free(p);
}
END_TEST

/* Weights of a reduction, 2x1 taps of 5 channels: of word 0 both taps, then of word 1;
 * with words of 64 bits a tap takes two words of the stream. */
START_TEST(test_pool_weights)
{
	static const uint32_t narrow[] = {
		0x04030201, 0x14131211, 0x05, 0x15,
	}, wide[] = { 0x04030201, 0x05, 0x14131211, 0x15 };
	struct net *n = tiny_net(4, 4, 5);
	struct arch *a = tiny_arch("5pp(2)", "pool.weights=16");
	struct err e = {0};
	struct plan *p;
	size_t n_words, at;
	uint32_t *w;
	int i;

	tiny_conv(n, 0, 1, 1, 5);
	tiny_groups(n, 5);
	tiny_window(n, 2, 1, 1, 0, 0);
	for (i = 0; i < 10; i++)
		n->layer[0].weights[i] = (int8_t)(i / 2 + 1 + i % 2 * 16);
	if (_i)
		a->link_bits = 64;
	p = plan_build(n, a, NULL, &e);
	ck_assert_msg(p != NULL, "%s", e.text);
	w = program_stream(p, &n_words);
	for (at = 2; w[at] != (uint32_t)SPACE_POOL << 28; at += 2 + w[at + 1])
		ck_assert_uint_lt(at, n_words - 1);
	ck_assert_uint_eq(w[at + 1], 4);
	ck_assert_mem_eq(w + at + 2, _i ? wide : narrow, sizeof(wide));
	free(w);
	plan_free(p);
	arch_free(a);
	net_free(n);
}
END_TEST

/* A core without a crossbar product gets no weights. */
START_TEST(test_bypass)
{
	struct net *n = tiny_net(4, 4, 5);
	struct plan *p;
	size_t n_words;
	uint32_t *w, reg[TASK_REGS + SOURCE_REGS];

	tiny_pool(n, 0, NET_MAX_POOL, 2);
	p = sim_plan(n, "5pp(2)", NULL);
	task_registers(&p->task[0], reg);
	ck_assert_uint_eq(reg[0], 1 << 21 | 1 | 1 << 1 | 1 << 5 | 1 << 6 | 1 << 7);
	w = program_stream(p, &n_words);
	/* routes of node 0: out port 1 of 1, role 0; of node 1: io port */
	ck_assert_uint_eq(n_words, 3 + (2 + 3) + (2 + task_n_registers(1)) +
			  (2 + 15) + (2 + 3) + (2 + 1) + (2 + 1));
	free(w);
	plan_free(p);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("program");
	TCase *c = tcase_create("program");

	tcase_add_test(c, test_crc);
	tcase_add_test(c, test_window_registers);
	tcase_add_test(c, test_dilated_registers);
	tcase_add_test(c, test_source_registers);
	tcase_add_test(c, test_other_registers);
	tcase_add_test(c, test_routes);
	tcase_add_test(c, test_stream);
	tcase_add_test(c, test_bypass);
	tcase_add_loop_test(c, test_pool_weights, 0, 2);
	suite_add_tcase(s, c);
	return s;
}
