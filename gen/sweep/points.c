/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "compile/balance.h"
#include "expr.h"
#include "model/arch_keys.h"
#include "topo/topo.h"

/* What constraints know of a topology, each built once. */
struct shape {
	char *topology;
	double cores, nodes, channels, wire, longest;
};

struct shapes {
	int n;
	struct shape *shape;
};

static const char *const shape_name[] = {"cores", "nodes", "channels", "wire", "longest"};

static double shape_value(const struct shape *s, int i)
{
	const double v[] = {s->cores, s->nodes, s->channels, s->wire, s->longest};

	return v[i];
}

/* The topology is an expression: axes and hardware file were checked. NULL where its file
 * is not there any more. */
static const struct shape *shape_of(struct shapes *all, const char *topology)
{
	struct shape *s;
	struct topo *t;
	struct err e;

	for (int i = all->n - 1; i >= 0; i--)
		if (!strcmp(all->shape[i].topology, topology))
			return &all->shape[i];
	t = topo_build(topology, "", 0, &e);
	if (!t)
		return NULL;
	all->shape = xrealloc(all->shape, (all->n + 1) * sizeof(*all->shape));
	s = &all->shape[all->n++];
	*s = (struct shape) {xstrdup(topology), topo_n_cores(t), t->graph->n_nodes,
			     t->graph->n_edges, 0, 0};
	for (int i = 0; i < t->graph->n_edges; i++) {
		int length = topo_length(t, i);

		s->wire += length;
		s->longest = length > s->longest ? length : s->longest;
	}
	topo_free(t);
	return s;
}

static void shapes_free(struct shapes *all)
{
	for (int i = 0; i < all->n; i++)
		free(all->shape[i].topology);
	free(all->shape);
}

static int number_key(const char *name)
{
	for (int i = 0; i < N_KEYS; i++)
		if (!strcmp(arch_key[i].name, name))
			return arch_key[i].kind == KIND_INT ||
				arch_key[i].kind == KIND_REAL ? i : -1;
	return -1;
}

int sweep_is_number(void *user, const char *name, double *v)
{
	(void)user;
	*v = 1;
	for (size_t i = 0; i < sizeof(shape_name) / sizeof(shape_name[0]); i++)
		if (!strcmp(name, shape_name[i]))
			return 0;
	return number_key(name) < 0 ? -1 : 0;
}

struct view {
	const struct arch *arch;
	const struct shape *shape;
};

static int number_at(void *user, const char *name, double *v)
{
	const struct view *view = user;
	const char *field;
	int k;

	for (int i = 0; i < (int)(sizeof(shape_name) / sizeof(shape_name[0])); i++)
		if (!strcmp(name, shape_name[i])) {
			*v = shape_value(view->shape, i);
			return 0;
		}
	k = number_key(name);
	if (k < 0)
		return -1;
	field = (const char *)view->arch + arch_key[k].at;
	*v = arch_key[k].kind == KIND_REAL ? *(const double *)field : *(const int *)field;
	return 0;
}

/* 1: all constraints hold; 0: one does not; -1 and *e. */
static int meets(const struct sweep *s, const struct arch *a, struct shapes *shapes,
		 struct err *e)
{
	struct view view = {a, s->n_constraints ? shape_of(shapes, a->topology) : NULL};
	double v = 1;

	if (s->n_constraints && !view.shape)
		return err_set(e, s->path, 0, "topology = %.200s: cannot be built",
			       a->topology);
	for (int i = 0; v && i < s->n_constraints; i++)
		if (expr_value(s->constraint[i].s, number_at, &view, 0,
			       s->constraint[i].line ? s->path : "--set",
			       s->constraint[i].line, &v, e) < 0)
			return -1;
	return v != 0;
}

const char *sweep_at(const struct sweep *s, const struct sweep_point *p, const char *key)
{
	for (int i = 0; i < s->n_axes; i++)
		for (int k = 0; k < s->axis[i].n_keys; k++)
			if (!strcmp(s->axis[i].key[k], key))
				return sweep_value(&s->axis[i], p ? p->at[i] : 0, k);
	return NULL;
}

static const char *at_or(const struct sweep *s, const struct sweep_point *p,
			 const char *key, const char *standard)
{
	const char *v = sweep_at(s, p, key);

	return v ? v : standard;
}

/* The defaults are those of `imcfab compare`. */
static void set_map(const struct sweep *s, struct sweep_point *p)
{
	const char *interval = at_or(s, p, "map.interval", "none");

	p->network = sweep_at(s, p, "network");
	p->map.place = at_or(s, p, "map.place", "auto");
	p->map.route = at_or(s, p, "map.route", "negotiated");
	p->map.vcs = at_or(s, p, "map.vcs", "spare");
	p->map.seed = strtoull(at_or(s, p, "map.seed", "1"), NULL, 10);
	p->map.effort = atoi(at_or(s, p, "map.effort", "10"));
	p->map.interval = !strcmp(interval, "auto") ? BALANCE_AUTO :
		!strcmp(interval, "none") ? 0 : strtoll(interval, NULL, 10);
}

static int is_own(const char *key)
{
	return !strcmp(key, "network") || !strncmp(key, "map.", 4);
}

/* The hardware with the values of the point, or why that is none. */
static void set_hardware(const struct sweep *s, struct sweep_point *p)
{
	char **set = NULL;
	int n = 0;
	struct err e;

	for (int i = 0; i < s->n_axes; i++)
		for (int k = 0; k < s->axis[i].n_keys; k++) {
			if (is_own(s->axis[i].key[k]))
				continue;
			set = xrealloc(set, (n + 1) * sizeof(*set));
			set[n++] = xasprintf("%s=%s", s->axis[i].key[k],
					     sweep_value(&s->axis[i], p->at[i], k));
		}
	p->arch = arch_copy(s->hardware, set, n, &e);
	if (!p->arch)
		p->why = xstrdup(e.text);
	while (n)
		free(set[--n]);
	free(set);
}

static void point_free(struct sweep_point *p)
{
	arch_free(p->arch);
	free(p->why);
	free(p->at);
}

void sweep_points_free(struct sweep_points *all)
{
	for (int i = 0; i < all->n; i++)
		point_free(&all->point[i]);
	free(all->point);
	sweep_sums_free(all->sums);
	free(all->program);
	*all = (struct sweep_points) {0};
}

void sweep_label(const struct sweep *s, const struct sweep_point *p, struct text *t)
{
	int n = 0;

	for (int i = 0; i < s->n_axes; i++)
		for (int k = 0; k < s->axis[i].n_keys && s->axis[i].n_values > 1; k++)
			text_add(t, "%s%s = %s", n++ ? ", " : "", s->axis[i].key[k],
				 sweep_value(&s->axis[i], p->at[i], k));
}

/* The number of points of the product. 0, or -1 and *e. */
static int count(const struct sweep *s, int *n, struct err *e)
{
	int64_t all = 1;

	for (int i = 0; i < s->n_axes && all <= SWEEP_POINTS_MAX; i++)
		all *= s->axis[i].n_values;
	*n = (int)all;
	return all <= SWEEP_POINTS_MAX ? 0 : err_set(e, s->path, 0, "more than %d points: "
						     "split the sweep", SWEEP_POINTS_MAX);
}

/* Point number i of the product. */
static void choose(const struct sweep *s, int i, struct sweep_point *p)
{
	*p = (struct sweep_point) {.at = xcalloc(s->n_axes, sizeof(int))};
	for (int k = s->n_axes - 1; k >= 0; k--) {
		p->at[k] = i % s->axis[k].n_values;
		i /= s->axis[k].n_values;
	}
	set_map(s, p);
	set_hardware(s, p);
}

static int by_hash(const void *a, const void *b)
{
	const struct sweep_point *x = *(struct sweep_point *const *)a;
	const struct sweep_point *y = *(struct sweep_point *const *)b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x < y ? -1 : x > y;
}

/* Of points that are the same, as values are of different text and one meaning, the first
 * stays. */
static void drop_same(struct sweep_points *all)
{
	struct sweep_point **order = xcalloc(all->n, sizeof(*order));
	int kept = 0;

	for (int i = 0; i < all->n; i++)
		order[i] = &all->point[i];
	qsort(order, all->n, sizeof(*order), by_hash);
	for (int i = 1, first = 0; i < all->n; i++) {
		if (order[i]->hash != order[first]->hash) {
			first = i;
			continue;
		}
		point_free(order[i]);
		order[i]->at = NULL;
	}
	free(order);
	for (int i = 0; i < all->n; i++)
		if (all->point[i].at)
			all->point[kept++] = all->point[i];
	all->n_same = all->n - kept;
	all->n = kept;
}

/* Adds those points that meet the constraints; one that the hardware file refuses has no
 * numbers to ask for, and stays. */
static int expand(const struct sweep *s, struct sweep_points *all, struct err *e)
{
	struct shapes shapes = {0};
	struct text t = {0};
	int r = 0;

	all->point = xcalloc(all->n_all, sizeof(*all->point));
	for (int i = 0; r >= 0 && i < all->n_all; i++) {
		struct sweep_point *p = &all->point[all->n];

		choose(s, i, p);
		r = p->arch ? meets(s, p->arch, &shapes, e) : 1;
		if (r < 1) {
			point_free(p);
			continue;
		}
		t.n = 0;
		sweep_inputs(s, all, p, &t);
		p->hash = fnv(FNV_START, t.s, t.n);
		all->n++;
	}
	text_free(&t);
	shapes_free(&shapes);
	return r < 0 ? -1 : 0;
}

/* No hardware at all, or none that meets the constraints. */
static int check_some(const struct sweep *s, const struct sweep_points *all, struct err *e)
{
	for (int i = 0; i < all->n; i++)
		if (all->point[i].arch)
			return 0;
	if (!all->n)
		return err_set(e, s->constraint[0].line ? s->path : "--set",
			       s->constraint[0].line, "constraint: no point of %d is left",
			       all->n_all);
	return err_set(e, s->path, 0, "no point is hardware: %s", all->point[0].why);
}

int sweep_expand(const struct sweep *s, const char *program, struct sweep_points *all,
		 struct err *e)
{
	int r;

	*all = (struct sweep_points) {.program = xstrdup(program)};
	if (count(s, &all->n_all, e) < 0)
		return -1;
	all->sums = sweep_sums_read(s, e);
	r = all->sums ? expand(s, all, e) : -1;
	if (!r)
		r = check_some(s, all, e);
	if (!r)
		drop_same(all);
	return r;
}
