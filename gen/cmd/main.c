/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd.h"

static const struct cmd *const cmds[] = {
	&cmd_fabric, &cmd_map, &cmd_check, &cmd_run, &cmd_accuracy, &cmd_cosim, &cmd_area,
	&cmd_equiv, &cmd_timing, &cmd_compare, &cmd_sweep, &cmd_report, &cmd_topology, &cmd_embed, &cmd_program, &cmd_registers,
	&cmd_hang, &cmd_images, &cmd_import, &cmd_quantize, &cmd_demo, &cmd_bench, NULL,
};

static void print(struct text *t, FILE *f)
{
	fwrite(t->s, 1, t->n, f);
	text_free(t);
}

static void usage(FILE *f)
{
	struct text t = {0};

	text_add(&t, "usage: imcfab COMMAND ...\n\n");
	for (int i = 0; cmds[i]; i++)
		text_add(&t, "  %-10s %s\n", cmds[i]->name, cmds[i]->summary);
	text_add(&t, "\nimcfab COMMAND --help says more. Exit status: 0, 1 where a "
		 "comparison or check\nfailed, 2 for bad input or usage.\n");
	print(&t, f);
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

static int run(const struct cmd *c, int argc, char **argv, struct err *e)
{
	void *options = xcalloc(1, c->size);
	struct text help = {0};
	int r = cmd_parse(c, argc, argv, options, e);

	if (r > 0) {
		cmd_help(c, &help);
		print(&help, stdout);
		r = 0;
	} else if (!r) {
		r = c->run(options, e);
	}
	cmd_free(c, options);
	free(options);
	return r;
}

/* What is asked of the program itself. -2: nothing is. */
static int own_option(int argc, char **argv, struct err *e)
{
	struct text t = {0};

	if (argc == 2 && !strcmp(argv[1], "--version"))
		return puts("imcfab " PACKAGE_VERSION) < 0;
	if (argc >= 2 && (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))) {
		usage(stdout);
		return 0;
	}
	if (argc == 3 && !strcmp(argv[1], "--man"))	/* for the build */
		return cmd_manual(cmds, argv[2], e);
	if (argc == 2 && !strcmp(argv[1], "--completion")) {
		cmd_completion(cmds, &t);
		print(&t, stdout);
		return 0;
	}
	return -2;
}

int main(int argc, char **argv)
{
	struct err e = {{0}, 0, {0}};
	int r;

	signal(SIGXFSZ, SIG_IGN);	/* a limit on files is an error of write() */
	r = own_option(argc, argv, &e);

	if (r != -2)
		return finish(r, &e);
	for (int i = 0; argc >= 2 && cmds[i]; i++)
		if (!strcmp(cmds[i]->name, argv[1]))
			return finish(run(cmds[i], argc - 1, argv + 1, &e), &e);
	if (argc >= 2) {
		err_set(&e, "", 0, "unknown command `%s'; see imcfab --help",
			argv[1]);
		return finish(-1, &e);
	}
	usage(stderr);
	return 2;
}
