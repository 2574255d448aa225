/* SPDX-License-Identifier: Apache-2.0 */
#include "area_json.h"

static json_t *known(double um2)
{
	return um2 > 0 ? json_real(um2) : json_null();
}

static json_t *shape_json(const struct area_result *r,
			  const struct area_shape *s)
{
	json_t *j = json_pack("{s:s, s:s, s:b, s:I}", "shape", s->name,
			      "module", s->module, "macro", s->is_macro,
			      "instances", (json_int_t)s->n_instances);

	if (s->is_macro) {
		json_object_set_new(j, "bits", json_integer(s->n_bits));
		json_object_set_new(j, "um2", known(s->um2));
		return j;
	}
	json_object_set_new(j, "cells", json_integer(s->n_cells));
	json_object_set_new(j, "flops", json_integer(s->n_flops));
	if (r->nand2_um2 > 0) {
		json_object_set_new(j, "um2", json_real(s->um2));
		json_object_set_new(j, "kge", json_real(area_kge(r, s->um2)));
	}
	return j;
}

json_t *area_json(const struct area_result *r)
{
	json_t *modules = json_array(), *j;

	j = json_pack("{s:s, s:I, s:I, s:I, s:I, s:I, s:o, s:o}",
		      "yosys", r->yosys,
		      "total_cells", (json_int_t)r->n_cells,
		      "total_flops", (json_int_t)r->n_flops,
		      "crossbars", (json_int_t)r->n_xbars,
		      "memories", (json_int_t)r->n_srams,
		      "memory_bits", (json_int_t)r->sram_bits,
		      "crossbar_um2", known(r->xbar_um2),
		      "memory_um2", known(r->sram_um2));
	if (r->nand2_um2 > 0) {
		json_object_set_new(j, "um2", json_real(r->um2));
		json_object_set_new(j, "kge", json_real(r->kge));
		json_object_set_new(j, "nand2", json_pack("{s:s, s:f}", "cell",
					r->nand2, "um2", r->nand2_um2));
	}
	for (int i = 0; i < r->n_shapes; i++)
		json_array_append_new(modules, shape_json(r, &r->shape[i]));
	json_object_set_new(j, "modules", modules);
	return j;
}
