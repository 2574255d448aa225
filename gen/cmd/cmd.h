/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMD_H
#define CMD_H

#include "base/util.h"

/*
 * The subcommands. Each is one file: it reads its options, calls the libraries
 * and prints. Result: 0, 1 (a comparison or check failed) or -1 with *e filled
 * (bad input; main prints it and exits with 2).
 */
struct cmd {
	const char *name;
	const char *usage;	/* what follows the name on the command line */
	const char *help;	/* the rest of --help, with its final newline */
	int (*run)(int argc, char **argv, struct err *e);
};

extern const struct cmd cmd_area, cmd_bench, cmd_check, cmd_compare, cmd_cosim,
	cmd_demo, cmd_fabric, cmd_images, cmd_map, cmd_run, cmd_timing,
	cmd_topology;

/*
 * Options as a command sees them: those of the table are taken out of argv, the
 * rest are operands.
 */
struct cmd_opt {
	const char *name;	/* "--images" or "-n"; NULL ends the table */
	const char **value;	/* takes a value: last one given */
	int *flag;		/* takes none: set to 1 */
	struct cmd_list *list;	/* takes a value, may be repeated */
};

struct cmd_list {
	char **s;	/* [n], not owned strings, owned array */
	int n;
};

/* Fills values; operands to operand[min..max] (NULL where absent). 0 or -1 and *e. */
int cmd_options(int argc, char **argv, const struct cmd_opt *opt,
		const char **operand, int min, int max, struct err *e);

/* Whole number in lo..hi out of an option's value. 0 or -1 and *e. */
int cmd_number(const char *name, const char *value, long lo, long hi,
	       long *n, struct err *e);

/* Folder with rtl_templates, tb, synth, nets, arch: $IMCFAB_SHARE or where the
 * program was installed. */
const char *cmd_share(void);

/* One line of progress on a terminal (nothing in a pipe): stage, done of total,
 * rate, time left. total 0: unknown. Ends the line when done == total. */
void cmd_progress(const char *stage, double done, double total,
		  const char *unit, double seconds);

#endif
