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
#include "refmodel/agree.h"
#include "refmodel/oracle.h"
#include "model/plan.h"
#include "refmodel/ref.h"
#include "base/tensors.h"

/* What two sources say of the same images, against the reference model. */
struct compare {
	int64_t values, differ;
	int images;	/* compared */
	int first;	/* image of the first difference, -1 */
	int correct;	/* top-1 of the other source */
};

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
	c->images++;
}

static int compare_oracle(const struct plan *p, const char *path,
			  const struct input *in, const int32_t *logits,
			  int64_t each, struct compare *c,
			  struct agree *layers, struct err *e)
{
	struct net *net = net_read_json(path, e);
	struct oracle *o;
	double start = now_seconds();
	int done = 0, good = 0;

	if (!net)
		return -1;
	if (agree_check(p, net, path, e) < 0) {
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
	agree_layers(p, net, in->hwc[0], layers);
	oracle_free(o);
	net_free(net);
	return 0;
}

/* The first tensor of a file of expected results: int32 [images][each], no fewer
 * images than there are. */
static int compare_expected(const char *path, const struct input *in,
			    const int32_t *logits, int64_t each,
			    struct compare *c, struct err *e)
{
	struct tensors *t = tensors_read(path, e);
	const struct tensor *x;
	int32_t *row = xmalloc(each * sizeof(*row));
	int r = 0;

	if (!t) {
		free(row);
		return -1;
	}
	x = t->tensor;
	if (t->n < 1 || x->type != TENSOR_INT32 || x->n_dims != 2 ||
	    x->dim[1] != each) {
		r = err_set(e, path, 0, "first tensor: must be int32, images "
			    "by %" PRId64, each);
	} else if (x->dim[0] < in->n) {
		r = err_set(e, path, 0, "first tensor: results of %d images, "
			    "there are %d (-n N takes the first N)", x->dim[0],
			    in->n);
	} else {
		for (int i = 0; i < in->n; i++) {
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

static int say(const char *name, const struct compare *c, int n_images)
{
	printf("%s: %d of %d images, %" PRId64 " values compared, %" PRId64
	       " differ", name, c->images, n_images, c->values, c->differ);
	if (c->differ)
		printf(", first in image %d", c->first);
	printf(", top-1 %d\n", c->correct);
	return c->differ || c->images != n_images;
}

static int say_layers(const struct agree *a)
{
	printf("image 0: %d of %d layers compared", a->n_compared, a->n_layers);
	if (a->n_inside)
		printf(" (%d pooled inside the next)", a->n_inside);
	printf(", %" PRId64 " values, %" PRId64 " differ", a->n_values,
	       a->n_differ);
	if (a->n_differ)
		printf(", first in layer %d", a->first);
	putchar('\n');
	return a->n_differ || a->n_compared + a->n_inside != a->n_layers;
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

struct options {
	const char *plan, *images, *oracle, *expected;
	int logits;
	long n, threads;	/* 0: not given */
};

static int run_all(const struct options *o, const struct plan *p, struct input *in,
		   struct err *e)
{
	int64_t each = plan_output_values(p);
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
		struct compare c = {.first = -1};
		struct agree layers;

		r = compare_oracle(p, o->oracle, in, logits, each, &c,
				   &layers, e);
		if (!r) {
			differ |= say("oracle", &c, in->n);
			differ |= say_layers(&layers);
		}
	}
	if (!r && o->expected) {
		struct compare c = {.first = -1};

		r = compare_expected(o->expected, in, logits, each, &c, e);
		differ |= !r && say("expected", &c, in->n);
	}
	free(logits);
	return r < 0 ? r : differ;
}

static int run(void *options, struct err *e)
{
	const struct options *o = options;
	struct input in = {0, NULL, NULL};
	struct plan *p;
	int r;

#ifdef _OPENMP
	if (o->threads)
		omp_set_num_threads((int)o->threads);
#endif
	p = plan_read(o->plan, e);
	if (!p)
		return -1;
	r = input_read(p, o->images, 1, (int)o->n, &in, e);
	if (!r)
		r = run_all(o, p, &in, e);
	input_free(&in);
	plan_free(p);
	return r;
}

#define AT(field) offsetof(struct options, field)

static const struct cmd_opt table[] = {
	{0, NULL, CMD_INPUT, "PLAN", AT(plan), .needed = 1,
	 .help = "plan of imcfab map"},
	{0, NULL, CMD_INPUT, "IMAGES", AT(images), .needed = 1,
	 .help = "images (docs/formats.md)"},
	{'n', NULL, CMD_NUMBER, "N", AT(n), .min = 1, .max = 100000,
	 .help = "at most N images; without, all"},
	{0, "logits", CMD_FLAG, NULL, AT(logits),
	 .help = "a line an image: number, label, top-1, logits"},
	{0, "oracle", CMD_INPUT, "NET", AT(oracle),
	 .help = "also run the network layer by layer in plain integers and compare "
		 "every logit, and every layer of image 0; exit status 1 where one "
		 "differs"},
	{0, "expected", CMD_INPUT, "FILE", AT(expected),
	 .help = "compare with the first tensor of FILE, a .json: int32 logits of "
		 "the images in their order, no fewer than are run"},
	{0, "threads", CMD_NUMBER, "N", AT(threads), .min = 1, .max = 1024,
	 .help = "threads; without, one a processor"},
	{.kind = CMD_END},
};

const struct cmd cmd_run = {
	"run", "Runs images through the reference model",
	"Prints top-1, predicted cycles, and speed.",
	table, sizeof(struct options), run,
};
