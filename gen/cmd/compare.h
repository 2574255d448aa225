/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMD_COMPARE_H
#define CMD_COMPARE_H

#include "cmd.h"
#include "input.h"
#include "compare/compare_run.h"

enum { COMPARE_NETS = 64, COMPARE_LINKS = 5 };

/* Hardware with one width of links, and the networks on it. */
struct compare_width {
	struct arch *arch;
	struct compare_fabric fabric;
	int n_nets;
	struct compare_net *net[COMPARE_NETS];
};

/* A comparison: what was asked for, what was read, what came of it. */
struct compare_job {
	struct cmd_list nets;	/* paths */
	const char *arch_path, *out, *liberty, *place, *route, *cut_name;
	struct input_from images;
	const char *input;	/* "3x224x224" or NULL */
	const char *links;	/* "32,64,128" or NULL */
	const char *vcs;	/* "spare" or "least" */
	int cosim, no_area, keep, unicast;
	long n_images, n_cores;	/* n_cores 0: what fits */
	const char *interval;
	long seed, effort;
	enum layers_cut cut;
	struct plan_options map;
	struct cmd_list set, topology;
	struct arch *arch;	/* the hardware file's */
	int own_cores, own_dead;	/* cores of its topology; that run no task */
	int n_widths;
	struct compare_width width[COMPARE_LINKS];
	char *templates, *cache;
	struct compare table;
	double start;
	int n_done, n_all, result;	/* rows; result as a command's */
};

/* Adds the row of a network, a topology, a router and a width to the table, with all that
 * was asked for. 0, or -1 and *e. */
int compare_row_do(struct compare_job *j, const struct compare_width *w, int net,
		   const char *expr, const char *router, struct err *e);

/* The topology of a row. With `a`, the hardware with it, what is dead is marked: cores by
 * their numbers on every topology, channels of the hardware file's own alone. NULL and *e. */
struct topo *compare_topo(const struct compare_job *j, const char *expr,
			  const struct arch *a, struct err *e);

/* `n` images for a network: those given, or where none are, made up (in `dir`). 0, or -1 and *e. Free with input_free in both cases. */
int compare_input(const struct net *net, const struct input_from *images, int n,
		  const char *dir, struct input *in, struct err *e);

/* Runs them through the RTL in `dir`. The row gets what was measured. 0, 1 where a
 * word differs, or -1 and *e. */
int compare_rtl(const struct plan *p, const struct input *in, const char *dir,
		struct compare_row *r, struct err *e);

#endif
