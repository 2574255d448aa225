/* SPDX-License-Identifier: Apache-2.0 */
#include "map_impl.h"

/* The identity map. On 5pp it puts every layer of a residual network next to its
 * readers: a block's skips are at most four layers long, and so are the channels. */
void map_order(const struct site *s, const struct map_effort *e, int *node)
{
	int t;

	(void)e;
	for (t = 0; t < s->f->n_tasks; t++)
		node[t] = s->core[t];
}
