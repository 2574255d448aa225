/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "base/file.h"
#include "model/control.h"

struct options {
	const char *format, *out;
};

static int run(void *options, struct err *e)
{
	const struct options *o = options;
	struct text t = {0};
	int i = 0, r = 0;

	while (strcmp(control_form_name(i), o->format))
		i++;
	control_form_write(i, &t);
	if (o->out)
		r = file_write(o->out, t.s, t.n, e);
	else
		fwrite(t.s, 1, t.n, stdout);
	text_free(&t);
	return r;
}

#define AT(field) offsetof(struct options, field)

static const struct cmd_opt table[] = {
	{0, "format", CMD_CHOICE, NULL, AT(format), .choice = control_form_name,
	 .standard = "md", .summary = control_form_summary, .help = "form"},
	{'o', NULL, CMD_OUTPUT, "FILE", AT(out),
	 .help = "write it to FILE; without, it is printed"},
	{.kind = CMD_END},
};

const struct cmd cmd_registers = {
	"registers", "Prints the control registers of a fabric",
	"Addresses, access and fields; every fabric has the same.",
	table, sizeof(struct options), run,
};
