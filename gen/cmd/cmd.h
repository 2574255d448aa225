/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMD_H
#define CMD_H

#include <stddef.h>

#include "base/util.h"

/*
 * The subcommands. Each is one file: a table of operands and options, and the
 * function that calls the libraries and prints. The command line is read by the
 * table; --help, the manual page and the completion of bash are written from it.
 */
enum cmd_kind {
	CMD_END,	/* ends a table */
	CMD_FLAG,	/* int: takes no value, 1 where given */
	CMD_NUMBER,	/* long, min..max; 0 where absent and no default */
	CMD_CHOICE,	/* const char *: one of choice(0), choice(1), ... NULL */
	CMD_TEXT,	/* const char *, as the next four; NULL where absent */
	CMD_INPUT,	/* name of a file that is read */
	CMD_IMAGES,	/* of a file, folder or list of images that is read */
	CMD_OUTPUT,	/* name of a file that is written */
	CMD_FOLDER,	/* name of a folder */
};

/* A row. One without letter and name is an operand; these stand in their order. */
struct cmd_opt {
	char letter;		/* 'o' for -o, 0: none */
	const char *name;	/* "json" for --json, NULL: none */
	enum cmd_kind kind;
	const char *value;	/* what help calls the value: "FILE" */
	size_t at;		/* offsetof in the command's struct of options */
	int needed;		/* refused where absent */
	const char *requires;	/* name of the option without which this one has no
				 * effect and is refused, or NULL */
	int max_given;	/* > 0: may be repeated so often; `at` is a cmd_list */
	const char *standard;	/* the default, as on the command line */
	long min, max;
	const char *(*choice)(int i);
	const char *writes;	/* CMD_FOLDER: patterns of the files that the command
				 * writes in it, a blank between them; CMD_OUTPUT:
				 * endings of the names of more files, or NULL */
	const char *help;	/* whole words without a line break */
	/* CMD_CHOICE: half a line for each choice, behind the help; or NULL. */
	const char *(*summary)(int i);
};

struct cmd_list {
	char **s;	/* [n], not owned strings; the array is main's to free */
	int n;
};

#define CMD_MAX_SET 1000

/* The row of --set, the same in every command that has it. */
#define CMD_OPT_SET(field) {0, "set", CMD_TEXT, "KEY=VALUE", field, \
	.max_given = CMD_MAX_SET, .help = "override a key of the hardware file"}

/* Those of the mapper (compile/map.h), in map and compare. */
#define CMD_OPT_PLACE(field) {0, "place", CMD_CHOICE, NULL, field, \
	.choice = map_strategy_name, .standard = "auto", \
	.summary = map_strategy_summary, .help = "placement"}
#define CMD_OPT_ROUTE(field, ...) {0, "route", CMD_CHOICE, NULL, field, \
	.choice = router_name, __VA_ARGS__, .summary = router_summary, \
	.help = "routing"}
#define CMD_OPT_INTERVAL(field) {0, "interval", CMD_TEXT, "N|auto", field, \
	.help = "copies and windows of layers, so that none takes more than N cycles per image " \
		"with the fewest cores, or so that the slowest is as fast as there " \
		"are cores for"}
#define CMD_OPT_SEED(field) {0, "seed", CMD_NUMBER, "N", field, .min = 1, \
	.max = INT32_MAX, .standard = "1", .help = "of annealing"}
#define CMD_OPT_EFFORT(field) {0, "effort", CMD_NUMBER, "N", field, .min = 1, \
	.max = 100, .standard = "10", \
	.help = "of annealing; its time grows with it"}

/* Images (input.h): the operands of run and cosim, and how they are scaled. */
#define CMD_MAX_IMAGES 100000
#define CMD_OPT_IMAGES(field) {0, NULL, CMD_IMAGES, "IMAGES", field, .needed = 1, \
	.max_given = CMD_MAX_IMAGES, .help = "image files, folders of them, lists " \
	"of their paths and labels (docs/formats.md)"}
#define CMD_OPT_RESIZE(field, ...) {0, "resize", CMD_NUMBER, "N", field, .min = 1, \
	.max = 65535, __VA_ARGS__, .help = "scale images so that the shorter side " \
	"has N pixels, then cut the middle out; without, pictures are scaled to just " \
	"cover the network's input"}

struct cmd {
	const char *name;
	const char *summary;	/* one line, no full stop */
	const char *about;	/* paragraphs, "\n" between them */
	const struct cmd_opt *opt;
	size_t size;		/* of the struct of options that run gets */
	/* 0, 1 (a comparison or check failed), or -1 with *e filled: bad input;
	 * main prints it and exits with 2. */
	int (*run)(void *options, struct err *e);
};

/* Value of CMD_OPT_INTERVAL for struct plan_options; NULL: one copy each. */
int cmd_interval(const char *s, int64_t *interval, struct err *e);

extern const struct cmd cmd_accuracy, cmd_area, cmd_bench, cmd_check, cmd_compare, cmd_cosim,
	cmd_demo, cmd_embed, cmd_equiv, cmd_fabric, cmd_hang, cmd_images, cmd_import, cmd_map, cmd_program, cmd_quantize,
	cmd_registers, cmd_report, cmd_run, cmd_sweep,
	cmd_timing, cmd_topology;

/*
 * Reads argv[1..] into `options` (zeroed, c->size bytes). -1 and *e where an option
 * is unknown, shortened, given twice, out of its range or without a value, where a
 * name of a file is empty, what is needed is absent, or a file to be written is one
 * that is read. 1: --help is wanted.
 */
int cmd_parse(const struct cmd *c, int argc, char **argv, void *options,
	      struct err *e);
void cmd_free(const struct cmd *c, void *options);	/* the lists */

/* "imcfab map ARCH NET -o PLAN ..." in lines of at most `width`. */
void cmd_usage(const struct cmd *c, int width, struct text *t);
void cmd_help(const struct cmd *c, struct text *t);

/* imcfab.1 and imcfab-COMMAND.1 into a folder. 0, or -1 and *e. */
int cmd_manual(const struct cmd *const *cmd, const char *dir, struct err *e);

/* The script that completes commands, options and their values in bash. */
void cmd_completion(const struct cmd *const *cmd, struct text *t);

/*
 * Path of `name` in the folder of rtl_templates, tb, synth, nets and arch: that is
 * $IMCFAB_SHARE where it is set; else the source folder, for a program in its build
 * folder; else what was installed beside the program; else where it was to be
 * installed. The caller frees. NULL and *e where none of these is there.
 */
char *cmd_share(const char *name, struct err *e);
char *cmd_share_or(const char *given, const char *name, struct err *e);	/* given, if any */

/* One line of progress on a terminal (nothing in a pipe): stage, done of total,
 * rate, time left. total 0: unknown. Ends the line when done == total. */
void cmd_progress(const char *stage, double done, double total,
		  const char *unit, double seconds);

#endif
