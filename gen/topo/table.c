/* SPDX-License-Identifier: Apache-2.0 */
#include "class.h"

/* Every topology, in alphabetical order, which messages and docs keep: the name of
 * its topo_class_NAME, which stands behind its build function. */
#define CLASSES(X) \
	X(3pp) X(5pp) X(7pp) X(anynet) X(bidir) X(cartesian) X(cmesh) \
	X(complete) X(cycle) X(directed) X(edges) X(honeycomb) X(hypercube) \
	X(king) X(kpp) X(mesh) X(parallel) X(path) X(power) X(ring) X(star) \
	X(strong) X(tensor) X(torus) X(tree) X(union)

#define DECLARE(name) extern const struct topo_class topo_class_##name;
#define ADDRESS(name) &topo_class_##name,

CLASSES(DECLARE)

const struct topo_class *const topo_classes[] = { CLASSES(ADDRESS) NULL };
