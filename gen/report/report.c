/* SPDX-License-Identifier: Apache-2.0 */
#include "report.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/json.h"
#include "cosim.h"
#include "design.h"
#include "expand.h"
#include "report_impl.h"

json_t *report_new(const char *kind, const char *title)
{
	return json_pack("{s:s, s:i, s:s, s:s, s:o, s:o, s:o, s:o}", "format", "imcfab-report",
			 "version", 1, "imcfab", PACKAGE_VERSION, "kind", kind, "title",
			 json_text(title), "designs", json_array(), "comparison", json_null(),
			 "sweep", json_null());
}

/* Measured figures of a co-simulation, if there is one. */
static int add_cosim(const struct plan *p, const char *cosim, json_t *design, struct err *e)
{
	json_t *run = cosim ? report_read_run(p, cosim, e) : NULL;
	int r = run ? report_add_run(design, run, cosim, e) : cosim ? -1 : 0;

	json_decref(run);
	return r;
}

json_t *report_of_plan(const struct plan *p, const char *path, const char *cosim,
		       struct err *e)
{
	char *title = xasprintf("%s on %s", p->net, p->arch->name);
	json_t *j = report_new("plan", title), *d = design_of_plan(p, p->arch->topology);
	int r = 0;

	if (!d)
		r = err_set(e, path, 0, "the plan stops in a deadlock: imcfab check says where");
	else
		r = add_cosim(p, cosim, d, e);
	json_array_append_new(json_object_get(j, "designs"), d);
	free(title);
	if (r < 0) {
		json_decref(j);
		j = NULL;
	}
	return j;
}

int report_page(const json_t *data, const char *templates, struct text *t, struct err *e)
{
	return expand(templates, "report.html", data, t, e);
}
