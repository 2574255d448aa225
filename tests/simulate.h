/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SIMULATE_H
#define SIMULATE_H

#include "measure/cosim.h"
#include "model/net.h"

/* Small plans through the Verilated RTL, for tests: every function asserts that it
 * works. */
#define SIM_IMAGES 3

/* On the hardware of tiny_arch; the net is freed. */
struct plan *sim_plan(struct net *n, const char *topology, const char *set);

/* Random images and what the reference model makes of them. */
void sim_stimulus(const struct plan *p, const char *path, uint64_t seed);

/* Fabric of the plan in dir/name, its model in dir/name.model. */
void sim_build(const char *dir, const struct plan *p, int hardwired,
	       const char *name, enum cosim_model kind, double *seconds);
/* That fabric's netlist as one model, in dir/name_flat.model. */
void sim_build_flat(const char *dir, const char *name);

/* Runs the stimulus: all words are compared and none differs, and without stalls no cycle
 * from the prediction. */
void sim_run(const char *dir, const struct plan *p, const struct plan *second,
	     const char *name, const struct cosim_opt *o,
	     struct cosim_result *r);

/* Runs that stimulus on name by two threads with its programming chain clocked tile by tile
 * and, with is_flat, on name_flat: every count is that of r. */
void sim_run_others(const char *dir, const struct plan *p,
		    const struct plan *second, const char *name, int is_flat,
		    const struct cosim_opt *o, const struct cosim_result *r);

/* All of it, with random initial contents: once without stalls, once with so many percent
 * of input, output and channels. */
void sim_calm_and_stalled(const char *dir, const struct plan *p, int hardwired,
			  const char *name, int percent, unsigned seed);

int64_t sim_words(const struct plan *p);	/* that are compared */

#endif
