/* SPDX-License-Identifier: Apache-2.0 */
#include "operand.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

#include "model/die.h"
#include "emit/emit.h"
#include "model/plan.h"
#include "topo/topo.h"

int operand_is_plan(const char *path, int *yes, struct err *e)
{
	char *s = file_read(path, FILE_MAX_DATA, NULL, e);

	if (!s)
		return -1;
	*yes = !strncmp(s, "imcfab-plan", 11);
	free(s);
	return 0;
}

static int emit_these(const char *path, const struct arch *a,
		      const struct topo *t, const struct plan *hardwired,
		      const char *dir, const char *command, struct operand *o,
		      struct err *e)
{
	char *templates = cmd_share("rtl_templates", e);
	int r = templates ? emit_fabric(a, t, hardwired, templates, dir,
					command, e) : -1;

	if (r < 0 && templates && !e->file[0])
		snprintf(e->file, sizeof(e->file), "%s", path);
	o->hardware = xstrdup(a->name);
	o->topology = xstrdup(a->topology);
	o->net = hardwired ? xstrdup(hardwired->net) : NULL;
	o->xbar_um2 = a->xbar_um2;
	o->sram_um2 = a->sram_um2;
	o->clock_mhz = a->clock_mhz;
	free(templates);
	return r;
}

int operand_emit(const char *path, int hardwired, const struct cmd_list *set,
		 const char *dir, const char *command, struct operand *o,
		 struct err *e)
{
	struct arch *a = NULL;
	struct topo *t = NULL;
	struct plan *p = NULL;
	int yes = 0, r = operand_is_plan(path, &yes, e);

	memset(o, 0, sizeof(*o));
	if (!r && yes) {
		p = plan_read(path, e);
		r = p ? emit_these(path, p->arch, p->topo,
				   hardwired ? p : NULL, dir, command, o, e) : -1;
	} else if (!r && hardwired) {
		r = err_set(e, path, 0, "--hardwired needs a plan");
	} else if (!r) {
		a = arch_read(path, set->s, set->n, e);
		t = a ? die_build(a, path, e) : NULL;
		r = t ? emit_these(path, a, t, NULL, dir, command, o, e) : -1;
	}
	plan_free(p);
	topo_free(t);
	arch_free(a);
	return r;
}

void operand_free(struct operand *o)
{
	free(o->hardware);
	free(o->topology);
	free(o->net);
	memset(o, 0, sizeof(*o));
}
