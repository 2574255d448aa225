/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "sweep.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef _OPENMP
#include <omp.h>
#endif

/* A process that makes a point. */
struct worker {
	pid_t pid;	/* 0: none */
	int point;
	char *dir;	/* DIR/work/HASH.PID, of this program */
	struct file_lock lock;
	double start;
};

enum state { WAITS, BUSY, ELSEWHERE, ENDED };

struct pool {
	struct sweep_job *job;
	int n;
	const int *todo;	/* [n] points */
	char *state;	/* [n] enum state */
	struct worker *worker;	/* [job->jobs] */
	int n_busy, failed;
	struct sweep_say say;
};

/* Folders that others have left of the point, whose lock we have. */
static void remove_left(const struct sweep_job *j, const struct sweep_point *p)
{
	char *work = xasprintf("%s/work", j->out);
	char *start = xasprintf("%016" PRIx64 ".", p->hash);
	DIR *d = opendir(work);
	struct dirent *entry;

	while (d && (entry = readdir(d))) {
		if (strncmp(entry->d_name, start, strlen(start)) ||
		    strstr(entry->d_name, ".lock"))
			continue;
		char *path = xasprintf("%s/%s", work, entry->d_name);

		dir_remove(path);
		free(path);
	}
	if (d)
		closedir(d);
	free(start);
	free(work);
}

/* Nothing on standard input; all that is said goes to the log. */
static void redirect(const char *dir)
{
	char *path = xasprintf("%s/log", dir);
	int null = open("/dev/null", O_RDONLY);
	int log = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	if (null < 0 || log < 0 || dup2(null, 0) < 0 || dup2(log, 1) < 0 || dup2(log, 2) < 0)
		_exit(2);
	close(null);
	close(log);
	free(path);
}

static void child(const struct pool *pool, const struct worker *w, pid_t parent)
{
	const struct sweep_job *j = pool->job;
	const struct sweep_point *p = &j->points.point[w->point];
	struct text label = {0};
	struct err e;
	int r;

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(2);
	redirect(w->dir);
#ifdef _OPENMP
	omp_set_num_threads(j->threads);
#endif
	sweep_label(j->sweep, p, &label);
	printf("%s\n", label.s ? label.s : "");
	text_free(&label);
	r = sweep_point_make(j, p, w->dir, &e);
	if (r < 0)
		printf("imcfab: %s%s%s\n", e.file, e.file[0] ? ": " : "", e.text);
	fflush(stdout);
	exit(r < 0);
}

/* 1: a process is at it; 0: another program is, or it is done; -1 and *e. */
static int start(struct pool *pool, int i, struct worker *w, struct err *e)
{
	const struct sweep_job *j = pool->job;
	const struct sweep_point *p = &j->points.point[pool->todo[i]];
	char *lock = xasprintf("%s/work/%016" PRIx64 ".lock", j->out, p->hash);
	pid_t self = getpid();
	sigset_t mask;
	int r = file_lock(&w->lock, lock, 0, e);

	free(lock);
	pool->state[i] = ELSEWHERE;
	if (r <= 0)
		return r;
	if (sweep_is_done(j, pool->todo[i])) {
		file_unlock(&w->lock);
		pool->state[i] = ENDED;
		pool->say.done++;
		pool->say.others++;
		return 0;
	}
	remove_left(j, p);
	w->dir = xasprintf("%s/work/%016" PRIx64 ".%ld", j->out, p->hash, (long)self);
	w->point = pool->todo[i];
	w->start = now_seconds();
	if (dir_make(w->dir, e) < 0)
		return -1;
	fflush(NULL);
	w->pid = fork();
	if (w->pid == 0) {
		sigemptyset(&mask);
		sigprocmask(SIG_SETMASK, &mask, NULL);
		child(pool, w, self);
	}
	if (w->pid < 0) {
		w->pid = 0;
		return err_set(e, "", 0, "cannot start a process: %s", strerror(errno));
	}
	pool->state[i] = BUSY;
	pool->n_busy++;
	return 1;
}

static int write_usage(const struct worker *w, const struct rusage *u, int threads,
		       struct err *e)
{
	struct files f = {.dir = w->dir};
	char host[256] = "";

	gethostname(host, sizeof(host) - 1);
	text_add(files_add(&f, "usage.json"), "{\n \"format\": \"imcfab-usage\",\n"
		 " \"version\": 1,\n \"host\": \"%s\",\n \"threads\": %d,\n"
		 " \"seconds\": %.2f,\n \"cpu_seconds\": %.2f,\n \"peak_mib\": %ld\n}\n",
		 host, threads, now_seconds() - w->start,
		 u->ru_utime.tv_sec + u->ru_stime.tv_sec +
		 1e-6 * (u->ru_utime.tv_usec + u->ru_stime.tv_usec), u->ru_maxrss / 1024);
	return files_write(&f, e);
}

/* What the log says last, or how the process ended. */
static char *why_failed(const struct worker *w, int status)
{
	char *path = xasprintf("%s/log", w->dir);
	struct err ignored;
	char *log = file_read(path, FILE_MAX_TEXT, NULL, &ignored);
	char *said = log ? strstr(log, "imcfab: ") : NULL, *why;

	if (WIFSIGNALED(status))
		why = xasprintf("ended by signal %d (%s)", WTERMSIG(status),
				strsignal(WTERMSIG(status)));
	else if (said)
		why = xasprintf("%.*s", (int)strcspn(said + 8, "\n"), said + 8);
	else
		why = xasprintf("ended with status %d", WEXITSTATUS(status));
	free(log);
	free(path);
	return why;
}

/* Moves the folder to where it belongs; one of a failure takes the place of an earlier one. */
static int publish(struct pool *pool, struct worker *w, int status, struct err *e)
{
	const struct sweep_job *j = pool->job;
	const struct sweep_point *p = &j->points.point[w->point];
	int good = WIFEXITED(status) && WEXITSTATUS(status) == 0, r = 0;
	char *done = sweep_point_dir(j->out, p), *failed = sweep_failed_dir(j->out, p);
	struct files f = {.dir = w->dir};

	if (!good) {
		char *why = why_failed(w, status);

		sweep_result_json(j->sweep, p, SWEEP_FAILED, NULL, NULL, why,
				  files_add(&f, "result.json"));
		r = files_write(&f, e);
		free(why);
	}
	dir_remove(failed);
	if (!r && rename(w->dir, good ? done : failed) < 0)
		r = err_set(e, good ? done : failed, 0, "cannot move a point's folder there: "
			    "%s", strerror(errno));
	pool->say.done += good;
	pool->say.failed += !good;
	pool->failed += !good;
	free(done);
	free(failed);
	return r;
}

static int finish(struct pool *pool, struct worker *w, int status, const struct rusage *u,
		  struct err *e)
{
	int r = write_usage(w, u, pool->job->threads, e);

	if (!r)
		r = publish(pool, w, status, e);
	for (int i = 0; i < pool->n; i++)
		if (pool->todo[i] == w->point)
			pool->state[i] = ENDED;
	file_unlock(&w->lock);
	free(w->dir);
	*w = (struct worker) {.lock = {.fd = -1}};
	pool->n_busy--;
	return r;
}

/* Takes what has ended. 0, or -1 and *e. */
static int reap(struct pool *pool, struct err *e)
{
	struct rusage u;
	int status, r = 0;
	pid_t pid;

	while (!r && (pid = wait4(-1, &status, WNOHANG, &u)) > 0)
		for (int i = 0; i < pool->job->jobs; i++)
			if (pool->worker[i].pid == pid)
				r = finish(pool, &pool->worker[i], status, &u, e);
	return r;
}

static struct worker *free_worker(struct pool *pool)
{
	for (int i = 0; i < pool->job->jobs; i++)
		if (!pool->worker[i].pid)
			return &pool->worker[i];
	return NULL;
}

static int count(const struct pool *pool, enum state s)
{
	int n = 0;

	for (int i = 0; i < pool->n; i++)
		n += pool->state[i] == (char)s;
	return n;
}

/* Starts what waits; then, where nothing does, tries those that others were at. */
static int start_some(struct pool *pool, struct err *e)
{
	int waits = count(pool, WAITS), r = 0;
	struct worker *w;

	for (int i = 0; r >= 0 && i < pool->n && (w = free_worker(pool)); i++)
		if (pool->state[i] == WAITS || (!waits && pool->state[i] == ELSEWHERE))
			r = start(pool, i, w, e);
	return r < 0 ? -1 : 0;
}

/* Until a child ends, or some time is over. */
static void wait_some(const sigset_t *child_ends)
{
	const struct timespec some = {0, 500000000};

	sigtimedwait(child_ends, NULL, &some);
}

static int work(struct pool *pool, const sigset_t *child_ends, struct err *e)
{
	int r = start_some(pool, e);

	while (!r && (pool->n_busy || count(pool, WAITS) || count(pool, ELSEWHERE))) {
		wait_some(child_ends);
		r = reap(pool, e);
		if (!r)
			r = start_some(pool, e);
		if (!r)
			sweep_say(&pool->say, 0);
	}
	return r;
}

/* Where the sweep itself cannot go on, the processes end with it. */
static void stop(struct pool *pool)
{
	for (int i = 0; i < pool->job->jobs; i++) {
		struct worker *w = &pool->worker[i];

		if (w->pid) {
			kill(w->pid, SIGTERM);
			waitpid(w->pid, NULL, 0);
			dir_remove(w->dir);
		}
		if (w->dir)
			file_unlock(&w->lock);
		free(w->dir);
	}
}

static int make_dirs(const struct sweep_job *j, struct err *e)
{
	static const char *const name[] = {"work", "points", "failed"};
	int r = 0;

	for (int i = 0; !r && i < 3; i++) {
		char *dir = xasprintf("%s/%s", j->out, name[i]);

		r = dir_make(dir, e);
		free(dir);
	}
	return r;
}

int sweep_local(struct sweep_job *j, const int *todo, int n, int *failed, struct err *e)
{
	struct pool pool = {.job = j, .n = n, .todo = todo};
	sigset_t child_ends, before;
	int r = make_dirs(j, e);

	pool.state = xcalloc(n, 1);
	pool.worker = xcalloc(j->jobs, sizeof(*pool.worker));
	for (int i = 0; i < j->jobs; i++)
		pool.worker[i].lock.fd = -1;
	pool.say = (struct sweep_say) {now_seconds(), now_seconds(), 0, 0, n,
				      0};
	sigemptyset(&child_ends);
	sigaddset(&child_ends, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child_ends, &before);
	if (!r)
		r = work(&pool, &child_ends, e);
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (r < 0)
		stop(&pool);
	if (!r && n)
		sweep_say(&pool.say, 1);
	*failed = pool.failed;
	free(pool.state);
	free(pool.worker);
	return r;
}
