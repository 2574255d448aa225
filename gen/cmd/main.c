/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "cmd.h"

static const struct cmd *const cmds[] = {
	&cmd_fabric, &cmd_map, &cmd_check, &cmd_run, &cmd_cosim, &cmd_area,
	&cmd_timing, &cmd_compare, &cmd_topology, &cmd_images, &cmd_demo,
	&cmd_bench,
};

#define N_CMDS (sizeof(cmds) / sizeof(cmds[0]))

static void usage(FILE *f)
{
	fputs("usage: imcfab COMMAND ...\n\n", f);
	for (size_t i = 0; i < N_CMDS; i++)
		fprintf(f, "  imcfab %s %s\n", cmds[i]->name, cmds[i]->usage);
	fputs("\nimcfab COMMAND --help says more. Exit status: 0, 1 where a "
	      "comparison or check\nfailed, 2 for bad input or usage.\n", f);
}

static int finish(int result, const struct err *e)
{
	if (result >= 0) {
		if (fflush(stdout) || ferror(stdout)) {
			fputs("imcfab: cannot write the output\n", stderr);
			return 2;
		}
		return result;
	}
	fputs("imcfab: ", stderr);
	if (e->file[0] && e->line)
		fprintf(stderr, "%s:%d: ", e->file, e->line);
	else if (e->file[0])
		fprintf(stderr, "%s: ", e->file);
	fprintf(stderr, "%s\n", e->text);
	return 2;
}

int main(int argc, char **argv)
{
	struct err e = {{0}, 0, {0}};

	if (argc >= 2 && !strcmp(argv[1], "--version")) {
		puts("imcfab " PACKAGE_VERSION);
		return 0;
	}
	if (argc >= 2 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))) {
		usage(stdout);
		return 0;
	}
	for (size_t i = 0; argc >= 2 && i < N_CMDS; i++) {
		if (strcmp(cmds[i]->name, argv[1]))
			continue;
		for (int j = 2; j < argc; j++) {
			if (strcmp(argv[j], "--help") && strcmp(argv[j], "-h"))
				continue;
			printf("usage: imcfab %s %s\n\n%s", cmds[i]->name,
			       cmds[i]->usage, cmds[i]->help);
			return 0;
		}
		return finish(cmds[i]->run(argc - 1, argv + 1, &e), &e);
	}
	usage(stderr);
	return 2;
}
