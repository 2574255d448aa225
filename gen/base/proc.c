/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "proc.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int is_program(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	       access(path, X_OK) == 0;
}

char *proc_find(const char *program, const char *package, struct err *e)
{
	const char *path = getenv("PATH"), *end;
	char *full;

	for (path = path ? path : ""; *path; path = *end ? end + 1 : end) {
		end = strchrnul(path, ':');
		full = end == path ? xasprintf("./%s", program) :
			xasprintf("%.*s/%s", (int)(end - path), path, program);
		if (is_program(full))
			return full;
		free(full);
	}
	err_set(e, "", 0, "%s not found in PATH: install the package \"%s\"",
		program, package);
	return NULL;
}

int proc_need(const char *program, const char *package, struct err *e)
{
	char *path = proc_find(program, package, e);

	free(path);
	return path ? 0 : -1;
}

int proc_path(const char *path, const char *programs, struct err *e)
{
	const unsigned char *s = (const unsigned char *)path;

	while (isalnum(*s) || *s > 127 || (*s && strchr("/_-.,+@=^~%", *s)))
		s++;
	if (*s)
		return err_set(e, path, 0, "character 0x%02x in the name of a "
			       "folder or file, which %s would misread: must be "
			       "letters, digits or any of \"/_-.,+@=^~%%\"",
			       *s, programs);
	return 0;
}

/* The child: `out` becomes its output; `fault` tells the parent why exec failed. */
static void child(const char *const *argv, int out, int fault, pid_t parent)
{
	int null = open("/dev/null", O_RDONLY);

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)	/* it ended before the line above */
		_exit(127);
	if (null >= 0 && dup2(null, 0) == 0 && dup2(out, 1) == 1 &&
	    dup2(out, 2) == 2)
		execv(argv[0], (char *const *)argv);
	if (write(fault, &errno, sizeof(errno)) < 0)
		_exit(126);
	_exit(127);
}

/* Passes on the complete lines of `t`, keeps the rest. */
static void pass_lines(struct text *t, int at_end, proc_line *line, void *user)
{
	char *s = t->s, *newline;

	while (t->n && (newline = memchr(s, '\n', t->s + t->n - s))) {
		*newline = 0;
		if (line)
			line(user, s);
		s = newline + 1;
	}
	t->n -= s - t->s;
	if (t->n)
		memmove(t->s, s, t->n);
	if (at_end && t->n && line) {
		t->s[t->n] = 0;
		line(user, t->s);
	}
}

static void read_output(int in, FILE *log, proc_line *line, void *user)
{
	struct text rest = {0};
	char chunk[16384];
	ssize_t n;

	for (;;) {
		n = read(in, chunk, sizeof(chunk));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		if (log)
			fwrite(chunk, 1, n, log);
		text_add_bytes(&rest, chunk, n);
		pass_lines(&rest, 0, line, user);
	}
	pass_lines(&rest, 1, line, user);
	text_free(&rest);
}

static int wait_for(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return 255;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) :
				     WEXITSTATUS(status);
}

static int start(const char *const *argv, FILE *log, proc_line *line,
		 void *user, struct err *e)
{
	int out[2], fault[2], why = 0, status;
	pid_t pid, self = getpid();
	ssize_t n;

	if (pipe2(out, O_CLOEXEC) < 0)
		return err_set(e, argv[0], 0, "cannot run: %s", strerror(errno));
	if (pipe2(fault, O_CLOEXEC) < 0) {
		why = errno;
		close(out[0]);
		close(out[1]);
		return err_set(e, argv[0], 0, "cannot run: %s", strerror(why));
	}
	pid = fork();
	if (pid == 0)
		child(argv, out[1], fault[1], self);
	why = pid < 0 ? errno : 0;
	close(out[1]);
	close(fault[1]);
	if (pid > 0)
		read_output(out[0], log, line, user);
	status = pid > 0 ? wait_for(pid) : 0;
	do
		n = pid > 0 ? read(fault[0], &why, sizeof(why)) : 0;
	while (n < 0 && errno == EINTR);
	close(out[0]);
	close(fault[0]);
	if (why)
		return err_set(e, argv[0], 0, "cannot run: %s", strerror(why));
	return status;
}

int proc_run(const char *const *argv, const char *log, proc_line *line,
	     void *user, struct err *e)
{
	FILE *f = NULL;
	int status;

	if (log) {
		f = fopen(log, "wbe");
		if (!f)
			return err_set(e, log, 0, "cannot write: %s",
				       strerror(errno));
	}
	status = start(argv, f, line, user, e);
	if (f)
		fclose(f);
	return status;
}

int proc_wrote(const char *program, const char *path, const char *log,
	       struct err *e)
{
	if (access(path, R_OK) == 0)
		return 0;
	return err_set(e, log, 0, "%s ended without an error, but did not write "
		       "%s", program, path);
}
