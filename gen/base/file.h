/* SPDX-License-Identifier: Apache-2.0 */
#ifndef FILE_H
#define FILE_H

#include <stddef.h>

#include "util.h"

/*
 * Files: read up to a limit, written whole or not at all, several of them together
 * or not at all; folders, made and locked.
 */

/* The most that is read of a file, docs/formats.md: of what people write by hand and
 * of shapes; of plans, weights, images, cell libraries and what tools wrote. */
#define FILE_MAX_TEXT ((size_t)64 << 20)
#define FILE_MAX_DATA ((size_t)512 << 20)

/* Reads a whole file of at most `max` bytes; the result is NUL-terminated and the
 * caller's to free. NULL and *e where it cannot be read or is larger. n_bytes may
 * be NULL: then the file must be text, and one with a NUL in it is refused. */
char *file_read(const char *path, size_t max, size_t *n_bytes, struct err *e);

/* Does the name end so (".onnx") and is longer? */
int file_has_ending(const char *path, const char *ending);

/* Adds length and bytes of a file to *h (fnv of util.h). 0, or -1 and *e. */
int fnv_file(uint64_t *h, const char *path, struct err *e);

/*
 * Files that a command writes: all of them appear, complete, or none does and those
 * of before are as they were. Start from {.dir = ...}; files_write ends it in every case.
 *
 * What is new is written beside its place under a name of its own (so that two
 * programs do not meet) and then moved there, signals that end the program waiting
 * meanwhile. A file that already has these bytes is left alone, its time stamp too,
 * so that make and ccache see only what changed; other files of a folder stay. A
 * symbolic link is followed; what is no regular file (a device, a FIFO) is written to.
 */
struct files {
	const char *dir;	/* their folder, made where it is not there; not owned.
				 * NULL: names are paths */
	struct file *file;	/* [n], owned */
	int n;
	int locked;	/* the caller has the folder's lock (dir_lock) */
};

/* One more: the text to fill with its contents, valid until the next call. With a dir the
 * name may begin with folders, which are made. */
struct text *files_add(struct files *s, const char *name);

/* Makes the folder and writes all. 0, or -1 and *e. */
int files_write(struct files *s, struct err *e);
void files_free(struct files *s);	/* without writing */

/* The same for one file, whose folder is there. 0, or -1 and *e. */
int file_write(const char *path, const void *p, size_t n_bytes, struct err *e);

/* A stamp: a file that holds the hash of what others beside it were made from, so that they
 * are made again only where that has changed. Is it of this hash, and `made`, one of them, there
 * (NULL: not asked)? Where not it is removed: what it stands for is about to change, and
 * stamp_write follows when that is done. */
int stamp_is(const char *path, uint64_t hash, const char *made);
int stamp_write(const char *path, uint64_t hash, struct err *e);	/* 0, or -1 and *e */

/* The file that a name stands for: follows links of the last component, also to what is
 * not there yet. The caller frees. */
char *file_follow(const char *path);

/* Makes a folder and its parents. 0, or -1 and *e; then none is made. */
int dir_make(const char *path, struct err *e);

/* Removes a folder and all that is in it; what is not there is none. */
void dir_remove(const char *path);

/* A file that one program at a time has, on all machines that share its folder; the lock ends
 * with the program. */
struct file_lock {
	int fd;	/* -1: not locked */
	char *path;
};

/* Makes the file and locks it; `wait`: until whoever has it lets it go. 1: it is locked; 0:
 * another program has it; -1 and *e. */
int file_lock(struct file_lock *l, const char *path, int wait, struct err *e);

/* Removes the file and lets it go. */
void file_unlock(struct file_lock *l);

/* A folder in which one program at a time works. */
struct dir_lock {
	int fd;
	char **made;	/* [n_made], the folders that were not there before */
	int n_made;
};

/* Makes the folder and locks it; refused where another program has the lock. 0, or
 * -1 and *e, then there is nothing to unlock. */
int dir_lock(struct dir_lock *l, const char *path, struct err *e);

/* failed: folders that were made and hold nothing are removed. */
void dir_unlock(struct dir_lock *l, int failed);

#endif
