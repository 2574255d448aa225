/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TOPO_DRAW_H
#define TOPO_DRAW_H

#include "topo.h"

/* Pictures of a topology: a graph for Graphviz (`neato -n` keeps the places), and
 * the floor plan with an arrow a channel, coloured by its length. `expr` is what
 * they are called. The texts belong to the caller. */
void topo_dot(const struct topo *t, const char *expr, struct text *out);
char *topo_svg(const struct topo *t, const char *expr, size_t *n_bytes);

#endif
