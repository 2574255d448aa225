/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "cmd.h"
#include "input.h"
#include "base/shapes.h"

struct options {
	const char *split, *out;
	long count;
};

static int run(void *options, struct err *e)
{
	const struct options *o = options;

	return input_make(strcmp(o->split, "test") ? SHAPES_TRAIN_SEED :
			  SHAPES_TEST_SEED, (int)o->count, o->out, e);
}

static const char *split(int i)
{
	static const char *const name[] = {"train", "test", NULL};

	return name[i];
}

#define AT(field) offsetof(struct options, field)

static const struct cmd_opt table[] = {
	{'o', NULL, CMD_OUTPUT, "FILE", AT(out), .needed = 1,
	 .help = "file for the images"},
	{0, "split", CMD_CHOICE, NULL, AT(split), .choice = split,
	 .standard = "test", .help = "which of two disjoint sequences"},
	{0, "count", CMD_NUMBER, "N", AT(count), .min = 1, .max = 100000,
	 .standard = "1000", .help = "images"},
	{.kind = CMD_END},
};

const struct cmd cmd_images = {
	"images", "Makes images of ten classes of coloured shapes",
	"32 x 32 pixels, in the CIFAR-10 binary format (docs/formats.md). The same "
	"arguments give the same bytes everywhere.",
	table, sizeof(struct options), run,
};
