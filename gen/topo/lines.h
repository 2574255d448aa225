/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TOPO_LINES_H
#define TOPO_LINES_H

#include "class.h"

/*
 * Words of a text file that describes a topology, line by line. Functions that take
 * something return 0, or -1 with "PATH:LINE: reason" in `why`.
 */
struct topo_lines {
	const char *path;	/* for messages */
	char *text;		/* changed by reading */
	struct text *why;
	int line;		/* of the line at hand, 1 for the first */
	char *next;		/* rest of the text */
	char *rest;		/* rest of the line */
};

void topo_lines_init(struct topo_lines *r, const char *path, char *text,
		     struct text *why);

/* Goes to the next line, which ends at its newline or before `comment` (0: no
 * character begins a comment). 0 behind the last. */
int topo_lines_next(struct topo_lines *r, char comment);

/* The next word of the line, or NULL. */
char *topo_lines_word(struct topo_lines *r);

/* A whole number in lo..hi from a word, NULL where it is missing. */
int topo_lines_number(struct topo_lines *r, const char *name, const char *word,
		      int lo, int hi, int *v);

/* -1. */
int topo_lines_refuse(struct topo_lines *r, int line, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

#endif
