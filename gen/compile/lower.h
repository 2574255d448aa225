/* SPDX-License-Identifier: Apache-2.0 */
#ifndef LOWER_H
#define LOWER_H

#include "model/net.h"
#include "model/plan.h"

/*
 * From layers to tasks. A layer becomes one task; or several, in three directions:
 *
 *	rows	more than a crossbar has: a chain of partial sums. Part k takes some
 *		of the input's words or of the kernel; the last part has the bias,
 *		the requantisation and the residual.
 *
 *		            +--> conv/0 --psum--> conv/1 --psum--> conv/2 --> next layer
 *		input ------+-----------------------^---------------^
 *
 *	columns	more than a crossbar has, or groups of channels, as many in a crossbar
 *		as fit: blocks of output channels. A depthwise layer is a weighted
 *		reduction without a crossbar where pool.weights holds its kernel:
 *		blocks of as many words as it holds.
 *	copies	bands of the output's columns, each of which reads the columns of its
 *		input that its windows see.
 *
 * Where a memory of a core is too small for a layer, it is cut further in these
 * directions; where a task would have too many sources, tasks without a product put
 * some of them together. Both take more cores.
 *
 * Who reads the layer reads the streams of all its blocks and copies, as sources. A
 * concat is no task but a tensor with the streams of its inputs. Where no stream brings
 * just the residual that a block's copy needs, a task without a product puts it
 * together. A pooling layer whose only reader is a 1x1 convolution is not a task: the
 * convolution's task reduces its window.
 */

/* Of a layer. A window may make several neighbouring pixels of the output, each with a copy
 * of the weights in columns of its own: more rows and columns, fewer products (the
 * parallel windows of VW-SDK, arXiv 2112.11282, in one row). */
struct lower_shape {
	int copies;	/* at most one a column of its output; 0: one */
	int windows;	/* of the output, one of lower_windows; 0: the first of them */
};

/* What a caller may choose; all zero is the default. */
struct lower_how {
	const struct lower_shape *shape;	/* [n_layers]; NULL: all 0 */
	int strict;	/* 1: refuses where a core has too few sources or memory for a layer,
			 * rather than take more cores for it */
	int no_values;	/* 1: neither weights nor constants, to count tasks and cycles */
};

/* Marks the layers whose output leaves the fabric, which have one copy: leaves[n_layers],
 * zeroed before. */
void lower_leaving(const struct net *n, char *leaves);

/* Fills the tasks and streams of `p` (whose arch is set): all but the nodes,
 * the hops and the timing. how: NULL, the default. 0, or -1 and *e naming the layer;
 * what was filled is then freed by plan_free. */
int lower_net(const struct net *n, struct plan *p, const struct lower_how *how,
	      struct err *e);

/* The same for so many cores: with spare ones where that is enough; else strict, so that
 * the key is named which is too small. Tasks that `p` has are dropped. */
int lower_cores(const struct net *n, struct plan *p, const struct lower_shape *shape,
		int n_cores, struct err *e);

/* Numbers of pixels that a window of a layer can make, rising; at most `max`, 1 or more,
 * of them. How many. Whether they save anything is another question. */
int lower_windows(const struct net *n, const struct arch *a, int layer, int *windows,
		  int max);

/* Refuses where a column's sum for some input does not fit adc.bits. */
int lower_check_lossless(const struct plan *p, struct err *e);

/* Refuses where a partial sum or a raw result may not fit psum.bits; those that 32 bits
 * cannot hold wrap there. Behind calibration. */
int lower_check_sums(const struct plan *p, struct err *e);

#endif
