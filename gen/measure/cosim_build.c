/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cosim_impl.h"
#include "gates.h"
#include "base/file.h"
#include "base/proc.h"
#include "base/vlog.h"

#define STAMP "stamp"	/* in build_dir: hash of what it was built from */
#define COSIM_FLOW "2"	/* of what Verilator and the compiler are told; models of another are not taken */

static void watch_line(void *user, const char *line)
{
	struct cosim_watch *w = user;

	if (!*w->fault && (strstr(line, "%Error") || strstr(line, "%Warning") ||
			   strstr(line, " error: ") || strstr(line, "*** ")))
		snprintf(w->fault, sizeof(w->fault), "%s", line);
	if (strstr(line, " -c -o "))
		w->n_done++;
	if (w->progress)
		w->progress(w->stage, w->n_done, w->n_total, "files",
			    now_seconds() - w->started);
}

int cosim_tool(const char *const *argv, const char *log, struct cosim_watch *w,
	       struct err *e)
{
	int status = proc_run(argv, log, watch_line, w, e);

	if (status < 0)
		return -1;
	if (status)
		return err_set(e, log, 0, "%s ended with status %d: %s",
			       w->stage, status,
			       *w->fault ? w->fault : "see this file");
	return 0;
}

/* AVX2 and what goes with it: twice the speed where the machine has it. */
static int has_v3(void)
{
#if defined(__x86_64__) && defined(__GNUC__)
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") &&
	       __builtin_cpu_supports("fma");
#else
	return 0;
#endif
}

#define FAST "OPT_FAST=-O2 -ffunction-sections -ftree-vectorize " \
	"-fvect-cost-model=dynamic"

static const char *fast_flags(void)
{
	return has_v3() ? FAST " -march=x86-64-v3" : FAST;
}

/*
 * Tiles of one shape share their code, which then stays in the cache. Verilator
 * keeps a tile a class of its own where it is told not to inline it and not to
 * put the neighbour's wires in the place of a tile's ports; the functions of two
 * such tiles are equal, and compiler (in one file) and linker (gold) fold them.
 */
static const char separate_tiles[] =
	"`verilator_config\nno_inline -module \"imc_tile\"\n";

static const char *link_flags(void)
{
	struct err ignored;
	char *gold = proc_find("ld.gold", "binutils", &ignored);
	int found = gold != NULL;

	free(gold);
	return found ? "LDFLAGS=-fuse-ld=gold -Wl,--icf=all" : "LDFLAGS=";
}

static void hash_line(void *user, const char *line)
{
	uint64_t *h = user;

	*h = fnv(*h, line, strlen(line) + 1);
}

/* Of everything that the program is made from. */
static int hash_sources(uint64_t *h, const char *verilator,
			const char *fabric_dir, const char *bench,
			struct err *e)
{
	static const char *const headers[] = {
		"chain.hpp", "device.hpp", "options.hpp", "part.hpp", "quiet.hpp",
		"result.hpp", "stimulus.hpp", "team.hpp", "trace.hpp", "waits.hpp",
		"wired.hpp", "wiring.hpp",
	};
	const char *const version[] = {verilator, "--version", NULL};
	char *list = vlog_files(fabric_dir, VLOG_SIM_LIST, e), *path, *name, *rest;
	int r = 0;

	if (!list)
		return -1;
	*h = fnv(FNV_START, COSIM_FLOW, sizeof(COSIM_FLOW));
	*h = fnv(*h, fast_flags(), strlen(fast_flags()));
	*h = fnv(*h, separate_tiles, sizeof(separate_tiles));
	for (name = strtok_r(list, "\n", &rest); name && r == 0;
	     name = strtok_r(NULL, "\n", &rest)) {
		path = xasprintf("%s/%s", fabric_dir, name);
		*h = fnv(*h, name, strlen(name) + 1);
		r = fnv_file(h, path, e);
		free(path);
	}
	free(list);
	path = xasprintf("%s/" COSIM_WIRING, fabric_dir);
	if (r == 0)
		r = fnv_file(h, path, e);
	free(path);
	if (r == 0)
		r = fnv_file(h, bench, e);
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]) && r == 0;
	     i++) {
		path = xasprintf("%.*s/%s", (int)(strrchr(bench, '/') - bench),
				 bench, headers[i]);
		r = fnv_file(h, path, e);
		free(path);
	}
	if (r == 0 && proc_run(version, NULL, hash_line, h, e) < 0)
		r = -1;
	return r;
}

/* Of the netlist, which may be another one than Yosys wrote. */
static int hash_gates(uint64_t *h, const struct gates *g, struct err *e)
{
	static const char *const files[] = {"netlist.v", "cells.v", "macros.v"};
	int r = 0;

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]) && g && r == 0; i++) {
		char *path = gates_file(g, files[i]);

		r = fnv_file(h, path, e);
		free(path);
	}
	return r;
}

/* All tiles in one model. */
static int verilate_flat(const char *verilator, const char *fabric_dir,
		    const char *bench, const char *build_dir,
		    cosim_progress *progress, struct err *e)
{
	struct cosim_watch w = {progress, "verilator", now_seconds(), 0, 0, ""};
	char *list = xasprintf("%s/" VLOG_SIM_LIST, fabric_dir);
	char *log = xasprintf("%s/verilator.log", build_dir);
	char *config = xasprintf("%s/tiles.vlt", build_dir);
	char *made = xasprintf("%s/" COSIM_PROGRAM ".mk", build_dir);
	const char *const argv[] = {
		verilator, "--cc", "--exe", "--top", "imc_fabric",
		"--prefix", COSIM_PROGRAM, "--Mdir", build_dir, "-O3", "-Wall",
		"--x-initial", "unique", "--x-assign", "fast",
		"--output-split", "100000", "--output-split-cfuncs", "1000",
		"-fno-gate", config, "-F", list, bench, NULL,
	};
	int r = file_write(config, separate_tiles, strlen(separate_tiles), e);

	if (progress)
		progress(w.stage, 0, 0, "files", 0);
	unlink(made);
	if (r == 0)
		r = cosim_tool(argv, log, &w, e);
	if (r == 0)
		r = proc_wrote("verilator", made, log, e);
	free(made);
	free(list);
	free(log);
	free(config);
	return r;
}

/* Lines of the list of classes that name a source, and the three of ours. */
static int count_objects(const char *build_dir)
{
	char *path = xasprintf("%s/" COSIM_PROGRAM "_classes.mk", build_dir);
	struct err e;
	char *s = file_read(path, FILE_MAX_DATA, NULL, &e), *p;
	int n = 3;

	for (p = s; p && (p = strstr(p, "\t" COSIM_PROGRAM)); p++)
		n++;
	free(s);
	free(path);
	return n;
}

/*
 * Gates are much code that runs for few cycles, and so is a model for a short run: not worth
 * the compiler's time, most of which goes to the headers of each file then.
 */
static int compile(const char *make, const char *build_dir, enum cosim_model kind,
		   int n_jobs, cosim_progress *progress, struct err *e)
{
	int plain = kind == COSIM_GATES || kind == COSIM_SHORT;
	struct cosim_watch w = {progress, "compile", now_seconds(), 0,
			  count_objects(build_dir), ""};
	char *log = xasprintf("%s/make.log", build_dir), jobs[24];
	char *program = xasprintf("%s/" COSIM_PROGRAM, build_dir);
	struct err ignored;
	char *ccache = proc_find("ccache", "ccache", &ignored);
	const char *const argv[] = {
		make, "-C", build_dir, "-f", COSIM_PROGRAM ".mk", jobs,
		ccache ? "OBJCACHE=ccache" : "OBJCACHE=",
		plain ? "OPT_SLOW=-O0" : "OPT_SLOW=-O1", "OPT_GLOBAL=-O2",
		plain ? "OPT_FAST=-O0" : fast_flags(), link_flags(), COSIM_PROGRAM,
		kind == COSIM_SHORT ? "VM_PARALLEL_BUILDS=0" : NULL, NULL,
	};
	int r;

	snprintf(jobs, sizeof(jobs), "-j%d", n_jobs);
	r = cosim_tool(argv, log, &w, e);
	if (r == 0)
		r = proc_wrote("make", program, log, e);
	if (r == 0 && progress)
		progress(w.stage, w.n_total, w.n_total, "files",
			 now_seconds() - w.started);
	free(ccache);
	free(program);
	free(log);
	return r;
}

static int build(const char *verilator, const char *make,
		 const char *fabric_dir, const char *bench,
		 const char *build_dir, enum cosim_model kind, struct gates *g,
		 int n_jobs, cosim_progress *progress, double *build_seconds,
		 struct err *e)
{
	double started = now_seconds();
	char *stamp, *program;
	uint64_t h, sources;
	int r = 0;

	if (proc_path(build_dir, "make", e) < 0 ||
	    proc_path(bench, "make", e) < 0 || dir_make(build_dir, e) < 0 ||
	    hash_sources(&h, verilator, fabric_dir, bench, e) < 0)
		return -1;
	sources = h;
	if (hash_gates(&h, g, e) < 0)
		return -1;
	h = fnv(h, &kind, sizeof(kind));
	*build_seconds = 0;
	stamp = xasprintf("%s/" STAMP, build_dir);
	program = xasprintf("%s/" COSIM_PROGRAM, build_dir);
	if (!stamp_is(stamp, h, program)) {
		unlink(program);	/* make does not see that it is made from the archives of all shapes */
		r = kind == COSIM_FLAT ?
			verilate_flat(verilator, fabric_dir, bench, build_dir, progress, e) :
			cosim_wired(verilator, fabric_dir, bench, build_dir,
				    kind == COSIM_TRACED, g, sources, progress, e);
		if (r == 0)
			r = compile(make, build_dir, kind, n_jobs, progress, e);
		if (r == 0)
			r = stamp_write(stamp, h, e);
		*build_seconds = now_seconds() - started;
	}
	free(stamp);
	free(program);
	return r;
}

static int find_and_build(const char *fabric_dir, const char *bench,
			  const char *build_dir, enum cosim_model kind,
			  struct gates *g, int n_jobs, cosim_progress *progress,
			  double *build_seconds, struct err *e)
{
	char *verilator = proc_find("verilator", "verilator", e);
	char *make = verilator ? proc_find("make", "make", e) : NULL;
	char *full = make ? realpath(bench, NULL) : NULL;
	int r = -1;

	if (make && !full)
		err_set(e, bench, 0, "cannot read the bench");
	if (full)
		r = build(verilator, make, fabric_dir, full, build_dir, kind, g,
			  n_jobs, progress, build_seconds, e);
	free(full);
	free(make);
	free(verilator);
	return r;
}

int cosim_build(const char *fabric_dir, const char *bench,
		const char *build_dir, enum cosim_model kind, int n_jobs,
		cosim_progress *progress, double *build_seconds, struct err *e)
{
	return find_and_build(fabric_dir, bench, build_dir, kind, NULL, n_jobs,
			      progress, build_seconds, e);
}

int cosim_build_gates(const char *fabric_dir, struct gates *g, const char *bench,
		      const char *build_dir, int n_jobs, cosim_progress *progress,
		      double *build_seconds, struct err *e)
{
	return find_and_build(fabric_dir, bench, build_dir, COSIM_GATES, g, n_jobs,
			      progress, build_seconds, e);
}
