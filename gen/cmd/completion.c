/* SPDX-License-Identifier: Apache-2.0 */

#include "cmd.h"
#include "option_text.h"

/* In COMP_WORDS `--name=value` is three words, `--name`, `=` and `value`. */
static const char head[] =
	"# Completion of imcfab for bash, written by `imcfab --completion`.\n"
	"_imcfab()\n"
	"{\n"
	"\tlocal cur=${COMP_WORDS[COMP_CWORD]}\n"
	"\tlocal prev=${COMP_WORDS[COMP_CWORD-1]} words=\n"
	"\tCOMPREPLY=()\n"
	"\tif [ \"$cur\" = = ]; then\n"
	"\t\tcur=\n"
	"\telif [ \"$prev\" = = ]; then\n"
	"\t\tprev=${COMP_WORDS[COMP_CWORD-2]}\n"
	"\tfi\n";

static const char tail[] =
	"\tif [ \"$words\" = @folder@ ]; then\n"
	"\t\tcompopt -o filenames\n"
	"\t\tmapfile -t COMPREPLY < <(compgen -d -- \"$cur\")\n"
	"\telif [ -n \"$words\" ]; then\n"
	"\t\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\")\n"
	"\tfi\n"
	"}\n"
	"complete -o default -F _imcfab imcfab\n";

static void put_names(const struct cmd_opt *o, const char *between,
		      struct text *t)
{
	if (o->letter)
		text_add(t, "-%c", o->letter);
	if (o->name)
		text_add(t, "%s--%s", o->letter ? between : "", o->name);
}

/* What may stand behind an option: nothing said means files, by "default". */
static void put_values(const struct cmd_opt *o, struct text *t)
{
	if (option_is_operand(o) || o->kind == CMD_FLAG)
		return;
	text_add(t, "\t\t");
	put_names(o, "|", t);
	text_add(t, ")");
	if (o->kind == CMD_FOLDER)
		text_add(t, " words=@folder@");
	for (int i = 0; o->kind == CMD_CHOICE && o->choice(i); i++)
		text_add(t, "%s%s", i ? " " : " words=\"", o->choice(i));
	text_add(t, "%s ;;\n", o->kind == CMD_CHOICE ? "\"" : "");
}

static void put_command(const struct cmd *c, struct text *t)
{
	text_add(t, "\t%s)\n\t\tcase $prev in\n", c->name);
	for (const struct cmd_opt *o = c->opt; o->kind; o++)
		put_values(o, t);
	text_add(t, "\t\t*)\n\t\t\t[[ $cur != -* ]] || words=\"--help");
	for (const struct cmd_opt *o = c->opt; o->kind; o++) {
		if (option_is_operand(o))
			continue;
		text_add(t, " ");
		put_names(o, " ", t);
	}
	text_add(t, "\"\n\t\t\t;;\n\t\tesac\n\t\t;;\n");
}

void cmd_completion(const struct cmd *const *cmd, struct text *t)
{
	text_add(t, "%s\tif [ \"$COMP_CWORD\" = 1 ]; then\n"
		 "\t\twords=\"--help --version", head);
	for (int i = 0; cmd[i]; i++)
		text_add(t, " %s", cmd[i]->name);
	text_add(t, "\"\n\telse case ${COMP_WORDS[1]} in\n");
	for (int i = 0; cmd[i]; i++)
		put_command(cmd[i], t);
	text_add(t, "\tesac\n\tfi\n%s", tail);
}
