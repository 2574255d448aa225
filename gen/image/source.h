/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IMAGE_SOURCE_H
#define IMAGE_SOURCE_H

#include "images.h"

/*
 * Images of several files, one after the other. A name is that of an image file, of a
 * folder (its files in the order of their names' bytes, without those that begin with
 * a dot), or of a list: a text with a line for each picture, its path from the list's
 * folder and, behind a blank, its label (docs/formats.md).
 */
#define IMAGE_MAX_LABEL 65535

struct image_item {
	const struct images *im;	/* both valid until the next call */
	const char *path;
	int i;		/* image of im */
	int label;	/* 0.., or -1: none */
	int listed;	/* the label is from a list */
};

struct image_source;

/* `path` [n] stays the caller's and is read as the items are asked for. */
struct image_source *image_source_new(char *const *path, int n, int channels);
void image_source_free(struct image_source *s);

/* The next image: 1; 0 behind the last; -1 and *e. */
int image_source_next(struct image_source *s, struct image_item *item,
		      struct err *e);

/* What a folder or a list names, [*n], the caller's to free with image_names_free; NULL
 * where it is neither or names nothing. A FIFO is left to its reader. */
char **image_names(const char *path, int *n);
void image_names_free(char **name, int n);

#endif
