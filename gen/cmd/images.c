/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "cmd.h"
#include "input.h"
#include "base/shapes.h"

static int run(int argc, char **argv, struct err *e)
{
	const char *split = "test", *count = "1000", *out = NULL, *operand[1];
	const struct cmd_opt opt[] = {
		{"--split", &split, NULL, NULL},
		{"--count", &count, NULL, NULL},
		{"-o", &out, NULL, NULL},
		{NULL, NULL, NULL, NULL},
	};
	uint64_t seed;
	long n;

	if (cmd_options(argc, argv, opt, operand, 0, 0, e) < 0 ||
	    cmd_number("--count", count, 1, 1000000, &n, e) < 0)
		return -1;
	if (!out)
		return err_set(e, "", 0, "images: -o FILE is missing");
	if (!strcmp(split, "test"))
		seed = SHAPES_TEST_SEED;
	else if (!strcmp(split, "train"))
		seed = SHAPES_TRAIN_SEED;
	else
		return err_set(e, "", 0, "--split = %s: must be train or test",
			       split);
	return input_make(seed, (int)n, out, e);
}

const struct cmd cmd_images = {
	"images", "[--split train|test] [--count N] -o FILE",
	"Makes images of ten classes of coloured shapes, 32 x 32, in the CIFAR-10 binary\n"
	"format (docs/formats.md). The same arguments give the same bytes everywhere.\n\n"
	"  --split train|test  which of two disjoint sequences (test)\n"
	"  --count N           images, 1..1000000 (1000)\n",
	run,
};
