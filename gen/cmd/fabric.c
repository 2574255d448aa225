/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "model/arch.h"
#include "cmd.h"
#include "emit/emit.h"
#include "model/plan.h"
#include "topo/topo.h"

static int emit_hardwired(const char *path, const char *rtl, const char *out,
			  struct err *e)
{
	struct plan *p = plan_read(path, e);
	int r;

	if (!p)
		return -1;
	r = emit_fabric(p->arch, p->topo, p, rtl, out,
			"imcfab fabric --hardwired", e);
	if (r < 0 && !e->file[0])
		snprintf(e->file, sizeof(e->file), "%s", path);
	plan_free(p);
	return r;
}

static int emit_arch(const char *path, const struct cmd_list *set,
		     const char *rtl, const char *out, struct err *e)
{
	struct arch *a = arch_read(path, set->s, set->n, e);
	struct topo *t;
	int r = -1;

	if (!a)
		return -1;
	t = topo_build(a->topology,
		       a->topology_line ? path : "--set",
		       a->topology_line, e);
	if (t)
		r = emit_fabric(a, t, NULL, rtl, out, "imcfab fabric", e);
	if (r < 0 && !e->file[0])	/* what is wrong is in the hardware file */
		snprintf(e->file, sizeof(e->file), "%s", path);
	topo_free(t);
	arch_free(a);
	return r;
}

static int run(int argc, char **argv, struct err *e)
{
	const char *out = NULL, *rtl = NULL, *operand[1];
	struct cmd_list set = {NULL, 0};
	int hardwired = 0, r;
	const struct cmd_opt opt[] = {
		{"-o", &out, NULL, NULL},
		{"--rtl", &rtl, NULL, NULL},
		{"--set", NULL, NULL, &set},
		{"--hardwired", NULL, &hardwired, NULL},
		{NULL, NULL, NULL, NULL},
	};
	char *templates;

	r = cmd_options(argc, argv, opt, operand, 1, 1, e);
	if (!r && !out)
		r = err_set(e, "", 0, "fabric: -o DIR is missing");
	if (!r && hardwired && set.n)
		r = err_set(e, "", 0, "--set: a plan's hardware is settled; "
			    "give it to imcfab map");
	if (r < 0) {
		free(set.s);
		return r;
	}
	templates = rtl ? xstrdup(rtl) :
		xasprintf("%s/rtl_templates", cmd_share());
	r = hardwired ? emit_hardwired(operand[0], templates, out, e) :
		emit_arch(operand[0], &set, templates, out, e);
	free(templates);
	free(set.s);
	return r;
}

const struct cmd cmd_fabric = {
	"fabric", "ARCH -o DIR [--set KEY=VALUE]... [--rtl DIR] | --hardwired PLAN -o DIR",
	"Emits the RTL of a fabric: netlist, copied modules, file list, SDC, black-box\n"
	"stubs of the macros, and a README naming every port.\n\n"
	"  --set KEY=VALUE  override a key of the hardware file\n"
	"  --hardwired      the operand is a plan: routes and task registers become\n"
	"                   constants, ports and channels that it does not use are left out\n"
	"  --rtl DIR        take the Verilog templates from DIR\n",
	run,
};
