/* SPDX-License-Identifier: Apache-2.0 */
#include "agree.h"

#include <string.h>

#include "oracle.h"
#include "ref.h"

/* Task that makes the output of a layer, or -1. */
static int task_of(const struct plan *p, int layer)
{
	int t;

	for (t = 0; t < p->n_tasks; t++)
		if (p->task[t].layer == layer &&
		    p->task[t].part == p->task[t].n_parts - 1)
			return t;
	return -1;
}

/* Whether the only reader of a pooling layer pools in its own task. */
static int is_inside(const struct plan *p, const struct net *n, int layer)
{
	const struct net_layer *pool = &n->layer[layer];
	int l, t = -1, n_readers = 0;

	if (net_op[pool->op].reduce == REDUCE_NONE)
		return 0;
	for (l = 0; l < n->n_layers; l++) {
		n_readers += net_reads(&n->layer[l], layer + 1);
		if (n->layer[l].input == layer + 1)
			t = task_of(p, l);
	}
	return n_readers == 1 && t >= 0 &&
	       p->task[t].reduce == net_op[pool->op].reduce &&
	       p->task[t].k_w == pool->k_w && p->task[t].k_h == pool->k_h;
}

static int same_input(const struct plan *p, const struct net *n)
{
	const struct net_tensor *in = &n->tensor[0];

	if (in->w != p->in_w || in->h != p->in_h || in->c != p->in_c ||
	    in->is_signed != p->in_signed ||
	    !n->input_lut != !p->input_lut)
		return 0;
	return !n->input_lut ||
	       !memcmp(n->input_lut, p->input_lut, (size_t)in->c * 256);
}

static int same_output(const struct plan_task *k, const struct net_tensor *t)
{
	return k->out_w == t->w && k->out_h == t->h && k->cols == t->c &&
	       !k->out_raw == (t->bits == 8) &&
	       (k->out_raw || !k->out_signed == !t->is_signed);
}

int agree_check(const struct plan *p, const struct net *n, const char *path,
		struct err *e)
{
	int l, t;

	if (!same_input(p, n))
		return err_set(e, path, 0, "is not the network of the plan, %s: "
			"its input is another", p->net);
	for (t = 0; t < p->n_tasks; t++)
		if (p->task[t].layer >= n->n_layers)
			return err_set(e, path, 0, "is not the network of the "
				"plan, %s: it has %d layers, %s is of layer %d",
				p->net, n->n_layers, p->task[t].name,
				p->task[t].layer);
	for (l = 0; l < n->n_layers; l++) {
		t = task_of(p, l);
		if (t < 0 && !is_inside(p, n, l))
			return err_set(e, path, 0, "is not the network of the "
				"plan, %s: no task is of layer %d, %s", p->net,
				l, n->layer[l].name);
		if (t >= 0 && !same_output(&p->task[t], &n->tensor[l + 1]))
			return err_set(e, path, 0, "is not the network of the "
				"plan, %s: layer %d, %s, makes another output "
				"than task %s", p->net, l, n->layer[l].name,
				p->task[t].name);
	}
	return 0;
}

/* The words of a task's stream against the tensor: raw a value a word, else four
 * bytes a word and every pixel from a new word. Values that differ. */
static int64_t differences(const struct plan_task *k, const uint32_t *word,
			   const int32_t *want)
{
	int64_t n_pixels = (int64_t)k->out_w * k->out_h, i, n = 0;
	int c;

	for (i = 0; i < n_pixels; i++) {
		for (c = 0; c < k->cols; c++, want++) {
			if (k->out_raw)
				n += (int32_t)word[c] != *want;
			else
				n += (word[c / 4] >> 8 * (c % 4) & 255) !=
				     ((uint32_t)*want & 255);
		}
		word += k->out_raw ? k->cols : (k->cols + 3) / 4;
	}
	return n;
}

void agree_layers(const struct plan *p, const struct net *n, const uint8_t *hwc,
		  struct agree *a)
{
	struct ref *r = ref_new(p);
	struct ref_state *s = ref_state_new(r);
	struct oracle *o = oracle_build(n);
	int32_t **value = oracle_values(o);
	int64_t n_words, n_differ;
	int l, t;

	*a = (struct agree) {.n_layers = n->n_layers, .first = -1};
	ref_image(s, hwc);
	oracle_run(o, hwc, value);
	for (l = 0; l < n->n_layers; l++) {
		t = task_of(p, l);
		if (t < 0) {
			a->n_inside++;
			continue;
		}
		n_differ = differences(&p->task[t],
				       ref_words(s, t + 1, &n_words),
				       value[l + 1]);
		if (n_differ && a->first < 0)
			a->first = l;
		a->n_differ += n_differ;
		a->n_values += (int64_t)p->task[t].out_w * p->task[t].out_h *
			       p->task[t].cols;
		a->n_compared++;
	}
	oracle_values_free(value);
	oracle_free(o);
	ref_state_free(s);
	ref_free(r);
}
