/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "area_impl.h"

/*
 * Flat, tile by tile. fabric.wiring says which tiles are equal: shape, constants
 * and open pins of a tile, without the names of its wires, are what it is made
 * from. Only its number, node_i, is left out: tiles that differ in nothing else
 * are taken as equal (a few inverters are wrong by that).
 */
struct job {
	char *tile;	/* name of its first instance; NULL: what is around the tiles */
	char *text;	/* what equal tiles have in common */
	int64_t n;	/* instances */
	int64_t n_tiles;	/* around which it is */
	uint64_t hash;
	int is_known;
	struct area_parts parts;	/* "one" and the macros in it */
};

struct jobs {
	int n;
	struct job *job;
};

/* Appends a pin; wires become "w". */
static void add_pin(struct text *t, const char *s, const char *end)
{
	const char *word;

	for (; s < end; s = word + strcspn(word, " \n")) {
		word = s + strspn(s, " ");
		if (word[0] >= '0' && word[0] <= '9')
			text_add(t, " %.*s", (int)strcspn(word, " \n"), word);
		else if (word < end)
			text_add(t, " w");
	}
}

static void add_instance(struct jobs *all, char *name, struct text *t)
{
	int i;

	for (i = 0; i < all->n; i++)
		if (!strcmp(all->job[i].text, t->s))
			break;
	if (i == all->n) {
		all->job = xrealloc(all->job, (i + 1) * sizeof(*all->job));
		memset(&all->job[i], 0, sizeof(*all->job));
		all->job[i].tile = xstrdup(name);
		all->job[i].text = xstrdup(t->s);
		all->n++;
	}
	all->job[i].n++;
	text_free(t);
}

static void read_tiles(const char *s, struct jobs *all)
{
	struct text t = {0};
	char name[64] = "";
	const char *end, *pin;

	for (; *s; s = end + (*end != 0)) {
		end = s + strcspn(s, "\n");
		if (t.n && !strncmp(s, "part ", 5)) {
			snprintf(name, sizeof(name), "%.*s",
				 (int)(end - s - 5), s + 5);
		} else if (t.n && !strncmp(s, "pin ", 4)) {
			pin = s + 4 + strcspn(s + 4, " \n");
			if (!strncmp(s, "pin node_i ", 11))
				continue;
			text_add(&t, "\n%.*s", (int)(pin - s - 4), s + 4);
			add_pin(&t, pin, end);
		} else if (!strncmp(s, "shape ", 6)) {
			if (t.n)
				add_instance(all, name, &t);
			if (!strncmp(s, "shape imc_tile ", 15))
				text_add_bytes(&t, s, end - s);
		}
	}
	if (t.n)
		add_instance(all, name, &t);
}

/* A tile of its own: submod moves the instance with its constants into a module. */
static void add_script(const struct area_flow *f, const struct job *job,
		       const char *dir, struct text *script)
{
	char *module, *pattern;

	text_add_bytes(script, f->read.s, f->read.n);
	area_name_macros(f, script);
	if (job->tile)
		text_add(script, "submod -name one imc_fabric/%s\n"
			 "hierarchy -check -top one\n", job->tile);
	for (int i = 0; i < f->parts.n && !job->tile; i++) {
		module = area_module_of(f->parts.part[i].key);
		pattern = area_pattern(f->parts.part[i].key);
		if (!strcmp(module, "imc_tile"))
			text_add(script, "blackbox %s\n", pattern);
		free(pattern);
		free(module);
	}
	if (!job->tile)
		text_add(script, "hierarchy -check -top imc_fabric\n");
	area_steps(f, dir, 1, script);
}

/* What is around the tiles has as many of them as there are, and no cells of theirs. */
static int check_job(const struct job *job, const struct area_part *p,
		     const char *dir, struct err *e)
{
	int64_t n = 0;

	for (int i = 0; i < p->n_kids && !job->tile; i++) {
		char *module = area_module_of(p->kid[i].key);

		n += strcmp(module, "imc_tile") ? 0 : p->kid[i].n;
		free(module);
	}
	if (!job->tile && n != job->n_tiles)
		return err_set(e, dir, 0, "%lld tiles stand apart in the fabric "
			       "and should be %lld", (long long)n,
			       (long long)job->n_tiles);
	return 0;
}

static int run_job(struct area_flow *f, struct job *job, struct err *e)
{
	const char *top = job->tile ? "one" : "imc_fabric";
	char *dir = xasprintf("%s/flat.%s", f->o->work_dir,
			      job->tile ? job->tile : "rest");
	struct text script = {0};
	struct area_part *p;
	int r;

	add_script(f, job, dir, &script);
	r = area_yosys(f, dir, &script, e);
	if (r == 0)
		r = area_read_stats(&job->parts, dir, f->library, e);
	p = area_part_find(&job->parts, top);
	if (r == 0 && (!p || !p->is_known))
		r = err_set(e, dir, 0, "no statistics of %s", top);
	if (r == 0)
		r = check_job(job, p, dir, e);
	if (r == 0)
		r = area_cache_write(f, job->hash, p, e);
	text_free(&script);
	free(dir);
	return r;
}

/* Yosys has one thread: as many runs as there are processors. */
static int run_jobs(struct area_flow *f, struct jobs *all, struct err *e)
{
	int bad = 0, i;

#pragma omp parallel for schedule(dynamic) shared(bad)
	for (i = 0; i < all->n; i++) {
		struct err own;
		int skip;

#pragma omp atomic read
		skip = bad;
		if (skip || all->job[i].is_known)
			continue;
		if (run_job(f, &all->job[i], &own) < 0) {
#pragma omp critical
			{
				if (!bad)
					*e = own;
				bad = 1;
			}
			continue;
		}
#pragma omp critical
		if (f->o->progress)
			f->o->progress("yosys, flat", ++f->n_done, f->n_jobs,
				       "tiles", now_seconds() - f->started);
	}
	return bad ? -1 : 0;
}

static void find_cached(struct area_flow *f, struct jobs *all,
			struct area_result *r)
{
	struct job *job;
	uint64_t h;

	f->n_jobs = 0;
	for (int i = 0; i < all->n; i++) {
		job = &all->job[i];
		h = fnv(f->sources, "flat", 4);
		h = job->tile ? fnv(h, job->text, strlen(job->text)) :
				fnv(h, f->netlist, strlen(f->netlist));
		job->hash = h;
		job->is_known = area_cache_read(f, h,
			area_part_get(&job->parts, job->tile ? "one" : "imc_fabric"));
		r->n_made += !job->is_known;
		r->n_cached += job->is_known;
	}
	f->n_jobs = r->n_made;
}

/* What a job found becomes a shape of the fabric; its macros are counted. */
static void add_job(struct area_flow *f, struct job *job)
{
	struct area_part *from, *to, *tile;
	char *key = xasprintf("flat %s", job->tile ? job->tile : "rest");
	int k;

	from = area_part_find(&job->parts, job->tile ? "one" : "imc_fabric");
	to = area_part_get(&f->parts, key);
	to->shape.n_cells = from->shape.n_cells;
	to->shape.n_flops = from->shape.n_flops;
	to->shape.um2 = from->shape.um2;
	to->shape.n_instances = job->n;
	to->shape.module = xstrdup(job->tile ? "imc_tile" : "imc_fabric");
	to->shape.name = job->tile ?
		xasprintf("imc_tile flat, as %s", job->tile) :
		xstrdup("imc_fabric flat, without its tiles");
	for (k = 0; k < from->n_kids; k++) {
		tile = area_part_find(&f->parts, from->kid[k].key);
		if (tile && tile->macro)
			tile->shape.n_instances += job->n * from->kid[k].n;
	}
	free(key);
}

int area_flat(struct area_flow *f, struct area_result *r, struct err *e)
{
	struct jobs all = {0};
	double started = now_seconds();
	int i, bad = 0;

	read_tiles(f->wiring, &all);
	all.job = xrealloc(all.job, (all.n + 1) * sizeof(*all.job));
	memset(&all.job[all.n], 0, sizeof(*all.job));
	for (i = 0; i < all.n; i++)
		all.job[all.n].n_tiles += all.job[i].n;
	all.job[all.n++].n = 1;	/* what is around the tiles */
	find_cached(f, &all, r);
	if (r->n_made) {
		bad = run_jobs(f, &all, e) < 0;
		r->seconds += now_seconds() - started;
	}
	for (i = 0; i < all.n; i++) {
		if (!bad)
			add_job(f, &all.job[i]);
		free(all.job[i].tile);
		free(all.job[i].text);
		area_parts_free(&all.job[i].parts);
	}
	free(all.job);
	return bad ? -1 : 0;
}
