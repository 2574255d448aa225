/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cosim_impl.h"
#include "gates.h"
#include "base/file.h"
#include "base/proc.h"
#include "base/vlog.h"

/* Where a wired model is being made. */
struct wired {
	const char *verilator, *fabric_dir, *bench, *build_dir;
	int traced;
	struct gates *gates;	/* NULL: RTL */
	uint64_t sources;
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
			text_add(ld, " ../shape%d/%s__ALL.a", i, w->shapes.shape[i].prefix);
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
	/* Verilator 5.006 makes wrong code of some trees of exclusive ors of single bits: a
	 * good programming stream had a wrong CRC. */
	argv[k++] = "-fno-const-bit-op-tree";
	/* Yosys writes what is not read and words of which bits feed each other. */
	argv[k++] = "-Wno-lint";
	argv[k++] = "-Wno-style";
	argv[k++] = "-Wno-UNOPTFLAT";
	argv[k++] = "-Wno-DECLFILENAME";
	return k;
}

/* What a shape of a netlist is made from. */
static int hash_shape(const struct wired *w, int n, uint64_t *h, struct err *e)
{
	char *path[] = {
		xasprintf("%s/unit%d.v", w->build_dir, n), gates_file(w->gates, "cells.v"),
		gates_file(w->gates, "macros.v"),
	};
	int r = 0;

	*h = fnv(w->sources, &w->shapes.n, sizeof(w->shapes.n));
	for (int i = 0; i < 3; i++) {
		if (r == 0)
			r = fnv_file(h, path[i], e);
		free(path[i]);
	}
	return r;
}

static int verilate_shape(const struct wired *w, int n, struct err *e)
{
	const struct cosim_shape *s = &w->shapes.shape[n];
	struct cosim_watch watch = {NULL, "verilator", now_seconds(), 0, 0, ""};
	char *dir = xasprintf("%s/shape%d", w->build_dir, n);
	char *log = xasprintf("%s/shape%d.log", w->build_dir, n);
	char *models = xasprintf("%s/" VLOG_SIM, w->fabric_dir);
	char *path[4] = {NULL};
	char *made = xasprintf("%s/%s.mk", dir, s->prefix);
	struct text c = {0}, ld = {0};
	const char **argv;
	const char *const head[] = {
		w->verilator, "--cc", "--top-module", s->module, "--prefix",
		s->prefix, "--Mdir", dir, "-O3", "-Wall", "--x-initial", "unique",
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
			"--exe", w->bench, "../parts.cpp", "-o", "../" COSIM_PROGRAM,
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
	r = cosim_tool(argv, log, &watch, e);
	if (r == 0)
		r = proc_wrote("verilator", made, log, e);
	free(made);
	free(argv);
	text_free(&c);
	text_free(&ld);
	free(dir);
	free(log);
	free(models);
	for (int i = 0; i < 4; i++)
		free(path[i]);
	return r;
}

/* Only where its netlist is another than that which was Verilated. */
static int verilate_unit(const struct wired *w, int n, struct err *e)
{
	char *path = xasprintf("%s/shape%d.stamp", w->build_dir, n);
	uint64_t h;
	int r = hash_shape(w, n, &h, e);

	if (r == 0 && !stamp_is(path, h, NULL)) {
		r = verilate_shape(w, n, e);
		if (r == 0)
			r = stamp_write(path, h, e);
	}
	free(path);
	return r;
}

/* One makefile over those of the shapes; the first one's also links. */
static int write_makefile(const struct wired *w, struct err *e)
{
	char *path = xasprintf("%s/" COSIM_PROGRAM ".mk", w->build_dir);
	struct text t = {0};
	int r;

	text_add(&t, "SHAPES =");
	for (int i = 0; i < w->shapes.n; i++)
		text_add(&t, " shape%d", i);
	text_add(&t, "\n.PHONY: $(SHAPES) " COSIM_PROGRAM "\n" COSIM_PROGRAM
		 ": $(SHAPES)\n\t+$(MAKE) -C shape0 -f %s.mk\n", w->shapes.shape[0].prefix);
	for (int i = 0; i < w->shapes.n; i++)
		text_add(&t, "shape%d:\n\t+$(MAKE) -C $@ -f %s.mk %s__ALL.a\n", i,
			 w->shapes.shape[i].prefix, w->shapes.shape[i].prefix);
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

		r = cosim_shape_arrays(&w->shapes.shape[i], dir, e);
		free(dir);
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

int cosim_wired(const char *verilator, const char *fabric_dir, const char *bench,
		const char *build_dir, int traced, struct gates *g,
		uint64_t sources, cosim_progress *progress, struct err *e)
{
	struct wired w = {verilator, fabric_dir, bench, build_dir, traced, g,
			  sources, {0, NULL}, progress};
	char *path = xasprintf("%s/" COSIM_WIRING, fabric_dir);
	char *copy = xasprintf("%s/" COSIM_WIRING, build_dir);
	char *wiring = file_read(path, FILE_MAX_DATA, NULL, e);
	int r = wiring ? file_write(copy, wiring, strlen(wiring), e) : -1;

	if (r == 0 && cosim_shapes_read(wiring, &w.shapes, e) < 0) {
		snprintf(e->file, sizeof(e->file), "%s", path);
		r = -1;
	}
	if (r == 0 && g)
		r = write_units(&w, e);
	for (int i = 0; i < w.shapes.n && r == 0; i++)
		r = g ? verilate_unit(&w, i, e) : verilate_shape(&w, i, e);
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
