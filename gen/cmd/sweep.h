/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMD_SWEEP_H
#define CMD_SWEEP_H

#include "base/file.h"
#include "cmd.h"
#include "sweep/result.h"
#include "sweep/sweep.h"

/*
 * `imcfab sweep`. A point is made in a folder of its own, DIR/work/HASH.PID, by a process
 * of its own, and moved to DIR/points/HASH when it is whole. Who makes it has the lock
 * DIR/work/HASH.lock, which ends with the process, so that others, on whatever machine,
 * leave the point to it as long as it lives and no longer.
 */
struct sweep_job {
	/* The command line. */
	const char *path, *out;
	struct cmd_list set;
	long jobs, n_threads;	/* 0: as many as there are processors */
	const char *list;	/* file of points to do, of which `line` (0: all); NULL: all */
	long line;
	int dry_run, collect, slurm;
	const char *sbatch;	/* options of the user's, or NULL */
	long pack, try;	/* points a job, 0: by the estimate; how often it was tried, from 1 */

	struct sweep *sweep;
	struct sweep_points points;
	char *templates;	/* folder of the Verilog modules */
	int threads;	/* that a point may use */
};

/* sweep_program.c: in lines, what makes the results: this program and, where they are used,
 * tools and Verilog by their contents. 0, or -1 and *e, where a tool is not there too. */
int sweep_program(const struct sweep *s, struct text *t, struct err *e);

/* Whether the images that the sweep names can be read for each of its networks, and have labels
 * where these are counted. 0, or -1 and *e. */
int sweep_check_images(const struct sweep *s, struct err *e);

/* sweep_point.c: maps and measures one point, and fills `dir`, which is there and empty. 0,
 * or -1 and *e: it could not be done, as a tool or the machine failed. */
int sweep_point_make(const struct sweep_job *j, const struct sweep_point *p,
		     const char *dir, struct err *e);

/* sweep_accuracy.c: top-1 of a plan by the reference model, out of DIR/accuracy-cache where
 * a plan with the same tasks, wherever they stand, was run with these images. */
struct plan;
struct input;
int sweep_accuracy(const char *out, const struct plan *p, const struct input *in, int *correct,
		   struct err *e);

/* sweep_local.c: does the points todo[n] that are missing or failed, j->jobs at a time, and
 * waits for those that others are at. *failed: how many could not be done. 0, or -1 and *e. */
int sweep_local(struct sweep_job *j, const int *todo, int n, int *failed, struct err *e);

/* sweep_todo.c: whether a point has a result. */
int sweep_is_done(const struct sweep_job *j, int point);

/* Those points (numbers, [*n], the caller's to free) that have no result yet, of all or of
 * j->list. NULL and *e. */
int *sweep_todo(const struct sweep_job *j, int *n, struct err *e);

/* sweep_say.c: progress on standard error, on a terminal as a line, else as a line every ten
 * seconds at most. */
struct sweep_say {
	double start, last;
	int done, failed, all;
	int others;	/* of those done: by other programs meanwhile */
};
void sweep_say(struct sweep_say *s, int at_end);

/* sweep_guess.c: what a point takes: by what the points that are done took, else by a formula. */
struct sweep_guess {
	double seconds, bytes;	/* of one point, with j->threads */
	int n_known;	/* points that it is from; 0: the formula */
};
void sweep_guess(const struct sweep_job *j, struct sweep_guess *g);

/* sweep_slurm.c: submits the points todo[n] as an array job, and behind it a job that writes the
 * tables and submits again what is missing then. 0, or -1 and *e: nothing is submitted. */
int sweep_slurm(struct sweep_job *j, const int *todo, int n, struct err *e);

#endif
