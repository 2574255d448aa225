/* SPDX-License-Identifier: Apache-2.0 */
#include "rtl.h"
#include "base/file.h"

#include <stdlib.h>
#include <unistd.h>

#include "cmd.h"
#include "base/proc.h"
#include "measure/cosim.h"
#include "measure/gates.h"
#include "emit/emit.h"
#include "model/program.h"
#include "refmodel/ref.h"
#include "measure/stimulus.h"

char *rtl_model(const char *dir, enum cosim_model kind)
{
	return xasprintf("%s/%s", dir, kind == COSIM_TRACED ? "waves" :
			 kind == COSIM_GATES ? "gates" : "model");
}

/* Into DIR/fabric. */
static int emit(const struct plan *p, int hardwired, const char *rtl, const char *dir,
		const char *fabric, struct err *e)
{
	char *templates = cmd_share_or(rtl, "rtl_templates", e);
	int r = templates && !proc_path(dir, "make", e) ? dir_make(dir, e) : -1;

	if (!r)
		r = emit_fabric(p->arch, p->topo, hardwired ? p : NULL,
				templates, fabric, hardwired ?
				"imcfab fabric --hardwired" : "imcfab fabric",
				e);
	free(templates);
	return r;
}

/* liberty: NULL but for COSIM_GATES. */
static int build(const struct plan *p, int hardwired, enum cosim_model kind,
		 const char *liberty, const char *rtl, const char *dir,
		 double *build_seconds, struct err *e)
{
	char *fabric = xasprintf("%s/fabric", dir);
	char *netlist = xasprintf("%s/netlist", dir);
	char *model = rtl_model(dir, kind);
	char *bench = cmd_share("tb/cosim.cpp", e);
	long cpus = sysconf(_SC_NPROCESSORS_ONLN);
	int jobs = cpus > 0 ? (int)cpus : 1;
	struct gates *g = NULL;
	int r = bench ? emit(p, hardwired, rtl, dir, fabric, e) : -1;

	if (!r && liberty) {
		g = gates_open(fabric, netlist, liberty, cmd_progress, e);
		r = g ? cosim_build_gates(fabric, g, bench, model, jobs, cmd_progress,
					  build_seconds, e) : -1;
	} else if (!r) {
		r = cosim_build(fabric, bench, model, kind, jobs, cmd_progress,
				build_seconds, e);
	}
	gates_close(g);
	free(fabric);
	free(netlist);
	free(model);
	free(bench);
	return r;
}

int rtl_build(const struct plan *p, int hardwired, enum cosim_model kind, const char *rtl,
	      const char *dir, double *build_seconds, struct err *e)
{
	return build(p, hardwired, kind, NULL, rtl, dir, build_seconds, e);
}

int rtl_build_gates(const struct plan *p, int hardwired, const char *liberty,
		    const char *rtl, const char *dir, double *build_seconds,
		    struct err *e)
{
	return build(p, hardwired, COSIM_GATES, liberty, rtl, dir, build_seconds, e);
}

int rtl_stimulus(const struct plan *p, const struct input *in,
		 const char *path, int *top1, struct err *e)
{
	size_t n;
	uint32_t *program = program_stream(p, &n);
	struct stimulus *s = stimulus_open(path, p, program, (int64_t)n, in->n,
					   e);
	struct ref *ref;
	struct ref_state *state;

	free(program);
	if (!s)
		return -1;
	ref = ref_new(p);
	state = ref_state_new(ref);
	for (int i = 0; i < in->n; i++) {
		ref_image(state, in->hwc[i]);
		stimulus_image(s, state);
		if (top1)
			top1[i] = ref_top1(state);
	}
	ref_state_free(state);
	ref_free(ref);
	return stimulus_close(s, e);
}
