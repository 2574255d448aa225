/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/vlog.h"
#include "gates_impl.h"

static int by_title(const void *a, const void *b)
{
	const struct gates_part *x = a, *y = b;
	int order = strcmp(x->module, y->module);

	return order ? order : strverscmp(x->title, y->title);
}

/* A part is numbered among those of its module; macros are called as in macro.lib. */
static void name_parts(struct gates *g)
{
	const struct area_parts *all = &g->flow.parts;
	int number = 0;

	g->part = xcalloc(all->n, sizeof(*g->part));
	for (int i = 0; i < all->n; i++) {
		if (!strncmp(all->part[i].key, "$abstract", 9))
			continue;
		g->part[g->n].part = &all->part[i];
		g->part[g->n].module = area_module_of(all->part[i].key);
		g->part[g->n].title = xasprintf("%s%s", g->part[g->n].module,
						all->part[i].values);
		g->n++;
	}
	qsort(g->part, g->n, sizeof(*g->part), by_title);
	for (int i = 0; i < g->n; i++) {
		struct gates_part *p = &g->part[i];

		number = i && !strcmp(p->module, p[-1].module) ? number + 1 : 1;
		p->name = p->part->macro ? xstrdup(p->part->macro) :
			  !strcmp(p->module, "imc_fabric") ? xstrdup(p->module) :
			  xasprintf("%s_%d", p->module, number);
	}
}

static void add_names(const struct gates *g, struct text *script)
{
	for (int i = 0; i < g->n; i++) {
		const struct gates_part *p = &g->part[i];
		char *pattern = area_pattern(p->part->key);

		if (strcmp(p->name, p->part->key))
			text_add(script, "chtype -set %s t:%s\nrename %s %s\n", p->name,
				 pattern, p->part->key, p->name);
		free(pattern);
	}
}

/* seen_q and seen_word_q, by which a bench sees what a tile takes, are read by nothing in
 * the fabric, so they are kept. */
static void add_script(const struct gates *g, const struct area_flow *f, const char *dir,
		       struct text *script)
{
	text_add_bytes(script, f->read.s, f->read.n);
	add_names(g, script);
	text_add(script, "setattr -set keep 1 imc_tile_*/w:seen_q imc_tile_*/w:seen_word_q\n"
		 "write_rtlil \"%s/rtl.il\"\n", dir);
	area_steps(f, dir, 0, script);
	text_add(script, "write_verilog -noattr -noexpr \"%s/netlist.v\"\n"
		 "design -reset\n"
		 "read_liberty -ignore_miss_func \"%s\"\n"
		 "write_verilog -noattr \"%s/cells.v\"\n", dir, f->library, dir);
}

void gates_read(const struct gates *g, struct text *script)
{
	text_add(script, "read_verilog \"%s/netlist.v\"\n"
		 "read_liberty -ignore_miss_func \"%s\"\n", g->options.work_dir,
		 g->flow.library);
}

/* A black box as its model, which has the parameters. */
static void add_macro(const char *cell, const struct macro *m, struct vlog *v)
{
	struct macro_port p;
	char bits[16];

	vlog_module(v, cell);
	for (int i = 0; macro_port(m, i, &p); i++) {
		snprintf(bits, sizeof(bits), "%d", p.width);
		vlog_port(v, p.is_output ? "output" : "input", p.width > 1 ? bits : "",
			  p.name);
	}
	vlog_ports_end(v);
	vlog_instance(v, macro_module(m->kind));
	for (int i = 0; macro_parameter(m->kind, i); i++)
		vlog_pin(v, macro_parameter(m->kind, i), "%d", m->value[i]);
	vlog_name(v, "model");
	for (int i = 0; macro_port(m, i, &p); i++)
		vlog_pin(v, p.name, "%s", p.name);
	vlog_pins_end(v);
	vlog_end(v);
}

static int write_macros(const struct gates *g, struct err *e)
{
	char *path = gates_file(g, "macros.v");
	struct text t = {0};
	struct vlog v = {.out = &t};
	int r;

	vlog_file(&v);
	for (int i = 0; i < g->n; i++)
		if (g->part[i].part->macro)
			add_macro(g->part[i].name, &g->part[i].part->of, &v);
	r = file_write(path, t.s, t.n, e);
	text_free(&t);
	free(path);
	return r;
}

/* A library that lacks a cell leaves generic ones, which are refused here. */
static int check(const struct gates *g, struct err *e)
{
	struct area_parts mapped = {0};
	int r = area_read_stats(&mapped, g->options.work_dir, g->flow.library, e);

	if (r < 0 && !*e->file)
		snprintf(e->file, sizeof(e->file), "%s", g->options.liberty);
	area_parts_free(&mapped);
	return r;
}

/* Before minutes of synthesis. */
static int check_flops(const struct gates *g, struct err *e)
{
	char *s = file_read(g->flow.library, FILE_MAX_DATA, NULL, e);
	const char *end;
	int r = s ? 0 : -1;

	if (s && !area_group_find(s, s + strlen(s), "ff", &end))
		r = err_set(e, g->options.liberty, 0, "holds no flip-flop (no group ff)");
	free(s);
	return r;
}

/* Of what the netlist is made from, whatever the folders are called: files by what is in
 * them, and the commands on them. */
static uint64_t hash(const struct gates *g)
{
	char library[] = "cells.lib";
	struct area_flow named = g->flow;
	struct text script = {0};
	uint64_t h;

	named.read = (struct text) {0};
	named.library = library;
	add_script(g, &named, ".", &script);
	h = fnv(g->flow.sources, script.s, script.n);
	h = fnv(h, g->flow.netlist, strlen(g->flow.netlist));
	text_free(&script);
	return h;
}

static int make(struct gates *g, struct err *e)
{
	const char *dir = g->options.work_dir;
	char *stamp = gates_file(g, "netlist.stamp"), *netlist = gates_file(g, "netlist.v");
	struct text script = {0};
	const uint64_t h = hash(g);
	int r = 0;

	add_script(g, &g->flow, dir, &script);
	if (!stamp_is(stamp, h, netlist)) {
		g->flow.n_shapes = g->n;
		r = area_yosys(&g->flow, dir, &script, e);
		g->flow.n_shapes = 0;
		if (r == 0)
			r = check(g, e);
		if (r == 0)
			r = write_macros(g, e);
		if (r == 0)
			r = stamp_write(stamp, h, e);
	}
	text_free(&script);
	free(stamp);
	free(netlist);
	return r;
}

struct gates *gates_open(const char *rtl_dir, const char *work_dir, const char *liberty,
			 area_progress *progress, struct err *e)
{
	struct gates *g = xcalloc(1, sizeof(*g));

	g->options.work_dir = work_dir;
	g->options.liberty = liberty;
	g->options.progress = progress;
	g->options.stage = "netlist";
	if (area_flow_open(&g->flow, rtl_dir, &g->options, &g->measured, e) < 0) {
		gates_close(g);
		return NULL;
	}
	name_parts(g);
	if (check_flops(g, e) < 0 || make(g, e) < 0) {
		gates_close(g);
		return NULL;
	}
	return g;
}

void gates_close(struct gates *g)
{
	if (!g)
		return;
	for (int i = 0; i < g->n; i++) {
		free(g->part[i].module);
		free(g->part[i].title);
		free(g->part[i].name);
	}
	free(g->part);
	area_flow_close(&g->flow);
	free(g);
}

char *gates_file(const struct gates *g, const char *name)
{
	return xasprintf("%s/%s", g->options.work_dir, name);
}

/* Are these the same words, in any order? */
static int same_words(const char *a, const char *b)
{
	size_t n_a = 0, n_b = 0;
	char *inside = xasprintf(" %s ", b), *words = xstrdup(a), *rest, *word, *one;
	int same = 1;

	for (word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
		one = xasprintf(" %s ", word);
		same &= strstr(inside, one) != NULL;
		free(one);
		n_a++;
	}
	for (const char *s = b; *s; s++)
		n_b += *s == ' ';
	free(inside);
	free(words);
	return same && n_a == n_b + 1;
}

int gates_units(struct gates *g, const char *const *key, int n, const char *dir,
		struct err *e)
{
	struct text script = {0};
	int r = 0;

	text_add(&script, "read_verilog \"%s/netlist.v\"\ndesign -save all\n",
		 g->options.work_dir);
	for (int i = 0; i < n && r == 0; i++) {
		const struct gates_part *p = NULL;

		for (int k = 0; k < g->n && !p; k++)
			if (same_words(g->part[k].title, key[i]))
				p = &g->part[k];
		if (!p) {
			r = err_set(e, g->options.work_dir, 0, "the netlist has no %s", key[i]);
			break;
		}
		text_add(&script, "design -load all\nhierarchy -top %s\nrename %s %s\n"
			 "write_verilog -noattr -noexpr \"%s/unit%d.v\"\n", p->name, p->name,
			 p->module, dir, i);
	}
	text_add(&script, "tee -q -o %s/area.json stat -json\n", dir);
	if (r == 0)
		r = area_yosys(&g->flow, dir, &script, e);
	text_free(&script);
	return r;
}
