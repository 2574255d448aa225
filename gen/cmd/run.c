/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#ifdef _OPENMP
#include <omp.h>
#endif

#include "cmd.h"
#include "input.h"
#include "noise.h"
#include "plan.h"
#include "ref.h"
#include "model/net.h"
#include "refmodel/agree.h"
#include "refmodel/oracle.h"
#include "model/plan.h"
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

/* What the reference model is compared with, read before it runs. */
struct sources {
	struct net *net;	/* NULL: no --oracle */
	struct tensors *expected;	/* NULL: no --expected */
};

static void sources_free(struct sources *s)
{
	net_free(s->net);
	tensors_free(s->expected);
}

/* The first tensor of a file of expected results: int32 [images][each], no fewer
 * images than there are. */
static int check_expected(const struct tensors *t, const char *path, int n_images,
			  int64_t each, struct err *e)
{
	const struct tensor *x = t->tensor;

	if (t->n < 1 || x->type != TENSOR_INT32 || x->n_dims != 2 ||
	    x->dim[1] != each)
		return err_set(e, path, 0, "first tensor: must be int32, images "
			       "by %" PRId64, each);
	if (x->dim[0] < n_images)
		return err_set(e, path, 0, "first tensor: results of %d image%s, "
			       "there are %d (-n N takes the first N)", x->dim[0],
			       plural(x->dim[0]), n_images);
	return 0;
}

/* Of `oracle` and `expected`, names of files or NULL, what they hold for n_images of
 * the plan. 0, or -1 and *e; sources_free in both cases. */
static int sources_read(const struct plan *p, const char *oracle,
			const char *expected, int n_images, struct sources *s,
			struct err *e)
{
	*s = (struct sources) {NULL, NULL};
	if (oracle) {
		s->net = net_read_json(oracle, e);
		if (!s->net || agree_check(p, s->net, oracle, e) < 0)
			return -1;
	}
	if (!expected)
		return 0;
	s->expected = tensors_read(expected, e);
	return s->expected ? check_expected(s->expected, expected, n_images,
					    plan_output_values(p), e) : -1;
}

static void compare_oracle(const struct plan *p, const struct net *net,
			   const struct input *in, const int32_t *logits,
			   int64_t each, struct compare *c, struct agree *layers)
{
	struct oracle *o = oracle_build(net);
	double start = now_seconds();
	int done = 0, good = 0;

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
}

static void compare_expected(const struct tensor *x, const struct input *in,
			     const int32_t *logits, int64_t each,
			     struct compare *c)
{
	int32_t *row = xmalloc(each * sizeof(*row));

	for (int i = 0; i < in->n; i++) {
		for (int64_t k = 0; k < each; k++)
			row[k] = tensor_int(x, i * each + k);
		compare_rows(logits + i * each, row, each, i, c);
		c->correct += oracle_top1(row, (int)each) == in->label[i];
	}
	free(row);
}

static int say(const char *name, const struct compare *c, int n_images)
{
	printf("%s: %d of %d image%s, %" PRId64 " values compared, %" PRId64
	       " differ", name, c->images, n_images, plural(n_images), c->values,
	       c->differ);
	if (c->differ)
		printf(", first in image %d", c->first);
	printf(", top-1 %d\n", c->correct);
	return c->differ || c->images != n_images;
}

static int say_layers(const struct agree *a)
{
	printf("image 0: %d of %d layers compared", a->n_compared, a->n_layers);
	if (a->n_inside)
		printf(" (%d without a stream of their own)", a->n_inside);
	printf(", %" PRId64, a->n_values);
	if (a->n_values < a->n_all)
		printf(" of %" PRId64, a->n_all);
	printf(" values, %" PRId64 " differ", a->n_differ);
	if (a->n_differ)
		printf(", first in layer %d", a->first);
	putchar('\n');
	return a->n_differ || a->n_compared + a->n_inside != a->n_layers;
}

static void print_logits(const int32_t *logits, int64_t each,
			 const struct input *in)
{
	for (int i = 0; i < in->n; i++) {
		printf("%d ", i);
		if (in->label[i] < 0)
			putchar('-');
		else
			printf("%d", in->label[i]);
		printf(" %d", oracle_top1(logits + i * each, (int)each));
		for (int64_t k = 0; k < each; k++)
			printf(" %d", logits[i * each + k]);
		putchar('\n');
	}
}

struct options {
	const char *plan, *oracle, *expected;
	struct input_from from;
	struct noise_from noise;
	int logits;
	long n, threads;	/* 0: not given */
};

static int run_all(const struct options *o, const struct plan *p,
		   const struct input *in, const struct sources *s)
{
	int64_t each = plan_output_values(p);
	int32_t *logits = xcalloc(in->n * each, sizeof(*logits));
	int correct, differ = 0;
	double seconds;

	correct = ref_images(p, in, logits, &seconds, "reference model");
	if (o->logits)
		print_logits(logits, each, in);
	printf("%s: %d image%s, ", p->net, in->n, plural(in->n));
	ref_print_top1(in, correct);
	printf(", interval %" PRId64 ", latency %" PRId64 " cycles predicted, "
	       "%.3g GMAC/s\n", p->interval, p->latency,
	       1e-9 * in->n * p->macs / seconds);
	plan_print_use(p, p->interval);
	if (s->net) {
		struct compare c = {.first = -1};
		struct agree layers;

		compare_oracle(p, s->net, in, logits, each, &c, &layers);
		differ |= say("oracle", &c, in->n);
		differ |= say_layers(&layers);
	}
	if (s->expected) {
		struct compare c = {.first = -1};

		compare_expected(s->expected->tensor, in, logits, each, &c);
		differ |= say("expected", &c, in->n);
	}
	free(logits);
	return differ;
}

static int run(void *options, struct err *e)
{
	const struct options *o = options;
	struct input in = {0};
	struct sources s = {NULL, NULL};
	struct plan *p;
	int r;

#ifdef _OPENMP
	if (o->threads)
		omp_set_num_threads((int)o->threads);
#endif
	p = plan_read(o->plan, e);
	if (!p)
		return -1;
	r = input_read(p, &o->from, 1, (int)o->n, &in, e);
	if (!r)
		r = noise_apply(p, &o->noise, 1, e);
	if (!r)
		r = sources_read(p, o->oracle, o->expected, in.n, &s, e);
	if (!r)
		r = run_all(o, p, &in, &s);
	sources_free(&s);
	input_free(&in);
	plan_free(p);
	return r;
}

#define AT(field) offsetof(struct options, field)

static const struct cmd_opt table[] = {
	{0, NULL, CMD_INPUT, "PLAN", AT(plan), .needed = 1,
	 .help = "plan of imcfab map"},
	CMD_OPT_IMAGES(AT(from.files)),
	CMD_OPT_RESIZE(AT(from.resize), .requires = NULL),
	{'n', NULL, CMD_NUMBER, "N", AT(n), .min = 1, .max = 100000,
	 .help = "at most N images; without, all"},
	{0, "logits", CMD_FLAG, NULL, AT(logits),
	 .help = "a line per image: number, label (- without), top-1, logits"},
	{0, "oracle", CMD_INPUT, "NET", AT(oracle),
	 .help = "also run the network layer by layer in plain integers and compare "
		 "every logit, and every layer of image 0; exit status 1 where one "
		 "differs"},
	{0, "expected", CMD_INPUT, "FILE", AT(expected),
	 .help = "compare with the first tensor of FILE, a .json: int32 logits of "
		 "the images in their order, no fewer than are run"},
	CMD_OPT_NOISE(AT(noise.file)),
	CMD_OPT_NOISE_SET(AT(noise.set)),
	{0, "threads", CMD_NUMBER, "N", AT(threads), .min = 1, .max = 1024,
	 .help = "threads; without, one a processor"},
	{.kind = CMD_END},
};

const struct cmd cmd_run = {
	"run", "Runs images through the reference model",
	"Prints top-1, predicted cycles, and speed.",
	table, sizeof(struct options), run,
};
