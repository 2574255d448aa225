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
	       const char *name, double *seconds);
/* That fabric's model of tiles wired by the bench, in dir/name_tiles.model; that of
 * sim_build is one too where it is hardwired. */
void sim_build_tiles(const char *dir, const char *name);

/* Runs the stimulus: all words are compared and none differs, and without stalls no cycle
 * from the prediction. */
void sim_run(const char *dir, const struct plan *p, const struct plan *second,
	     const char *name, const struct cosim_opt *o,
	     struct cosim_result *r);

/* Runs that stimulus on the model name_tiles, its programming chain once with words for
 * those that they concern, once, by two threads, clocked tile by tile: every count is
 * that of r. */
void sim_run_tiles(const char *dir, const struct plan *p,
		   const struct plan *second, const char *name,
		   const struct cosim_opt *o, const struct cosim_result *r);

/* All of it, with random initial contents: once without stalls, once with so many percent
 * of input, output and channels. */
void sim_calm_and_stalled(const char *dir, const struct plan *p, int hardwired,
			  const char *name, int percent, unsigned seed);

int64_t sim_words(const struct plan *p);	/* that are compared */

#endif
