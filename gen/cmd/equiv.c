/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmd.h"
#include "base/file.h"
#include "operand.h"
#include "base/proc.h"
#include "measure/gates.h"

struct options {
	const char *path, *liberty, *work;
	int hardwired;
	long timeout;
	struct cmd_list set, module;
};

static void print_result(const struct gates_result *r)
{
	if (r->proof == GATES_UNTRIED)
		printf("%9s %9s %7s  %s: not tried, %s\n", "", "", "", r->name, r->reason);
	else
		printf("%9" PRId64 " %9" PRId64 " %7.1f  %s%s%s%s\n", r->n_points,
		       r->n_proved, r->seconds, r->name,
		       r->proof == GATES_PROVED ? "" :
		       r->proof == GATES_LATE ? ": NOT PROVED in time" : ": NOT PROVED",
		       r->reason ? ", " : "", r->reason ? r->reason : "");
	fflush(stdout);
}

/* Emits into WORK/fabric; the netlist is in WORK/netlist. So does imcfab cosim --gates, with
 * the same command in the head of files, so that they share it. */
static int prove(const struct options *o, struct err *e)
{
	struct operand about = {0};
	char *fabric = xasprintf("%s/fabric", o->work);
	char *netlist = xasprintf("%s/netlist", o->work);
	struct gates_options g = {
		.module = (const char *const *)o->module.s, .n_modules = o->module.n,
		.timeout_s = (int)o->timeout, .told = print_result,
	};
	struct gates *gates = NULL;
	int n_open = 0, r = operand_emit(o->path, o->hardwired, &o->set, fabric,
					 o->hardwired ? "imcfab fabric --hardwired" :
					 "imcfab fabric", &about, e);

	if (!r)
		gates = gates_open(fabric, netlist, o->liberty, cmd_progress, e);
	if (gates) {
		printf("%9s %9s %7s  module\n", "points", "proved", "seconds");
		r = gates_prove(gates, &g, &n_open, e);
	}
	if (gates && !r)
		printf("%d module%s not proved equal\n", n_open, plural(n_open));
	r = !gates || r ? -1 : n_open > 0;
	gates_close(gates);
	operand_free(&about);
	free(fabric);
	free(netlist);
	return r;
}

static int run(void *options, struct err *e)
{
	const struct options *o = options;
	struct dir_lock lock;
	int r;

	if (proc_need("yosys", "yosys", e) < 0 ||
	    proc_path(o->work, "yosys", e) < 0 ||
	    dir_lock(&lock, o->work, e) < 0)
		return -1;
	r = prove(o, e);
	dir_unlock(&lock, r < 0);
	return r;
}

#define AT(field) offsetof(struct options, field)

static const struct cmd_opt table[] = {
	{0, NULL, CMD_INPUT, "ARCH|PLAN", AT(path), .needed = 1,
	 .help = "hardware file, or a plan: its hardware"},
	{0, "liberty", CMD_INPUT, "FILE", AT(liberty), .needed = 1,
	 .help = "cell library, plain or .gz"},
	{0, "hardwired", CMD_FLAG, NULL, AT(hardwired),
	 .help = "the plan's own hardwired fabric"},
	{0, "module", CMD_TEXT, "NAME", AT(module), .max_given = 40,
	 .help = "prove this module alone, in all its shapes, as imc_router; without, all"},
	{0, "timeout", CMD_NUMBER, "SECONDS", AT(timeout), .min = 1, .max = 1000000,
	 .standard = "1800", .help = "for a shape; one that takes longer is not proved"},
	{0, "work", CMD_FOLDER, "DIR", AT(work), .standard = "equiv.build",
	 .help = "folder for RTL, netlist, scripts and logs, kept and reused"},
	CMD_OPT_SET(AT(set)),
	{.kind = CMD_END},
};

const struct cmd cmd_equiv = {
	"equiv", "Proves the netlist of a fabric equal to its RTL",
	"Maps the fabric to a cell library by Yosys, as imcfab area does, and proves for each "
	"shape of module that the netlist does what the RTL does: the same next value of every "
	"register, the same outputs, the same inputs of the modules in it. Says that it does not "
	"try the macros, which only simulation covers (imcfab cosim --gates), and modules of two "
	"clocks. Exit status 1 where a shape is not proved.\n"
	"The netlist stays in WORK/netlist/netlist.v; one that was changed there is proved as it "
	"is, until the hardware or the library changes. With cosim --build WORK it also is what "
	"runs.",
	table, sizeof(struct options), run,
};
