/* SPDX-License-Identifier: Apache-2.0 */
#include "sweep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/proc.h"

static int cpus(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n > 0 ? (int)n : 1;
}

/* Writes the tables of what is there, and says the front. 0, or -1 and *e. */
static int write_tables(const struct sweep_job *j, struct err *e)
{
	struct sweep_table t;
	struct text said = {0};
	int r;

	sweep_table_read(j->sweep, &j->points, j->out, &t);
	r = sweep_table_write(&t, j->out, e);
	if (!r) {
		sweep_table_say(&t, &said);
		text_add(&said, "written to %s: sweep.json results.csv front.csv%s, a folder a "
			 "point in points\n", j->out, t.counts[SWEEP_DONE] ? " front.svg" : "");
		fwrite(said.s, 1, said.n, stdout);
		if (t.counts[SWEEP_FAILED] || t.counts[SWEEP_MISSING])
			r = 1;
	}
	text_free(&said);
	sweep_table_free(&t);
	return r;
}

static void add_time(double seconds)
{
	if (seconds < 120)
		printf("%.0f s", seconds);
	else if (seconds < 7200)
		printf("%.0f min", seconds / 60);
	else
		printf("%.1f h", seconds / 3600);
}

/* What would be done. */
static int dry_run(const struct sweep_job *j, int n_todo)
{
	const struct sweep_points *all = &j->points;
	struct sweep_guess g;
	int refused = 0;

	for (int i = 0; i < all->n; i++)
		refused += !all->point[i].arch;
	printf("%s: %d point%s of %d", j->sweep->name, all->n, plural(all->n), all->n_all);
	if (all->n_all - all->n_same > all->n)
		printf(", %d left out by constraints", all->n_all - all->n_same - all->n);
	if (all->n_same)
		printf(", %d the same as others", all->n_same);
	printf("\n%d done, %d to do", all->n - n_todo, n_todo);
	if (refused)
		printf(", %d refused by the hardware file's own rules", refused);
	sweep_guess(j, &g);
	printf("\nestimate: ");
	add_time(n_todo * g.seconds / j->jobs);
	printf(" with -j %ld, %.1f s and %.0f MiB a point (", j->jobs, g.seconds,
	       g.bytes / (1 << 20));
	if (g.n_known)
		printf("mean and most of %d that are done)\n", g.n_known);
	else
		printf("a rule of thumb: none is done yet)\n");
	return 0;
}

static int run_here(struct sweep_job *j, const int *todo, int n, struct err *e)
{
	int failed = 0, r = 0;

	if (!j->collect)
		r = sweep_local(j, todo, n, &failed, e);
	if (!r && j->list)	/* others write the tables */
		return failed > 0;
	return r ? r : write_tables(j, e);
}

/* All that can be refused, before anything is made. */
static int read_all(struct sweep_job *j, struct err *e)
{
	struct text program = {0};
	int r;

	j->sweep = sweep_read(j->path, j->set.s, j->set.n, e);
	if (!j->sweep)
		return -1;
	j->templates = cmd_share("rtl_templates", e);
	r = j->templates ? sweep_program(j->sweep, &program, e) : -1;
	if (!r && (j->sweep->measure[SWEEP_AREA] || j->sweep->measure[SWEEP_TIMING] ||
		   j->sweep->measure[SWEEP_COSIM]))
		r = proc_path(j->out, "yosys and make", e);
	if (!r)
		r = sweep_check_images(j->sweep, e);
	if (!r)
		r = sweep_expand(j->sweep, program.s, &j->points, e);
	text_free(&program);
	return r;
}

static int run(void *options, struct err *e)
{
	struct sweep_job *j = options;
	int n = 0, *todo, r = read_all(j, e);

	if (!j->jobs)
		j->jobs = j->slurm ? 1 : cpus();
	j->threads = j->n_threads ? (int)j->n_threads : j->slurm ? 1 :
		cpus() / (int)j->jobs > 1 ? cpus() / (int)j->jobs : 1;
	todo = r ? NULL : sweep_todo(j, &n, e);
	if (!r)
		r = todo ? 0 : -1;
	if (!r && j->dry_run)
		r = dry_run(j, n);
	else if (!r && j->slurm)
		r = sweep_slurm(j, todo, n, e);
	else if (!r)
		r = run_here(j, todo, n, e);
	free(todo);
	free(j->templates);
	sweep_points_free(&j->points);
	sweep_free(j->sweep);
	return r;
}

#define AT(field) offsetof(struct sweep_job, field)

static const struct cmd_opt table[] = {
	{0, NULL, CMD_INPUT, "SWEEP", AT(path), .needed = 1,
	 .help = "sweep file: axes, constraints, what to measure"},
	{'o', NULL, CMD_FOLDER, "DIR", AT(out), .needed = 1,
	 .writes = "sweep.json results.csv front.csv front.svg",
	 .help = "folder for the points and tables"},
	{0, "set", CMD_TEXT, "KEY=VALUE", AT(set), .max_given = CMD_MAX_SET,
	 .help = "override a line of the sweep file"},
	{0, "dry-run", CMD_FLAG, NULL, AT(dry_run),
	 .help = "say how many points there are, and what time and memory they take"},
	{'j', NULL, CMD_NUMBER, "N", AT(jobs), .min = 1, .max = 1024,
	 .help = "so many points at once; without, one a processor"},
	{0, "threads", CMD_NUMBER, "N", AT(n_threads), .min = 1, .max = 1024,
	 .help = "threads of a point; without, processors over points at once"},
	{0, "points", CMD_INPUT, "FILE", AT(list),
	 .help = "only the points whose names are in FILE, and no tables: they are to be "
		 "written by --collect"},
	{0, "line", CMD_NUMBER, "N", AT(line), .min = 1, .max = 1000000, .requires = "points",
	 .help = "of FILE only line N"},
	{0, "collect", CMD_FLAG, NULL, AT(collect),
	 .help = "do no point, write the tables of those that are done"},
	{0, "slurm", CMD_FLAG, NULL, AT(slurm),
	 .help = "submit what is missing to Slurm: an array job, and behind it a job that "
		 "writes the tables and submits again what failed, with twice the limits, "
		 "twice at most"},
	{0, "sbatch", CMD_TEXT, "OPTIONS", AT(sbatch), .requires = "slurm",
	 .help = "options for sbatch, with blanks between them"},
	{0, "pack", CMD_NUMBER, "N", AT(pack), .min = 1, .max = 100000, .requires = "slurm",
	 .help = "points a job; without, as many as take five minutes by the estimate"},
	{0, "try", CMD_NUMBER, "N", AT(try), .min = 1, .max = 3, .standard = "1",
	 .requires = "slurm", .help = "of the three submissions, for the collecting job"},
	{.kind = CMD_END},
};

const struct cmd cmd_sweep = {
	"sweep", "Maps and measures a space of designs",
	"Does every point of a space of designs that is not done yet and writes DIR/results.csv, "
	"DIR/sweep.json and the Pareto front as a table and picture; a point is a folder of "
	"DIR/points, whole or not there, so that a sweep can be ended at any moment, called "
	"again, and run by several programs at once. docs/formats.md has the file and the "
	"folder.\n"
	"Exit status 1 where a point failed or is missing.",
	table, sizeof(struct sweep_job), run,
};
