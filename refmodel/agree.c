/* SPDX-License-Identifier: Apache-2.0 */
#include "agree.h"

#include <string.h>

#include "oracle.h"
#include "ref.h"

/* Whether a task makes some of the output of a layer. */
static int makes(const struct plan_task *k, int layer)
{
	return k->layer == layer && !k->is_copy && k->part == k->n_parts - 1;
}

/* The first such task, or -1. */
static int task_of(const struct plan *p, int layer)
{
	int t;

	for (t = 0; t < p->n_tasks; t++)
		if (makes(&p->task[t], layer))
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

/* Whether a layer has no stream of its own: a concat, or a pooling inside a task. */
static int has_none(const struct plan *p, const struct net *n, int layer)
{
	return n->layer[layer].op == NET_CONCAT || is_inside(p, n, layer);
}

static int same_output(const struct plan *p, int task,
		       const struct net_tensor *t)
{
	const struct plan_task *k = &p->task[task];

	return k->out_x + p->stream[task + 1].w <= t->w && k->out_h == t->h &&
	       k->out_channel + plan_stream_values(p, task + 1) <= t->c &&
	       !k->out_raw == (t->bits == 8) &&
	       (k->out_raw || !k->out_signed == !t->is_signed);
}

/* Values per image. */
static int64_t made_by(const struct plan *p, int task)
{
	const struct plan_stream *s = &p->stream[task + 1];

	return (int64_t)s->w * s->h * plan_stream_values(p, task + 1);
}

/* The tasks of a layer make its output, but for columns that nobody reads. */
static int check_layer(const struct plan *p, const struct net *n, int layer,
		       const char *path, struct err *e)
{
	const struct net_tensor *out = &n->tensor[layer + 1];
	int64_t n_values = 0;
	int t;

	for (t = 0; t < p->n_tasks; t++) {
		const struct plan_task *k = &p->task[t];

		if (!makes(k, layer))
			continue;
		n_values += made_by(p, t);
		if (!same_output(p, t, out))
			return err_set(e, path, 0, "is not the network of the "
				"plan, %s: layer %d, %s, makes another output "
				"than task %s", p->net, layer,
				n->layer[layer].name, k->name);
	}
	if (n_values > (int64_t)out->w * out->h * out->c)
		return err_set(e, path, 0, "is not the network of the plan, %s: "
			"layer %d, %s, makes another output than its tasks",
			p->net, layer, n->layer[layer].name);
	return 0;
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
		if (t < 0 && !has_none(p, n, l))
			return err_set(e, path, 0, "is not the network of the "
				"plan, %s: no task is of layer %d, %s", p->net,
				l, n->layer[l].name);
		if (t >= 0 && check_layer(p, n, l, path, e) < 0)
			return -1;
	}
	return 0;
}

/* The values of a task's stream against its part of the tensor: how many differ. */
static int64_t differences(const struct plan *p, int task,
			   const struct ref_state *s, const int32_t *tensor,
			   const struct net_tensor *shape)
{
	const struct plan_task *k = &p->task[task];
	const struct plan_stream *st = &p->stream[task + 1];
	const int32_t *want;
	int64_t n = 0;
	int x, y, c, n_values = plan_stream_values(p, task + 1);

	for (y = 0; y < st->h; y++)
		for (x = 0; x < st->w; x++) {
			want = tensor + ((int64_t)y * shape->w + k->out_x + x) *
			       shape->c + k->out_channel;
			for (c = 0; c < n_values; c++)
				n += ref_value(s, task + 1,
					       (int64_t)y * st->w + x, c) !=
				     want[c];
		}
	return n;
}

/* All tasks of a layer; how many there are. */
static int compare_layer(const struct plan *p, const struct net *n, int layer,
			 const struct ref_state *s, const int32_t *want,
			 struct agree *a)
{
	int64_t n_differ;
	int t, n_tasks = 0;

	for (t = 0; t < p->n_tasks; t++) {
		const struct plan_task *k = &p->task[t];

		if (!makes(k, layer))
			continue;
		n_differ = differences(p, t, s, want, &n->tensor[layer + 1]);
		if (n_differ && a->first < 0)
			a->first = layer;
		a->n_differ += n_differ;
		a->n_values += made_by(p, t);
		n_tasks++;
	}
	return n_tasks;
}

void agree_layers(const struct plan *p, const struct net *n, const uint8_t *hwc,
		  struct agree *a)
{
	struct ref *r = ref_new(p);
	struct ref_state *s = ref_state_new(r);
	struct oracle *o = oracle_build(n);
	int32_t **value = oracle_values(o);
	int l;

	*a = (struct agree) {.n_layers = n->n_layers, .first = -1};
	ref_image(s, hwc);
	oracle_run(o, hwc, value);
	for (l = 0; l < n->n_layers; l++) {
		if (compare_layer(p, n, l, s, value[l + 1], a)) {
			a->n_compared++;
			a->n_all += (int64_t)n->tensor[l + 1].w *
				    n->tensor[l + 1].h * n->tensor[l + 1].c;
		}
		else
			a->n_inside++;
	}
	oracle_values_free(value);
	oracle_free(o);
	ref_state_free(s);
	ref_free(r);
}
