/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_LINKS 40	/* as the kernel's */

static int too_large(const char *path, size_t max, struct err *e)
{
	return err_set(e, path, 0, "larger than %zu MiB, the most that is read "
		       "of such a file", max >> 20);
}

/* Up to one byte more than `max`. */
static int read_all(FILE *f, const char *path, size_t max, struct text *t,
		    struct err *e)
{
	char chunk[65536];
	size_t n;

	while (t->n <= max && (n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		text_add_bytes(t, chunk, n);
	if (ferror(f))
		return err_set(e, path, 0, "cannot read: %s", strerror(errno));
	return t->n > max ? too_large(path, max, e) : 0;
}

/* A caller who is not told the length would take a NUL for the end. */
static int check_text(const char *path, const struct text *t, struct err *e)
{
	if (strlen(t->s) == t->n)
		return 0;
	return err_set(e, path, 0, "not a text file: has a byte of value 0");
}

char *file_read(const char *path, size_t max, size_t *n_bytes, struct err *e)
{
	struct text t = {0};
	struct stat st;
	FILE *f = fopen(path, "rbe");
	int r = 0;

	if (!f || fstat(fileno(f), &st) < 0 || S_ISDIR(st.st_mode))
		r = err_set(e, path, 0, "cannot read: %s",
			    f ? "is a folder" : strerror(errno));
	else if (S_ISREG(st.st_mode) && (uintmax_t)st.st_size > max)
		r = too_large(path, max, e);
	if (!r) {
		text_room(&t, st.st_size > 0 ? (size_t)st.st_size : 1);
		t.s[0] = 0;
		r = read_all(f, path, max, &t, e);
	}
	if (f)
		fclose(f);
	if (!r && !n_bytes)
		r = check_text(path, &t, e);
	if (r) {
		text_free(&t);
		return NULL;
	}
	if (n_bytes)
		*n_bytes = t.n;
	return t.s;
}

int file_has_ending(const char *path, const char *ending)
{
	size_t n = strlen(path), k = strlen(ending);

	return n > k && !strcmp(path + n - k, ending);
}

int fnv_file(uint64_t *h, const char *path, struct err *e)
{
	uint64_t n_bytes;
	size_t n;
	char *s = file_read(path, FILE_MAX_DATA, &n, e);

	if (!s)
		return -1;
	n_bytes = n;
	*h = fnv(fnv(*h, &n_bytes, sizeof(n_bytes)), s, n);
	free(s);
	return 0;
}

/* The folders of a path that are made here, so that a failure removes them. */
static int make_dirs(const char *path, char ***made, int *n_made, struct err *e)
{
	char *part = xstrdup(path), *p = part;
	struct stat st;
	int failed = 0;

	while (!failed && p) {
		p = strchr(p + 1, '/');
		if (p)
			*p = 0;
		if (*part && mkdir(part, 0777) == 0) {
			*made = xrealloc(*made, (*n_made + 1) * sizeof(**made));
			(*made)[(*n_made)++] = xstrdup(part);
		} else if (*part && errno != EEXIST) {
			failed = errno;
		}
		if (p)
			*p = '/';
	}
	free(part);
	if (!failed && (stat(path, &st) < 0 || !S_ISDIR(st.st_mode)))
		failed = ENOTDIR;
	if (!failed && access(path, W_OK) < 0)
		failed = errno;
	return failed ? err_set(e, path, 0, "cannot make folder: %s",
				strerror(failed)) : 0;
}

static void forget_dirs(char **made, int n_made, int remove)
{
	while (n_made--) {
		if (remove)
			rmdir(made[n_made]);
		free(made[n_made]);
	}
	free(made);
}

int dir_make(const char *path, struct err *e)
{
	char **made = NULL;
	int n = 0, r = make_dirs(path, &made, &n, e);

	forget_dirs(made, n, r < 0);
	return r;
}

int dir_lock(struct dir_lock *l, const char *path, struct err *e)
{
	*l = (struct dir_lock) {.fd = -1};
	if (make_dirs(path, &l->made, &l->n_made, e) < 0) {
		dir_unlock(l, 1);
		return -1;
	}
	l->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (l->fd >= 0 && flock(l->fd, LOCK_EX | LOCK_NB) == 0)
		return 0;
	if (l->fd >= 0 && errno == EWOULDBLOCK)
		err_set(e, path, 0, "another imcfab works in this folder: wait "
			"for its end or take another folder");
	else
		err_set(e, path, 0, "cannot lock folder: %s", strerror(errno));
	dir_unlock(l, 1);
	return -1;
}

void dir_unlock(struct dir_lock *l, int failed)
{
	if (l->fd >= 0)
		close(l->fd);
	forget_dirs(l->made, l->n_made, failed);
	*l = (struct dir_lock) {.fd = -1};
}

struct file {
	char *path;
	struct text t;
	const char *s;	/* the contents: those of t, or the caller's */
	size_t n;
	char *target;	/* the path without symbolic links */
	char *part;	/* what is to be moved there; NULL: nothing is */
};

struct text *files_add(struct files *s, const char *name)
{
	struct file *f;

	s->file = xrealloc(s->file, (s->n + 1) * sizeof(*s->file));
	f = &s->file[s->n++];
	memset(f, 0, sizeof(*f));
	f->path = s->dir ? xasprintf("%s/%s", s->dir, name) : xstrdup(name);
	return &f->t;
}

void files_free(struct files *s)
{
	for (int i = 0; i < s->n; i++) {
		struct file *f = &s->file[i];

		free(f->path);
		free(f->target);
		free(f->part);
		text_free(&f->t);
	}
	free(s->file);
	memset(s, 0, sizeof(*s));
}

static int cannot(const struct file *f, int why, struct err *e)
{
	return err_set(e, f->path, 0, "cannot write: %s", strerror(why));
}

static int is_special(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && !S_ISREG(st.st_mode) &&
		!S_ISDIR(st.st_mode);
}

char *file_follow(const char *path)
{
	char *at = xstrdup(path);

	for (int i = 0; i < MAX_LINKS && !is_special(at); i++) {
		char to[PATH_MAX], *slash = strrchr(at, '/'), *next;
		ssize_t n = readlink(at, to, sizeof(to) - 1);

		if (n < 0)
			break;
		to[n] = 0;
		next = *to == '/' || !slash ? xstrdup(to) :
			xasprintf("%.*s/%s", (int)(slash - at), at, to);
		free(at);
		at = next;
	}
	return at;
}

static int write_fd(int fd, const struct file *f)
{
	size_t done = 0;

	while (done < f->n) {
		ssize_t n = write(fd, f->s + done, f->n - done);

		if (n < 0 && errno != EINTR)
			return -1;
		done += n > 0 ? (size_t)n : 0;
	}
	return 0;
}

static int has_bytes(const struct file *f)
{
	struct err e;
	size_t n;
	char *old = file_read(f->target, f->n, &n, &e);
	int same = old && n == f->n && (!n || !memcmp(old, f->s, n));

	free(old);
	return same;
}

/* A new file beside the target, with the rights of what it replaces. */
static int open_part(struct file *f, const struct stat *old)
{
	for (int i = 0; ; i++) {
		int fd;

		f->part = xasprintf("%s.%ld.%d.tmp", f->target,
				    (long)getpid(), i);
		fd = open(f->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
			  0666);
		if (fd >= 0 && old)
			(void)!fchmod(fd, old->st_mode & 0777);
		if (fd >= 0)
			return fd;
		free(f->part);
		f->part = NULL;
		if (errno != EEXIST)
			return -1;
	}
}

static int write_part(struct file *f, struct err *e)
{
	struct stat st;
	int fd, why = 0, is_there = stat(f->target, &st) == 0;

	if (!is_there && errno == ELOOP)
		return cannot(f, errno, e);
	if (is_there && S_ISDIR(st.st_mode))
		return cannot(f, EISDIR, e);
	if (is_there && (!S_ISREG(st.st_mode) ||
			 ((size_t)st.st_size == f->n && has_bytes(f))))
		return 0;
	if (is_there && access(f->target, W_OK) < 0)
		return cannot(f, errno, e);
	fd = open_part(f, is_there ? &st : NULL);
	if (fd < 0)
		return cannot(f, errno, e);
	if (write_fd(fd, f) < 0)
		why = errno;
	if (close(fd) < 0 && !why)
		why = errno;
	return why ? cannot(f, why, e) : 0;
}

/* A device or a FIFO. It may wait for its reader, so before anything is held. */
static int write_through(const struct file *f, struct err *e)
{
	int fd, why = 0;

	if (!is_special(f->target))
		return 0;
	fd = open(f->target, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return cannot(f, errno, e);
	if (write_fd(fd, f) < 0)
		why = errno;
	close(fd);
	return why ? cannot(f, why, e) : 0;
}

/* Everything that can fail for want of room or rights, then the moves. */
static int write_parts(struct files *s, struct err *e)
{
	int r = 0;

	for (int i = 0; !r && i < s->n; i++)
		r = write_part(&s->file[i], e);
	for (int i = 0; i < s->n; i++) {
		struct file *f = &s->file[i];

		if (!r && f->part && rename(f->part, f->target) < 0)
			r = cannot(f, errno, e);
		if (r && f->part)
			unlink(f->part);
	}
	return r;
}

/* Signals that end the program wait, so that no part is left behind. */
static void hold_signals(sigset_t *before)
{
	sigset_t held;

	sigemptyset(&held);
	sigaddset(&held, SIGINT);
	sigaddset(&held, SIGTERM);
	sigaddset(&held, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &held, before);
}

/* One program at a time moves files into a folder, so that two sets do not mix. */
static int lock_for_moves(const struct files *s)
{
	int fd = -1;

	if (s->dir && !s->locked)
		fd = open(s->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0)
		flock(fd, LOCK_EX);
	return fd;
}

/* A file may stand in a folder of the folder. */
static int make_parent(const char *path, char ***made, int *n_made,
		       struct err *e)
{
	char *dir = xasprintf("%.*s", (int)(strrchr(path, '/') - path), path);
	int r = make_dirs(dir, made, n_made, e);

	free(dir);
	return r;
}

/* Contents and targets; makes the folder. */
static int prepare(struct files *s, char ***made, int *n_made, struct err *e)
{
	int r = s->dir ? make_dirs(s->dir, made, n_made, e) : 0;

	for (int i = 0; !r && i < s->n; i++) {
		struct file *f = &s->file[i];

		if (!f->s) {
			f->s = f->t.s;
			f->n = f->t.n;
		}
		r = s->dir ? make_parent(f->path, made, n_made, e) : 0;
		f->target = file_follow(f->path);
	}
	return r;
}

int files_write(struct files *s, struct err *e)
{
	char **made = NULL;
	int n_made = 0, lock, r = prepare(s, &made, &n_made, e);
	sigset_t before;

	for (int i = 0; !r && i < s->n; i++)
		r = write_through(&s->file[i], e);
	if (!r) {
		lock = lock_for_moves(s);
		hold_signals(&before);
		r = write_parts(s, e);
		pthread_sigmask(SIG_SETMASK, &before, NULL);
		if (lock >= 0)
			close(lock);
	}
	forget_dirs(made, n_made, r < 0);
	files_free(s);
	return r;
}

int file_write(const char *path, const void *p, size_t n_bytes, struct err *e)
{
	struct files s = {0};

	files_add(&s, path);
	s.file[0].s = p;
	s.file[0].n = n_bytes;
	return files_write(&s, e);
}

#define STAMP_ROOM 24

static void stamp_text(uint64_t hash, char text[STAMP_ROOM])
{
	snprintf(text, STAMP_ROOM, "%016llx\n", (unsigned long long)hash);
}

int stamp_is(const char *path, uint64_t hash, const char *made)
{
	char text[STAMP_ROOM];
	struct err ignored;
	char *old = file_read(path, FILE_MAX_DATA, NULL, &ignored);
	int same;

	stamp_text(hash, text);
	same = old && !strcmp(old, text) && (!made || access(made, R_OK) == 0);
	free(old);
	if (!same)
		unlink(path);
	return same;
}

int stamp_write(const char *path, uint64_t hash, struct err *e)
{
	char text[STAMP_ROOM];

	stamp_text(hash, text);
	return file_write(path, text, strlen(text), e);
}
