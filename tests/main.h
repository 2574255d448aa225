/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MAIN_H
#define MAIN_H

#include <check.h>

/*
 * What a test program tests/check_NAME.c gives to tests/main.c, which has its main,
 * and what it takes from there. It ends with status 1 when a test fails, with 77
 * when every test was skipped, else with 0.
 */

/* The suite of the program; main runs it and frees it. */
Suite *check_suite(void);

/*
 * Adds runs 0 .. n-1 of a test that needs something which may be absent. `needs` are
 * words: one with a slash is a file of the data folder, another is a program looked
 * up in PATH, absent too where the variable CHECK_TOOLS is "no". Where one is absent
 * the runs are not added but named as skipped, with the reason, and main counts them.
 */
void check_add(TCase *c, const TTest *test, int n, const char *needs);

/* Makes a folder for what the tests write; ends the program where it cannot. */
void check_folder(const char *path);

/* Writes the text `s` to the file `name` in the folder `dir`. */
void check_put(const char *dir, const char *name, const char *s);

/*
 * The file `path` of the sources holds `want` between the texts `begin` and `end`, the
 * whole file where both are empty; `by` is the source that writes it. Where the variable
 * UPDATE is set it is written so.
 */
struct text;
void check_holds(const char *path, const char *begin, const char *end,
		 const struct text *want, const char *by);

/* Paths that the caller frees: of a file of the sources, named from their top, and
 * of a file of the data folder. */
char *check_source(const char *name);
char *check_data(const char *name);

#endif
