/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/tensors.h"
#include "image/source.h"
#include "topo/topo.h"

/* A hash of each file that the points read, and of those that their topologies name. */
struct sweep_sums {
	int n;
	struct sum {
		const char *path;	/* of the sweep's own texts */
		uint64_t hash;
	} *sum;
	uint64_t calibrate, images, liberty;
};

static int add(struct sweep_sums *s, const char *path, uint64_t hash)
{
	s->sum = xrealloc(s->sum, (s->n + 1) * sizeof(*s->sum));
	s->sum[s->n++] = (struct sum) {path, hash};
	return 0;
}

static uint64_t find(const struct sweep_sums *s, const char *path)
{
	for (int i = 0; i < s->n; i++)
		if (!strcmp(s->sum[i].path, path))
			return s->sum[i].hash;
	return 0;
}

/* A network, and the tensors beside it where it has any. */
static int sum_network(const char *path, uint64_t *h, struct err *e)
{
	char *bin = tensors_bin_path(path);
	struct err none;
	int r = fnv_file(h, path, e);

	if (!r && bin)
		(void)fnv_file(h, bin, &none);	/* of shapes there is none */
	free(bin);
	return r;
}

static int sum_topology(const char *expr, uint64_t *h, struct err *e)
{
	struct topo *t = topo_build(expr, "", 0, e);

	for (int i = 0; t && i < t->files.n; i++)
		*h = fnv(*h, t->files.file[i].text, strlen(t->files.file[i].text) + 1);
	topo_free(t);
	return t ? 0 : -1;
}

/* Files, folders and lists of images: all that they name. */
static int sum_images(const struct sweep_files *f, uint64_t *h, struct err *e)
{
	int r = 0;

	*h = FNV_START;
	for (int i = 0; !r && i < f->n; i++) {
		struct stat st;
		int n = 0;
		char **name = image_names(f->s[i], &n);

		if (stat(f->s[i], &st) < 0 || !S_ISDIR(st.st_mode))
			r = fnv_file(h, f->s[i], e);
		for (int k = 0; !r && k < n; k++)
			r = fnv_file(h, name[k], e);
		if (name)
			image_names_free(name, n);
	}
	return r;
}

static int sum_axes(const struct sweep *s, struct sweep_sums *sums, struct err *e)
{
	for (int i = 0; i < s->n_axes; i++) {
		const struct sweep_axis *a = &s->axis[i];

		for (int k = 0; k < a->n_keys * a->n_values; k++) {
			const char *key = a->key[k % a->n_keys];
			uint64_t h = FNV_START;

			if (!strcmp(key, "network") && sum_network(a->value[k], &h, e) < 0)
				return -1;
			if (!strcmp(key, "topology") && sum_topology(a->value[k], &h, e) < 0)
				return -1;
			if (h != FNV_START)
				add(sums, a->value[k], h);
		}
	}
	return 0;
}

struct sweep_sums *sweep_sums_read(const struct sweep *s, struct err *e)
{
	struct sweep_sums *sums = xcalloc(1, sizeof(*sums));
	uint64_t own = FNV_START;
	int r = sum_axes(s, sums, e);

	if (!r)
		r = sum_topology(s->hardware->topology, &own, e);
	if (!r && own != FNV_START)
		add(sums, s->hardware->topology, own);
	if (!r)
		r = sum_images(&s->calibrate, &sums->calibrate, e) < 0 ||
		    sum_images(&s->images, &sums->images, e) < 0 ? -1 : 0;
	sums->liberty = FNV_START;
	if (!r && s->liberty)
		r = fnv_file(&sums->liberty, s->liberty, e);
	if (r < 0) {
		sweep_sums_free(sums);
		return NULL;
	}
	return sums;
}

void sweep_sums_free(struct sweep_sums *sums)
{
	if (sums)
		free(sums->sum);
	free(sums);
}

static void add_images(struct text *t, const char *key, int n, const struct sweep_files *f,
		       uint64_t hash)
{
	text_add(t, "%s %d ", key, n);
	if (f->n)
		text_add(t, "%016" PRIx64 "\n", hash);
	else
		text_add(t, "made\n");
}

/* Images are read where the network has weights: to calibrate with, and by what is
 * measured. */
static void add_measures(const struct sweep *s, const struct sweep_sums *sums, struct text *t)
{
	text_add(t, "measure");
	for (int m = 0; m < SWEEP_N_MEASURES; m++)
		if (s->measure[m])
			text_add(t, " %s", sweep_measure_name[m]);
	text_add(t, "\n");
	add_images(t, "calibrate", s->n_calibrate, &s->calibrate, sums->calibrate);
	if (s->measure[SWEEP_ACCURACY])
		add_images(t, "accuracy", s->n_accuracy, &s->images, sums->images);
	if (s->measure[SWEEP_COSIM])
		add_images(t, "cosim", s->n_cosim, &s->images, sums->images);
	if (s->measure[SWEEP_AREA] || s->measure[SWEEP_TIMING])
		text_add(t, s->liberty ? "liberty %016" PRIx64 "\n" : "liberty none\n",
			 sums->liberty);
	if (s->keep_plan)
		text_add(t, "keep plan\n");
}

void sweep_inputs(const struct sweep *s, const struct sweep_points *all,
		  const struct sweep_point *p, struct text *t)
{
	const struct sweep_sums *sums = all->sums;
	const char *slash = strrchr(p->network, '/');
	const char *topology = sweep_at(s, p, "topology");
	uint64_t files = find(sums, topology ? topology : s->hardware->topology);

	text_add(t, "imcfab-inputs 1\n%s", all->program);
	text_add(t, "network %s %016" PRIx64 "\n", slash ? slash + 1 : p->network,
		 find(sums, p->network));
	text_add(t, "map place=%s route=%s vcs=%s interval=%" PRId64 " seed=%" PRIu64
		 " effort=%d\n", p->map.place, p->map.route, p->map.vcs, p->map.interval,
		 p->map.seed, p->map.effort);
	add_measures(s, sums, t);
	if (files)
		text_add(t, "topology %016" PRIx64 "\n", files);
	if (p->arch) {
		text_add(t, "hardware\n");
		arch_write(p->arch, t);
	} else {	/* its values are told apart by their text */
		text_add(t, "refused %s\n", p->why);
		sweep_label(s, p, t);
		text_add(t, "\n");
	}
}
