/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WAVES_H
#define WAVES_H

#include "model/plan.h"
#include "cosim.h"
#include "base/util.h"

/*
 * Writes a save file of GTKWave (http://gtkwave.sourceforge.net, "save file") beside the
 * waves `fst` of plan p on the traced model of build_dir: a group for each stream, called by the layers
 * that it joins, with what its source puts out, its channels from the source on, and what
 * its destinations take; then control and programming. All are closed but the group of the
 * first difference of r, which stands first; the marker is then at that cycle. The waves
 * have a cycle a nanosecond (tb/trace.hpp). `hardwired`: the fabric has one virtual
 * channel. 0, or -1 and *e.
 */
/* Whether waves can be written to a file: it is not there, or a regular file, perhaps by
 * a link. 0, or -1 and *e. */
int waves_check(const char *file, struct err *e);

/* Where they are written until they are whole, beside the file or what it links to; the
 * caller frees. And from there to the file: 0, or -1 and *e, then neither is there. */
char *waves_part(const char *file);
int waves_move(const char *part, const char *file, struct err *e);

int waves_save(const struct plan *p, int hardwired, const char *build_dir, const char *fst,
	       const char *path, const struct cosim_run *r, struct err *e);

#endif
