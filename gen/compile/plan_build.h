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
	int64_t interval;	/* copies of layers so that each takes at most so many
				 * cycles per image; BALANCE_AUTO (balance.h): the
				 * least that maps; 0: one copy each */
	/* NULL, or where a text goes for people: what kept copies of layers fewer than
	 * there are cores for, a line each; NULL where nothing did. The caller
	 * frees. */
	char **held;
	int lossless;		/* refuse where a sum may not fit adc.bits */
	/* Calibrate the converters with n_images of these, as calib_plan takes them;
	 * NULL: they stay at gain 1 without offset. */
	const uint8_t *const *images;
	int n_images;
};

/*
 * A network on a hardware: lowered, placed, routed, calibrated, its timing
 * predicted. This is the one place where a plan is made; who has one afterwards
 * reads it. NULL and *e on refusal; the message names the layer, the channel or the
 * key that is too small. The plan has its own copy of all it needs. The caller
 * frees.
 */
struct plan *plan_build(const struct net *n, const struct arch *a,
			const struct plan_options *o, struct err *e);

/*
 * What plan_build places and routes: the tasks of a network on so many cores of a hardware,
 * balanced for `interval`, of which BALANCE_AUTO takes the least that there are cores for.
 * NULL and *e. The caller frees.
 */
struct flow *plan_flow(const struct net *n, const struct arch *a, int n_cores,
		       int64_t interval, struct err *e);

#endif
