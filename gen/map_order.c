/* SPDX-License-Identifier: Apache-2.0 */
#include "map.h"

/* The identity map. On 5pp it puts every layer of a residual network next to its
 * readers: a block's skips are at most four layers long, and so are the channels. */
int map_order(const struct plan *p, int *node, struct err *e)
{
	int t;

	(void)e;
	for (t = 0; t < p->n_tasks; t++)
		node[t] = t;
	return 0;
}
