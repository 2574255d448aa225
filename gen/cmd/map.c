/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmd.h"
#include "base/file.h"
#include "map.h"
#include "plan.h"
#include "model/plan.h"
#include "model/use.h"

static void print_layers(const struct plan *p)
{
	struct text t = {0};

	use_layers_text(p, p->interval, &t);
	fputs(t.s, stdout);
	text_free(&t);
}

/* How many cores live, and of how many. */
static void print_dead(const struct plan *p)
{
	struct text t = {0};

	topo_say_live(p->topo, &t);
	if (t.n)
		printf("die: %d cores%s, dead.channels names %d\n",
		       topo_n_live(p->topo), t.s, p->arch->dead_channels.n);
	text_free(&t);
}

/* table: of what each layer takes. */
static int write_plan(const struct plan *p, const char *out, const char *held,
		      int table, struct err *e)
{
	struct text t = {0};
	int r;

	plan_write(p, &t);
	r = file_write(out, t.s, t.n, e);
	text_free(&t);
	if (!r) {
		printf("%s on %s: %d of %d cores, interval %" PRId64
		       ", latency %" PRId64 " cycles\n", p->net,
		       p->arch->topology, p->n_tasks, topo_n_live(p->topo),
		       p->interval, p->latency);
		print_dead(p);
		if (p->stream[0].w < p->in_w)
			printf("input: %d pixels in a word, one behind the other\n",
			       p->in_w / p->stream[0].w);
		map_say_dilation(p);
		if (held)
			puts(held);
		if (table)
			print_layers(p);
		plan_print_use(p, p->interval);
	}
	return r;
}

struct options {
	struct model_options model;	/* of an ONNX file */
	const char *arch, *net, *out, *place, *route, *vcs, *interval;
	struct input_from images;
	long seed, effort, n_images;
	struct cmd_list set;
};

/* Options that only an ONNX file has. */
static int check_model(const struct options *o, struct err *e)
{
	const struct model_options *m = &o->model;

	if (!model_is(o->net) && !o->images.files.n && o->images.resize)
		return err_set(e, "", 0, "map: --resize has no effect without --calibrate");
	if (model_is(o->net) || !(m->images.files.n || m->input || m->mean || m->std ||
				  m->weights || m->edge_weights || m->drop_lrn ||
				  m->count_pads || m->nearest || m->no_equalise ||
				  m->no_correct))
		return 0;
	return err_set(e, o->net, 0, "is no ONNX file: --images, --input, --mean, --std, "
		       "--weights and the options behind them have no effect");
}

static int run(void *options, struct err *e)
{
	struct options *o = options;
	struct text said = {0};
	struct plan_job job = {
		.arch = o->arch, .net = o->net, .set = o->set,
		.images = o->images, .n_images = (int)o->n_images,
		.model = &o->model, .said = &said,
		.o = {
			.place = o->place, .route = o->route,
			.seed = (uint64_t)o->seed, .effort = (int)o->effort,
			.vcs = o->vcs ? MAP_VCS_LEAST : MAP_VCS_GIVEN,
		},
	};
	char *held = NULL;
	struct plan *p;
	int r;

	job.o.held = &held;
	if (check_model(o, e))
		return -1;
	if (cmd_interval(o->interval, &job.o.interval, e) < 0)
		return -1;
	o->model.images.resize = o->images.resize;
	p = plan_make(&job, e);
	if (p && said.n)
		fputs(said.s, stdout);
	text_free(&said);
	r = p ? write_plan(p, o->out, held, job.o.interval != 0, e) : -1;
	free(held);
	plan_free(p);
	return r;
}

static const char *least(int i)
{
	return i ? NULL : "auto";
}

#define AT(field) offsetof(struct options, field)

static const struct cmd_opt table[] = {
	{0, NULL, CMD_INPUT, "ARCH", AT(arch), .needed = 1,
	 .help = "hardware file"},
	{0, NULL, CMD_INPUT, "NET", AT(net), .needed = 1,
	 .help = "network, the .json, its .bin beside it; or an ONNX file, for which the "
		 "options from --images on are as in imcfab quantize"},
	{'o', NULL, CMD_OUTPUT, "PLAN", AT(out), .needed = 1,
	 .help = "file for the plan"},
	CMD_OPT_SET(AT(set)),
	CMD_OPT_PLACE(AT(place)),
	CMD_OPT_ROUTE(AT(route), .standard = "negotiated"),
	CMD_OPT_INTERVAL(AT(interval)),
	CMD_OPT_SEED(AT(seed)),
	CMD_OPT_EFFORT(AT(effort)),
	{0, "vcs", CMD_CHOICE, NULL, AT(vcs), .choice = least,
	 .help = "set link.vcs of the plan's hardware to the least number of virtual "
		 "channels with which a mapping is found; a number is the key link.vcs"},
	{0, "calibrate", CMD_IMAGES, "IMAGES", AT(images.files),
	 .max_given = CMD_MAX_IMAGES, .help = "set each tile's converter range from these images; without, "
		 "from the first 16 of --images, or adc.bits has to be wide enough to be lossless"},
	{0, "calibrate-images", CMD_NUMBER, "N", AT(n_images), .min = 1,
	 .max = 100000, .standard = "64", .requires = "calibrate", .help = "how many of them"},
	CMD_OPT_RESIZE(AT(images.resize), .requires = NULL),
	CMD_MODEL_OPTIONS(AT(model)),
	{.kind = CMD_END},
};

const struct cmd cmd_map = {
	"map", "Maps a network on a hardware file and writes the plan",
	"Lowers the network to tasks, places these on the cores and routes their "
	"streams.",
	table, sizeof(struct options), run,
};
