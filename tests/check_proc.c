/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <check.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/proc.h"
#include "base/file.h"
#include "main.h"

static void join_lines(void *user, const char *line)
{
	text_add((struct text *)user, "[%s]", line);
}

static int shell(const char *script, const char *log, struct text *t)
{
	const char *const argv[] = {"/bin/sh", "-c", script, NULL};
	struct err e;
	int status = proc_run(argv, log, join_lines, t, &e);

	ck_assert_msg(status >= 0, "%s", e.text);
	return status;
}

START_TEST(lines_and_log)
{
	struct text t = {0};
	struct err e;
	char *log;

	ck_assert_int_eq(shell("echo a; echo; echo b >&2; printf c; exit 3",
			       "check_proc.tmp", &t), 3);
	ck_assert_str_eq(t.s, "[a][][b][c]");
	log = file_read("check_proc.tmp", FILE_MAX_DATA, NULL, &e);
	ck_assert_str_eq(log, "a\n\nb\nc");
	free(log);
	text_free(&t);
	unlink("check_proc.tmp");
}
END_TEST

/* More than a pipe or a buffer holds, and a line longer than both. */
START_TEST(much_output)
{
	struct text t = {0};

	ck_assert_int_eq(shell("i=0; while [ $i -lt 20000 ]; do echo $i; "
			       "i=$((i+1)); done", NULL, &t), 0);
	ck_assert_ptr_nonnull(strstr(t.s, "[0][1][2]"));
	ck_assert_str_eq(t.s + t.n - 7, "[19999]");
	text_free(&t);
	ck_assert_int_eq(shell("head -c 300000 /dev/zero | tr '\\0' x", NULL,
			       &t), 0);
	ck_assert_uint_eq(t.n, 300002);
	text_free(&t);
}
END_TEST

START_TEST(input_is_empty)
{
	struct text t = {0};

	ck_assert_int_eq(shell("cat; echo end", NULL, &t), 0);
	ck_assert_str_eq(t.s, "[end]");
	text_free(&t);
}
END_TEST

START_TEST(signals)
{
	struct text t = {0};

	ck_assert_int_eq(shell("kill -TERM $$", NULL, &t), 128 + SIGTERM);
	text_free(&t);
}
END_TEST

START_TEST(cannot_start)
{
	const char *const argv[] = {"/nowhere/x", NULL};
	const char *const fine[] = {"/bin/true", NULL};
	struct err e;

	ck_assert_int_eq(proc_run(argv, NULL, NULL, NULL, &e), -1);
	ck_assert_str_eq(e.file, "/nowhere/x");
	ck_assert_str_eq(e.text, "cannot run: No such file or directory");
	ck_assert_int_eq(proc_run(fine, "/nowhere/log", NULL, NULL, &e), -1);
	ck_assert_str_eq(e.text, "cannot write: No such file or directory");
}
END_TEST

/* So many files may be open that none, one, two or three pipes' ends are to be had. */
START_TEST(no_pipes)
{
	const char *const argv[] = {"/bin/true", NULL};
	const int next = dup(0);
	struct rlimit old, few;
	struct err e;

	ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &old), 0);
	close(next);
	for (int n = 0; n < 4; n++) {
		few = (struct rlimit) {(rlim_t)next + n, old.rlim_max};
		ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &few), 0);
		ck_assert_int_eq(proc_run(argv, NULL, NULL, NULL, &e), -1);
		ck_assert_str_eq(e.text, "cannot run: Too many open files");
		ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &old), 0);
		ck_assert_int_eq(dup(0), next);	/* none is left open */
		close(next);
	}
	ck_assert_int_eq(proc_run(argv, NULL, NULL, NULL, &e), 0);
}
END_TEST

/* A path that make, yosys or a shell would take for something else. */
START_TEST(paths)
{
	struct err e;

	ck_assert_int_eq(proc_path("a/B-9_.,+@=^~%\xc3\xa4", "make", &e), 0);
	ck_assert_int_eq(proc_path("a b", "make", &e), -1);
	ck_assert_str_eq(e.file, "a b");
	ck_assert_str_eq(e.text, "character 0x20 in the name of a folder or file, "
			 "which make would misread: must be letters, digits or any "
			 "of \"/_-.,+@=^~%\"");
	ck_assert_int_eq(proc_wrote("true", "/bin/sh", "a.log", &e), 0);
	ck_assert_int_eq(proc_wrote("true", "/nowhere/x", "a.log", &e), -1);
	ck_assert_str_eq(e.file, "a.log");
	ck_assert_str_eq(e.text, "true ended without an error, but did not write "
			 "/nowhere/x");
}
END_TEST

START_TEST(finding)
{
	struct err e;
	char *s = proc_find("sh", "dash", &e);

	ck_assert_msg(s != NULL, "%s", e.text);
	ck_assert_str_eq(s + strlen(s) - 3, "/sh");
	free(s);
	ck_assert_ptr_null(proc_find("no-such-tool", "some-package", &e));
	ck_assert_str_eq(e.text, "no-such-tool not found in PATH: install the "
			 "package \"some-package\"");
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("proc");
	TCase *c = tcase_create("proc");

	tcase_add_test(c, lines_and_log);
	tcase_add_test(c, much_output);
	tcase_add_test(c, input_is_empty);
	tcase_add_test(c, signals);
	tcase_add_test(c, cannot_start);
	tcase_add_test(c, no_pipes);
	tcase_add_test(c, paths);
	tcase_add_test(c, finding);
	suite_add_tcase(s, c);
	return s;
}
