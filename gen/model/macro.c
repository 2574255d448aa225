/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "macro.h"

enum { XBAR_ROWS, XBAR_COLS, XBAR_CYCLES, XBAR_ADC_BITS, XBAR_WEIGHT_BITS, XBAR_BITS,
       XBAR_READ_COLS };
enum { SRAM_WIDTH, SRAM_DEPTH };

const char *macro_module(enum macro_kind kind)
{
	return kind == MACRO_XBAR ? "imc_xbar" : "imc_sram";
}

const char *macro_parameter(enum macro_kind kind, int i)
{
	static const char *const name[2][MACRO_VALUES + 1] = {
		{"ROWS", "COLS", "CYCLES", "ADC_BITS", "WEIGHT_BITS", "BITS", "READ_COLS"},
		{"WIDTH", "DEPTH"},
	};

	return name[kind][i];
}

char *macro_name(const struct macro *m)
{
	const int *v = m->value;

	if (m->kind == MACRO_SRAM)
		return xasprintf("imc_sram_%dx%d", v[SRAM_WIDTH], v[SRAM_DEPTH]);
	return xasprintf("imc_xbar_%dx%d_w%d_a%d_c%d", v[XBAR_ROWS], v[XBAR_COLS],
			 v[XBAR_WEIGHT_BITS], v[XBAR_ADC_BITS], v[XBAR_CYCLES]);
}

int64_t macro_bits(const struct macro *m)
{
	const int *v = m->value;

	if (m->kind == MACRO_SRAM)
		return (int64_t)v[SRAM_WIDTH] * v[SRAM_DEPTH];
	return (int64_t)v[XBAR_ROWS] * v[XBAR_COLS] * v[XBAR_WEIGHT_BITS];
}

double macro_um2(const struct macro *m, const struct macro_areas *a)
{
	return m->kind == MACRO_XBAR ? a->xbar_um2 : a->sram_um2 * macro_bits(m);
}

/* The ports of the two modules; a width of 0 follows from the parameters. */
static const struct macro_port xbar_port[] = {
	{"clk_i", 1, 0}, {"rst_i", 1, 0},
	{"w_we_i", 1, 0}, {"w_row_i", 16, 0}, {"w_col4_i", 16, 0}, {"w_data_i", 32, 0},
	{"rows_i", 16, 0}, {"cols_i", 16, 0}, {"signed_i", 1, 0}, {"gain_i", 16, 0},
	{"shift_i", 6, 0}, {"offset_i", 32, 0},
	{"x_we_i", 1, 0}, {"x_addr_i", 14, 0}, {"x_data_i", 0, 0}, {"start_i", 1, 0},
	{"ready_o", 1, 1}, {"res_valid_o", 1, 1}, {"res_done_i", 1, 0},
	{"col_re_i", 1, 0}, {"col_i", 16, 0}, {"col_data_o", 0, 1},
	{NULL, 0, 0},
}, sram_port[] = {
	{"clk_i", 1, 0},
	{"we_i", 1, 0}, {"waddr_i", 0, 0}, {"wdata_i", 0, 0},
	{"re_i", 1, 0}, {"raddr_i", 0, 0}, {"rdata_o", 0, 1},
	{NULL, 0, 0},
};

static int address_bits(int depth)
{
	int bits = 0;

	while (1 << bits < depth)
		bits++;
	return bits;
}

int macro_port(const struct macro *m, int i, struct macro_port *p)
{
	const int *v = m->value;

	*p = m->kind == MACRO_XBAR ? xbar_port[i] : sram_port[i];
	if (!p->name)
		return 0;
	if (p->width)
		return 1;
	if (m->kind == MACRO_XBAR)
		p->width = p->is_output ? v[XBAR_READ_COLS] * v[XBAR_ADC_BITS] : v[XBAR_BITS];
	else
		p->width = strstr(p->name, "addr") ? address_bits(v[SRAM_DEPTH]) :
			v[SRAM_WIDTH];
	return 1;
}

static int order(const void *a, const void *b)
{
	const struct macro *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	for (int i = 0; i < MACRO_VALUES; i++)
		if (x->value[i] != y->value[i])
			return x->value[i] < y->value[i] ? -1 : 1;
	return 0;
}

void macros_add(struct macros *all, const struct macro *m)
{
	for (int i = 0; i < all->n; i++)
		if (!order(&all->macro[i], m))
			return;
	all->macro = xrealloc(all->macro, (all->n + 1) * sizeof(*m));
	all->macro[all->n++] = *m;
	qsort(all->macro, all->n, sizeof(*m), order);
}
