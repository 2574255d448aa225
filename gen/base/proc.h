/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PROC_H
#define PROC_H

#include "util.h"

/*
 * Runs another program and reads what it says. A child gets nothing on its
 * standard input, is sent SIGTERM when this program ends before it, and is
 * waited for whatever happens.
 */

/* Called with each line of the child's output, without its newline. */
typedef void proc_line(void *user, const char *line);

/* Full path of a program, looked up in PATH; NULL and *e (naming the package to
 * install) where it is not there. The caller frees. */
char *proc_find(const char *program, const char *package, struct err *e);

/* Is it there? 0, or -1 and *e, as above. */
int proc_need(const char *program, const char *package, struct err *e);

/* Refuses a path that could stand for something else in the scripts, makefiles and
 * shells of `programs`: legal are letters, digits, bytes above 127 and "/_-.,+@=^~%".
 * 0, or -1 and *e. */
int proc_path(const char *path, const char *programs, struct err *e);

/* Runs argv (argv[0] a path, NULL at the end) and waits for it. Standard output
 * and errors go, merged, to the file `log` (NULL: none), and line by line to
 * `line` (NULL: nobody). The exit status, 128 + n where signal n ended it, or -1
 * and *e where it could not be started. */
int proc_run(const char *const *argv, const char *log, proc_line *line,
	     void *user, struct err *e);

/* Refuses that `program`, which ended without an error, did not write `path`; its output
 * is in `log`. 0, or -1 and *e. */
int proc_wrote(const char *program, const char *path, const char *log,
	       struct err *e);

#endif
