/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "macro.h"

/* The macros as a Liberty file. Times are not known to this project: they are assumed,
 * equal for every pin. */
const struct macro_times macro_times = {
	.setup_ps = 200, .hold_ps = 50, .clk_to_q_ps = 1000, .through_ps = 200,
};

/* Outputs that follow an input within the cycle. */
static const struct {
	enum macro_kind kind;
	const char *output, *input;
} through[] = {
	{MACRO_XBAR, "ready_o", "res_done_i"},
};

static void add_header(struct text *t)
{
	text_add(t,
	"library (imcfab_macros) {\n"
	"  delay_model : table_lookup;\n"
	"  time_unit : \"1ns\";\n"
	"  voltage_unit : \"1V\";\n"
	"  current_unit : \"1mA\";\n"
	"  pulling_resistance_unit : \"1kohm\";\n"
	"  leakage_power_unit : \"1nW\";\n"
	"  capacitive_load_unit (1, pf);\n"
	"  nom_process : 1;\n  nom_temperature : 25;\n  nom_voltage : 1;\n"
	"  input_threshold_pct_rise : 50;\n  input_threshold_pct_fall : 50;\n"
	"  output_threshold_pct_rise : 50;\n  output_threshold_pct_fall : 50;\n"
	"  slew_lower_threshold_pct_rise : 20;\n"
	"  slew_upper_threshold_pct_rise : 80;\n"
	"  slew_lower_threshold_pct_fall : 20;\n"
	"  slew_upper_threshold_pct_fall : 80;\n");
}

/* Bus types of every width that occurs. */
static void add_bus_types(const struct macros *all, struct text *t)
{
	unsigned char seen[4097] = {0};
	struct macro_port p;

	for (int i = 0; i < all->n; i++)
		for (int k = 0; macro_port(&all->macro[i], k, &p); k++) {
			if (p.width < 2 || p.width > 4096 || seen[p.width]++)
				continue;
			text_add(t, "  type (bus%d) { base_type : array; data_type : bit;"
				 " bit_width : %d; bit_from : %d; bit_to : 0; downto : true; }\n",
				 p.width, p.width, p.width - 1);
		}
}

static void add_check(struct text *t, const char *type, const char *of, int ps)
{
	text_add(t, "      timing () { related_pin : \"clk_i\"; timing_type : %s;\n"
		 "        rise_%s (scalar) { values (\"%g\"); }\n"
		 "        fall_%s (scalar) { values (\"%g\"); } }\n",
		 type, of, ps / 1000., of, ps / 1000.);
}

static void add_arc(struct text *t, const char *from, const char *type, int ps)
{
	text_add(t, "      timing () { related_pin : \"%s\"; %s\n"
		 "        cell_rise (scalar) { values (\"%g\"); }\n"
		 "        cell_fall (scalar) { values (\"%g\"); }\n"
		 "        rise_transition (scalar) { values (\"0.1\"); }\n"
		 "        fall_transition (scalar) { values (\"0.1\"); } }\n",
		 from, type, ps / 1000., ps / 1000.);
}

static void add_port(const struct macro *m, const struct macro_port *p,
		     const struct macro_times *times, struct text *t)
{
	if (p->width > 1)
		text_add(t, "    bus (%s) {\n      bus_type : bus%d;\n", p->name,
			 p->width);
	else
		text_add(t, "    pin (%s) {\n", p->name);
	text_add(t, "      direction : %s;\n", p->is_output ? "output" : "input");
	if (!p->is_output)
		text_add(t, "      capacitance : 0.005;\n");
	if (!strcmp(p->name, "clk_i")) {
		text_add(t, "      clock : true;\n");
	} else if (!p->is_output) {
		add_check(t, "setup_rising", "constraint", times->setup_ps);
		add_check(t, "hold_rising", "constraint", times->hold_ps);
	} else {
		text_add(t, "      max_capacitance : 1;\n");
		add_arc(t, "clk_i", "timing_type : rising_edge;",
			times->clk_to_q_ps);
	}
	for (size_t i = 0; i < sizeof(through) / sizeof(*through); i++)
		if (m->kind == through[i].kind && !strcmp(p->name, through[i].output))
			add_arc(t, through[i].input,
				"timing_sense : positive_unate;",
				times->through_ps);
	text_add(t, "    }\n");
}

void macro_lib(const struct macros *all, const struct macro_areas *a,
	       const struct macro_times *times, struct text *t)
{
	struct macro_port p;
	char *name;

	add_header(t);
	add_bus_types(all, t);
	for (int i = 0; i < all->n; i++) {
		name = macro_name(&all->macro[i]);
		text_add(t, "  cell (%s) {\n    area : %.10g;\n    dont_use : true;\n",
			 name, macro_um2(&all->macro[i], a));
		for (int k = 0; macro_port(&all->macro[i], k, &p); k++)
			add_port(&all->macro[i], &p, times, t);
		text_add(t, "  }\n");
		free(name);
	}
	text_add(t, "}\n");
}
