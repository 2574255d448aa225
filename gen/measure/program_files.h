/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PROGRAM_FILES_H
#define PROGRAM_FILES_H

#include <stdint.h>

#include "base/util.h"
#include "model/plan.h"

/*
 * What a host needs to run a plan on a fabric (docs/formats.md, "Program"): program,
 * input words and expected output words as .bin and .hex, a manifest in JSON and the
 * numbers of it that a C program needs.
 *
 * hwc[n_images] are images as ref_image takes them, n_images >= 1; label[i] is that of
 * image i, -1: none. `version` is that of the program that writes. All files appear in
 * `dir`, or none. 0, or -1 and *e.
 */
int program_files_write(const struct plan *p, uint8_t *const *hwc,
			const int *label, int n_images, const char *version,
			const char *dir, struct err *e);

#endif
