/* SPDX-License-Identifier: Apache-2.0 */
#include "sweep.h"

#include <jansson.h>
#include <stdlib.h>

#include "topo/topo.h"

/* Seconds of one thread, measured with ResNet-32 on 64 cores of 256x256: the mapping
 * and its prediction, with effort 10; one image through the reference model; Yosys where no
 * shape is known; OpenSTA; Verilator's build and an image in RTL. They grow with the cores. */
enum { OF_CORES = 64, OF_EFFORT = 10 };
static const double map_s = 2, image_s = 0.01, area_s = 60, timing_s = 300, cosim_s = 120,
	mib = 250, tool_mib = 1000;

static double formula(const struct sweep_job *j, const struct sweep_point *p)
{
	const struct sweep *s = j->sweep;
	struct err e;
	struct topo *t = p->arch ? topo_build(p->arch->topology, "", 0, &e) : NULL;
	double cores = t ? topo_n_cores(t) / (double)OF_CORES : 0, v;

	topo_free(t);
	if (!p->arch)
		return 0.01;
	v = map_s * cores * p->map.effort / OF_EFFORT;
	if (s->measure[SWEEP_ACCURACY])
		v += image_s * (s->n_accuracy + s->n_calibrate) / j->threads;
	if (s->measure[SWEEP_AREA])
		v += area_s;
	if (s->measure[SWEEP_TIMING])
		v += timing_s;
	if (s->measure[SWEEP_COSIM])
		v += cosim_s * (0.5 + 0.5 * cores);
	return v;
}

/* A usage.json; 1 where it is one. */
static int read_usage(const char *dir, double *seconds, double *peak_mib)
{
	char *path = xasprintf("%s/usage.json", dir);
	json_t *j = json_load_file(path, 0, NULL);

	*seconds = json_number_value(json_object_get(j, "seconds"));
	*peak_mib = json_number_value(json_object_get(j, "peak_mib"));
	json_decref(j);
	free(path);
	return *seconds > 0;
}

void sweep_guess(const struct sweep_job *j, struct sweep_guess *g)
{
	const int *measure = j->sweep->measure;
	double seconds, peak, most = 0, sum = 0;

	*g = (struct sweep_guess) {0};
	for (int i = 0; i < j->points.n; i++) {
		char *dir = sweep_point_dir(j->out, &j->points.point[i]);

		if (j->points.point[i].arch && read_usage(dir, &seconds, &peak)) {
			sum += seconds;
			most = peak > most ? peak : most;
			g->n_known++;
		}
		free(dir);
	}
	if (g->n_known) {
		g->seconds = sum / g->n_known;
		g->bytes = most * (1 << 20);
		return;
	}
	for (int i = 0; i < j->points.n; i++)
		sum += formula(j, &j->points.point[i]);
	g->seconds = sum / j->points.n;
	g->bytes = (measure[SWEEP_AREA] || measure[SWEEP_TIMING] || measure[SWEEP_COSIM] ?
		    tool_mib : mib) * (1 << 20);
}
