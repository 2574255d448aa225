/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COMPARE_RUN_H
#define COMPARE_RUN_H

#include "measure/area.h"
#include "model/arch.h"
#include "compare.h"
#include "model/flow.h"
#include "layers/layers.h"
#include "compile/plan_build.h"
#include "model/net.h"
#include "model/plan.h"
#include "topo/topo.h"

/* How the figures of a row come about. */

/* A network: with weights, or as shapes. */
struct compare_net {
	char *name;	/* of its file */
	struct net *net;	/* NULL: shapes only */
	struct flow *flow;	/* on cores of the hardware, a layer once */
	char *said;		/* of what was left out of it, NULL: nothing */
};

/* *yes: whether the file is a network with weights, else shapes. 0, or -1 and *e. */
int compare_has_weights(const char *path, int *yes, struct err *e);

/* The file's name without its folder and what follows its last point; the caller frees. */
char *compare_net_name(const char *path);

/* Reads a network in whichever format it has; `input` as of layers_read. NULL and *e. */
struct compare_net *compare_net_read(const char *path, const char *input,
				     const struct arch *a, enum layers_cut cut,
				     struct err *e);
void compare_net_free(struct compare_net *n);

/* Adds the topologies of n cores that a comparison has where none is asked for;
 * `own`, the hardware file's, or NULL, stands second, in its canonical text and not
 * where it is one of them. Those that do not exist with n
 * cores go to `left`, "cmesh on 8 cores: needs ...", each once. */
void compare_defaults(struct compare_list *l, int n, const char *own,
		      struct compare_list *left);

/* The hardware with another topology, number of virtual channels and width of links, with no
 * more columns at once (post.lanes) than that width has sums; NULL and 0: its own. NULL and
 * *e. */
struct arch *compare_arch(const struct arch *a, const char *topology, int vcs,
			  int link_bits, struct err *e);

/* What a fabric is compared as; 0 and 1: the one of the RTL, others as flow alone. */
struct compare_fabric {
	int unicast;	/* every reader has a stream of its own */
	int n_words;	/* of link.bits, a cycle on every channel and port, 1.. */
};

/*
 * Maps the network on `t`, built from a->topology, and fills in every figure that
 * follows from the mapping. *plan is the plan of a network with weights, with just
 * the virtual channels that it needs and its timing predicted; NULL where there is
 * none: then the row is that of the tasks and streams alone, as balanced, and as it is of a
 * fabric that the RTL has not. What topology or hardware do not
 * allow is said in the row's note. 0, or 1 where `imcfab check` refuses the plan.
 */
int compare_map(const struct compare_net *n, const struct arch *a,
		const struct topo *t, const struct plan_options *o,
		const struct compare_fabric *fabric, struct compare_row *r,
		struct plan **plan);

/* Fills in every figure that follows from a plan with all its nodes and hops. */
void compare_take_plan(const struct plan *p, struct compare_row *r);

/* Emits the fabric into DIR/fabric and fills in its area, by Yosys in DIR/area.
 * 0, or -1 and *e. */
struct compare_synth {
	const char *templates;	/* folder of the Verilog modules */
	const char *cache;	/* folder of shapes that were measured before */
	const char *liberty;	/* or NULL */
	area_progress *progress;
	const char *stage;	/* what it is of */
};
int compare_area(const struct arch *a, const struct topo *t,
		 const struct compare_synth *s, const char *dir,
		 struct compare_row *r, struct err *e);

/* The die as SVG: cores with their tasks, channels coloured by load. The row is
 * mapped. */
char *compare_plot_floor(const struct compare_row *r, const struct topo *t, size_t *n);

#endif
