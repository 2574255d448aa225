/* SPDX-License-Identifier: Apache-2.0 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd.h"
#include "page.h"
#include "model/plan.h"
#include "report/report.h"

struct options {
	const char *what, *out, *cosim;
};

static json_t *of_plan(const struct options *o, struct err *e)
{
	struct plan *p = plan_read(o->what, e);
	json_t *j = p ? report_of_plan(p, o->what, o->cosim, e) : NULL;

	plan_free(p);
	return j;
}

static int is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static int is_sweep(const char *dir)
{
	char *path = xasprintf("%s/sweep.json", dir);
	int yes = access(path, F_OK) == 0;

	free(path);
	return yes;
}

static json_t *of_folder(const struct options *o, struct err *e)
{
	if (o->cosim) {
		err_set(e, "--cosim", 0, "is of a plan: %s is a folder", o->what);
		return NULL;
	}
	return is_sweep(o->what) ? report_of_sweep(o->what, e) : report_of_compare(o->what, e);
}

static int run(void *options, struct err *e)
{
	const struct options *o = options;

	int r = page_write(is_folder(o->what) ? of_folder(o, e) : of_plan(o, e), o->out, e);

	if (!r)
		printf("report in %s\n", o->out);
	return r;
}

#define AT(field) offsetof(struct options, field)

static const struct cmd_opt table[] = {
	{0, NULL, CMD_INPUT, "PLAN|DIR", AT(what), .needed = 1,
	 .help = "plan of imcfab map, or a folder of imcfab compare or imcfab sweep"},
	{'o', NULL, CMD_OUTPUT, "FILE", AT(out), .needed = 1,
	 .help = "the page (HTML)"},
	{0, "cosim", CMD_INPUT, "FILE", AT(cosim),
	 .help = "what imcfab cosim --json wrote of the plan: measured beside predicted"},
	{.kind = CMD_END},
};

const struct cmd cmd_report = {
	"report", "Writes a page for the browser on a plan, a comparison or a sweep",
	"One file without anything from outside: the floor plan with cores by use and channels "
	"by load, the way of an image through the layers, losses, tables that sort and "
	"filter; a core, stream, channel or layer that is clicked shows what it is. "
	"Tables and pictures stand there without scripts too.",
	table, sizeof(struct options), run,
};
