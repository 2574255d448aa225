/* SPDX-License-Identifier: Apache-2.0 */
#include "bench_area.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "measure/area.h"
#include "cmd.h"
#include "plan.h"
#include "emit/emit.h"

static int measure(const struct plan *p, int hardwired, const char *out,
		   struct err *e)
{
	const char *name = hardwired ? "hardwired" : "programmable";
	char *templates = cmd_share("rtl_templates", e);
	char *rtl = xasprintf("%s/area.%s/fabric", out, name);
	char *work = xasprintf("%s/area.%s/yosys", out, name);
	char *cache = xasprintf("%s/area-cache", out);
	struct area_options o = {.work_dir = work, .cache_dir = cache, .flat = 1,
				 .progress = cmd_progress};
	struct area_result a;
	int r;

	r = templates ? emit_fabric(p->arch, p->topo, hardwired ? p : NULL,
				    templates, rtl, "imcfab bench", e) : -1;
	if (!r)
		r = area_measure(rtl, &o, &a, e);
	if (!r) {
		printf("  %-12s %" PRId64 " cells, of them %" PRId64
		       " flip-flops; %" PRId64 " memories of %" PRId64
		       " bits; %d shapes of tile, %.0f s\n", name, a.n_cells,
		       a.n_flops, a.n_srams, a.sram_bits,
		       a.n_made + a.n_cached - 1, a.seconds);
		area_free(&a);
	}
	free(templates);
	free(rtl);
	free(work);
	free(cache);
	return r;
}

int bench_area(const char *arch, const char *net, const char *out,
	       struct err *e)
{
	struct plan_job job = {.arch = arch, .net = net};
	struct plan *p = plan_make(&job, e);
	int r = p ? 0 : -1;

	if (!r) {
		printf("area of %s, %s, tile by tile, constants folded:\n",
		       p->arch->name, p->net);
		r = measure(p, 0, out, e);
	}
	if (!r)
		r = measure(p, 1, out, e);
	plan_free(p);
	return r;
}
