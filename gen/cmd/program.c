/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd.h"
#include "input.h"
#include "noise.h"
#include "measure/program_files.h"
#include "model/plan.h"

struct options {
	const char *plan, *out;
	struct input_from from;
	struct noise_from noise;
	long n;
};

static int run(void *options, struct err *e)
{
	const struct options *o = options;
	struct plan *p = plan_read(o->plan, e);
	struct input in = {0};
	int r;

	if (!p)
		return -1;
	r = input_read(p, &o->from, 1, (int)o->n, &in, e);
	/* Silicon has noise of reading of its own, which no program holds. */
	if (!r)
		r = noise_apply(p, &o->noise, 0, e);
	if (!r)
		r = program_files_write(p, in.hwc, in.label, in.n,
					PACKAGE_VERSION, o->out, e);
	input_free(&in);
	plan_free(p);
	return r;
}

#define AT(field) offsetof(struct options, field)

static const struct cmd_opt table[] = {
	{0, NULL, CMD_INPUT, "PLAN", AT(plan), .needed = 1,
	 .help = "plan of imcfab map"},
	CMD_OPT_IMAGES(AT(from.files)),
	{'o', NULL, CMD_FOLDER, "DIR", AT(out), .needed = 1,
	 .writes = "program.bin program.hex program.h input.bin input.hex "
		   "expected.bin expected.hex manifest.json",
	 .help = "folder for the files"},
	CMD_OPT_RESIZE(AT(from.resize), .requires = NULL),
	CMD_OPT_NOISE(AT(noise.file)),
	CMD_OPT_NOISE_SET(AT(noise.set)),
	{'n', NULL, CMD_NUMBER, "N", AT(n), .min = 1, .max = 10000,
	 .standard = "1", .help = "at most N images"},
	{.kind = CMD_END},
};

const struct cmd cmd_program = {
	"program", "Writes what a host needs to run a plan on a fabric",
	"The programming stream, input words and expected output words as .bin and .hex, "
	"and a manifest.json that says what they are (docs/formats.md).",
	table, sizeof(struct options), run,
};
