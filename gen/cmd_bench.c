/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#ifdef _OPENMP
#include <omp.h>
#endif

#include "arch.h"
#include "cmd.h"
#include "cmd_bench_area.h"
#include "cmd_input.h"
#include "cmd_plan.h"
#include "cmd_ref.h"
#include "cmd_rtl.h"
#include "cosim.h"
#include "emit.h"
#include "plan.h"
#include "ref.h"
#include "shapes.h"
#include "topo.h"

#define BENCH_ROUNDS 5	/* medians of so many */
#define BENCH_IMAGES 32

static int by_value(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double median(double *v, int n)
{
	qsort(v, n, sizeof(*v), by_value);
	return v[n / 2];
}

static double peak_mib(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return u.ru_maxrss / 1024.0;
}

/* Multiply-accumulates a second of the reference model, in 10^9. */
static double ref_rate(const struct plan *p, const struct input *in,
		       int n_threads)
{
	double seconds;

#ifdef _OPENMP
	omp_set_num_threads(n_threads);
#else
	(void)n_threads;
#endif
	ref_images(p, in, NULL, &seconds, NULL);
	return 1e-9 * in->n * p->macs / seconds;
}

static void bench_ref(const struct plan *lossless, const struct plan *eight,
		      const struct input *in)
{
	double one[BENCH_ROUNDS], two[BENCH_ROUNDS], lossy[BENCH_ROUNDS];
	double peak[BENCH_ROUNDS], share[BENCH_ROUNDS], slow[BENCH_ROUNDS];

	for (int i = 0; i < BENCH_ROUNDS; i++) {
		peak[i] = ref_peak_gmacs();
		one[i] = ref_rate(lossless, in, 1);
		lossy[i] = ref_rate(eight, in, 1);
		two[i] = ref_rate(lossless, in, 2);
		share[i] = one[i] / peak[i];
		slow[i] = one[i] / lossy[i];
		cmd_progress("reference model", i + 1, BENCH_ROUNDS, "rounds",
			     0);
	}
	printf("reference model, hermes64, ResNet-32, medians of %d, GMAC/s:\n",
	       BENCH_ROUNDS);
	printf("  lossless 1 thread %.1f, 2 threads %.1f; 8-bit converters, "
	       "1 thread, %.1f\n", median(one, BENCH_ROUNDS),
	       median(two, BENCH_ROUNDS), median(lossy, BENCH_ROUNDS));
	printf("  best plain loop %.1f; lossless / plain loop %.2f; lossless / "
	       "8-bit %.2f\n", median(peak, BENCH_ROUNDS),
	       median(share, BENCH_ROUNDS), median(slow, BENCH_ROUNDS));
	printf("  peak memory so far %.0f MiB\n", peak_mib());
}

static int bench_emit(const struct arch *a, const char *out, struct err *e)
{
	static const int sizes[] = {1000, 10000};
	char *templates = xasprintf("%s/rtl_templates", cmd_share());
	int r = 0;

	for (int k = 0; k < 2 && !r; k++) {
		char *expr = xasprintf("5pp(%d)", sizes[k]);
		char *dir = xasprintf("%s/emit%d", out, sizes[k]);
		double start = now_seconds();
		struct topo *t = topo_build(expr, "", 0, e);

		r = t ? emit_fabric(a, t, NULL, templates, dir,
				    "imcfab bench", e) : -1;
		if (!r)
			printf("fabric of %s: %.2f s, peak memory so far %.0f "
			       "MiB\n", expr, now_seconds() - start,
			       peak_mib());
		topo_free(t);
		free(expr);
		free(dir);
	}
	free(templates);
	return r;
}

static int bench_rtl(const struct plan *p, const struct input *in,
		     const char *out, struct err *e)
{
	char *stimulus = xasprintf("%s/resnet32.stim", out);
	char *model = xasprintf("%s/model", out);
	struct cosim_opt o = {.stimulus = stimulus};
	struct cosim_result c;
	struct input few = *in;
	double build, rate[3];
	int r;

	few.n = 1;
	r = rtl_stimulus(p, &few, stimulus, e);
	if (!r)
		r = rtl_build(p, 0, 0, NULL, out, &build, e);
	for (int i = 0; i < 3 && !r; i++) {
		r = cosim_run(model, &o, p, NULL, cmd_progress, &c, e);
		rate[i] = c.run[0].cycles_per_second;
	}
	if (!r) {
		printf("hermes64 under Verilator: ");
		if (build > 0)
			printf("built in %.1f s on all cores, ", build);
		else
			printf("built before, ");
		printf("%.0f cycles/s on one (median of 3), %" PRId64
		       " MiB, %" PRId64 " words differ\n", median(rate, 3),
		       c.peak_rss_bytes >> 20, c.run[0].mismatches);
	}
	free(stimulus);
	free(model);
	return r < 0 ? r : !c.equal;
}

/* The project's own network on hermes64: calibrated by images, or (NULL) lossless. */
static struct plan *make_plan(char *adc_bits, const char *images,
			      struct err *e)
{
	char *arch = xasprintf("%s/arch/hermes64.arch", cmd_share());
	char *net = xasprintf("%s/nets/resnet32_shapes_int.json", cmd_share());
	struct plan_job job = {
		.arch = arch, .net = net, .set = {&adc_bits, 1},
		.images = images,
	};
	struct plan *p = plan_make(&job, e);

	free(arch);
	free(net);
	return p;
}

static int bench(const char *out, struct err *e)
{
	char *images = xasprintf("%s/images.bin", out);
	struct input in = {0, NULL, NULL};
	struct plan *lossless = NULL, *eight = NULL;
	int r = dir_make(out, e);

	if (!r)
		r = input_make(SHAPES_TRAIN_SEED, BENCH_IMAGES, images, e);
	if (!r) {
		lossless = make_plan("adc.bits=26", NULL, e);
		r = lossless ? input_read(lossless, images, 0, &in, e) : -1;
	}
	if (!r) {
		eight = make_plan("adc.bits=8", images, e);
		r = eight ? 0 : -1;
	}
	if (!r)
		r = bench_emit(lossless->arch, out, e);
	if (!r) {
		bench_ref(lossless, eight, &in);
		r = bench_rtl(eight, &in, out, e);
	}
	if (!r)
		r = bench_area(out, e);
	plan_free(lossless);
	plan_free(eight);
	input_free(&in);
	free(images);
	return r;
}

static int run(int argc, char **argv, struct err *e)
{
	const char *out = "bench", *operand[1];
	const struct cmd_opt opt[] = {
		{"-o", &out, NULL, NULL},
		{NULL, NULL, NULL, NULL},
	};

	if (cmd_options(argc, argv, opt, operand, 0, 0, e) < 0)
		return -1;
	return bench(out, e);
}

const struct cmd cmd_bench = {
	"bench", "[-o DIR]",
	"Speed figures of this machine: emission of 1,000 and 10,000 tiles, reference\n"
	"model against the best plain loop, and hermes64 under Verilator; then the area of\n"
	"a programmable fabric beside the hardwired one.\n",
	run,
};
