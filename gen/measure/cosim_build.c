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
#define PROGRAM "Vfabric"
#define WIRING "fabric.wiring"

/* A tool at work: what it has said that matters. */
struct watch {
	cosim_progress *progress;
	const char *stage;
	double started;
	int n_done, n_total;	/* objects */
	char fault[400];	/* first line that looks like the reason */
};

static void watch_line(void *user, const char *line)
{
	struct watch *w = user;

	if (!*w->fault && (strstr(line, "%Error") || strstr(line, "%Warning") ||
			   strstr(line, " error: ") || strstr(line, "*** ")))
		snprintf(w->fault, sizeof(w->fault), "%s", line);
	if (strstr(line, " -c -o "))
		w->n_done++;
	if (w->progress)
		w->progress(w->stage, w->n_done, w->n_total, "files",
			    now_seconds() - w->started);
}

static int run_tool(const char *const *argv, const char *log, struct watch *w,
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
		"result.hpp", "stimulus.hpp", "team.hpp", "trace.hpp",
		"wired.hpp", "wiring.hpp",
	};
	const char *const version[] = {verilator, "--version", NULL};
	char *list = vlog_files(fabric_dir, VLOG_SIM_LIST, e), *path, *name, *rest;
	int r = 0;

	if (!list)
		return -1;
	*h = fnv(FNV_START, fast_flags(), strlen(fast_flags()));
	*h = fnv(*h, separate_tiles, sizeof(separate_tiles));
	for (name = strtok_r(list, "\n", &rest); name && r == 0;
	     name = strtok_r(NULL, "\n", &rest)) {
		path = xasprintf("%s/%s", fabric_dir, name);
		*h = fnv(*h, name, strlen(name) + 1);
		r = fnv_file(h, path, e);
		free(path);
	}
	free(list);
	path = xasprintf("%s/" WIRING, fabric_dir);
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

static int stamp_is(const char *build_dir, const char *stamp)
{
	char *path = xasprintf("%s/" STAMP, build_dir), *old;
	char *program = xasprintf("%s/" PROGRAM, build_dir);
	struct err e;
	int same;

	old = file_read(path, FILE_MAX_DATA, NULL, &e);
	same = old && !strcmp(old, stamp) && access(program, X_OK) == 0;
	free(old);
	free(path);
	free(program);
	return same;
}

/* The netlist as one model. */
static int verilate_flat(const char *verilator, const char *fabric_dir,
		    const char *bench, const char *build_dir,
		    cosim_progress *progress, struct err *e)
{
	struct watch w = {progress, "verilator", now_seconds(), 0, 0, ""};
	char *list = xasprintf("%s/" VLOG_SIM_LIST, fabric_dir);
	char *log = xasprintf("%s/verilator.log", build_dir);
	char *config = xasprintf("%s/tiles.vlt", build_dir);
	char *made = xasprintf("%s/" PROGRAM ".mk", build_dir);
	const char *const argv[] = {
		verilator, "--cc", "--exe", "--top", "imc_fabric",
		"--prefix", PROGRAM, "--Mdir", build_dir, "-O3", "-Wall",
		"--x-initial", "unique", "--x-assign", "fast",
		"--output-split", "100000", "--output-split-cfuncs", "1000",
		"-fno-gate", config, "-F", list, bench, NULL,
	};
	int r = file_write(config, separate_tiles, strlen(separate_tiles), e);

	if (progress)
		progress(w.stage, 0, 0, "files", 0);
	unlink(made);
	if (r == 0)
		r = run_tool(argv, log, &w, e);
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
	char *path = xasprintf("%s/" PROGRAM "_classes.mk", build_dir);
	struct err e;
	char *s = file_read(path, FILE_MAX_DATA, NULL, &e), *p;
	int n = 3;

	for (p = s; p && (p = strstr(p, "\t" PROGRAM)); p++)
		n++;
	free(s);
	free(path);
	return n;
}

/* Gates are much code that runs for few cycles: not worth the compiler's time. */
static int compile(const char *make, const char *build_dir, enum cosim_model kind,
		   int n_jobs, cosim_progress *progress, struct err *e)
{
	int gates = kind == COSIM_GATES;
	struct watch w = {progress, "compile", now_seconds(), 0,
			  count_objects(build_dir), ""};
	char *log = xasprintf("%s/make.log", build_dir), jobs[24];
	char *program = xasprintf("%s/" PROGRAM, build_dir);
	struct err ignored;
	char *ccache = proc_find("ccache", "ccache", &ignored);
	const char *const argv[] = {
		make, "-C", build_dir, "-f", PROGRAM ".mk", jobs,
		ccache ? "OBJCACHE=ccache" : "OBJCACHE=",
		gates ? "OPT_SLOW=-O0" : "OPT_SLOW=-O1", "OPT_GLOBAL=-O2",
		gates ? "OPT_FAST=-O0" : fast_flags(), link_flags(), PROGRAM, NULL,
	};
	int r;

	snprintf(jobs, sizeof(jobs), "-j%d", n_jobs);
	r = run_tool(argv, log, &w, e);
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

/* Where a wired model is being made. */
struct wired {
	const char *verilator, *fabric_dir, *bench, *build_dir;
	int traced;
	struct gates *gates;	/* NULL: RTL */
	struct cosim_shapes shapes;
	cosim_progress *progress;
};

/* Flags with which the first shape's makefile also links the bench: where the
 * others' headers and archives are, and the folder of the bench. */
static void exe_flags(const struct wired *w, struct text *c, struct text *ld)
{
	const char *slash = strrchr(w->bench, '/');

	text_add(c, "-DWIRED -pthread -I%.*s", slash ? (int)(slash - w->bench) : 1,
		 slash ? w->bench : ".");
	text_add(ld, "-pthread");
	for (int i = 0; i < w->shapes.n; i++) {
		text_add(c, " -I../shape%d", i);
		if (i)
			text_add(ld, " ../shape%d/Vshape%d__ALL.a", i, i);
	}
}

/* Where the modules of a shape are: RTL, or the unit of its netlist with the cells. */
static int add_modules(const struct wired *w, int n, const char **argv, char *path[4])
{
	int k = 0;

	if (!w->gates) {
		path[0] = xasprintf("%s/" VLOG_RTL, w->fabric_dir);
		path[1] = xasprintf("%s%s.v", path[0], w->shapes.shape[n].module);
		argv[k++] = "-y";
		argv[k++] = path[0];
		argv[k++] = path[1];
		return k;
	}
	path[0] = xasprintf("%s/seen.vlt", w->build_dir);
	path[1] = xasprintf("%s/unit%d.v", w->build_dir, n);
	path[2] = gates_file(w->gates, "cells.v");
	path[3] = gates_file(w->gates, "macros.v");
	for (int i = 0; i < 4; i++)
		argv[k++] = path[i];
	/* Yosys writes what is not read and words of which bits feed each other. */
	argv[k++] = "-Wno-lint";
	argv[k++] = "-Wno-style";
	argv[k++] = "-Wno-UNOPTFLAT";
	argv[k++] = "-Wno-DECLFILENAME";
	return k;
}

static int verilate_shape(const struct wired *w, int n, struct err *e)
{
	const struct cosim_shape *s = &w->shapes.shape[n];
	struct watch watch = {NULL, "verilator", now_seconds(), 0, 0, ""};
	char *prefix = xasprintf("Vshape%d", n);
	char *dir = xasprintf("%s/shape%d", w->build_dir, n);
	char *log = xasprintf("%s/shape%d.log", w->build_dir, n);
	char *models = xasprintf("%s/" VLOG_SIM, w->fabric_dir);
	char *path[4] = {NULL};
	char *made = xasprintf("%s/%s.mk", dir, prefix);
	struct text c = {0}, ld = {0};
	const char **argv;
	const char *const head[] = {
		w->verilator, "--cc", "--top-module", s->module, "--prefix",
		prefix, "--Mdir", dir, "-O3", "-Wall", "--x-initial", "unique",
		"--x-assign", "fast", "-y", models,
	};
	const int n_head = sizeof(head) / sizeof(head[0]);
	int k = 0, r;

	argv = xcalloc((size_t)n_head + s->n_flags + 24, sizeof(*argv));
	while (k < n_head) {
		argv[k] = head[k];
		k++;
	}
	k += add_modules(w, n, argv + k, path);
	for (int i = 0; i < s->n_flags && !w->gates; i++)
		argv[k++] = s->flag[i];
	if (w->traced)
		argv[k++] = "--trace-fst";
	if (n == 0) {
		const char *const exe[] = {
			"--exe", w->bench, "../parts.cpp", "-o", "../" PROGRAM,
			"-CFLAGS",
		};

		exe_flags(w, &c, &ld);
		for (size_t i = 0; i < sizeof(exe) / sizeof(exe[0]); i++)
			argv[k++] = exe[i];
		argv[k++] = c.s;
		argv[k++] = "-LDFLAGS";
		argv[k++] = ld.s;
	}
	if (w->progress)
		w->progress("verilator", n, w->shapes.n, "shapes", 0);
	unlink(made);
	r = run_tool(argv, log, &watch, e);
	if (r == 0)
		r = proc_wrote("verilator", made, log, e);
	free(made);
	free(argv);
	text_free(&c);
	text_free(&ld);
	free(prefix);
	free(dir);
	free(log);
	free(models);
	for (int i = 0; i < 4; i++)
		free(path[i]);
	return r;
}

/* One makefile over those of the shapes; the first one's also links. */
static int write_makefile(const struct wired *w, struct err *e)
{
	char *path = xasprintf("%s/" PROGRAM ".mk", w->build_dir);
	struct text t = {0};
	int r;

	text_add(&t, "SHAPES =");
	for (int i = 0; i < w->shapes.n; i++)
		text_add(&t, " shape%d", i);
	text_add(&t, "\n.PHONY: $(SHAPES) " PROGRAM "\n" PROGRAM
		 ": $(SHAPES)\n\t+$(MAKE) -C shape0 -f Vshape0.mk\n"
		 "$(SHAPES):\n\t+$(MAKE) -C $@ -f V$@.mk V$@__ALL.a\n");
	r = file_write(path, t.s, t.n, e);
	text_free(&t);
	free(path);
	return r;
}

/* Behind Verilator, whose headers say what the state of a shape is. */
static int write_parts(const struct wired *w, struct err *e)
{
	char *path = xasprintf("%s/parts.cpp", w->build_dir);
	struct text t = {0};
	int r = 0;

	for (int i = 0; i < w->shapes.n && r == 0; i++) {
		char *dir = xasprintf("%s/shape%d", w->build_dir, i);
		char *prefix = xasprintf("Vshape%d", i);

		r = cosim_shape_arrays(&w->shapes.shape[i], dir, prefix, e);
		free(dir);
		free(prefix);
	}
	if (r < 0) {
		free(path);
		return r;
	}
	cosim_shapes_write(&w->shapes, &t);
	r = file_write(path, t.s, t.n, e);
	text_free(&t);
	free(path);
	return r;
}

/* The netlist of each shape, and what the bench looks at in a tile, which is public in
 * the RTL too. */
static int write_units(const struct wired *w, struct err *e)
{
	static const char seen[] = "`verilator_config\n"
		"public_flat_rd -module \"imc_tile\" -var \"seen_q\"\n"
		"public_flat_rd -module \"imc_tile\" -var \"seen_word_q\"\n";
	char *config = xasprintf("%s/seen.vlt", w->build_dir);
	const char **key = xcalloc(w->shapes.n + 1, sizeof(*key));
	int r;

	for (int i = 0; i < w->shapes.n; i++)
		key[i] = w->shapes.shape[i].key;
	r = gates_units(w->gates, key, w->shapes.n, w->build_dir, e);
	if (r == 0)
		r = file_write(config, seen, strlen(seen), e);
	free(key);
	free(config);
	return r;
}

/* A model a shape, wired by tb/wired.hpp, which reads the copy of fabric.wiring. */
static int verilate_wired(const char *verilator, const char *fabric_dir,
			  const char *bench, const char *build_dir, int traced,
			  struct gates *g, cosim_progress *progress, struct err *e)
{
	struct wired w = {verilator, fabric_dir, bench, build_dir, traced, g,
			  {0, NULL}, progress};
	char *path = xasprintf("%s/" WIRING, fabric_dir);
	char *copy = xasprintf("%s/" WIRING, build_dir);
	char *wiring = file_read(path, FILE_MAX_DATA, NULL, e);
	int r = wiring ? file_write(copy, wiring, strlen(wiring), e) : -1;

	if (r == 0 && cosim_shapes_read(wiring, &w.shapes, e) < 0) {
		snprintf(e->file, sizeof(e->file), "%s", path);
		r = -1;
	}
	if (r == 0 && g)
		r = write_units(&w, e);
	for (int i = 0; i < w.shapes.n && r == 0; i++)
		r = verilate_shape(&w, i, e);
	if (r == 0)
		r = write_parts(&w, e);
	if (r == 0)
		r = write_makefile(&w, e);
	cosim_shapes_free(&w.shapes);
	free(wiring);
	free(copy);
	free(path);
	return r;
}

static int build(const char *verilator, const char *make,
		 const char *fabric_dir, const char *bench,
		 const char *build_dir, enum cosim_model kind, struct gates *g,
		 int n_jobs, cosim_progress *progress, double *build_seconds,
		 struct err *e)
{
	double started = now_seconds();
	char stamp[24], *path;
	uint64_t h;
	int r;

	if (proc_path(build_dir, "make", e) < 0 ||
	    proc_path(bench, "make", e) < 0 || dir_make(build_dir, e) < 0 ||
	    hash_sources(&h, verilator, fabric_dir, bench, e) < 0 ||
	    hash_gates(&h, g, e) < 0)
		return -1;
	h = fnv(h, &kind, sizeof(kind));
	snprintf(stamp, sizeof(stamp), "%016llx\n", (unsigned long long)h);
	*build_seconds = 0;
	if (stamp_is(build_dir, stamp))
		return 0;
	path = xasprintf("%s/" STAMP, build_dir);
	unlink(path);
	r = kind == COSIM_FLAT ?
		verilate_flat(verilator, fabric_dir, bench, build_dir, progress, e) :
		verilate_wired(verilator, fabric_dir, bench, build_dir,
			       kind == COSIM_TRACED, g, progress, e);
	if (r == 0)
		r = compile(make, build_dir, kind, n_jobs, progress, e);
	if (r == 0)
		r = file_write(path, stamp, strlen(stamp), e);
	free(path);
	*build_seconds = now_seconds() - started;
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
