/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct cmd_opt *find(const struct cmd_opt *opt, const char *name)
{
	for (; opt->name; opt++)
		if (!strcmp(opt->name, name))
			return opt;
	return NULL;
}

int cmd_options(int argc, char **argv, const struct cmd_opt *opt,
		const char **operand, int min, int max, struct err *e)
{
	int n = 0, plain = 0;

	for (int i = 0; i < max; i++)
		operand[i] = NULL;
	for (int i = 1; i < argc; i++) {
		const struct cmd_opt *o = plain ? NULL : find(opt, argv[i]);

		if (!plain && !strcmp(argv[i], "--")) {
			plain = 1;
		} else if (o && o->flag) {
			*o->flag = 1;
		} else if (o) {
			if (i + 1 == argc)
				return err_set(e, "", 0, "%s: needs a value",
					       argv[i]);
			i++;
			if (o->value)
				*o->value = argv[i];
			if (!o->list)
				continue;
			o->list->s = xrealloc(o->list->s, (o->list->n + 1) *
					      sizeof(*o->list->s));
			o->list->s[o->list->n++] = argv[i];
		} else if (!plain && argv[i][0] == '-' && argv[i][1]) {
			return err_set(e, "", 0, "%s: unknown option `%s'",
				       argv[0], argv[i]);
		} else if (n == max) {
			return err_set(e, "", 0, "%s: unexpected `%s'",
				       argv[0], argv[i]);
		} else {
			operand[n++] = argv[i];
		}
	}
	if (n < min)
		return err_set(e, "", 0, "%s: %d operand%s needed, %d given; "
			       "see imcfab %s --help", argv[0], min,
			       min == 1 ? "" : "s", n, argv[0]);
	return 0;
}

int cmd_number(const char *name, const char *value, long lo, long hi,
	       long *n, struct err *e)
{
	char *end;

	errno = 0;
	*n = strtol(value, &end, 10);
	if (errno || end == value || *end || *n < lo || *n > hi)
		return err_set(e, "", 0, "%s = %s: must be %ld..%ld", name,
			       value, lo, hi);
	return 0;
}

const char *cmd_share(void)
{
	const char *s = getenv("IMCFAB_SHARE");

	return s && *s ? s : IMCFAB_PKGDATADIR;
}

void cmd_progress(const char *stage, double done, double total,
		  const char *unit, double seconds)
{
	double rate = seconds > 0 ? done / seconds : 0;

	if (!isatty(STDERR_FILENO))
		return;
	fprintf(stderr, "\r\033[K%s: %.0f", stage, done);
	if (total > 0)
		fprintf(stderr, "/%.0f", total);
	fprintf(stderr, " %s", unit);
	if (rate > 0)
		fprintf(stderr, ", %.3g/s", rate);
	if (total > done && rate > 0)
		fprintf(stderr, ", %.0f s left", (total - done) / rate);
	if (total > 0 && done >= total)
		fputc('\n', stderr);
	fflush(stderr);
}
