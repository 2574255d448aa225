/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "sweep.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/proc.h"

/* Jobs are to take some minutes: long beside what starting one costs, short beside a node
 * that is lost. Limits leave room for what the guess does not know. */
enum { JOB_SECONDS = 300, ROOM = 3, LEAST_MINUTES = 5, LEAST_MIB = 512, MOST_TRIES = 3 };

struct slurm {
	struct sweep_job *job;
	char *sbatch, *scontrol, *scancel, *squeue;	/* paths */
	char *dir;	/* DIR/slurm/N, of this submission */
	int n_points, pack, n_jobs;
	long minutes, mib;
	char id[64];	/* of the array */
};

static int find_tools(struct slurm *s, struct err *e)
{
	s->sbatch = proc_find("sbatch", "slurm-client", e);
	s->scontrol = s->sbatch ? proc_find("scontrol", "slurm-client", e) : NULL;
	s->scancel = s->scontrol ? proc_find("scancel", "slurm-client", e) : NULL;
	s->squeue = s->scancel ? proc_find("squeue", "slurm-client", e) : NULL;
	return s->squeue ? 0 : -1;
}

static void keep_lines(void *user, const char *line)
{
	struct text *t = user;

	text_add(t, "%s\n", line);
}

/* What it says into *said; its status, or -1 and *e. */
static int ask(const char *const *argv, struct text *said, struct err *e)
{
	text_add(said, "%s", "");
	return proc_run(argv, NULL, keep_lines, said, e);
}

/* The most jobs that an array may have: one less than MaxArraySize. */
static int most_jobs(const struct slurm *s)
{
	const char *const argv[] = {s->scontrol, "show", "config", NULL};
	struct text said = {0};
	struct err e;
	const char *at;
	int n = 1001;

	if (ask(argv, &said, &e) == 0 && (at = strstr(said.s, "MaxArraySize")))
		sscanf(at, "MaxArraySize = %d", &n);
	text_free(&said);
	return n > 1 ? n - 1 : 1;
}

static void plan_jobs(struct slurm *s)
{
	struct sweep_job *j = s->job;
	struct sweep_guess g;
	int most = most_jobs(s);
	double seconds;

	sweep_guess(j, &g);
	s->pack = j->pack ? (int)j->pack : (int)fmax(1, JOB_SECONDS / fmax(g.seconds, 0.01));
	s->pack = (int)fmin(s->pack, s->n_points);
	if (div_up(s->n_points, s->pack) > most)
		s->pack = (int)div_up(s->n_points, most);
	s->n_jobs = (int)div_up(s->n_points, s->pack);
	seconds = ROOM * s->pack * g.seconds * (1 << (j->try - 1));
	s->minutes = (long)fmax(LEAST_MINUTES, ceil(seconds / 60));
	s->mib = (long)fmax(LEAST_MIB, 2 * g.bytes / (1 << 20)) * (1 << (j->try - 1));
}

/* An array of an earlier call that is not at its end does the same points. */
static int check_queue(const struct slurm *s, const char *dir, struct err *e)
{
	char *path = xasprintf("%s/id", dir);
	struct err ignored;
	char *id = file_read(path, FILE_MAX_TEXT, NULL, &ignored);
	struct text said = {0};
	int r = 0;

	if (id)
		id[strcspn(id, "\n")] = 0;
	if (id) {
		const char *const argv[] = {s->squeue, "-h", "-j", id, "-o", "%i %T", NULL};

		/* Of a job that is forgotten it says an error. */
		if (ask(argv, &said, &ignored) == 0 && said.n)
			r = err_set(e, dir, 0, "its array job %s is in the queue yet: wait "
				    "for its end, or `scancel %s'", id, id);
	}
	text_free(&said);
	free(id);
	free(path);
	return r;
}

/* The first DIR/slurm/N that is not there. 0, or -1 and *e. */
static int make_dir(struct slurm *s, struct err *e)
{
	char *all = xasprintf("%s/slurm", s->job->out);
	int r = dir_make(all, e);

	for (int n = 1; !r; n++) {
		free(s->dir);
		s->dir = xasprintf("%s/%d", all, n);
		if (mkdir(s->dir, 0777) == 0)
			break;
		if (errno != EEXIST)
			r = err_set(e, s->dir, 0, "cannot make folder: %s", strerror(errno));
		else
			r = check_queue(s, s->dir, e);
	}
	if (r < 0) {	/* it is another call's */
		free(s->dir);
		s->dir = NULL;
	}
	free(all);
	return r;
}

/* A word of the shell. */
static void quote(struct text *t, const char *s)
{
	text_add(t, " '");
	for (; *s; s++)
		if (*s == '\'')
			text_add(t, "'\\''");
		else
			text_add_bytes(t, s, 1);
	text_add(t, "'");
}

/* "'imcfab' sweep 'FILE' -o 'DIR' --set ...", of this program. */
static void add_command(const struct sweep_job *j, struct text *t)
{
	char exe[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);

	exe[n > 0 ? n : 0] = 0;
	quote(t, exe);
	text_add(t, " sweep");
	quote(t, j->path);
	text_add(t, " -o");
	quote(t, j->out);
	for (int i = 0; i < j->set.n; i++) {
		text_add(t, " --set");
		quote(t, j->set.s[i]);
	}
}

static void write_parts(const struct slurm *s, const int *todo, struct text *t)
{
	for (int i = 0; i < s->n_points; i++)
		text_add(t, "%016" PRIx64 "%s", s->job->points.point[todo[i]].hash,
			 (i + 1) % s->pack && i + 1 < s->n_points ? " " : "\n");
}

/* Tables; and where points are missing or failed, once more with twice the limits. */
static void write_collect(const struct slurm *s, struct text *t)
{
	const struct sweep_job *j = s->job;

	text_add(t, "#!/bin/sh\n");
	add_command(j, t);
	text_add(t, " --collect && exit\n");
	if (j->try == MOST_TRIES) {
		text_add(t, "exit 1\n");
		return;
	}
	text_add(t, "exec");
	add_command(j, t);
	text_add(t, " --slurm --try %ld", j->try + 1);
	if (j->pack)
		text_add(t, " --pack %ld", j->pack);
	if (j->sbatch) {
		text_add(t, " --sbatch");
		quote(t, j->sbatch);
	}
	text_add(t, "\n");
}

static int write_files(const struct slurm *s, const int *todo, struct err *e)
{
	struct files f = {.dir = s->dir};
	struct text *t;

	write_parts(s, todo, files_add(&f, "points"));
	t = files_add(&f, "array.sh");
	text_add(t, "#!/bin/sh\nexec");
	add_command(s->job, t);
	text_add(t, " -j 1 --threads 1 --line \"$SLURM_ARRAY_TASK_ID\" --points");
	quote(t, s->dir);
	text_add(t, "/points\n");
	write_collect(s, files_add(&f, "collect.sh"));
	return files_write(&f, e);
}

/* A command line of sbatch: its own words, the user's, the script. */
struct words {
	char *s[64];
	int n;
};

static void add_word(struct words *w, char *s)
{
	if (w->n < 63)
		w->s[w->n++] = s;
	else
		free(s);
}

static void add_user(const struct sweep_job *j, struct words *w)
{
	const char *s = j->sbatch ? j->sbatch : "";
	size_t n;

	for (; *(s += strspn(s, " \t")); s += n) {
		n = strcspn(s, " \t");
		add_word(w, xasprintf("%.*s", (int)n, s));
	}
}

/* Its job's number into *id. 0, or -1 and *e. */
static int submit(const struct slurm *s, struct words *w, const char *script, char id[64],
		  struct err *e)
{
	struct text said = {0};
	int status, r = 0;

	add_user(s->job, w);
	add_word(w, xasprintf("%s/%s", s->dir, script));
	w->s[w->n] = NULL;
	status = ask((const char *const *)w->s, &said, e);
	if (status > 0) {
		said.s[strcspn(said.s, "\n")] = 0;
		r = err_set(e, "", 0, "sbatch refuses: %s", said.s);
	} else if (status < 0 || sscanf(said.s, "%63[0-9]", id) != 1) {
		r = status < 0 ? -1 : err_set(e, "", 0, "sbatch says no number of a job: %s",
					      said.s);
	}
	text_free(&said);
	for (int i = 0; i < w->n; i++)
		free(w->s[i]);
	return r;
}

static struct words begin(const struct slurm *s)
{
	struct words w = {.n = 0};

	add_word(&w, xstrdup(s->sbatch));
	add_word(&w, xstrdup("--parsable"));
	add_word(&w, xasprintf("--job-name=%s", s->job->sweep->name));
	return w;
}

/* Held, until the job behind it is there too. */
static int submit_array(struct slurm *s, struct err *e)
{
	struct words w = begin(s);

	add_word(&w, xasprintf("--array=1-%d", s->n_jobs));
	add_word(&w, xstrdup("--hold"));
	add_word(&w, xstrdup("--requeue"));
	add_word(&w, xstrdup("--open-mode=append"));
	add_word(&w, xstrdup("--cpus-per-task=1"));
	add_word(&w, xasprintf("--time=%ld", s->minutes));
	add_word(&w, xasprintf("--mem=%ldM", s->mib));
	add_word(&w, xasprintf("--output=%s/%%a.log", s->dir));
	return submit(s, &w, "array.sh", s->id, e);
}

static int submit_collect(struct slurm *s, char id[64], struct err *e)
{
	struct words w = begin(s);

	add_word(&w, xasprintf("--dependency=afterany:%s", s->id));
	add_word(&w, xstrdup("--requeue"));
	add_word(&w, xasprintf("--time=%d", 2 * LEAST_MINUTES));
	add_word(&w, xasprintf("--mem=%dM", LEAST_MIB));
	add_word(&w, xasprintf("--output=%s/collect.log", s->dir));
	return submit(s, &w, "collect.sh", id, e);
}

/* `scontrol release' or `scancel' of the array. 0, or -1 and *e. */
static int tell(const char *tool, const char *verb, const char *id, struct err *e)
{
	const char *const argv[] = {tool, verb ? verb : id, verb ? id : NULL, NULL};
	struct text said = {0};
	int status = ask(argv, &said, e);

	if (status > 0)
		err_set(e, "", 0, "%s ended with status %d: %s", tool, status, said.s);
	text_free(&said);
	return status ? -1 : 0;
}

static int submit_all(struct slurm *s, struct err *e)
{
	struct err ignored;
	char collect[64] = "", *id = xasprintf("%s/id", s->dir);
	int r = submit_array(s, e);

	if (r < 0) {
		free(id);
		return -1;
	}
	r = submit_collect(s, collect, e);
	if (!r)
		r = file_write(id, s->id, strlen(s->id), e);
	if (!r)
		r = tell(s->scontrol, "release", s->id, e);
	if (r < 0) {
		tell(s->scancel, NULL, s->id, &ignored);
		if (*collect)
			tell(s->scancel, NULL, collect, &ignored);
	} else {
		printf("%s: %d points in array job %s of %d jobs, %d a job, at most %ld min and "
		       "%ld MiB each; job %s collects behind it; logs in %s\n",
		       s->job->sweep->name, s->n_points, s->id, s->n_jobs, s->pack,
		       s->minutes, s->mib, collect, s->dir);
	}
	free(id);
	return r;
}

/* With the folders that were made for it, where nothing else is in them. */
static void forget_dir(const struct slurm *s)
{
	char *all = xasprintf("%s/slurm", s->job->out);

	if (s->dir)
		dir_remove(s->dir);
	rmdir(all);
	rmdir(s->job->out);
	free(all);
}

int sweep_slurm(struct sweep_job *j, const int *todo, int n, struct err *e)
{
	struct slurm s = {.job = j, .n_points = n};
	int r = find_tools(&s, e);

	if (!r && !n) {
		printf("%s: no point is missing\n", j->sweep->name);
	} else if (!r) {
		plan_jobs(&s);
		r = make_dir(&s, e);
		if (!r)
			r = write_files(&s, todo, e);
		if (!r)
			r = submit_all(&s, e);
		if (r < 0)
			forget_dir(&s);
	}
	free(s.sbatch);
	free(s.scontrol);
	free(s.scancel);
	free(s.squeue);
	free(s.dir);
	return r;
}
