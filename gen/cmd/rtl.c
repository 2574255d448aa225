/* SPDX-License-Identifier: Apache-2.0 */
#include "rtl.h"
#include "base/file.h"

#include <stdlib.h>
#include <unistd.h>

#include "cmd.h"
#include "base/proc.h"
#include "measure/cosim.h"
#include "emit/emit.h"
#include "model/program.h"
#include "refmodel/ref.h"
#include "measure/stimulus.h"

char *rtl_model(const char *dir, enum cosim_model kind)
{
	return xasprintf("%s/%s", dir, kind == COSIM_TRACED ? "waves" : "model");
}

int rtl_build(const struct plan *p, int hardwired, enum cosim_model kind, const char *rtl,
	      const char *dir, double *build_seconds, struct err *e)
{
	char *templates = cmd_share_or(rtl, "rtl_templates", e);
	char *fabric = xasprintf("%s/fabric", dir);
	char *model = rtl_model(dir, kind);
	char *bench = templates ? cmd_share("tb/cosim.cpp", e) : NULL;
	long jobs = sysconf(_SC_NPROCESSORS_ONLN);
	int r = bench && !proc_path(dir, "make", e) ? dir_make(dir, e) : -1;

	if (!r)
		r = emit_fabric(p->arch, p->topo, hardwired ? p : NULL,
				templates, fabric, hardwired ?
				"imcfab fabric --hardwired" : "imcfab fabric",
				e);
	if (!r)
		r = cosim_build(fabric, bench, model, kind,
				jobs > 0 ? (int)jobs : 1, cmd_progress, build_seconds, e);
	free(templates);
	free(fabric);
	free(model);
	free(bench);
	return r;
}

int rtl_stimulus(const struct plan *p, const struct input *in,
		 const char *path, struct err *e)
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
	}
	ref_state_free(state);
	ref_free(ref);
	return stimulus_close(s, e);
}
