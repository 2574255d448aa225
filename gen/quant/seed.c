/* SPDX-License-Identifier: Apache-2.0 */
#include "float_net.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Weights for graphs that came without: normal, of variance 2 / fan-in (He et al.,
 * Delving Deep into Rectifiers, ICCV 2015, equation 10), normalisation that leaves
 * values as they are. */

#define FILLED 64	/* a constant of more values, all the same, is one that was taken out */

static double uniform(uint64_t *state)
{
	return ((double)(rand_next(state) >> 11) + 0.5) / 9007199254740992.0;
}

static float normal(uint64_t *state)
{
	const double r = sqrt(-2 * log(uniform(state)));

	return (float)(r * cos(6.283185307179586 * uniform(state)));
}

static int is_weightless(const struct onnx_value *v)
{
	if (!v->is_constant || !elem_is_float(v->t.elem))
		return 0;
	return v->t.held == HELD_NONE || (v->t.held == HELD_ONE && v->t.n > FILLED);
}

static void fill(struct onnx_value *v, double size, double mean, uint64_t *state)
{
	tensor_clear(&v->t);
	tensor_room(&v->t);
	for (int64_t k = 0; k < v->t.n; k++)
		v->t.f[k] = (float)(mean + size * normal(state));
}

int float_seed_weights(struct onnx_graph *g, uint64_t seed)
{
	uint64_t state = seed * 2 + 1;
	int n = 0, all = 0;

	for (int v = 0; v < g->n_values; v++)
		all += is_weightless(&g->value[v]);
	for (int k = 0; all && k < g->n_nodes; k++) {
		const struct onnx_node *p = &g->node[k];
		const int norm = !strcmp(p->type, "BatchNormalization");

		for (int i = 1; i < p->n_in; i++) {
			struct onnx_value *v = p->in[i] < 0 ? NULL : &g->value[p->in[i]];

			if (!v || !v->is_constant || !elem_is_float(v->t.elem) ||
			    !(is_weightless(v) || v->t.held == HELD_ONE) || !v->t.n)
				continue;
			if (norm)
				fill(v, 0, i == 1 || i == 4, &state);
			else if (v->t.n_dims > 1)
				fill(v, sqrt(2.0 / ((double)v->t.n / (double)
						     (v->t.dim[0] > 0 ? v->t.dim[0] : 1))), 0,
				     &state);
			else
				fill(v, 0.05, 0, &state);
			n++;
		}
	}
	return n;
}
