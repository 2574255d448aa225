/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "cmd.h"
#include "base/file.h"
#include "option_text.h"

/* Text for roff: its own characters escaped, "\n" a paragraph. */
static void put_roff(const char *s, struct text *t)
{
	int begins = 1;

	for (; *s; s++) {
		if (begins && (*s == '.' || *s == '\''))
			text_add(t, "\\&");
		begins = 0;
		if (*s == '\n') {
			text_add(t, "\n.PP\n");
			begins = 1;
		} else if (*s == '\\') {
			text_add(t, "\\e");
		} else if (*s == '-') {
			text_add(t, "\\-");
		} else if (*s == '\'') {
			text_add(t, "\\(aq");
		} else if (*s == '`') {
			text_add(t, "\\(ga");
		} else {
			text_add_bytes(t, s, 1);
		}
	}
	text_add(t, "\n");
}

static void put_head(const char *page, const char *summary, struct text *t)
{
	text_add(t, ".TH \"%s\" 1 \"\" \"imcfab " PACKAGE_VERSION
		 "\" \"imcfab\"\n.SH NAME\n%s \\- ", page, page);
	put_roff(summary, t);
}

static void put_status(struct text *t)
{
	text_add(t, ".SH EXIT STATUS\n"
		 ".TP\n0\nSuccess.\n"
		 ".TP\n1\nA comparison or check failed.\n"
		 ".TP\n2\nBad input or usage; one message names it.\n");
}

static void put_environment(struct text *t)
{
	text_add(t, ".SH ENVIRONMENT\n"
		 ".TP\n.B IMCFAB_SHARE\nFolder with the templates, benches, "
		 "networks and hardware files that the program reads.\n"
		 ".TP\n.B IMCFAB_DATA\nFolder with real networks and images, "
		 "for\n.BR imcfab\\-demo (1).\n");
}

/* Operands and options, a tagged paragraph each. */
static void put_rows(const struct cmd *c, int operands, struct text *t)
{
	const struct cmd_opt *o;
	int n = 0;

	for (int i = 0; (o = option_in_order(c, i)); i++) {
		struct text head = {0}, help = {0};

		if (option_is_operand(o) == operands) {
			if (!n++)
				text_add(t, ".SH %s\n", operands ? "OPERANDS" :
					 "OPTIONS");
			option_head(o, &head);
			option_help(o, &help);
			text_add(t, ".TP\n.B ");
			put_roff(head.s, t);
			put_roff(help.s, t);
		}
		text_free(&head);
		text_free(&help);
	}
	if (!operands)
		text_add(t, "%s.TP\n.B \\-h, \\-\\-help\nPrint the usage.\n",
			 n ? "" : ".SH OPTIONS\n");
}

static void page_of(const struct cmd *c, struct text *t)
{
	const struct cmd_opt *o;
	char *page = xasprintf("imcfab-%s", c->name);

	put_head(page, c->summary, t);
	text_add(t, ".SH SYNOPSIS\n.B imcfab %s\n", c->name);
	for (int i = 0; (o = option_in_order(c, i)); i++) {
		struct text word = {0};

		option_usage(o, &word);
		put_roff(word.s, t);
		text_free(&word);
	}
	text_add(t, ".SH DESCRIPTION\n");
	put_roff(c->about, t);
	put_rows(c, 1, t);
	put_rows(c, 0, t);
	put_status(t);
	put_environment(t);
	text_add(t, ".SH SEE ALSO\n.BR imcfab (1)\n");
	free(page);
}

static void page_of_all(const struct cmd *const *cmd, struct text *t)
{
	put_head("imcfab", "communication fabrics for in-memory-computing "
		 "tile arrays", t);
	text_add(t, ".SH SYNOPSIS\n.B imcfab\n.I COMMAND\n\\&...\n"
		 ".SH DESCRIPTION\nTurns a convolutional network and a "
		 "description of an in\\-memory\\-computing chip into a "
		 "synthesizable communication fabric, the program that runs "
		 "the network on it, and the evidence that it works.\n"
		 ".SH COMMANDS\n");
	for (int i = 0; cmd[i]; i++) {
		text_add(t, ".TP\n.BR imcfab\\-%s (1)\n", cmd[i]->name);
		put_roff(cmd[i]->summary, t);
	}
	text_add(t, ".SH OPTIONS\n.TP\n.B \\-h, \\-\\-help\nPrint the usage "
		 "of all commands.\n.TP\n.B \\-\\-version\nPrint the "
		 "version.\n");
	put_status(t);
	put_environment(t);
}

static int write_page(const char *dir, const char *name, const struct text *t,
		      struct err *e)
{
	char *path = xasprintf("%s/%s.1", dir, name);
	int r = file_write(path, t->s, t->n, e);

	free(path);
	return r;
}

int cmd_manual(const struct cmd *const *cmd, const char *dir, struct err *e)
{
	struct text all = {0};
	int r = dir_make(dir, e);

	page_of_all(cmd, &all);
	if (!r)
		r = write_page(dir, "imcfab", &all, e);
	text_free(&all);
	for (int i = 0; !r && cmd[i]; i++) {
		char *name = xasprintf("imcfab-%s", cmd[i]->name);
		struct text t = {0};

		page_of(cmd[i], &t);
		r = write_page(dir, name, &t, e);
		text_free(&t);
		free(name);
	}
	return r;
}
