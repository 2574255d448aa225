/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "area_impl.h"

/* Its ports, as Yosys found them, are those of model/macro.c. */
static int check_ports(const struct area_part *p, struct err *e)
{
	struct macro_port port;
	int n, i;

	for (n = 0; macro_port(&p->of, n, &port); n++) {
		for (i = 0; i < p->n_ports; i++)
			if (!strcmp(p->port[i].name, port.name))
				break;
		if (i == p->n_ports || p->port[i].width != port.width ||
		    p->port[i].is_output != port.is_output)
			return err_set(e, "", 0, "black box %s has no %s %s of %d bits",
				       p->key, port.is_output ? "output" : "input",
				       port.name, port.width);
	}
	return n == p->n_ports ? 0 :
		err_set(e, "", 0, "black box %s has %d ports, %s has %d", p->key,
			p->n_ports, macro_module(p->of.kind), n);
}

int area_macro_name(struct area_part *p, struct err *e)
{
	char *module = area_module_of(p->key);
	enum macro_kind kind = MACRO_XBAR;
	const char *name;
	int i;

	if (!strcmp(module, macro_module(MACRO_SRAM)))
		kind = MACRO_SRAM;
	i = strcmp(module, macro_module(kind));
	free(module);
	if (i)
		return err_set(e, "", 0, "black box %s has no area", p->key);
	p->of.kind = kind;
	for (i = 0; (name = macro_parameter(kind, i)); i++)
		p->of.value[i] = (int)area_value(p, name);
	p->macro = macro_name(&p->of);
	p->shape.n_bits = macro_bits(&p->of);
	p->is_known = 1;
	return check_ports(p, e);
}

void area_macro_lib(const struct area_parts *all, const struct area_options *o,
		    const struct macro_times *times, struct text *t)
{
	const struct macro_areas areas = {o->xbar_um2, o->sram_um2};
	struct macros macros = {0, NULL};

	for (int i = 0; i < all->n; i++)
		if (all->part[i].macro)
			macros_add(&macros, &all->part[i].of);
	macro_lib(&macros, &areas, times, t);
	free(macros.macro);
}
