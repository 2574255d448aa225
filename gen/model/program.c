/* SPDX-License-Identifier: Apache-2.0 */
#include "program.h"

#include <stdlib.h>
#include <string.h>

#include "registers.h"

#define ROUTE_VALID 0x80000000u

int program_in_ports(const struct plan *p, int node)
{
	return graph_degree_in(p->topo->graph, node) +
	       (node == plan_input_node(p));
}

int program_out_ports(const struct plan *p, int node)
{
	return graph_degree_out(p->topo->graph, node) +
	       (node == plan_output_node(p));
}

/* Two's complement field of `n_bits` at `at`. */
static uint32_t field(int64_t v, int at, int n_bits)
{
	uint64_t mask = (UINT64_C(1) << n_bits) - 1;

	return (uint32_t)(((uint64_t)v & mask) << at);
}

/* Queue in which a stream waits at a node: of the hop that brought it, or of
 * its source where `hop` is -1. */
static uint32_t queue_of(const struct plan *p, int stream, int hop)
{
	const struct graph *g = p->topo->graph;
	const struct plan_stream *s = &p->stream[stream];
	int node, vcs = p->arch->link_vcs;

	if (hop >= 0)
		return g->in_port[s->hop[hop].channel] * vcs + s->hop[hop].vc;
	if (s->src < 0)
		return graph_degree_in(g, plan_input_node(p)) * vcs;
	node = p->task[s->src].node;
	return program_in_ports(p, node) * vcs;
}

/* Entries of one stream at a node. */
static void stream_routes(const struct plan *p, int stream, int node,
			  uint32_t *entry)
{
	const struct graph *g = p->topo->graph;
	const struct plan_stream *s = &p->stream[stream];
	int vcs = p->arch->link_vcs, i, e;

	for (i = 0; i < s->n_hops; i++) {
		if (g->tail[s->hop[i].channel] != node)
			continue;
		e = graph_out_port(g, s->hop[i].channel) * vcs + s->hop[i].vc;
		entry[e] = ROUTE_VALID | queue_of(p, stream, s->hop[i].from);
	}
	for (i = 0; i < s->n_dests; i++) {
		if (s->dest[i].task < 0 && node == plan_output_node(p))
			e = graph_degree_out(g, node) * vcs + s->dest[i].source;
		else if (s->dest[i].task >= 0 &&
			 p->task[s->dest[i].task].node == node)
			e = program_out_ports(p, node) * vcs +
			    program_role(p->arch->act_sources, &s->dest[i]);
		else
			continue;
		entry[e] = ROUTE_VALID | queue_of(p, stream, s->dest[i].hop);
	}
}

int program_role(int n_sources, const struct plan_dest *d)
{
	return d->role == ROLE_ACT ? d->source : n_sources + d->role - 1;
}

int program_roles(int n_sources)
{
	return n_sources + N_ROLES - 1;
}

int program_routes(const struct plan *p, int node, uint32_t *entry)
{
	int n = program_out_ports(p, node) * p->arch->link_vcs +
		program_roles(p->arch->act_sources);
	int i;

	memset(entry, 0, n * sizeof(*entry));
	for (i = 0; i < p->n_streams; i++)
		stream_routes(p, i, node, entry);
	while (n > 0 && !entry[n - 1])
		n--;
	return n;
}

uint32_t program_crc(uint32_t crc, const void *bytes, size_t n_bytes)
{
	const uint8_t *b = bytes;
	int bit;

	crc = ~crc;
	while (n_bytes--) {
		crc ^= *b++;
		for (bit = 0; bit < 8; bit++)
			crc = (crc >> 1) ^ (crc & 1 ? 0xEDB88320u : 0);
	}
	return ~crc;
}

/* A growing row of words. */
struct words {
	uint32_t *w;
	size_t n, room;
};

static void add(struct words *s, uint32_t v)
{
	if (s->n == s->room) {
		s->room = s->room ? 2 * s->room : 1024;
		s->w = xrealloc(s->w, s->room * sizeof(*s->w));
	}
	s->w[s->n++] = v;
}

static void add_head(struct words *s, enum program_space space, int node,
		     uint32_t n_data)
{
	add(s, (uint32_t)space << 28 | (uint32_t)node);
	add(s, n_data);
}

static void add_routes(struct words *s, const struct plan *p, int node)
{
	size_t max = (size_t)program_out_ports(p, node) * p->arch->link_vcs +
		     (size_t)program_roles(p->arch->act_sources);
	uint32_t *entry = xcalloc(max, sizeof(*entry));
	int i, n = program_routes(p, node, entry);

	if (n)
		add_head(s, SPACE_ROUTES, node, n);
	for (i = 0; i < n; i++)
		add(s, entry[i]);
	free(entry);
}

/*
 * Read noise of a crossbar, for its behavioural model alone, which takes it as four rows
 * behind all its weights: low and high bytes of the columns' numbers, and in the first
 * word of the other two the low and the high half of what the generator begins with. The
 * rows that the task does not use come before, as zeros.
 */
static void add_read_noise(struct words *s, const struct plan_task *k, int n_rows)
{
	int quads = (k->cols + 3) / 4, row, quad, i, col;
	uint32_t v;

	for (row = k->rows; row < n_rows; row++)
		for (quad = 0; quad < quads; quad++)
			add(s, 0);
	for (row = 0; row < 2; row++)
		for (quad = 0; quad < quads; quad++) {
			v = 0;
			for (i = 0; i < 4; i++) {
				col = 4 * quad + i;
				if (col < k->cols)
					v |= field(k->read_noise[col] >> 8 * row, 8 * i, 8);
			}
			add(s, v);
		}
	for (row = 0; row < 2; row++)
		for (quad = 0; quad < quads; quad++)
			add(s, quad ? 0 : (uint32_t)(k->read_seed >> 32 * row));
}

static void add_weights(struct words *s, const struct plan_task *k, int n_rows)
{
	int quads = (k->cols + 3) / 4, row, quad, i, col;
	int rows = k->read_noise ? n_rows + 4 : k->rows;
	uint32_t v;

	add_head(s, SPACE_WEIGHTS, k->node, (uint32_t)rows * quads);
	for (row = 0; row < k->rows; row++)
		for (quad = 0; quad < quads; quad++) {
			v = 0;
			for (i = 0; i < 4; i++) {
				col = 4 * quad + i;
				if (col < k->cols)
					v |= field(k->weights[(size_t)row *
						   k->cols + col], 8 * i, 8);
			}
			add(s, v);
		}
	if (k->read_noise)
		add_read_noise(s, k, n_rows);
}

/* Weights of the reduction as a window shows its words: word, then tap; of each the
 * lanes, four a word of the stream. */
static void add_pool(struct words *s, const struct plan_task *k, int lanes)
{
	int taps = plan_weight_rows(k), word, tap, lane, col;
	uint32_t v = 0;

	add_head(s, SPACE_POOL, k->node,
		 (uint32_t)taps * k->in_words * lanes / 4);
	for (word = 0; word < k->in_words; word++)
		for (tap = 0; tap < taps; tap++)
			for (lane = 0; lane < lanes; lane++) {
				col = lanes * word + lane;
				if (col < k->cols)
					v |= field(k->weights[(size_t)tap *
						   k->cols + col],
						   8 * (lane % 4), 8);
				if (lane % 4 == 3) {
					add(s, v);
					v = 0;
				}
			}
}

/* Constants of each column; with post.leak leak_mult stands before the last. */
static void add_constants(struct words *s, const struct plan_task *k, int has_leak)
{
	int i;

	add_head(s, SPACE_CONSTANTS, k->node, (3 + has_leak) * (uint32_t)k->cols);
	for (i = 0; i < k->cols; i++) {
		add(s, (uint32_t)k->bias[i]);
		add(s, (uint32_t)k->skip_mult[i]);
		if (has_leak)
			add(s, field(k->leak_mult[i], 0, 17));
		add(s, field(k->shift[i], 16, 6) | field(k->mult[i], 0, 16));
	}
}

static void add_task(struct words *s, const struct plan_task *k, const struct arch *a)
{
	int i, n = task_n_registers(k->n_sources);
	uint32_t *reg = xcalloc(n, sizeof(*reg));

	task_registers(k, reg);
	add_head(s, SPACE_TASK, k->node, n);
	for (i = 0; i < n; i++)
		add(s, reg[i]);
	free(reg);
	if (k->reduce == REDUCE_WEIGHTED)
		add_pool(s, k, arch_lanes(a));
	else if (!k->bypass)
		add_weights(s, k, a->xbar_rows);
	add_constants(s, k, a->post_leak);
	if (!k->has_table)
		return;
	add_head(s, SPACE_TABLE, k->node, 256);
	for (i = 0; i < 256; i++)
		add(s, k->table[i]);
}

static uint32_t crc_of_words(const struct words *s)
{
	uint32_t crc = 0;
	uint8_t b[4];
	size_t i;

	for (i = 0; i < s->n; i++) {
		b[0] = s->w[i] & 255;
		b[1] = s->w[i] >> 8 & 255;
		b[2] = s->w[i] >> 16 & 255;
		b[3] = s->w[i] >> 24;
		crc = program_crc(crc, b, 4);
	}
	return crc;
}

/* The collector, behind all nodes: words a pixel of each part of the output. */
static void add_output(struct words *s, const struct plan *p)
{
	int part, n = plan_output_parts(p);

	add_head(s, SPACE_ROUTES, p->topo->graph->n_nodes, n);
	for (part = 0; part < n; part++)
		add(s, ROUTE_VALID | (uint32_t)
		    p->stream[plan_output_stream(p, part)].words);
}

uint32_t *program_stream(const struct plan *p, size_t *n_words)
{
	struct words s = {0};
	int node, task;

	add(&s, PROGRAM_MAGIC);
	add(&s, 0);
	for (node = 0; node < p->topo->graph->n_nodes; node++) {
		add_routes(&s, p, node);
		task = plan_task_at(p, node);
		if (task >= 0)
			add_task(&s, &p->task[task], p->arch);
	}
	add_output(&s, p);
	add_head(&s, SPACE_INPUT, p->topo->graph->n_nodes + 1, 1);
	add(&s, (uint32_t)plan_image_words(&p->stream[0]));
	s.w[1] = (uint32_t)(s.n - 2);
	add(&s, crc_of_words(&s));
	*n_words = s.n;
	return s.w;
}
