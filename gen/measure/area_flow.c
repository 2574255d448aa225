/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "area_impl.h"
#include "base/file.h"
#include "base/proc.h"
#include "base/vlog.h"

#define FLOW_VERSION "6"	/* older cached results are of another flow */

/* abc's own scripts begin with searches for equal nodes (&fraig, scorr) that do
 * not end on wide multipliers. For generic gates this is what the option -fast was,
 * which newer versions of Yosys do not have; for a library the default script
 * without the searches. */
#define GENERIC_SCRIPT "+strash;dretime;map"
#define LIBRARY_SCRIPT "+strash;dc2;strash;&get,-n;&dch,-f;&nf;&put"

/* What Yosys has said. Steps are the passes of the script and the shapes that are
 * mapped to gates, which take most of the time. */
struct watch {
	struct area_flow *f;
	int n_passes, n_mapped, n_total;
	char fault[400];
};

static const char mapping[] = "Extracting gate netlist of module ";

/* A run on its own shows its steps, one of several nothing before its end. They
 * differ too much for a rate. */
static void watch_line(void *user, const char *line)
{
	struct watch *w = user;
	size_t digits = strspn(line, "0123456789");
	const struct area_options *o = w->f->o;

	if (!strncmp(line, "ERROR:", 6) || strstr(line, ": ERROR:"))
		snprintf(w->fault, sizeof(w->fault), "%s", line);
	if (digits && !strncmp(line + digits, ". Executing ", 12))
		w->n_passes = atoi(line);
	else if (w->f->n_shapes && !strncmp(line, mapping, strlen(mapping)))
		w->n_mapped++;
	else
		return;
	if (o->progress && w->f->n_jobs <= 1 &&
	    w->n_passes + w->n_mapped < w->n_total)
		o->progress(o->stage ? o->stage : "yosys",
			    w->n_passes + w->n_mapped, w->n_total, "steps", 0);
}

static int count_lines(const char *s)
{
	int n = 0;

	for (; *s; s++)
		n += *s == '\n';
	return n;
}

int area_yosys(struct area_flow *f, const char *dir, const struct text *script,
	       struct err *e)
{
	struct watch w = {f, 0, 0, count_lines(script->s) + f->n_shapes *
			  (f->library ? 2 : 1), ""};
	char *file = xasprintf("%s/run.ys", dir);
	char *log = xasprintf("%s/run.log", dir);
	char *made = xasprintf("%s/area.json", dir);	/* by every script */
	const char *const argv[] = {f->yosys, "-s", file, NULL};
	int r = dir_make(dir, e), status = 0;

	if (r == 0)
		r = file_write(file, script->s, script->n, e);
	if (r == 0) {
		unlink(made);
		status = proc_run(argv, log, watch_line, &w, e);
		r = status < 0 ? -1 : 0;
	}
	if (r == 0 && status)
		r = err_set(e, log, 0, "yosys ended with status %d: %s", status,
			    *w.fault ? w.fault : "see this file");
	if (r == 0)
		r = proc_wrote("yosys", made, log, e);
	free(made);
	free(file);
	free(log);
	return r;
}

char *area_pattern(const char *key)
{
	char *s = xstrdup(key), *p;

	for (p = s; *p; p++)
		if (!isalnum((unsigned char)*p) && *p != '_')
			*p = '?';
	return s;
}

void area_name_macros(const struct area_flow *f, struct text *script)
{
	const struct area_part *p;
	char *pattern;

	text_add(script, "read_liberty -lib \"%s\"\n", f->macros);
	for (int i = 0; i < f->parts.n; i++) {
		p = &f->parts.part[i];
		if (!p->macro)
			continue;
		pattern = area_pattern(p->key);
		text_add(script, "chtype -set %s t:%s\n", p->macro, pattern);
		free(pattern);
	}
}

void area_steps(const struct area_flow *f, const char *dir, int flat,
		struct text *script)
{
	text_add(script, "proc\ncheck -assert\n%sopt\nmemory -nomap\nopt -full\n"
		 "memory_map\nopt\ntechmap\nopt -fast\n"
		 "abc -script " GENERIC_SCRIPT "\nopt_clean -purge\n",
		 flat ? "flatten\n" : "");
	text_add(script, "tee -q -o %s/area.json stat -json\n", dir);
	if (!f->library)
		return;
	text_add(script, "dfflibmap -liberty \"%s\"\nopt\n", f->library);
	text_add(script, "abc -liberty \"%s\" -script " LIBRARY_SCRIPT "\n"
		 "opt_clean -purge\n", f->library);
	/* Of standard cells alone: the macros are added by area_total. */
	text_add(script, "tee -q -o %s/area.lib.json stat -json\n", dir);
}

static int is_header(const char *name)
{
	return !strcmp(strrchr(name, '.'), ".vh");
}

/* The files that are synthesised: into f->read, and all but the netlist, with the
 * headers that they include, into f->files. */
static int add_sources(struct area_flow *f, struct err *e)
{
	char *list = vlog_files(f->rtl_dir, VLOG_SYN_LIST, e), *path, *name, *rest;
	int r = 0;

	if (!list)
		return -1;
	for (name = strtok_r(list, "\n", &rest); name && r == 0;
	     name = strtok_r(NULL, "\n", &rest)) {
		path = xasprintf("%s/%s", f->rtl_dir, name);
		if (!is_header(name))
			text_add(&f->read, "read_verilog -defer \"%s\"\n", path);
		if (strcmp(name, VLOG_RTL "imc_fabric.v")) {
			r = area_source_add(&f->files, path, e);
		} else {
			f->netlist = file_read(path, FILE_MAX_DATA, NULL, e);
			r = f->netlist ? 0 : -1;
		}
		free(path);
	}
	free(list);
	path = xasprintf("%s/fabric.wiring", f->rtl_dir);
	f->wiring = r ? NULL : file_read(path, FILE_MAX_DATA, NULL, e);
	if (r == 0 && !f->wiring)
		r = -1;
	free(path);
	if (r == 0 && !f->netlist)
		r = err_set(e, f->rtl_dir, 0, VLOG_SYN_LIST " names no " VLOG_RTL "imc_fabric.v");
	text_add(&f->read, "hierarchy -check -top imc_fabric\n");
	return r;
}

static void keep_line(void *user, const char *line)
{
	struct area_result *r = user;

	if (!*r->yosys)
		snprintf(r->yosys, sizeof(r->yosys), "%s", line);
}

static int add_tool(struct area_flow *f, struct area_result *r, struct err *e)
{
	const char *const argv[] = {f->yosys, "-V", NULL};

	if (proc_run(argv, NULL, keep_line, r, e) < 0)
		return -1;
	f->tools = fnv(f->tools, r->yosys, strlen(r->yosys));
	f->tools = fnv(f->tools, FLOW_VERSION, sizeof(FLOW_VERSION));
	return 0;
}

static int add_library(struct area_flow *f, struct area_result *r,
		       struct err *e)
{
	if (!f->o->liberty)
		return 0;
	f->library = xasprintf("%s/cells.lib", f->o->work_dir);
	f->tools = fnv(f->tools, LIBRARY_SCRIPT, sizeof(LIBRARY_SCRIPT));
	if (area_liberty(f->o->liberty, f->library, e) < 0 ||
	    fnv_file(&f->tools, f->library, e) < 0)
		return -1;
	return area_nand2(f->library, r->nand2, &r->nand2_um2, e);
}

/* The fabric's modules; the stamp names what they are of. */
static int elaborate(struct area_flow *f, struct area_result *r, struct err *e)
{
	char *dir = xasprintf("%s/elaborate", f->o->work_dir);
	char *path = xasprintf("%s/stamp", dir);
	double started = now_seconds();
	struct text script = {0};
	uint64_t h;
	int bad = 0;

	text_add_bytes(&script, f->read.s, f->read.n);
	text_add(&script, "tee -q -o %s/boxes.txt dump =A:blackbox\n"
		 "tee -q -o %s/area.json stat -json\n", dir, dir);
	h = fnv(f->sources, f->netlist, strlen(f->netlist));
	h = fnv(h, script.s, script.n);
	if (!stamp_is(path, h, NULL)) {
		bad = area_yosys(f, dir, &script, e) < 0 || stamp_write(path, h, e) < 0;
		r->seconds += now_seconds() - started;
	}
	bad = bad || area_read_names(&f->parts, dir, e) < 0;
	text_free(&script);
	free(path);
	free(dir);
	return bad ? -1 : 0;
}

static int write_macros(struct area_flow *f, struct err *e)
{
	struct text t = {0};
	int r;

	f->macros = xasprintf("%s/macro.lib", f->o->work_dir);
	area_macro_lib(&f->parts, f->o, &macro_times, &t);
	r = file_write(f->macros, t.s, t.n, e);
	text_free(&t);
	return r;
}

int area_flow_open(struct area_flow *f, const char *rtl_dir,
		   const struct area_options *o, struct area_result *r,
		   struct err *e)
{
	memset(f, 0, sizeof(*f));
	f->o = o;
	f->rtl_dir = rtl_dir;
	f->tools = FNV_START;
	f->started = now_seconds();
	f->n_jobs = 1;
	f->yosys = proc_find("yosys", "yosys", e);
	if (!f->yosys || proc_path(o->work_dir, "yosys", e) < 0 ||
	    proc_path(rtl_dir, "yosys", e) < 0)
		return -1;
	f->cache = o->cache_dir ? xstrdup(o->cache_dir) :
				  xasprintf("%s/cache", o->work_dir);
	if (dir_make(o->work_dir, e) < 0 || dir_make(f->cache, e) < 0 ||
	    add_tool(f, r, e) < 0 || add_sources(f, e) < 0 ||
	    add_library(f, r, e) < 0)
		return -1;
	f->sources = area_source_hash(&f->files, NULL, f->tools);
	if (elaborate(f, r, e) < 0)
		return -1;
	return write_macros(f, e);
}

void area_flow_close(struct area_flow *f)
{
	area_parts_free(&f->parts);
	area_sources_free(&f->files);
	text_free(&f->read);
	free(f->yosys);
	free(f->cache);
	free(f->library);
	free(f->macros);
	free(f->netlist);
	free(f->wiring);
}
