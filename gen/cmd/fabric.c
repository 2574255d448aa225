/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "model/die.h"
#include "cmd.h"
#include "emit/emit.h"
#include "operand.h"
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
	struct arch *a;
	struct topo *t;
	int is_plan, r = -1;

	if (operand_is_plan(path, &is_plan, e) < 0)
		return -1;
	if (is_plan)
		return err_set(e, path, 0, "is a plan of imcfab map: "
			       "--hardwired emits its fabric");
	a = arch_read(path, set->s, set->n, e);
	if (!a)
		return -1;
	t = die_build(a, path, e);
	if (t)
		r = emit_fabric(a, t, NULL, rtl, out, "imcfab fabric", e);
	if (r < 0 && !e->file[0])	/* what is wrong is in the hardware file */
		snprintf(e->file, sizeof(e->file), "%s", path);
	topo_free(t);
	arch_free(a);
	return r;
}

struct options {
	const char *path, *out, *rtl;
	int hardwired;
	struct cmd_list set;
};

static int run(void *options, struct err *e)
{
	const struct options *o = options;
	char *templates;
	int r;

	if (o->hardwired && o->set.n)
		return err_set(e, "", 0, "--set: a plan's hardware is settled; "
			       "give it to imcfab map");
	templates = cmd_share_or(o->rtl, "rtl_templates", e);
	if (!templates)
		return -1;
	r = o->hardwired ? emit_hardwired(o->path, templates, o->out, e) :
		emit_arch(o->path, &o->set, templates, o->out, e);
	free(templates);
	return r;
}

#define AT(field) offsetof(struct options, field)

static const struct cmd_opt table[] = {
	{0, NULL, CMD_INPUT, "ARCH|PLAN", AT(path), .needed = 1,
	 .help = "hardware file; with --hardwired a plan"},
	{'o', NULL, CMD_FOLDER, "DIR", AT(out), .needed = 1,
	 .writes = "README.md fabric.wiring *.f imc_fabric.* "
		   "rtl/imc_* sim/imc_* syn/*", .help = "folder for the files"},
	CMD_OPT_SET(AT(set)),
	{0, "hardwired", CMD_FLAG, NULL, AT(hardwired),
	 .help = "routes and task registers of the plan become constants, ports and "
		 "channels that it does not use are left out"},
	{0, "rtl", CMD_FOLDER, "DIR", AT(rtl),
	 .help = "take the Verilog templates from DIR"},
	{.kind = CMD_END},
};

const struct cmd cmd_fabric = {
	"fabric", "Emits the RTL of a fabric",
	"Netlist and modules, models and black boxes of the macros, lists of files for "
	"simulation, synthesis and FPGA, SDC, a FuseSoC core, an IP-XACT component, and "
	"a README that names every port.",
	table, sizeof(struct options), run,
};
