/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DESIGN_H
#define DESIGN_H

#include "compile/map.h"
#include "model/arch.h"
#include "model/flow.h"
#include "model/plan.h"

/*
 * A mapped network as data for `imcfab report`: the die with its cores and channels, what
 * runs where, what every channel carries, and when. docs/formats.md, "Designs", has the
 * keys.
 */
struct json_t;

struct design {
	const char *label;	/* what tells it from others of the same report */
	const struct arch *arch;
	const struct topo *topo;
	const struct flow *flow;
	const struct map *map;	/* of flow on topo */
	int link_bits;	/* of a word; 0: the hardware's */
	int64_t interval, latency;	/* predicted cycles, 0: not known */
	const struct plan *plan;	/* of all of these; NULL: tasks and streams alone */
};

/* The caller's to json_decref. */
struct json_t *design_json(const struct design *d);

/* The same of a plan; NULL where it stops in a deadlock. */
struct json_t *design_of_plan(const struct plan *p, const char *label);

/* Checks that a value that was read is a design: all that a report relies on is there, of
 * its kind, and numbers of nodes, channels, tasks are in range. 0, or -1 and *e with the file. */
int design_check(const struct json_t *j, const char *file, struct err *e);

#endif
