/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#ifdef _OPENMP
#include <omp.h>
#endif

#include "model/arch.h"
#include "base/file.h"
#include "cmd.h"
#include "base/proc.h"
#include "bench_area.h"
#include "input.h"
#include "plan.h"
#include "ref.h"
#include "rtl.h"
#include "measure/cosim.h"
#include "emit/emit.h"
#include "model/plan.h"
#include "refmodel/ref.h"
#include "base/shapes.h"
#include "topo/topo.h"

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

static double peak_mib(int who)
{
	struct rusage u;

	getrusage(who, &u);
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
	printf("  peak memory so far %.0f MiB\n", peak_mib(RUSAGE_SELF));
}

static int bench_emit(const struct arch *a, const char *out, struct err *e)
{
	static const int sizes[] = {1000, 10000};
	char *templates = cmd_share("rtl_templates", e);
	int r = templates ? 0 : -1;

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
			       peak_mib(RUSAGE_SELF));
		topo_free(t);
		free(expr);
		free(dir);
	}
	free(templates);
	return r;
}

/* The project's own network on hermes64 with one key set: calibrated by images, or
 * (NULL) lossless. */
static struct plan *make_plan(char *set, const char *images, struct err *e)
{
	char *arch = cmd_share("arch/hermes64.arch", e);
	char *net = cmd_share("nets/resnet32_shapes_int.json", e);
	struct plan_job job = {
		.arch = arch, .net = net, .set = {&set, 1},
		.images = images,
	};
	struct plan *p = arch && net ? plan_make(&job, e) : NULL;

	free(arch);
	free(net);
	return p;
}

/* What a fabric of so many tiles takes to build and to run. */
struct growth {
	int n_tiles;
	double build, tools_mib;	/* s; largest process so far, compilers and all */
	double program, run;		/* cycles/s; medians */
	double model_mib;
	int64_t mismatches;
};

/* One image of ResNet-32 through hermes64 cores; `rounds` times. */
static int bench_rtl(const struct plan *p, const struct input *in,
		     const char *dir, int n_rounds, struct growth *g,
		     struct err *e)
{
	char *stimulus = xasprintf("%s/resnet32.stim", dir);
	char *model = xasprintf("%s/model", dir);
	struct cosim_opt o = {.stimulus = stimulus};
	struct cosim_result c;
	struct input few = *in;
	double program[BENCH_ROUNDS], rate[BENCH_ROUNDS];
	int r = dir_make(dir, e);

	few.n = 1;
	if (!r)
		r = rtl_stimulus(p, &few, stimulus, e);
	if (!r)
		r = rtl_build(p, 0, 0, NULL, dir, &g->build, e);
	g->tools_mib = peak_mib(RUSAGE_CHILDREN);
	g->mismatches = 0;
	for (int i = 0; i < n_rounds && !r; i++) {
		r = cosim_run(model, &o, p, NULL, cmd_progress, &c, e);
		program[i] = c.run[0].program_cycles /
			c.run[0].program_seconds;
		rate[i] = c.run[0].cycles_per_second;
		g->mismatches += !c.equal + c.run[0].mismatches;
	}
	if (!r) {
		g->n_tiles = p->topo->graph->n_nodes;
		g->program = median(program, n_rounds);
		g->run = median(rate, n_rounds);
		g->model_mib = c.peak_rss_bytes / 1048576.0;
	}
	free(stimulus);
	free(model);
	return r;
}

static void print_growth(const struct growth *g)
{
	printf("  %4d %8.1f %7.0f %8.1f %8.1f %9.0f %9.0f %10.2f", g->n_tiles,
	       g->build, g->build * 1000 / g->n_tiles, g->tools_mib,
	       g->model_mib, g->run, g->program,
	       1e-6 * g->program * g->n_tiles);
	printf("%s\n", g->build > 0 ? "" : "  (built before)");
	fflush(stdout);
}

/* Arrays of hermes64 cores; the last has 8 times the tiles of the first. */
static int bench_growth(const char *images, const struct input *in,
			const char *out, struct err *e)
{
	static const int tiles[] = {64, 256, 512};
	int r = 0, differ = 0;

	printf("arrays of hermes64 cores under Verilator, one core, ResNet-32:\n"
	       "  tiles  build s ms/tile tools MiB model MiB  run c/s  prog c/s "
	       "M tiles/s\n");
	fflush(stdout);
	for (int k = 0; k < 3 && !r; k++) {
		char *set = xasprintf("topology=5pp(%d, rows=4)", tiles[k]);
		char *dir = xasprintf("%s/tiles%d", out, tiles[k]);
		struct plan *p = make_plan(set, images, e);
		struct growth g;

		r = p ? bench_rtl(p, in, dir, k ? 1 : 3, &g, e) : -1;
		if (!r) {
			print_growth(&g);
			differ |= g.mismatches != 0;
		}
		plan_free(p);
		free(set);
		free(dir);
	}
	if (!r)
		printf("  run: %s; prog: the program passes all tiles, so that "
		       "each moves in each cycle;\n  M tiles/s: clock edges of "
		       "tiles a second in it; tools: the largest process so "
		       "far\n", differ ? "WORDS DIFFER" : "no word differs");
	return r < 0 ? r : differ;
}

static int bench(const char *out, struct err *e)
{
	char *images = xasprintf("%s/images.bin", out);
	struct input in = {0, NULL, NULL};
	struct plan *lossless = NULL, *eight = NULL;
	int r = input_make(SHAPES_TRAIN_SEED, BENCH_IMAGES, images, e);

	if (!r) {
		lossless = make_plan("adc.bits=26", NULL, e);
		r = lossless ? input_read(lossless, images, 1, 0, &in, e) : -1;
	}
	if (!r) {
		eight = make_plan("adc.bits=8", images, e);
		r = eight ? 0 : -1;
	}
	if (!r)
		r = bench_emit(lossless->arch, out, e);
	if (!r) {
		bench_ref(lossless, eight, &in);
		r = bench_growth(images, &in, out, e);
	}
	if (!r)
		r = bench_area(out, e);
	plan_free(lossless);
	plan_free(eight);
	input_free(&in);
	free(images);
	return r;
}

struct options {
	const char *out;
};

static int run(void *options, struct err *e)
{
	const struct options *o = options;
	struct dir_lock lock;
	int r;

	if (proc_path(o->out, "yosys and make", e) < 0 ||
	    dir_lock(&lock, o->out, e) < 0)
		return -1;
	r = bench(o->out, e);
	dir_unlock(&lock, r < 0);
	return r;
}

static const struct cmd_opt table[] = {
	{'o', NULL, CMD_FOLDER, "DIR", offsetof(struct options, out),
	 .standard = "bench", .help = "folder for what is built, kept and reused"},
	{.kind = CMD_END},
};

const struct cmd cmd_bench = {
	"bench", "Speed figures of this machine",
	"Emission of 1,000 and 10,000 tiles, reference model against the best plain "
	"loop, arrays of 64, 256 and 512 hermes64 cores under Verilator (build, "
	"memory, cycles a second); then the area of a programmable fabric beside the "
	"hardwired one.",
	table, sizeof(struct options), run,
};
