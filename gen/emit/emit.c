/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "emit.h"
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "impl.h"
#include "base/vlog.h"
#include "model/wire.h"

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "unversioned"
#endif

void emit_header(const struct emit *m, const char *mark, struct text *t)
{
	const char *gap = *mark ? " " : "";
	uint64_t h = m->plan ? plan_hash(m->plan) :
			       arch_hash(m->arch, &m->topo->files);
	size_t from;

	text_add(t, "%s%simcfab %s: %s\n", mark, gap, PACKAGE_VERSION,
		 m->command);
	from = t->n;
	text_add(t, "%s%s%s %s%s%s, hash %016llx\n", mark, gap,
		 m->plan ? "hardwired for network" : "hardware",
		 m->plan ? m->plan->net : m->arch->name,
		 m->plan ? " on hardware " : "",
		 m->plan ? m->arch->name : "", (unsigned long long)h);
	/* The network's name is the only text of others here. */
	for (; from < t->n - 1; from++)
		if ((unsigned char)t->s[from] < ' ' || t->s[from] == 127)
			t->s[from] = '?';
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
static int add_template(struct files *s, const char *dir, const char *name,
			struct text *list, struct err *e)
{
	char *path = xasprintf("%s/%s", dir, name), *source, *stub, *macro;
	int r = 0, n = (int)strlen(name) - 2;
	size_t n_bytes;

	source = file_read(path, FILE_MAX_TEXT, &n_bytes, e);
	if (!source) {
		free(path);
		return -1;
	}
	text_add_bytes(files_add(s, name), source, n_bytes);
	if (!is_header(name))
		text_add(list, "%s\n", name);
	if (!strcmp(name, "imc_xbar.v") || !strcmp(name, "imc_sram.v")) {
		stub = xasprintf("%.*s_stub.v", n, name);
		macro = xasprintf("%.*s", n, name);
		r = vlog_stub(files_add(s, stub), source, macro, e);
		if (r < 0)
			snprintf(e->file, sizeof(e->file), "%s", path);
		free(stub);
		free(macro);
	}
	free(source);
	free(path);
	return r;
}

static int add_templates(struct files *s, const char *dir, struct text *list,
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

int emit_fabric(const struct arch *a, const struct topo *t,
		const struct plan *hardwired, const char *rtl_dir,
		const char *out_dir, const char *command, struct err *e)
{
	struct emit m = {.command = command};
	struct files s = {.dir = out_dir};
	struct text list = {0}, netlist = {0}, wiring = {0};
	int r;

	text_add(&list, "+incdir+.\n");
	r = wire_check(a, t, e);
	if (r == 0)
		r = add_templates(&s, rtl_dir, &list, e);
	if (r == 0) {
		emit_shape(&m, a, t, hardwired);
		emit_netlist(&m, &netlist, &wiring);
		*files_add(&s, "imc_fabric.v") = netlist;	/* moved */
		*files_add(&s, "fabric.wiring") = wiring;
		emit_sdc(&m, files_add(&s, "fabric.sdc"));
		emit_readme(&m, files_add(&s, "README.md"));
		text_add(&list, "imc_fabric.v\n");
		text_add_bytes(files_add(&s, "fabric.f"), list.s, list.n);
		emit_shape_free(&m);
		r = files_write(&s, e);
	}
	text_free(&list);
	files_free(&s);
	return r;
}
