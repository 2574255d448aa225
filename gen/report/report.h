/* SPDX-License-Identifier: Apache-2.0 */
#ifndef REPORT_H
#define REPORT_H

#include "base/util.h"
#include "model/plan.h"

/*
 * The data of a report (docs/formats.md, "Report"): one object, which the templates of
 * the folder `report` make a page of. Each: the object, the caller's to json_decref, or
 * NULL and *e.
 */
struct json_t;

/* Of a plan; `cosim` is the path of what `imcfab cosim --json` wrote of it, or NULL. */
struct json_t *report_of_plan(const struct plan *p, const char *path, const char *cosim,
			      struct err *e);

/* Of a folder of imcfab compare. */
struct json_t *report_of_compare(const char *dir, struct err *e);

/* Of a folder of imcfab sweep. */
struct json_t *report_of_sweep(const char *dir, struct err *e);

/* The page of it, by the templates of a folder, into *t. 0, or -1 and *e. */
int report_page(const struct json_t *data, const char *templates, struct text *t,
		struct err *e);

#endif
