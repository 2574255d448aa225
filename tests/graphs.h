/* SPDX-License-Identifier: Apache-2.0 */
#ifndef GRAPHS_H
#define GRAPHS_H

#include "layers/layers.h"

/* Graphs of shapes for tests: files of tests/graphs, and of the data folder. */
char *graphs_path(const char *name);	/* tests/graphs/NAME */

/* Reads and asserts that it works. */
struct layers *graphs_small(void);
struct layers *graphs_data(const char *name);

#endif
