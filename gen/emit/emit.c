/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "emit.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "impl.h"
#include "base/vlog.h"
#include "model/wire.h"

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "unversioned"
#endif

/* The folder as it will be: names and contents. */
struct file {
	char *name;
	struct text t;
};

struct file_set {
	int n;
	struct file *file;
};

static struct text *file_add(struct file_set *s, const char *name)
{
	struct file *f;

	s->file = xrealloc(s->file, (s->n + 1) * sizeof(*s->file));
	f = &s->file[s->n++];
	memset(f, 0, sizeof(*f));
	f->name = xstrdup(name);
	return &f->t;
}

static void file_set_free(struct file_set *s)
{
	int i;

	for (i = 0; i < s->n; i++) {
		free(s->file[i].name);
		text_free(&s->file[i].t);
	}
	free(s->file);
}

void emit_header(const struct emit *m, const char *mark, struct text *t)
{
	const char *gap = *mark ? " " : "";
	uint64_t h = m->plan ? plan_hash(m->plan) : arch_hash(m->arch);

	text_add(t, "%s%simcfab %s: %s\n", mark, gap, PACKAGE_VERSION,
		 m->command);
	text_add(t, "%s%s%s %s%s%s, hash %016llx\n", mark, gap,
		 m->plan ? "hardwired for network" : "hardware",
		 m->plan ? m->plan->net : m->arch->name,
		 m->plan ? " on hardware " : "",
		 m->plan ? m->arch->name : "", (unsigned long long)h);
}

static int is_header(const char *name)
{
	return !strcmp(strrchr(name, '.'), ".vh");
}

static int is_template(const struct dirent *d)
{
	const char *end = strrchr(d->d_name, '.');

	return !strncmp(d->d_name, "imc_", 4) && end &&
	       (!strcmp(end, ".v") || is_header(d->d_name)) &&
	       !strstr(d->d_name, "_stub.v");	/* an emitted folder */
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* A template, and its black box where it is a macro. */
static int add_template(struct file_set *s, const char *dir, const char *name,
			struct text *list, struct err *e)
{
	char *path = xasprintf("%s/%s", dir, name), *source, *stub, *macro;
	int r = 0, n = (int)strlen(name) - 2;
	size_t n_bytes;

	source = file_read(path, &n_bytes, e);
	if (!source) {
		free(path);
		return -1;
	}
	text_add_bytes(file_add(s, name), source, n_bytes);
	if (!is_header(name))
		text_add(list, "%s\n", name);
	if (!strcmp(name, "imc_xbar.v") || !strcmp(name, "imc_sram.v")) {
		stub = xasprintf("%.*s_stub.v", n, name);
		macro = xasprintf("%.*s", n, name);
		r = vlog_stub(file_add(s, stub), source, macro, e);
		if (r < 0)
			snprintf(e->file, sizeof(e->file), "%s", path);
		free(stub);
		free(macro);
	}
	free(source);
	free(path);
	return r;
}

static int add_templates(struct file_set *s, const char *dir, struct text *list,
			 struct err *e)
{
	struct dirent **d;
	int n = scandir(dir, &d, is_template, by_name), i, r = 0;

	if (n < 0)
		return err_set(e, dir, 0, "cannot read folder of templates: %s",
			       strerror(errno));
	if (n == 0)
		r = err_set(e, dir, 0, "holds no templates imc_*.v");
	for (i = 0; i < n; i++) {
		if (r == 0)
			r = add_template(s, dir, d[i]->d_name, list, e);
		free(d[i]);
	}
	free(d);
	return r;
}

/* Same bytes already in place? */
static int is_there(const char *path, const struct text *t)
{
	struct stat st;
	struct err e;
	size_t n;
	char *old;
	int same;

	if (stat(path, &st) < 0 || (size_t)st.st_size != t->n)
		return 0;
	old = file_read(path, &n, &e);
	same = old && n == t->n && !memcmp(old, t->s, n);
	free(old);
	return same;
}

/* Writes what differs beside its place, then moves all of it there: a full disk
 * or a folder that cannot be written leaves the old files alone. */
static int commit(const struct file_set *s, const char *dir, struct err *e)
{
	char **part = xcalloc(s->n, sizeof(*part)), *path;
	int i, r = dir_make(dir, e);

	for (i = 0; r == 0 && i < s->n; i++) {
		path = xasprintf("%s/%s", dir, s->file[i].name);
		if (!is_there(path, &s->file[i].t)) {
			part[i] = xasprintf("%s.new", path);
			r = file_write(part[i], s->file[i].t.s,
				       s->file[i].t.n, e);
		}
		free(path);
	}
	for (i = 0; i < s->n; i++) {
		if (!part[i])
			continue;
		path = xasprintf("%s/%s", dir, s->file[i].name);
		if (r < 0)
			unlink(part[i]);
		else if (rename(part[i], path) < 0)
			r = err_set(e, path, 0, "cannot write: %s",
				    strerror(errno));
		free(path);
		free(part[i]);
	}
	free(part);
	return r;
}

int emit_fabric(const struct arch *a, const struct topo *t,
		const struct plan *hardwired, const char *rtl_dir,
		const char *out_dir, const char *command, struct err *e)
{
	struct emit m = {.command = command};
	struct file_set s = {0};
	struct text list = {0}, netlist = {0}, wiring = {0};
	struct stat st;
	int r, is_new = stat(out_dir, &st) < 0;

	text_add(&list, "+incdir+.\n");
	r = wire_check(a, t, e);
	if (r == 0)
		r = add_templates(&s, rtl_dir, &list, e);
	if (r == 0) {
		emit_shape(&m, a, t, hardwired);
		emit_netlist(&m, &netlist, &wiring);
		*file_add(&s, "imc_fabric.v") = netlist;	/* moved */
		*file_add(&s, "fabric.wiring") = wiring;
		emit_sdc(&m, file_add(&s, "fabric.sdc"));
		emit_readme(&m, file_add(&s, "README.md"));
		text_add(&list, "imc_fabric.v\n");
		text_add_bytes(file_add(&s, "fabric.f"), list.s, list.n);
		emit_shape_free(&m);
		r = commit(&s, out_dir, e);
		if (r < 0 && is_new)
			rmdir(out_dir);
	}
	text_free(&list);
	file_set_free(&s);
	return r;
}
