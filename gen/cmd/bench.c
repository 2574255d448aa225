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

#define MAX_ROUNDS 5
#define MAX_ARRAYS 3

/* How much is measured. */
struct size {
	int rounds;	/* of the reference model; medians of so many */
	int n_images;
	int emitted[2];	/* tiles */
	int n_arrays;
	int times[MAX_ARRAYS];	/* arrays, in arrays of the hardware file */
	int first_rounds;	/* of the first array's co-simulation */
};

static const struct size full = {MAX_ROUNDS, 32, {1000, 10000}, 3, {1, 4, 8}, 3};
static const struct size quick = {1, 4, {100, 200}, 2, {1, 2}, 1};

struct bench {
	const char *out;	/* folder */
	const char *net_given, *arch_given;	/* paths or NULL */
	int quick, no_area;
	const struct size *size;
	char *net, *arch;	/* paths */
	char *images;	/* path */
	struct input in;
};

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

static void bench_ref(const struct bench *b, const struct plan *lossless,
		      const struct plan *eight)
{
	double one[MAX_ROUNDS], two[MAX_ROUNDS], lossy[MAX_ROUNDS];
	double peak[MAX_ROUNDS], share[MAX_ROUNDS], slow[MAX_ROUNDS];
	const struct input *in = &b->in;
	int n = b->size->rounds;

	for (int i = 0; i < n; i++) {
		peak[i] = ref_peak_gmacs();
		one[i] = ref_rate(lossless, in, 1);
		lossy[i] = ref_rate(eight, in, 1);
		two[i] = ref_rate(lossless, in, 2);
		share[i] = one[i] / peak[i];
		slow[i] = one[i] / lossy[i];
		cmd_progress("reference model", i + 1, n, "rounds", 0);
	}
	printf("reference model, %s, %s, medians of %d, GMAC/s:\n",
	       lossless->arch->name, lossless->net, n);
	printf("  lossless 1 thread %.3g, 2 threads %.3g; 8-bit converters, "
	       "1 thread, %.3g\n", median(one, n),
	       median(two, n), median(lossy, n));
	printf("  best plain loop %.3g; lossless / plain loop %.3g; lossless / "
	       "8-bit %.3g\n", median(peak, n),
	       median(share, n), median(slow, n));
	printf("  peak memory so far %.0f MiB\n", peak_mib(RUSAGE_SELF));
}

static int bench_emit(const struct bench *b, const struct arch *a,
		      struct err *e)
{
	char *templates = cmd_share("rtl_templates", e);
	int r = templates ? 0 : -1;

	for (int k = 0; k < 2 && !r; k++) {
		char *expr = xasprintf("5pp(%d)", b->size->emitted[k]);
		char *dir = xasprintf("%s/emit%d", b->out,
				      b->size->emitted[k]);
		double start = now_seconds();
		struct topo *t = topo_build(expr, "", 0, e);

		r = t ? emit_fabric(a, t, NULL, templates, dir,
				    "imcfab bench", e) : -1;
		if (!r)
			printf("fabric of %s: %.3g s, peak memory so far %.0f "
			       "MiB\n", expr, now_seconds() - start,
			       peak_mib(RUSAGE_SELF));
		topo_free(t);
		free(expr);
		free(dir);
	}
	free(templates);
	return r;
}

/* The plan with one key set: calibrated by the images, or lossless. */
static struct plan *make_plan(const struct bench *b, char *set, int lossless,
			      struct err *e)
{
	struct plan_job job = {
		.arch = b->arch, .net = b->net, .set = {&set, 1},
	};

	if (!lossless) {
		job.o.images = (const uint8_t *const *)b->in.hwc;
		job.o.n_images = b->in.n;
	}
	return plan_make(&job, e);
}

/* What a fabric of so many tiles takes to build and to run. */
struct growth {
	int n_tiles;
	double build, tools_mib;	/* s; largest process so far, compilers and all */
	double program, run;		/* cycles/s; medians */
	double all;			/* cycles/s where every tile moves */
	double model_mib;
	int64_t mismatches;
};

static double program_rate(const struct cosim_result *c)
{
	double s = c->run[0].program_seconds;

	return c->run[0].program_cycles / (s > 1e-6 ? s : 1e-6);
}

/* One image through the RTL, `n_rounds` times, and once more with a program that wakes
 * all tiles. */
static int bench_rtl(const struct plan *p, const struct input *in,
		     const char *dir, int n_rounds, struct growth *g,
		     struct err *e)
{
	char *stimulus = xasprintf("%s/network.stim", dir);
	char *model = xasprintf("%s/model", dir);
	struct cosim_opt o = {.stimulus = stimulus, .n_images = 1};
	struct cosim_result c;
	struct input few = *in;
	double program[MAX_ROUNDS], rate[MAX_ROUNDS];
	int r = dir_make(dir, e);

	few.n = 1;
	if (!r)
		r = rtl_stimulus(p, &few, stimulus, NULL, e);
	if (!r)
		r = rtl_build(p, 0, COSIM_TILES, NULL, dir, &g->build, e);
	g->tools_mib = peak_mib(RUSAGE_CHILDREN);
	g->mismatches = 0;
	for (int i = 0; i < n_rounds && !r; i++) {
		r = cosim_run(model, &o, p, NULL, cmd_progress, &c, e);
		program[i] = program_rate(&c);
		rate[i] = c.run[0].cycles_per_second;
		g->mismatches += !c.equal + c.run[0].mismatches;
	}
	if (!r) {
		g->n_tiles = p->topo->graph->n_nodes;
		g->program = median(program, n_rounds);
		g->run = median(rate, n_rounds);
		g->model_mib = c.peak_rss_bytes / 1048576.0;
		o.plain_chain = 1;
		r = cosim_run(model, &o, p, NULL, cmd_progress, &c, e);
	}
	if (!r) {
		g->all = program_rate(&c);
		g->mismatches += !c.equal + c.run[0].mismatches;
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
	       1e-6 * g->all * g->n_tiles);
	printf("%s\n", g->build > 0 ? "" : "  (built before)");
	fflush(stdout);
}

/* Arrays of the hardware file's cores, 1 and more times as many as it has. */
static int bench_growth(const struct bench *b, const struct plan *own,
			struct err *e)
{
	int r = 0, differ = 0;

	printf("arrays of %s cores under Verilator, one core, %s:\n"
	       "  tiles  build s ms/tile tools MiB model MiB  run c/s  prog c/s "
	       "M tiles/s\n", own->arch->name, own->net);
	fflush(stdout);
	for (int k = 0; k < b->size->n_arrays && !r; k++) {
		int n = topo_n_cores(own->topo) * b->size->times[k];
		char *set = xasprintf("topology=5pp(%d, rows=4)", n);
		char *dir = xasprintf("%s/tiles%d", b->out, n);
		struct plan *p = make_plan(b, set, 0, e);
		struct growth g;

		r = p ? bench_rtl(p, &b->in, dir, k ? 1 : b->size->first_rounds,
				  &g, e) : -1;
		if (!r) {
			print_growth(&g);
			differ |= g.mismatches != 0;
		}
		plan_free(p);
		free(set);
		free(dir);
	}
	if (!r)
		printf("  run: %s; M tiles/s: clock edges of tiles a second "
		       "while a program passes\n  all of them one by one; tools: "
		       "the largest process so far\n", differ ? "WORDS DIFFER" : "no word differs");
	return r < 0 ? r : differ;
}

static int measure(struct bench *b, struct err *e)
{
	struct plan *lossless = NULL, *eight = NULL;
	int r = -1;

	lossless = make_plan(b, "adc.bits=26", 1, e);
	if (lossless)
		r = input_made(lossless, SHAPES_TRAIN_SEED, b->size->n_images,
			       b->images, &b->in, e);
	if (!r) {
		eight = make_plan(b, "adc.bits=8", 0, e);
		r = eight ? 0 : -1;
	}
	if (!r)
		r = bench_emit(b, lossless->arch, e);
	if (!r) {
		bench_ref(b, lossless, eight);
		r = bench_growth(b, lossless, e);
	}
	plan_free(lossless);
	plan_free(eight);
	return r;
}

static int bench(struct bench *b, struct err *e)
{
	const char *area_arch = "arch/one-layer-per-core.arch";
	char *arch;
	int r;

	b->size = b->quick ? &quick : &full;
	b->images = xasprintf("%s/images.bin", b->out);
	b->net = cmd_share_or(b->net_given, "nets/resnet32_shapes_int.json", e);
	b->arch = cmd_share_or(b->arch_given, "arch/hermes64.arch", e);
	r = b->net && b->arch ? measure(b, e) : -1;
	if (r || b->no_area)
		return r;
	arch = cmd_share_or(b->arch_given, area_arch, e);
	r = arch ? bench_area(arch, b->net, b->out, e) : -1;
	free(arch);
	return r;
}

static int run(void *options, struct err *e)
{
	struct bench *b = options;
	struct dir_lock lock;
	int r;

	if (proc_path(b->out, "yosys and make", e) < 0 ||
	    dir_lock(&lock, b->out, e) < 0)
		return -1;
	r = bench(b, e);
	dir_unlock(&lock, r < 0);
	input_free(&b->in);
	free(b->images);
	free(b->net);
	free(b->arch);
	return r;
}

static const struct cmd_opt table[] = {
	{'o', NULL, CMD_FOLDER, "DIR", offsetof(struct bench, out),
	 .standard = "bench", .help = "folder for what is built, kept and reused"},
	{0, "quick", CMD_FLAG, NULL, offsetof(struct bench, quick),
	 .help = "everything once and small: fabrics of 100 and 200 tiles, 4 images, "
	 "the array of the hardware file and twice that"},
	{0, "net", CMD_INPUT, "NET", offsetof(struct bench, net_given),
	 .help = "this network (.json)"},
	{0, "arch", CMD_INPUT, "ARCH", offsetof(struct bench, arch_given),
	 .help = "cores of this hardware file, in all parts"},
	{0, "no-area", CMD_FLAG, NULL, offsetof(struct bench, no_area),
	 .help = "leave out the area, and with it Yosys"},
	{.kind = CMD_END},
};

const struct cmd cmd_bench = {
	"bench", "Speed figures of this machine",
	"Emission of 1,000 and 10,000 tiles, reference model against the best plain "
	"loop, arrays of 64, 256 and 512 hermes64 cores under Verilator (build, "
	"memory, cycles a second); then the area of a programmable fabric beside the "
	"hardwired one.",
	table, sizeof(struct bench), run,
};
