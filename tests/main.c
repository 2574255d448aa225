/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "main.h"
#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/proc.h"
#include "base/util.h"

static int n_skipped;

void check_put(const char *dir, const char *name, const char *s)
{
	char *path = xasprintf("%s/%s", dir, name);
	struct err e;

	ck_assert_msg(file_write(path, s, strlen(s), &e) == 0, "%s", e.text);
	free(path);
}

char *check_source(const char *name)
{
	const char *dir = getenv("srcdir");

	return xasprintf("%s/%s", dir ? dir : ".", name);
}

char *check_data(const char *name)
{
	const char *dir = getenv("IMCFAB_DATA");

	if (dir)
		return xasprintf("%s/%s", dir, name);
	dir = getenv("srcdir");
	return xasprintf("%s/../shared/data/%s", dir ? dir : ".", name);
}

void check_folder(const char *path)
{
	struct err e;

	if (dir_make(path, &e) < 0) {
		printf("%s: %s\n", path, e.text);
		exit(EXIT_FAILURE);
	}
}

static int is_there(const char *need)
{
	const char *tools = getenv("CHECK_TOOLS");
	struct err e;
	char *path;
	int found;

	if (!strchr(need, '/')) {
		if (tools && !strcmp(tools, "no"))
			return 0;
		path = proc_find(need, need, &e);
		found = path != NULL;
	} else {
		path = check_data(need);
		found = !access(path, R_OK);
	}
	free(path);
	return found;
}

void check_add(TCase *c, const TTest *test, int n, const char *needs)
{
	char *words = xstrdup(needs), *rest = words, *need;

	while ((need = strsep(&rest, " ")) && is_there(need))
		;
	if (!need) {
		tcase_add_loop_test(c, test, 0, n);
	} else {
		printf("skipped: %s (%d): no %s%s\n", test->name, n, need,
		       strchr(need, '/') ? " in IMCFAB_DATA" : " in PATH");
		n_skipped += n;
	}
	free(words);
}

void check_holds(const char *path, const char *begin, const char *end,
		 const struct text *want, const char *by)
{
	char *whole = check_source(path);
	struct err e = {0};
	char *got = file_read(whole, FILE_MAX_DATA, NULL, &e), *from, *to;
	struct text t = {0};

	ck_assert_msg(got != NULL || getenv("UPDATE"), "%s", e.text);
	if (!got)
		got = xstrdup("");
	from = strstr(got, begin);
	ck_assert_msg(from != NULL, "%s: no %s", path, begin);
	from += strlen(begin);
	to = *end ? strstr(from, end) : from + strlen(from);
	ck_assert_msg(to != NULL, "%s: no %s", path, end);
	if (getenv("UPDATE")) {
		text_add_bytes(&t, got, (size_t)(from - got));
		text_add_bytes(&t, want->s, want->n);
		text_add(&t, "%s", to);
		ck_assert_int_eq(file_write(whole, t.s, t.n, &e), 0);
		text_free(&t);
	} else {
		ck_assert_msg((size_t)(to - from) == want->n &&
			      !memcmp(from, want->s, want->n),
			      "%s is not what %s says; UPDATE=1 writes it anew",
			      path, by);
	}
	free(got);
	free(whole);
}

int main(void)
{
	SRunner *runner;
	int n_run, n_failed;

	/* Tests have no time limit: a machine may be slow. */
	setenv("CK_DEFAULT_TIMEOUT", "0", 0);
	runner = srunner_create(check_suite());
	fflush(stdout);
	srunner_run_all(runner, CK_ENV);
	n_run = srunner_ntests_run(runner);
	n_failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	if (n_skipped)
		printf("%d of %d tests skipped\n", n_skipped, n_run + n_skipped);
	if (n_failed)
		return EXIT_FAILURE;
	return n_run ? EXIT_SUCCESS : 77;
}
