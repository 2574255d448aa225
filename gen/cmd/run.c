/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef _OPENMP
#include <omp.h>
#endif

#include "cmd.h"
#include "input.h"
#include "ref.h"
#include "model/net.h"
#include "refmodel/oracle.h"
#include "model/plan.h"
#include "refmodel/ref.h"
#include "base/tensors.h"

/* What two sources say of the same images, against the reference model. */
struct compare {
	int64_t values, differ;
	int first;	/* image of the first difference, -1 */
	int correct;	/* top-1 of the other source */
};

static int64_t logits_a_image(const struct plan *p)
{
	const struct plan_stream *s = p->stream;
	int task = 0;

	for (int i = 0; i < p->n_streams; i++)
		for (int d = 0; d < s[i].n_dests; d++)
			if (s[i].dest[d].task < 0)
				task = s[i].src;
	return (int64_t)p->task[task].out_w * p->task[task].out_h *
		p->task[task].cols;
}

static void compare_rows(const int32_t *a, const int32_t *b, int64_t each,
			 int image, struct compare *c)
{
	for (int64_t k = 0; k < each; k++) {
		if (a[k] == b[k])
			continue;
		c->differ++;
		if (c->first < 0 || image < c->first)
			c->first = image;
	}
	c->values += each;
}

/* Tensor of the network that a task's stream carries, or -1: a partial sum. */
static int tensor_of(const struct net *net, const struct plan_task *k)
{
	size_t n = strcspn(k->name, "/");

	for (int l = 0; l < net->n_layers; l++)
		if (strlen(net->layer[l].name) == n &&
		    !strncmp(net->layer[l].name, k->name, n))
			return k->out_raw && net->tensor[l + 1].bits == 8 ?
				-1 : l + 1;
	return -1;
}

/* Every layer's output for one image: what goes over the wires against the
 * oracle's tensors. */
static void compare_layers(const struct plan *p, const struct net *net,
			   const struct oracle *o, const uint8_t *hwc,
			   struct compare *c)
{
	struct ref *r = ref_new(p);
	struct ref_state *s = ref_state_new(r);
	int32_t **value = oracle_values(o);

	ref_image(s, hwc);
	oracle_run(o, hwc, value);
	for (int t = 0; t < p->n_tasks; t++) {
		const struct plan_task *k = &p->task[t];
		const int tensor = tensor_of(net, k), words = (k->cols + 3) / 4;
		int64_t n;
		const uint32_t *w = ref_words(s, t + 1, &n);

		if (tensor < 0)
			continue;
		for (int i = 0; i < k->out_w * k->out_h * k->cols; i++) {
			int32_t got = (int32_t)w[i], column = i % k->cols;

			if (!k->out_raw)
				got = w[i / k->cols * words + column / 4] >>
					8 * (column % 4) & 255;
			c->differ += got != (k->out_raw ? value[tensor][i] :
					     (value[tensor][i] & 255));
			c->values++;
		}
		c->correct++;
	}
	oracle_values_free(value);
	ref_state_free(s);
	ref_free(r);
}

static int compare_oracle(const struct plan *p, const char *path,
			  const struct input *in, const int32_t *logits,
			  int64_t each, struct compare *c,
			  struct compare *layers, struct err *e)
{
	struct net *net = net_read_json(path, e);
	struct oracle *o;
	const struct net_tensor *out;
	double start = now_seconds();
	int done = 0, good = 0;

	if (!net)
		return -1;
	out = &net->tensor[net->n_layers];
	if ((int64_t)out->w * out->h * out->c != each ||
	    net->tensor[0].w != p->in_w || net->tensor[0].h != p->in_h) {
		err_set(e, path, 0, "is not the network of the plan, %s",
			p->net);
		net_free(net);
		return -1;
	}
	o = oracle_build(net);
#pragma omp parallel reduction(+ : good)
	{
		int32_t **value = oracle_values(o);

#pragma omp for schedule(dynamic)
		for (int i = 0; i < in->n; i++) {
			const int32_t *v = value[net->n_layers];

			oracle_run(o, in->hwc[i], value);
			good += oracle_top1(v, (int)each) == in->label[i];
#pragma omp critical
			{
				compare_rows(logits + i * each, v, each, i, c);
				if (++done % 16 == 0 || done == in->n)
					cmd_progress("oracle", done, in->n,
						     "images",
						     now_seconds() - start);
			}
		}
		oracle_values_free(value);
	}
	c->correct = good;
	compare_layers(p, net, o, in->hwc[0], layers);
	oracle_free(o);
	net_free(net);
	return 0;
}

/* The first tensor of a file of expected results: int32 [images][each]. */
static int compare_expected(const char *path, const struct input *in,
			    const int32_t *logits, int64_t each,
			    struct compare *c, struct err *e)
{
	struct tensors *t = tensors_read(path, e);
	const struct tensor *x;
	int32_t *row = xmalloc(each * sizeof(*row));
	int n, r = 0;

	if (!t) {
		free(row);
		return -1;
	}
	x = t->tensor;
	if (t->n < 1 || x->type != TENSOR_INT32 || x->n_dims != 2 ||
	    x->dim[1] != each) {
		r = err_set(e, path, 0, "first tensor: must be int32, images "
			    "by %" PRId64, each);
	} else {
		n = x->dim[0] < in->n ? x->dim[0] : in->n;
		for (int i = 0; i < n; i++) {
			for (int64_t k = 0; k < each; k++)
				row[k] = tensor_int(x, i * each + k);
			compare_rows(logits + i * each, row, each, i, c);
			c->correct += oracle_top1(row, (int)each) ==
				in->label[i];
		}
	}
	free(row);
	tensors_free(t);
	return r;
}

static int say(const char *name, const struct compare *c)
{
	printf("%s: %" PRId64 " values compared, %" PRId64 " differ", name,
	       c->values, c->differ);
	if (c->differ)
		printf(", first in image %d", c->first);
	printf(", top-1 %d\n", c->correct);
	return c->differ != 0;
}

static void print_logits(const int32_t *logits, int64_t each,
			 const struct input *in)
{
	for (int i = 0; i < in->n; i++) {
		printf("%d %d %d", i, in->label[i],
		       oracle_top1(logits + i * each, (int)each));
		for (int64_t k = 0; k < each; k++)
			printf(" %d", logits[i * each + k]);
		putchar('\n');
	}
}

struct run_opt {
	const char *plan, *images, *oracle, *expected;
	int logits;
	long n, threads;
};

static int run_all(const struct run_opt *o, struct plan *p, struct input *in,
		   struct err *e)
{
	int64_t each = logits_a_image(p);
	int32_t *logits = xcalloc(in->n * each, sizeof(*logits));
	int correct, r = 0, differ = 0;
	double seconds;

	correct = ref_images(p, in, logits, &seconds, "reference model");
	if (o->logits)
		print_logits(logits, each, in);
	printf("%s: %d images, top-1 %d (%.2f %%), interval %" PRId64
	       ", latency %" PRId64 " cycles predicted, %.3g GMAC/s\n",
	       p->net, in->n, correct, 100.0 * correct / in->n, p->interval,
	       p->latency, 1e-9 * in->n * p->macs / seconds);
	if (o->oracle) {
		struct compare c = {0, 0, -1, 0}, layers = c;

		r = compare_oracle(p, o->oracle, in, logits, each, &c,
				   &layers, e);
		differ |= !r && (say("oracle", &c) || layers.differ);
		if (!r)
			printf("image 0: %d layers, %" PRId64 " values compared, %"
			       PRId64 " differ\n", layers.correct,
			       layers.values, layers.differ);
	}
	if (!r && o->expected) {
		struct compare c = {0, 0, -1, 0};

		r = compare_expected(o->expected, in, logits, each, &c, e);
		differ |= !r && say("expected", &c);
	}
	free(logits);
	return r < 0 ? r : differ;
}

static int run(int argc, char **argv, struct err *e)
{
	struct run_opt o = {0};
	const char *n = "1000000", *threads = NULL, *operand[2];
	const struct cmd_opt opt[] = {
		{"-n", &n, NULL, NULL},
		{"--logits", NULL, &o.logits, NULL},
		{"--oracle", &o.oracle, NULL, NULL},
		{"--expected", &o.expected, NULL, NULL},
		{"--threads", &threads, NULL, NULL},
		{NULL, NULL, NULL, NULL},
	};
	struct input in = {0, NULL, NULL};
	struct plan *p;
	int r;

	if (cmd_options(argc, argv, opt, operand, 2, 2, e) < 0 ||
	    cmd_number("-n", n, 1, 1000000, &o.n, e) < 0 ||
	    (threads && cmd_number("--threads", threads, 1, 1024, &o.threads,
				   e) < 0))
		return -1;
#ifdef _OPENMP
	if (threads)
		omp_set_num_threads((int)o.threads);
#endif
	p = plan_read(operand[0], e);
	if (!p)
		return -1;
	r = input_read(p, operand[1], (int)o.n, &in, e);
	if (!r)
		r = run_all(&o, p, &in, e);
	input_free(&in);
	plan_free(p);
	return r;
}

const struct cmd cmd_run = {
	"run", "PLAN IMAGES [-n N] [--logits] [--oracle NET] [--expected FILE]",
	"Runs images through the reference model: top-1, predicted cycles, speed.\n\n"
	"  -n N             at most N images (all)\n"
	"  --logits         a line an image: number, label, top-1, logits\n"
	"  --oracle NET     also run the network layer by layer in plain integers and\n"
	"                   compare every logit, and every layer of image 0; exit status 1 where one differs\n"
	"  --expected FILE  compare with the first tensor of FILE.json, int32 logits of\n"
	"                   the first images\n"
	"  --threads N      threads (one a core)\n",
	run,
};
