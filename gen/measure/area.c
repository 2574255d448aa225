/* SPDX-License-Identifier: Apache-2.0 */
#include "area.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "area_impl.h"
#include "base/file.h"

/* What a shape's result depends on; the top's is the netlist itself. */
static uint64_t part_hash(const struct area_flow *f, const struct area_part *p)
{
	char *module;
	uint64_t h;

	if (!strcmp(p->key, "imc_fabric"))
		return fnv(f->sources, f->netlist, strlen(f->netlist));
	module = area_module_of(p->key);
	h = area_source_hash(&f->files, module, f->tools);
	free(module);
	return fnv(h, p->key, strlen(p->key));
}

/* Synthesises the shapes that no cache knows, in one run. */
static int make_shapes(struct area_flow *f, struct err *e)
{
	char *dir = xasprintf("%s/shapes", f->o->work_dir), *pattern;
	struct text script = {0};
	const struct area_part *p;
	int i, r;

	text_add_bytes(&script, f->read.s, f->read.n);
	area_name_macros(f, &script);
	for (i = 0; i < f->parts.n; i++) {
		p = &f->parts.part[i];
		if (!p->is_known || p->macro)
			continue;
		pattern = area_pattern(p->key);
		text_add(&script, "blackbox %s\n", pattern);
		free(pattern);
	}
	area_steps(f, dir, 0, &script);
	r = area_yosys(f, dir, &script, e);
	if (r == 0)
		r = area_read_stats(&f->parts, dir, f->library, e);
	text_free(&script);
	free(dir);
	return r;
}

/* A shape that no cache knows, and its lock: of several programs that miss it one makes it,
 * and the others wait. */
struct missing {
	uint64_t hash;
	int part;
	struct file_lock lock;
};

static int by_hash(const void *a, const void *b)
{
	const struct missing *x = a, *y = b;

	return (x->hash > y->hash) - (x->hash < y->hash);
}

static char *lock_path(const struct area_flow *f, uint64_t hash)
{
	return xasprintf("%s/%016" PRIx64 ".lock", f->cache, hash);
}

/* Locks them in the order of their hashes, so that no two programs wait for each other, and
 * drops those that another one has made meanwhile. 0, or -1 and *e. */
static int lock_missing(struct area_flow *f, struct missing *m, int *n, struct err *e)
{
	int kept = 0, r = 0;

	qsort(m, *n, sizeof(*m), by_hash);
	for (int i = 0; r >= 0 && i < *n; i++) {
		char *path = lock_path(f, m[i].hash);

		r = file_lock(&m[i].lock, path, 1, e);
		free(path);
		if (r > 0 && area_cache_read(f, m[i].hash, &f->parts.part[m[i].part]))
			file_unlock(&m[i].lock);
		else
			m[kept++] = m[i];
	}
	*n = kept;
	return r < 0 ? -1 : 0;
}

/* Those in no cache, locked: [*n], the caller's to free behind unlock_missing. */
static struct missing *find_missing(struct area_flow *f, int *n, struct err *e)
{
	struct missing *m = xcalloc(f->parts.n + 1, sizeof(*m));

	*n = 0;
	for (int i = 0; i < f->parts.n; i++) {
		struct area_part *p = &f->parts.part[i];
		uint64_t h = p->is_known ? 0 : part_hash(f, p);

		if (!p->is_known && !area_cache_read(f, h, p))
			m[(*n)++] = (struct missing) {h, i, {.fd = -1}};
	}
	if (lock_missing(f, m, n, e) == 0)
		return m;
	for (int i = 0; i < *n; i++)
		file_unlock(&m[i].lock);
	free(m);
	return NULL;
}

/* Into the cache. 0, or -1 and *e. */
static int keep_shapes(struct area_flow *f, const struct missing *m, int n, struct err *e)
{
	for (int i = 0; i < n; i++)
		if (f->parts.part[m[i].part].is_known &&
		    area_cache_write(f, m[i].hash, &f->parts.part[m[i].part], e) < 0)
			return -1;
	return 0;
}

/* Shape by shape, out of the cache where it has them. */
static int find_shapes(struct area_flow *f, struct area_result *r, struct err *e)
{
	double started = now_seconds();
	int i, n = f->parts.n, bad = 0;
	struct missing *m = find_missing(f, &r->n_made, e);

	if (!m)
		return -1;
	for (i = 0; i < n; i++)
		r->n_cached += !f->parts.part[i].macro;
	r->n_cached -= r->n_made;
	if (r->n_made) {
		f->n_shapes = r->n_made;
		bad = make_shapes(f, e) < 0;
		r->seconds += now_seconds() - started;
	}
	for (i = 0; i < n && !bad; i++)
		if (!f->parts.part[i].is_known)
			bad = err_set(e, "", 0, "no statistics of %s",
				      f->parts.part[i].key) < 0;
	bad = bad || keep_shapes(f, m, r->n_made, e) < 0;
	for (i = 0; i < r->n_made; i++)
		file_unlock(&m[i].lock);
	free(m);
	if (!bad)
		area_count(&f->parts, "imc_fabric", 1);
	return bad ? -1 : 0;
}

static void set_macro_areas(struct area_flow *f)
{
	const struct macro_areas areas = {f->o->xbar_um2, f->o->sram_um2};
	struct area_part *p;

	for (int i = 0; i < f->parts.n; i++) {
		p = &f->parts.part[i];
		if (p->macro)
			p->shape.um2 = macro_um2(&p->of, &areas);
	}
}

int area_measure(const char *rtl_dir, const struct area_options *o,
		 struct area_result *r, struct err *e)
{
	struct area_flow f;
	int bad;

	memset(r, 0, sizeof(*r));
	bad = area_flow_open(&f, rtl_dir, o, r, e) < 0 ||
	      (o->flat ? area_flat(&f, r, e) : find_shapes(&f, r, e)) < 0;
	if (!bad) {
		set_macro_areas(&f);
		area_total(&f.parts, r);
		r->kge = area_kge(r, r->um2);
		bad = area_check_total(r, o, e) < 0;
	}
	if (!bad && o->progress && r->seconds > 0)
		o->progress(o->stage ? o->stage : "yosys", r->n_shapes,
			    r->n_shapes, "shapes", now_seconds() - f.started);
	area_flow_close(&f);
	if (bad)
		area_free(r);
	return bad ? -1 : 0;
}

int area_run(const char *rtl_dir, const char *work_dir, int flat,
	     const char *liberty, area_progress *progress,
	     struct area_result *r, struct err *e)
{
	struct area_options o = {.work_dir = work_dir, .flat = flat,
				 .liberty = liberty, .progress = progress};

	return area_measure(rtl_dir, &o, r, e);
}

double area_kge(const struct area_result *r, double um2)
{
	return r->nand2_um2 > 0 ? um2 / r->nand2_um2 / 1000 : 0;
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
