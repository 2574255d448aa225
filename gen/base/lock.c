/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static int remove_one(const char *path, const struct stat *st, int kind,
		      struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

void dir_remove(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* Is the open file still the one of that name? Who had the lock may have removed it. */
static int is_named(int fd, const char *path)
{
	struct stat s, t;

	return fstat(fd, &s) == 0 && stat(path, &t) == 0 && s.st_dev == t.st_dev &&
	       s.st_ino == t.st_ino;
}

static int lock_fd(int fd, int wait)
{
	int r;

	do
		r = flock(fd, wait ? LOCK_EX : LOCK_EX | LOCK_NB);
	while (r < 0 && errno == EINTR);
	return r;
}

int file_lock(struct file_lock *l, const char *path, int wait, struct err *e)
{
	*l = (struct file_lock) {.fd = -1};
	for (;;) {
		int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666), why;

		if (fd >= 0 && lock_fd(fd, wait) == 0) {
			if (is_named(fd, path)) {
				*l = (struct file_lock) {fd, xstrdup(path)};
				return 1;
			}
			close(fd);
			continue;
		}
		why = errno;
		if (fd >= 0)
			close(fd);
		if (fd >= 0 && why == EWOULDBLOCK)
			return 0;
		return err_set(e, path, 0, "cannot lock: %s", strerror(why));
	}
}

void file_unlock(struct file_lock *l)
{
	if (l->fd >= 0) {
		unlink(l->path);
		flock(l->fd, LOCK_UN);	/* also of a child that has it open */
		close(l->fd);
	}
	free(l->path);
	*l = (struct file_lock) {.fd = -1};
}
