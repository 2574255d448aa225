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
#include "model/macro.h"
#include "model/wire.h"

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "unversioned"
#endif

uint64_t emit_hash(const struct emit *m)
{
	return m->plan ? m->plan_hash : m->hardware_hash;
}

void emit_header(const struct emit *m, const char *mark, struct text *t)
{
	const char *gap = *mark ? " " : "";
	size_t from;

	text_add(t, "%s%simcfab %s: %s\n", mark, gap, PACKAGE_VERSION,
		 m->command);
	from = t->n;
	text_add(t, "%s%s%s %s%s%s, hash %016llx\n", mark, gap,
		 m->plan ? "hardwired for network" : "hardware",
		 m->plan ? m->plan->net : m->arch->name,
		 m->plan ? " on hardware " : "",
		 m->plan ? m->arch->name : "", (unsigned long long)emit_hash(m));
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
	       (!strcmp(end, ".v") || is_header(d->d_name));
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* The lists of files: for simulation, for synthesis around macros, the same with the cells
 * of macro.lib, and for an FPGA, where the memory is no macro. */
struct lists {
	struct text sim, syn, cells, fpga;
	struct text headers;	/* that others include */
};

static void list_all(struct lists *l, const char *folder, const char *name)
{
	text_add(&l->sim, "%s%s\n", folder, name);
	text_add(&l->syn, "%s%s\n", folder, name);
	text_add(&l->cells, "%s%s\n", folder, name);
	text_add(&l->fpga, "%s%s\n", folder, name);
}

static int is_macro(const char *name)
{
	return !strcmp(name, "imc_xbar.v") || !strcmp(name, "imc_sram.v");
}

/* A macro: its model, and its black box. */
static int add_macro(struct files *s, const char *name, const char *source,
		     struct lists *l, struct err *e)
{
	char *model = xasprintf(VLOG_SIM "%s", name);
	char *box = xasprintf(VLOG_SYN "%s", name);
	char *macro = xasprintf("%.*s", (int)strlen(name) - 2, name);
	int r;

	text_add(files_add(s, model), "%s", source);
	r = vlog_stub(files_add(s, box), source, macro, e);
	text_add(&l->sim, "%s\n", model);
	text_add(&l->syn, "%s\n", box);
	text_add(&l->fpga, "%s\n", strcmp(name, "imc_sram.v") ? box : model);
	free(model);
	free(box);
	free(macro);
	return r;
}

static int add_template(struct files *s, const char *dir, const char *name,
			struct lists *l, struct err *e)
{
	char *path = xasprintf("%s/%s", dir, name), *source, *to;
	int r = 0, is_model = !strcmp(name, "imc_adc.v");
	size_t n_bytes;

	source = file_read(path, FILE_MAX_TEXT, &n_bytes, e);
	if (!source) {
		free(path);
		return -1;
	}
	if (is_macro(name)) {
		r = add_macro(s, name, source, l, e);
		if (r < 0)
			snprintf(e->file, sizeof(e->file), "%s", path);
	} else {
		to = xasprintf("%s%s", is_model ? VLOG_SIM : VLOG_RTL, name);
		text_add_bytes(files_add(s, to), source, n_bytes);
		free(to);
		if (is_model)
			text_add(&l->sim, VLOG_SIM "%s\n", name);
		else if (is_header(name))
			text_add(&l->headers, VLOG_RTL "%s\n", name);
		else
			list_all(l, VLOG_RTL, name);
	}
	free(source);
	free(path);
	return r;
}

/* Of the crossbars a fabric has the one that its hardware names; what is between two clocks
 * only where there are two. */
static int is_left_out(const struct arch *a, const char *name)
{
	if (a->io_clocks == 1 && !strncmp(name, "imc_cdc", 7))
		return 1;
	if (a->xbar_kind == ARCH_DIGITAL)
		return !strcmp(name, "imc_xbar.v") || !strcmp(name, "imc_adc.v");
	return !strcmp(name, "imc_xbar_digital.v");
}

static int add_templates(const struct arch *a, struct files *s, const char *dir,
			 struct lists *l, struct err *e)
{
	struct dirent **d;
	int n = scandir(dir, &d, is_template, by_name), i, r = 0;

	if (n < 0)
		return err_set(e, dir, 0, "cannot read folder of templates: %s",
			       strerror(errno));
	if (n == 0)
		r = err_set(e, dir, 0, "holds no templates imc_*.v");
	for (i = 0; i < n; i++) {
		if (r == 0 && !is_left_out(a, d[i]->d_name))
			r = add_template(s, dir, d[i]->d_name, l, e);
		free(d[i]);
	}
	free(d);
	return r;
}

static char *read_macro(const char *dir, enum macro_kind kind, struct err *e)
{
	char *path = xasprintf("%s/%s.v", dir, macro_module(kind));
	char *s = file_read(path, FILE_MAX_TEXT, NULL, e);

	free(path);
	return s;
}

/* The macros as cells: Liberty, LEF and the modules that choose among them. */
static int add_cells(const struct emit *m, struct files *s, const char *dir,
		     struct lists *l, struct err *e)
{
	char *xbar = read_macro(dir, MACRO_XBAR, e);
	char *sram = xbar ? read_macro(dir, MACRO_SRAM, e) : NULL;
	struct macros all = {0, NULL};
	int r = -1;

	emit_macros(m, &all);
	if (sram) {
		emit_macro_lib(m, &all, files_add(s, VLOG_SYN "macro.lib"));
		emit_macro_lef(m, &all, files_add(s, VLOG_SYN "macro.lef"));
		r = emit_macro_verilog(m, &all, xbar, sram,
				       files_add(s, "cells/imc_cells.v"), e);
		text_add(&l->cells, "cells/imc_cells.v\n");
	}
	free(all.macro);
	free(xbar);
	free(sram);
	return r;
}

static void lists_free(struct lists *l)
{
	text_free(&l->sim);
	text_free(&l->syn);
	text_free(&l->cells);
	text_free(&l->fpga);
	text_free(&l->headers);
}

/* Behind everything that adds to them. */
static void add_lists(const struct emit *m, struct files *s, struct lists *l)
{
	emit_core(&l->headers, &l->sim, &l->syn, &l->fpga, files_add(s, "imc_fabric.core"));
	emit_ipxact(m, &l->headers, &l->sim, &l->syn, files_add(s, "imc_fabric.xml"));
	text_add_bytes(files_add(s, VLOG_SIM_LIST), l->sim.s, l->sim.n);
	text_add_bytes(files_add(s, VLOG_SYN_LIST), l->syn.s, l->syn.n);
	text_add_bytes(files_add(s, "cells.f"), l->cells.s, l->cells.n);
	text_add_bytes(files_add(s, "fpga.f"), l->fpga.s, l->fpga.n);
}

int emit_fabric(const struct arch *a, const struct topo *t,
		const struct plan *hardwired, const char *rtl_dir,
		const char *out_dir, const char *command, struct err *e)
{
	struct emit m = {.command = command};
	struct files s = {.dir = out_dir};
	struct text netlist = {0}, wiring = {0};
	struct lists l = {0};
	int r;

	list_all(&l, "+incdir+", "rtl");
	r = wire_check(a, t, e);
	if (r == 0)
		r = add_templates(a, &s, rtl_dir, &l, e);
	if (r == 0) {
		emit_shape(&m, a, t, hardwired);
		emit_netlist(&m, &netlist, &wiring);
		*files_add(&s, VLOG_RTL "imc_fabric.v") = netlist;	/* moved */
		*files_add(&s, "fabric.wiring") = wiring;
		emit_sdc(&m, files_add(&s, VLOG_SYN "fabric.sdc"));
		emit_readme(&m, files_add(&s, "README.md"));
		list_all(&l, VLOG_RTL, "imc_fabric.v");
		r = add_cells(&m, &s, rtl_dir, &l, e);
		add_lists(&m, &s, &l);
		emit_shape_free(&m);
	}
	if (r == 0)
		r = files_write(&s, e);
	lists_free(&l);
	files_free(&s);
	return r;
}
