/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "impl.h"
#include "model/net.h"

/* Layer `index` of the network; `made` are the layers that make its tensors. */
static struct layer *add(struct layers *l, const struct net *n, int index,
			 const int *made)
{
	const struct net_layer *from = &n->layer[index];
	const struct net_tensor *in = &n->tensor[from->input];
	const struct net_tensor *out = &n->tensor[index + 1];
	enum layer_op op = LAYER_POOL;
	struct layer *k;

	int i;

	if (net_op[from->op].has_weights)
		op = from->k_w == in->w && from->k_h == in->h && !from->pad_x &&
		     !from->pad_y && from->groups == 1 ? LAYER_DENSE : LAYER_CONV;
	else if (net_op[from->op].concat)
		op = LAYER_CONCAT;
	else if (net_op[from->op].reduce == REDUCE_NONE)
		op = LAYER_ADD;
	k = layers_add(l, from->name, op);
	layer_reads(k, made[from->input]);
	for (i = 1; i < from->n_inputs; i++)
		layer_reads(k, made[from->inputs[i]]);
	k->k_w = from->k_w;
	k->k_h = from->k_h;
	k->stride_x = from->stride_x;
	k->stride_y = from->stride_y;
	k->dilation_x = from->dilation_x;
	k->dilation_y = from->dilation_y;
	k->groups = from->groups;
	k->pad_x = from->pad_x;
	k->pad_y = from->pad_y;
	k->in_w = in->w;
	k->in_h = in->h;
	k->c_in = from->c_in;
	k->out_w = out->w;
	k->out_h = out->h;
	k->c_out = out->c;
	return k;
}

/* The residual as a layer of its own. */
static void add_sum(struct layers *l, int with)
{
	struct layer was = l->layer[l->n_layers - 1];
	char *name = xasprintf("%s+", was.name);
	struct layer *k = layers_add(l, name, LAYER_ADD);

	layer_reads(k, l->n_layers - 2);
	layer_reads(k, with);
	k->in_w = k->out_w = was.out_w;
	k->in_h = k->out_h = was.out_h;
	k->c_in = k->c_out = was.c_out;
	free(name);
}

struct layers *layers_net(const struct net *n)
{
	struct layers *l = xcalloc(1, sizeof(*l));
	int *made = xcalloc(n->n_layers + 1, sizeof(int));
	int i;

	l->name = xstrdup(n->name ? n->name : "");
	l->in_w = n->tensor[0].w;
	l->in_h = n->tensor[0].h;
	l->in_c = n->tensor[0].c;
	made[0] = -1;
	for (i = 0; i < n->n_layers; i++) {
		const struct net_layer *from = &n->layer[i];
		struct layer *k = add(l, n, i, made);

		if (net_op[from->op].skip == NET_SKIP_MUST)
			layer_reads(k, made[from->skip]);
		else if (from->skip >= 0)
			add_sum(l, made[from->skip]);
		made[i + 1] = l->n_layers - 1;
	}
	free(made);
	return l;
}
