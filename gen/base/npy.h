/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NPY_H
#define NPY_H

#include "util.h"

/* The header of an array of NumPy (.npy, versions 1 to 3): a dictionary as Python
 * writes it, in front of the values. */
#define NPY_MAX_DIMS 8

struct npy {
	char *descr, *shape;	/* as written, "'<f4'" and "(2, 3)"; owned */
	int fortran;
	int n_dims;		/* may be more than NPY_MAX_DIMS */
	uint64_t dim[NPY_MAX_DIMS];
	const uint8_t *data;	/* behind the header, in the caller's bytes */
	size_t n_data;
};

/* Reads the header of n bytes, which are the caller's. 0, or -1 and *e; npy_free in both
 * cases. */
int npy_parse(const uint8_t *p, size_t n, const char *path, struct npy *h,
	      struct err *e);
void npy_free(struct npy *h);

/* A header for values in C order, "'<f4'" and the dims. */
void npy_header(const char *descr, int n_dims, const int64_t *dim, struct text *t);

#endif
