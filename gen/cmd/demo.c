/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "measure/area.h"
#include "base/file.h"
#include "measure/area_json.h"
#include "cmd.h"
#include "input.h"
#include "plan.h"
#include "ref.h"
#include "rtl.h"
#include "measure/cosim.h"
#include "measure/cosim_json.h"
#include "model/plan.h"
#include "page.h"
#include "report/report.h"
#include "base/proc.h"
#include "base/shapes.h"
#include "check/verify.h"

#define DEMO_IMAGES 2	/* through the RTL; two make an interval */
#define DEMO_REF_IMAGES 256	/* through the reference model */

/* What the demo finds out, in the order in which it does. */
struct demo {
	const char *out;	/* folder */
	const char *liberty;	/* cell library or NULL */
	const char *net_given, *arch_given;	/* paths or NULL */
	struct input_from from;	/* the images; none given: as below */
	int no_area;
	char *net, *arch, *images;	/* paths; images NULL: made up, or given */
	const char *data;	/* what they are, for the reader */
	struct plan *plan;
	struct input in;
	struct report report;
	int correct;	/* of in.n, by the reference model */
	struct cosim_result cosim;
	double build_seconds;
	struct area_result area;
};

static int is_there(const char *path)
{
	return access(path, R_OK) == 0;
}

/* Real data where IMCFAB_DATA has it, else the project's own. */
static int choose_data(struct demo *d, struct err *e)
{
	const char *data = getenv("IMCFAB_DATA");

	data = data ? data : "../shared/data";
	d->net = xasprintf("%s/resnet_cifar10/resnet32_int_w8a8.json", data);
	d->images = xasprintf("%s/cifar10/cifar10_test_first1017.bin", data);
	if (is_there(d->net) && is_there(d->images)) {
		d->data = "trained W8A8, CIFAR-10 test images";
		return 0;
	}
	free(d->net);
	free(d->images);
	d->net = cmd_share("nets/resnet32_shapes_int.json", e);
	d->images = NULL;
	d->data = "the project's own, generated images (no data in IMCFAB_DATA)";
	return d->net ? 0 : -1;
}

/* What the command line names stands before the demo's own choice. */
static int choose(struct demo *d, struct err *e)
{
	d->arch = cmd_share_or(d->arch_given, "arch/one-layer-per-core.arch", e);
	if (!d->arch)
		return -1;
	if (d->net_given) {
		d->net = xstrdup(d->net_given);
		d->data = "generated images without labels";
	} else if (choose_data(d, e) < 0) {
		return -1;
	}
	if (d->from.files.n)
		d->data = d->from.files.n > 1 ? "given images" :
			d->from.files.s[0];
	return 0;
}

static int read_images(struct demo *d, struct err *e)
{
	char *made;
	int r;

	if (d->from.files.n || d->images) {
		const struct input_from own = {.files = {&d->images, 1}};

		return input_read(d->plan, d->from.files.n ? &d->from : &own,
				  DEMO_IMAGES, DEMO_REF_IMAGES, &d->in, e);
	}
	made = xasprintf("%s/shapes_test.bin", d->out);
	r = input_made(d->plan, SHAPES_TEST_SEED, DEMO_REF_IMAGES, made, &d->in,
		       e);
	/* Another network has other classes. */
	if (!r && d->net_given)
		input_drop_labels(&d->in);
	free(made);
	return r;
}

static int make_plan(struct demo *d, struct err *e)
{
	char *out = xasprintf("%s/network.plan", d->out);
	struct plan_job job = {.arch = d->arch, .net = d->net};
	struct text t = {0};
	int r = -1;

	d->plan = plan_make(&job, e);
	if (d->plan) {
		plan_write(d->plan, &t);
		r = file_write(out, t.s, t.n, e);
	}
	text_free(&t);
	free(out);
	return r;
}

static int run_rtl(struct demo *d, struct err *e)
{
	char *stimulus = xasprintf("%s/network.stim", d->out);
	char *model = xasprintf("%s/model", d->out);
	struct cosim_opt o = {.stimulus = stimulus, .count_stalls = 1};
	struct input few = d->in;
	int r;

	few.n = few.n < DEMO_IMAGES ? few.n : DEMO_IMAGES;
	o.n_images = few.n;
	r = rtl_stimulus(d->plan, &few, stimulus, NULL, e);
	if (!r)
		r = rtl_build(d->plan, 0, COSIM_TILES, NULL, d->out, &d->build_seconds, e);
	if (!r)
		r = cosim_run(model, &o, d->plan, NULL, cmd_progress,
			      &d->cosim, e);
	free(stimulus);
	free(model);
	return r;
}

static int run_area(struct demo *d, struct err *e)
{
	char *fabric = xasprintf("%s/fabric", d->out);
	char *work = xasprintf("%s/area", d->out);
	struct area_options o = {.work_dir = work, .liberty = d->liberty,
				 .xbar_um2 = d->plan->arch->xbar_um2,
				 .sram_um2 = d->plan->arch->sram_um2,
				 .progress = cmd_progress};
	int r = area_measure(fabric, &o, &d->area, e);

	free(fabric);
	free(work);
	return r;
}

static double channel_bits_per_cycle(const struct demo *d)
{
	return d->cosim.run[0].interval > 0 ?
		(double)d->report.max_bits / d->cosim.run[0].interval : 0;
}

static void print_table(const struct demo *d)
{
	const struct cosim_run *c = &d->cosim.run[0];
	const struct plan *p = d->plan;

	printf("network            %s (%s)\n", p->net, d->data);
	printf("fabric             %s, %d of %d cores of %dx%d, %d channels\n",
	       p->arch->topology, p->n_tasks, topo_n_live(p->topo),
	       p->arch->xbar_rows, p->arch->xbar_cols,
	       p->topo->graph->n_edges);
	printf("mapping            dilation %d, at most %d stream%s per channel, "
	       "deadlock-free: %s\n", d->report.dilation,
	       d->report.max_streams, plural(d->report.max_streams),
	       d->report.executed && !d->report.n_messages ? "yes" : "NO");
	printf("reference model    %d image%s, ", d->in.n, plural(d->in.n));
	ref_print_top1(&d->in, d->correct);
	printf("\n");
	printf("RTL                %" PRId64 " image%s, programmed in %" PRId64
	       " cycles, %.0f cycles/s\n", c->n_images, plural(c->n_images),
	       c->program_cycles, c->cycles_per_second);
	printf("                   %" PRId64 " of %" PRId64 " words compared, %"
	       PRId64 " differ\n", c->words_compared, c->words_expected,
	       c->mismatches);
	if (c->first[0])
		printf("                   %s\n", c->first);
	printf("interval           %" PRId64 " cycles, predicted %" PRId64
	       ": %.0f images/s at %d MHz\n", c->interval, c->interval_predicted,
	       1e6 * p->arch->clock_mhz / c->interval, p->arch->clock_mhz);
	printf("latency            %" PRId64 " cycles, predicted %" PRId64
	       "\n", c->latency, c->latency_predicted);
	printf("busiest channel    %.3f bits per cycle of %d\n",
	       channel_bits_per_cycle(d), p->arch->link_bits);
	if (d->no_area)
		return;
	printf("area               %" PRId64 " generic cells, %" PRId64
	       " of them flip-flops; %" PRId64 " crossbars, %" PRId64
	       " memories of %" PRId64 " bits\n", d->area.n_cells,
	       d->area.n_flops, d->area.n_xbars, d->area.n_srams,
	       d->area.sram_bits);
	if (d->liberty)
		printf("                   %.0f um2 of standard cells, %.1f kGE\n",
		       d->area.um2, d->area.kge);
}

/* First line that a tool says of its version, or "unknown". */
static void first_line(void *user, const char *line)
{
	char **s = user;

	if (!*s)
		*s = xstrdup(line);
}

static json_t *version_of(const char *program, const char *flag)
{
	struct err e;
	char *path = proc_find(program, program, &e), *line = NULL;
	const char *argv[3] = {path, flag, NULL};
	json_t *j;

	if (path)
		proc_run(argv, NULL, first_line, &line, &e);
	j = json_string(line ? line : "unknown");
	free(line);
	free(path);
	return j;
}

static json_t *pair(int64_t predicted, int64_t measured)
{
	return json_pack("{s:I, s:I}", "predicted", (json_int_t)predicted,
			 "measured", (json_int_t)measured);
}

static json_t *versions(void)
{
	return json_pack("{s:s, s:o, s:o, s:o}", "imcfab", PACKAGE_VERSION,
			 "verilator", version_of("verilator", "--version"),
			 "yosys", version_of("yosys", "-V"), "g++",
			 version_of("g++", "--version"));
}

static int write_summary(const struct demo *d, const char *path, struct err *e)
{
	const struct cosim_run *c = &d->cosim.run[0];
	const struct plan *p = d->plan;
	json_t *j = json_pack("{s:s, s:s, s:i, s:I, s:I, s:I, s:I, s:o, s:i}",
		"network", p->net, "topology", p->arch->topology,
		"cores_used", p->n_tasks, "images", (json_int_t)c->n_images,
		"words_compared", (json_int_t)c->words_compared,
		"words_expected", (json_int_t)c->words_expected, "mismatches",
		(json_int_t)c->mismatches, "correct",
		d->in.n_labels ? json_integer(d->correct) : json_null(),
		"reference_images", d->in.n);
	char *s;
	int r;

	json_object_set_new(j, "labels", json_integer(d->in.n_labels));
	json_object_set_new(j, "interval_cycles",
			    pair(c->interval_predicted, c->interval));
	json_object_set_new(j, "latency_cycles",
			    pair(c->latency_predicted, c->latency));
	json_object_set_new(j, "cycles_per_second",
			    json_real(c->cycles_per_second));
	json_object_set_new(j, "max_channel_bits_per_cycle",
			    json_real(channel_bits_per_cycle(d)));
	json_object_set_new(j, "dilation", json_integer(d->report.dilation));
	json_object_set_new(j, "area",
			    d->no_area ? json_null() : area_json(&d->area));
	json_object_set_new(j, "versions", versions());
	s = json_dumps(j, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
	json_decref(j);
	r = file_write(path, s, strlen(s), e);
	free(s);
	return r;
}

static int write_page(const struct demo *d, const char *cosim, struct err *e)
{
	char *path = xasprintf("%s/report.html", d->out);
	int r = page_write(report_of_plan(d->plan, d->out, cosim, e), path, e);

	if (!r)
		printf("report             %s\n", path);
	free(path);
	return r;
}

static int demo(struct demo *d, const char *summary, const char *cosim, struct err *e)
{
	/* What an earlier demo found is no result of this one. */
	remove(summary);
	remove(cosim);
	if (choose(d, e) < 0 ||
	    make_plan(d, e) < 0 ||
	    read_images(d, e) < 0)
		return -1;
	verify_plan(d->plan, &d->report);
	d->correct = ref_images(d->plan, &d->in, NULL, NULL,
				"reference model");
	if (run_rtl(d, e) < 0 || (!d->no_area && run_area(d, e) < 0))
		return -1;
	print_table(d);
	if (cosim_write(&d->cosim, d->plan, NULL, cosim, e) < 0 ||
	    write_page(d, cosim, e) < 0 || write_summary(d, summary, e) < 0)
		return -1;
	return !d->cosim.equal || d->report.n_messages;
}

static int run(void *options, struct err *e)
{
	struct demo *d = options;
	struct dir_lock lock;
	char *summary, *cosim;
	int r;

	if (proc_path(d->out, "yosys and make", e) < 0 ||
	    dir_lock(&lock, d->out, e) < 0)
		return -1;
	summary = xasprintf("%s/summary.json", d->out);
	cosim = xasprintf("%s/cosim.json", d->out);
	r = demo(d, summary, cosim, e);
	dir_unlock(&lock, r < 0);
	cosim_result_free(&d->cosim);
	free(summary);
	free(cosim);
	free(d->net);
	free(d->arch);
	free(d->images);
	input_free(&d->in);
	plan_free(d->plan);
	report_free(&d->report);
	area_free(&d->area);
	return r;
}

#define AT(field) offsetof(struct demo, field)

static const struct cmd_opt table[] = {
	{'o', NULL, CMD_FOLDER, "DIR", AT(out),
	 .standard = "demo", .writes = "summary.json cosim.json report.html network.* shapes_test.bin",
	 .help = "folder for what is made"},
	{0, "net", CMD_INPUT, "NET", AT(net_given),
	 .help = "this network (.json)"},
	{0, "arch", CMD_INPUT, "ARCH", AT(arch_given),
	 .help = "this hardware file, with lossless converters"},
	{0, "images", CMD_IMAGES, "IMAGES", AT(from.files),
	 .max_given = CMD_MAX_IMAGES, .help = "images, as of imcfab run; default "
		 "for another network: generated"},
	CMD_OPT_RESIZE(AT(from.resize), .requires = "images"),
	{0, "no-area", CMD_FLAG, NULL, AT(no_area),
	 .help = "leave out the area, and with it Yosys"},
	{0, "liberty", CMD_INPUT, "FILE", AT(liberty),
	 .help = "area with this cell library, in um2 and gate equivalents"},
	{.kind = CMD_END},
};

const struct cmd cmd_demo = {
	"demo", "The main job from end to end",
	"ResNet-32 on 5pp(32), one layer a core: plan, RTL, reference model, "
	"co-simulation, area; one table, and DIR/summary.json. Real data where "
	"IMCFAB_DATA has it, else the project's own network and images; or another "
	"network, hardware or images by options.",
	table, sizeof(struct demo), run,
};
