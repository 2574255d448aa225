/* SPDX-License-Identifier: Apache-2.0 */
#include "area.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "area_impl.h"
#include "proc.h"

#define STAMP "stamp"	/* in work_dir: hash of what the results are of */

/* What Yosys has said. */
struct watch {
	area_progress *progress;
	double started;
	int n_done, n_total;	/* passes of the script */
	char fault[400];
};

static void watch_line(void *user, const char *line)
{
	struct watch *w = user;
	size_t digits = strspn(line, "0123456789");

	if (!strncmp(line, "ERROR:", 6) || strstr(line, ": ERROR:"))
		snprintf(w->fault, sizeof(w->fault), "%s", line);
	if (digits && !strncmp(line + digits, ". Executing ", 12)) {
		w->n_done = atoi(line);
		if (w->progress)
			w->progress("yosys", w->n_done, w->n_total, "passes",
				    now_seconds() - w->started);
	}
}

/* A model of a macro; its black box stands in for it. */
static int is_model(const char *name)
{
	return !strcmp(name, "imc_xbar.v") || !strcmp(name, "imc_sram.v") ||
	       !strcmp(name, "imc_adc.v");
}

/* The files that are synthesised, each into *h and the script. */
static int add_sources(struct text *script, const char *rtl_dir, uint64_t *h,
		       struct err *e)
{
	char *path = xasprintf("%s/fabric.f", rtl_dir), *list, *name, *rest;
	int r = 0;

	list = file_read(path, NULL, e);
	free(path);
	if (!list)
		return -1;
	for (name = strtok_r(list, "\n", &rest); name && r == 0;
	     name = strtok_r(NULL, "\n", &rest)) {
		if (!strcmp(name, "imc_adc.v"))
			continue;
		path = is_model(name) ?
			xasprintf("%s/%.*s_stub.v", rtl_dir,
				  (int)strlen(name) - 2, name) :
			xasprintf("%s/%s", rtl_dir, name);
		text_add(script, "read_verilog -defer \"%s\"\n", path);
		r = fnv_file(h, path, e);
		free(path);
	}
	free(list);
	return r;
}

/* abc's own script repeats searches that take minutes for a wide multiplier;
 * -fast maps it in seconds. */
static void add_steps(struct text *script, const char *dir, int flat,
		      const char *library)
{
	text_add(script, "hierarchy -check -top imc_fabric\n");
	text_add(script, "tee -q -o %s/boxes.txt dump =A:blackbox\n", dir);
	text_add(script, "proc\ncheck -assert\n%sopt\nmemory -nomap\nopt -full\n"
		 "memory_map\ntechmap\nopt -fast\nabc -fast\n"
		 "opt_clean -purge\n", flat ? "flatten\n" : "");
	text_add(script, "tee -q -o %s/area.stat stat\n", dir);
	if (!library)
		return;
	text_add(script, "dfflibmap -liberty \"%s\"\nopt\n", library);
	text_add(script, "abc -fast -liberty \"%s\"\nopt_clean -purge\n", library);
	text_add(script, "tee -q -o %s/area.lib.stat stat -liberty \"%s\"\n",
		 dir, library);
}

static int count_lines(const char *s)
{
	int n = 0;

	for (; *s; s++)
		n += *s == '\n';
	return n;
}

static int synthesise(const char *yosys, const char *work_dir,
		      const struct text *script, area_progress *progress,
		      struct err *e)
{
	struct watch w = {progress, now_seconds(), 0, count_lines(script->s), ""};
	char *file = xasprintf("%s/area.ys", work_dir);
	char *log = xasprintf("%s/area.log", work_dir);
	const char *const argv[] = {yosys, "-s", file, NULL};
	int r = file_write(file, script->s, script->n, e), status = 0;

	if (r == 0) {
		status = proc_run(argv, log, watch_line, &w, e);
		r = status < 0 ? -1 : 0;
	}
	if (r == 0 && status)
		r = err_set(e, log, 0, "yosys ended with status %d: %s", status,
			    *w.fault ? w.fault : "see this file");
	if (r == 0 && progress)
		progress("yosys", w.n_total, w.n_total, "passes",
			 now_seconds() - w.started);
	free(file);
	free(log);
	return r;
}

/* The stamp names the results; it is away while they are being made. */
static int run(const char *yosys, const char *work_dir,
	       const struct text *script, uint64_t h, area_progress *progress,
	       struct area_result *r, struct err *e)
{
	char *path = xasprintf("%s/" STAMP, work_dir), stamp[24], *old;
	double started = now_seconds();
	struct err ignored;
	int bad = 0;

	snprintf(stamp, sizeof(stamp), "%016llx\n", (unsigned long long)h);
	old = file_read(path, NULL, &ignored);
	if (!old || strcmp(old, stamp)) {
		unlink(path);
		bad = synthesise(yosys, work_dir, script, progress, e) < 0 ||
		      file_write(path, stamp, strlen(stamp), e) < 0;
		r->seconds = now_seconds() - started;
	}
	free(old);
	free(path);
	return bad ? -1 : 0;
}

/* The command tee of Yosys does not know quotes. */
static int refuse_blank(const char *work_dir, struct err *e)
{
	if (strpbrk(work_dir, " \t"))
		return err_set(e, work_dir, 0, "yosys cannot write to a folder "
			       "with a blank in its name");
	return 0;
}

int area_run(const char *rtl_dir, const char *work_dir, int flat,
	     const char *liberty, area_progress *progress,
	     struct area_result *r, struct err *e)
{
	char *yosys = proc_find("yosys", "yosys", e);
	char *library = liberty ? xasprintf("%s/cells.lib", work_dir) : NULL;
	struct text script = {0};
	uint64_t h = FNV_START;
	int bad;

	memset(r, 0, sizeof(*r));
	bad = !yosys || refuse_blank(work_dir, e) < 0 ||
	      dir_make(work_dir, e) < 0 ||
	      add_sources(&script, rtl_dir, &h, e) < 0 ||
	      (liberty && (area_liberty(liberty, library, e) < 0 ||
			   fnv_file(&h, library, e) < 0));
	if (!bad) {
		add_steps(&script, work_dir, flat, library);
		h = fnv(h, script.s, script.n);
		bad = run(yosys, work_dir, &script, h, progress, r, e) < 0 ||
		      area_parse(work_dir, !!liberty, r, e) < 0;
	}
	if (bad)
		area_free(r);
	text_free(&script);
	free(library);
	free(yosys);
	return bad ? -1 : 0;
}

void area_free(struct area_result *r)
{
	int i;

	for (i = 0; i < r->n_shapes; i++) {
		free(r->shape[i].name);
		free(r->shape[i].module);
	}
	free(r->shape);
	memset(r, 0, sizeof(*r));
}
