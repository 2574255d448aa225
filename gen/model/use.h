/* SPDX-License-Identifier: Apache-2.0 */
#ifndef USE_H
#define USE_H

#include "plan.h"

/*
 * How much of the machine a plan uses at some interval, where the rest goes, and what
 * happens per image. All from the plan; the interval is the predicted or the measured
 * one, in cycles.
 */

/* Where the rate of an ideal machine goes, which has all cells of all crossbars at work
 * in every product. Each factor is at least 1 but for rounding of copies; their product
 * is the interval over that of the ideal machine. After Bruschi et al., DATE 2023
 * (arXiv 2211.12877), figure 6. */
struct use_losses {
	double crossbars;	/* cores over those with a product */
	double cells;		/* cells of their crossbars over those with a weight */
	double imbalance;	/* cycles of the slowest core over what equal work of all
				 * cells would take */
	double communication;	/* interval over cycles of the slowest core */
};

struct use {
	int64_t interval;
	int n_cores, n_tasks, n_products_tasks;	/* there; used; with a product */
	int64_t slowest;	/* cycles per image of the slowest task */
	double use;		/* 0..1: products times xbar.mvm over cores used times
				 * interval */
	double ideal;		/* interval of the ideal machine, cycles */
	struct use_losses loss;
	/* Events per image, for energy: */
	int64_t products;
	int64_t conversions;	/* columns read of a crossbar */
	int64_t act_writes, act_reads;	/* words of activation memories, as wide as links */
	int64_t skip_writes, skip_reads;	/* of residual memories */
	int64_t pool_reads;	/* of weights of reductions */
	int64_t flit_hops;	/* words over channels */
	int64_t bit_pitches;	/* bits of flits times tile pitches */
};

struct use use_of_plan(const struct plan *p, int64_t interval);

/* The row of a layer in the table of its copies. */
struct use_layer {
	int layer;
	int64_t windows;	/* per image, of one part and block */
	int rows, cols;		/* of the layer's matrix, over all parts and blocks */
	int parts;		/* crossbars of a copy */
	int copies;
	int n_cores;		/* that the layer takes, those of its copied residuals too */
	int64_t cycles;		/* per image of its slowest task */
	double use;		/* of its cores at the interval, 0..1 */
};

/* The layer's name: that of a task without what says which of its tasks it is. The caller frees. */
char *use_layer_name(const struct plan *p, int layer);

/* One row a layer that has tasks, in order; the caller frees. */
struct use_layer *use_layers(const struct plan *p, int64_t interval, int *n);

/* Lines for people: use, losses and events; the table. */
void use_text(const struct use *u, struct text *t);
void use_layers_text(const struct plan *p, int64_t interval, struct text *t);

#endif
