/* SPDX-License-Identifier: Apache-2.0 */
#include "accuracy.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cmd.h"
#include "input.h"
#include "noise.h"
#include "plan.h"
#include "ref.h"

#define MAX_LIST 32

struct options {
	const char *arch, *net, *out, *times, *bits;
	struct input_from from, calibrate;
	struct noise_from noise;
	struct cmd_list set;
	long n, n_calibrate, seeds;
};

/* Numbers with commas between them, each lo..hi and, where asked for, whole. */
struct numbers {
	double v[MAX_LIST];
	int n;
};

static int read_numbers(const char *option, const char *s, double lo, double hi, int whole,
			struct numbers *list, struct err *e)
{
	for (list->n = 0; list->n < MAX_LIST; s++) {
		char *end;
		double v = strtod(s, &end);

		if (end == s || !(v >= lo && v <= hi) || (whole && v != floor(v)) ||
		    (*end && *end != ','))
			return err_set(e, "", 0, "--%s: \"%.40s\": must be numbers %g..%g with "
				       "commas between them", option, s, lo, hi);
		list->v[list->n++] = v;
		if (!*end)
			return 0;
		s = end;
	}
	return err_set(e, "", 0, "--%s: more than %d numbers", option, MAX_LIST);
}

/* A plan of the network with converters of so many bits, as text. */
static struct plan *make_plan(const struct options *o, int bits, struct err *e)
{
	struct plan_job job = {
		.arch = o->arch, .net = o->net, .images = o->calibrate,
		.n_images = (int)o->n_calibrate,
		.o = {.place = "auto", .route = "negotiated", .seed = 1, .effort = 10},
	};
	char *key = xasprintf("adc.bits=%d", bits);
	struct plan *p;

	job.set.s = xcalloc((size_t)o->set.n + 1, sizeof(*job.set.s));
	for (int i = 0; i < o->set.n; i++)
		job.set.s[i] = o->set.s[i];
	job.set.s[o->set.n] = key;
	job.set.n = o->set.n + 1;
	p = plan_make(&job, e);
	free(job.set.s);
	free(key);
	return p;
}

/* Top-1 in percent of the plan of that text with these devices (NULL: ideal ones), and how far
 * off the weights are. 0, or -1 and *e. */
static int measure(const struct text *plan, const struct options *o,
		   const struct device *d, const struct input *in, double *top1,
		   double *error, struct err *e)
{
	struct plan *p = plan_parse(plan->s, o->arch, e);
	struct device_report r = {0};
	int failed = p ? 0 : -1;

	*top1 = 0;
	if (!failed && d)
		failed = device_apply(p, d, 1, &r, e);
	if (!failed)
		*top1 = 100.0 * ref_images(p, in, NULL, NULL, "reference model") / in->n;
	*error = 100 * r.error;
	plan_free(p);
	return failed;
}

/* All seeds of a width and a time. */
static int measure_point(const struct text *plan, const struct options *o,
			 const struct device *device, const struct input *in,
			 struct accuracy_point *x, struct err *e)
{
	struct device d = *device;
	double sum = 0, error = 0;

	d.time = x->time;
	x->n_images = in->n;
	x->n_seeds = x->time < 0 ? 1 : (int)o->seeds;
	x->least = 100;
	for (int s = 0; s < x->n_seeds; s++) {
		double top1, off;

		d.seed = device->seed + s;
		if (measure(plan, o, x->time < 0 ? NULL : &d, in, &top1, &off, e) < 0)
			return -1;
		sum += top1;
		error += off;
		x->least = fmin(x->least, top1);
		x->most = fmax(x->most, top1);
	}
	x->mean = sum / x->n_seeds;
	x->error = error / x->n_seeds;
	return 0;
}

static void say_point(const struct accuracy_point *x)
{
	struct text t = {0};

	accuracy_time(fmax(x->time, 0), &t);
	if (x->time < 0)
		printf("%2d-bit converters, ideal devices: top-1 %.2f %%\n", x->bits,
		       x->mean);
	else
		printf("%2d-bit converters, %s: top-1 %.2f %% (%.2f..%.2f, %d seed%s), weights "
		       "off by %.2f %%\n", x->bits, t.s, x->mean, x->least, x->most,
		       x->n_seeds, plural(x->n_seeds), x->error);
	fflush(stdout);
	text_free(&t);
}

static int write_files(const struct accuracy *a, const char *dir, struct err *e)
{
	struct files s = {.dir = dir};
	struct text *t = files_add(&s, "accuracy.csv");
	size_t n;
	char *svg;

	text_add(t, "network,device,compensation,adc_bits,time_s,seeds,images,top1_percent,"
		 "top1_least,top1_most,weight_error_percent\n");
	for (int i = 0; i < a->n; i++) {
		const struct accuracy_point *x = &a->point[i];

		text_add(t, "%s,%s,%s,%d,", a->net, x->time < 0 ? "ideal" : a->device,
			 x->time < 0 ? "" : a->compensation, x->bits);
		if (x->time >= 0)
			text_add(t, "%.15g", x->time);
		text_add(t, ",%d,%d,%.2f,%.2f,%.2f,%.2f\n", x->n_seeds, x->n_images,
			 x->mean, x->least, x->most, x->error);
	}
	svg = accuracy_plot(a, &n);
	text_add_bytes(files_add(&s, "accuracy.svg"), svg, n);
	free(svg);
	return files_write(&s, e);
}

/* Every width and time. */
static int measure_all(const struct options *o, const struct device *d,
		       const struct numbers *bits, const struct numbers *times,
		       struct accuracy *a, struct err *e)
{
	struct input in = {0};
	int failed = 0;

	for (int b = 0; b < bits->n && !failed; b++) {
		struct plan *p = make_plan(o, (int)bits->v[b], e);
		struct text text = {0};

		failed = p ? 0 : -1;
		if (p && !in.n) {
			a->net = xstrdup(p->net);
			failed = input_read(p, &o->from, 1, (int)o->n, &in, e);
			if (!failed && in.n_labels < in.n)
				failed = err_set(e, "", 0, "%d of the %d images have no label",
						 in.n - in.n_labels, in.n);
		}
		if (p)
			plan_write(p, &text);
		plan_free(p);
		for (int t = -1; t < times->n && !failed; t++) {
			struct accuracy_point *x = &a->point[a->n];

			x->bits = (int)bits->v[b];
			x->time = t < 0 ? -1 : times->v[t];
			failed = measure_point(&text, o, d, &in, x, e);
			if (!failed) {
				say_point(x);
				a->n++;
			}
		}
		text_free(&text);
	}
	input_free(&in);
	return failed;
}

static int run(void *options, struct err *e)
{
	static const char *const compensation[] = {"no", "global", "column"};
	const struct options *o = options;
	struct numbers bits, times;
	struct accuracy a = {0};
	struct device *d;
	int failed;

	if (read_numbers("bits", o->bits, 2, 32, 1, &bits, e) < 0 ||
	    read_numbers("times", o->times, 0, 1e12, 0, &times, e) < 0)
		return -1;
	d = device_read(o->noise.file, o->noise.set.s, o->noise.set.n, e);
	if (!d)
		return -1;
	a.device = d->name;
	a.compensation = compensation[d->compensate];
	a.point = xcalloc((size_t)(bits.n * (times.n + 1)), sizeof(*a.point));
	failed = measure_all(o, d, &bits, &times, &a, e);
	if (!failed && o->out)
		failed = write_files(&a, o->out, e);
	free((char *)a.net);
	free(a.point);
	device_free(d);
	return failed;
}

#define AT(field) offsetof(struct options, field)

static const struct cmd_opt table[] = {
	{0, NULL, CMD_INPUT, "ARCH", AT(arch), .needed = 1,
	 .help = "hardware file"},
	{0, NULL, CMD_INPUT, "NET", AT(net), .needed = 1,
	 .help = "network, the .json; its .bin is beside it"},
	CMD_OPT_IMAGES(AT(from.files)),
	CMD_OPT_NOISE(AT(noise.file), .needed = 1,),
	CMD_OPT_NOISE_SET(AT(noise.set)),
	CMD_OPT_SET(AT(set)),
	{0, "times", CMD_TEXT, "LIST", AT(times), .standard = "0,3600,86400,2592000,31536000",
	 .help = "seconds behind programming, with commas between them"},
	{0, "bits", CMD_TEXT, "LIST", AT(bits), .standard = "8",
	 .help = "widths of the converters (adc.bits)"},
	{0, "seeds", CMD_NUMBER, "N", AT(seeds), .min = 1, .max = 1000, .standard = "3",
	 .help = "devices drawn anew so often, from the seed of DEVICE on"},
	{'n', NULL, CMD_NUMBER, "N", AT(n), .min = 1, .max = 100000,
	 .help = "at most N images; without, all"},
	{0, "calibrate", CMD_IMAGES, "IMAGES", AT(calibrate.files),
	 .max_given = CMD_MAX_IMAGES, .help = "set each tile's converter range from these images; without, "
		 "the widths have to be lossless"},
	{0, "calibrate-images", CMD_NUMBER, "N", AT(n_calibrate), .min = 1,
	 .max = 100000, .standard = "64", .requires = "calibrate", .help = "how many of them"},
	CMD_OPT_RESIZE(AT(from.resize), .requires = NULL),
	{'o', NULL, CMD_FOLDER, "DIR", AT(out), .writes = "accuracy.csv accuracy.svg",
	 .help = "folder for the table and a picture of it"},
	{.kind = CMD_END},
};

const struct cmd cmd_accuracy = {
	"accuracy", "Measures top-1 against the drift of devices and the width of converters",
	"Maps the network once for each width, with converters calibrated on devices without "
	"noise, draws the devices of every crossbar anew for each time and seed, and runs all images "
	"through the reference model.",
	table, sizeof(struct options), run,
};
