/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PLAN_BUILD_H
#define PLAN_BUILD_H

#include "map.h"
#include "model/net.h"
#include "model/plan.h"

/* What a caller may choose; all zero is the default. */
struct plan_options {
	/* As in struct map_options. */
	const char *place, *route;
	uint64_t seed;
	int effort;
	enum map_vcs vcs;	/* not MAP_VCS_GIVEN: link.vcs of the plan becomes the
				 * number that the mapping needs */
	int lossless;		/* refuse where a sum may not fit adc.bits */
};

/* A network on a hardware: lowered, placed, routed. The converters are set to
 * gain 1 without offset, the timing is 0 (unknown). NULL and *e on refusal; the
 * message names the layer, the channel or the key that is too small. The plan
 * has its own copy of all it needs. The caller frees. */
struct plan *plan_build(const struct net *n, const struct arch *a,
			const struct plan_options *o, struct err *e);

#endif
