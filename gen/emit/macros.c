/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "impl.h"
#include "model/macro.h"

#define CONST_BITS 86	/* constants of a column, imc_post */
#define LEAK_BITS 17	/* more with post.leak */
#define POOL_BITS 32	/* a memory of weights of the reduction, imc_pool */

static void add_sram(struct macros *all, int width, int depth)
{
	struct macro m = {MACRO_SRAM, {width, depth}};

	macros_add(all, &m);
}

static int power_of_2(int n)
{
	int p = 1;

	while (p < n)
		p *= 2;
	return p;
}

/* The crossbar: a macro, or the memories of imc_xbar_digital, weights, vectors and codes. */
static void add_xbar(const struct arch *a, struct macros *all)
{
	const struct macro xbar = {MACRO_XBAR, {
		a->xbar_rows, a->xbar_cols, a->xbar_cycles, a->adc_bits,
		a->weight_bits, a->link_bits, a->post_lanes}};
	int words = power_of_2((int)div_up(a->xbar_rows, arch_lanes(a)));
	int codes = power_of_2(a->xbar_cols / a->post_lanes);

	if (a->xbar_kind != ARCH_DIGITAL) {
		macros_add(all, &xbar);
		return;
	}
	add_sram(all, 4 * a->weight_bits,
		 a->xbar_rows * power_of_2(a->xbar_cols / a->xbar_macs));
	add_sram(all, a->link_bits, 2 * (words < 2 ? 2 : words));
	add_sram(all, a->adc_bits, 2 * (codes < 2 ? 2 : codes));
}

void emit_macros(const struct emit *m, struct macros *all)
{
	const struct arch *a = m->arch;
	struct emit_memories words;
	int i, columns = (int)div_up(a->xbar_cols, a->post_lanes);

	for (i = 0; i < m->topo->graph->n_nodes; i++) {
		if (!m->node[i].kept || !emit_has_core(m, i))
			continue;
		words = emit_memories(m, i);
		add_xbar(a, all);
		add_sram(all, a->link_bits, words.act);
		add_sram(all, a->link_bits, words.skip);
		if (words.pool)
			add_sram(all, POOL_BITS, words.pool);
		add_sram(all, CONST_BITS + LEAK_BITS * a->post_leak,
			 columns < 2 ? 2 : columns);
		if (a->post_table)
			add_sram(all, 8, 256);
	}
}

static struct macro_areas areas(const struct emit *m)
{
	return (struct macro_areas){m->arch->xbar_um2, m->arch->sram_um2};
}

void emit_macro_lib(const struct emit *m, const struct macros *all, struct text *t)
{
	const struct macro_areas um2 = areas(m);

	macro_lib(all, &um2, &macro_times, t);
}

void emit_macro_lef(const struct emit *m, const struct macros *all, struct text *t)
{
	const struct macro_areas um2 = areas(m);

	macro_lef(all, &um2, t);
}

/* The cell as a black box. */
static void write_cell(struct vlog *v, const struct macro *m)
{
	char *name = macro_name(m), bits[12];
	struct macro_port p;

	vlog_line(v, "\n(* blackbox *)");
	vlog_module(v, name);
	for (int i = 0; macro_port(m, i, &p); i++) {
		snprintf(bits, sizeof(bits), "%d", p.width);
		vlog_port(v, p.is_output ? "output" : "input", p.width == 1 ? "" : bits,
			  p.name);
	}
	vlog_ports_end(v);
	vlog_end(v);
	free(name);
}

static void write_condition(struct vlog *v, const struct macro *m)
{
	struct text t = {0};
	const char *name;

	for (int i = 0; (name = macro_parameter(m->kind, i)); i++)
		text_add(&t, "%s%s == %d", i ? " && " : "", name, m->value[i]);
	vlog_line(v, "    if (%s) begin : g_cell", t.s);
	text_free(&t);
}

static void write_instance(struct vlog *v, const struct macro *m)
{
	char *name = macro_name(m);
	struct macro_port p;

	vlog_instance(v, name);
	vlog_name(v, "cell_of");
	for (int i = 0; macro_port(m, i, &p); i++)
		vlog_pin(v, p.name, "%s", p.name);
	vlog_pins_end(v);
	free(name);
}

/* The macro's module: its header out of `source`, and for each set of parameters the cell. */
static int write_choice(struct vlog *v, const struct macros *all, enum macro_kind kind,
			const char *source, struct err *e)
{
	const char *module = macro_module(kind);

	vlog_line(v, "\n`default_nettype none");
	if (vlog_head(v, source, module, e) < 0)
		return -1;
	vlog_line(v, "\n  generate");
	for (int i = 0; i < all->n; i++) {
		if (all->macro[i].kind != kind)
			continue;
		write_condition(v, &all->macro[i]);
		write_instance(v, &all->macro[i]);
		vlog_line(v, "    end else");
	}
	vlog_line(v, "    begin : g_none\n      %s_has_no_cell_of_these_parameters refused ();\n"
		  "    end\n  endgenerate", module);
	vlog_end(v);
	return 0;
}

int emit_macro_verilog(const struct emit *m, const struct macros *all, const char *xbar,
		       const char *sram, struct text *t, struct err *e)
{
	struct vlog v = {.out = t};

	vlog_file(&v);
	emit_header(m, "//", t);
	vlog_line(&v, "// The macros as cells of macro.lib and macro.lef, and the modules of the fabric that are one\n"
		  "// of them by their parameters.");
	for (int i = 0; i < all->n; i++) {
		if (i)
			vlog_line(&v, "\n`default_nettype none");
		write_cell(&v, &all->macro[i]);
	}
	if (m->arch->xbar_kind != ARCH_DIGITAL &&
	    write_choice(&v, all, MACRO_XBAR, xbar, e) < 0)
		return -1;
	return write_choice(&v, all, MACRO_SRAM, sram, e);
}
