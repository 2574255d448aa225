/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PICTURES_H
#define PICTURES_H

#include "image/images.h"

/* Image files for tests; the caller frees what is returned. */
char *pictures_path(const char *name);	/* tests/images/NAME */

/*
 * The n bytes as the file named "file", from a block of just their size, so that
 * reading behind it is found. NULL: refused, and `e` has that name and a text.
 */
struct images *pictures_decode(const void *bytes, size_t n, int channels,
			       struct err *e);

#endif
