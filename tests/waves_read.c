/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads waves of `imcfab cosim --trace` by the reader that comes with Verilator.
 *
 *	waves_read FST SAVE		every signal of a save file of GTKWave is in the
 *					waves, as wide as it says; prints how many
 *	waves_read FST NAME TIME	prints the value of a signal at a time, in hex
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fstapi.h"

#define MAX_NAME 1000

struct var {
	char name[MAX_NAME];
	unsigned bits;
	fstHandle handle;
};

static struct var *var;
static size_t n_vars;

static void read_vars(void *fst)
{
	char scope[MAX_NAME] = "", name[MAX_NAME];
	struct fstHier *h;
	size_t n = 0;

	while ((h = fstReaderIterateHier(fst))) {
		if (h->htyp == FST_HT_SCOPE) {
			n = strlen(scope);
			snprintf(scope + n, sizeof(scope) - n, "%s.", h->u.scope.name);
		} else if (h->htyp == FST_HT_UPSCOPE) {
			n = strlen(scope);
			if (n)
				scope[n - 1] = 0;
			*(strrchr(scope, '.') ? strrchr(scope, '.') + 1 : scope) = 0;
		} else if (h->htyp == FST_HT_VAR) {
			snprintf(name, sizeof(name), "%.*s", (int)strcspn(h->u.var.name, " ["),
				 h->u.var.name);
			var = realloc(var, (n_vars + 1) * sizeof(*var));
			snprintf(var[n_vars].name, MAX_NAME, "%.*s%.*s",
				 MAX_NAME / 2, scope, MAX_NAME / 2 - 1, name);
			var[n_vars].bits = h->u.var.length;
			var[n_vars++].handle = h->u.var.handle;
		}
	}
}

static const struct var *find(const char *name)
{
	for (size_t i = 0; i < n_vars; i++)
		if (!strcmp(var[i].name, name))
			return &var[i];
	return NULL;
}

/* "tile_0.imc_tile.x[9:0]", or without the range where it is one bit. */
static int check_signal(const char *s)
{
	char name[MAX_NAME];
	int high = 0, n = (int)strcspn(s, "[");
	const struct var *v;

	snprintf(name, sizeof(name), "%.*s", n, s);
	if (s[n] && sscanf(s + n, "[%d:0]", &high) != 1)
		high = -1;
	v = find(name);
	if (v && v->bits == (unsigned)high + 1)
		return 1;
	printf("%s: %s\n", s, v ? "has another width in the waves" : "is not in the waves");
	return 0;
}

static int check_save(const char *path)
{
	char line[20000], *at;
	FILE *f = fopen(path, "r");
	int n = 0, bad = 0;

	if (!f)
		return -1;
	while (fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\n")] = 0;
		if (strchr("@-[*", *line))
			continue;
		for (at = strtok(line, " "); at; at = strtok(NULL, " ")) {
			if (*at == '#')
				continue;
			if (*at == '(')
				at = strchr(at, ')') + 1;
			bad += !check_signal(at);
			n++;
		}
	}
	fclose(f);
	printf("%d signals of the save file, %d not in the waves\n", n, bad);
	return bad || !n ? -1 : 0;
}

struct look {
	fstHandle handle;
	uint64_t until;
	char value[MAX_NAME];
};

static void see(void *user, uint64_t time, fstHandle handle, const unsigned char *value)
{
	struct look *l = user;

	if (handle == l->handle && time <= l->until)
		snprintf(l->value, sizeof(l->value), "%s", (const char *)value);
}

static int print_value(void *fst, const char *name, const char *time)
{
	const struct var *v = find(name);
	struct look l = {.until = strtoull(time, NULL, 10)};
	uint64_t x = 0;

	if (!v)
		return check_signal(name) - 1;
	l.handle = v->handle;
	fstReaderSetFacProcessMask(fst, v->handle);
	fstReaderIterBlocks(fst, see, &l, NULL);
	for (const char *s = l.value; *s; s++)
		x = x << 1 | (*s == '1');
	printf("%llx\n", (unsigned long long)x);
	return *l.value ? 0 : -1;
}

int main(int argc, char **argv)
{
	void *fst = argc > 2 ? fstReaderOpen(argv[1]) : NULL;
	int r;

	if (!fst) {
		fprintf(stderr, "waves_read: usage, or no waves in the file\n");
		return 2;
	}
	read_vars(fst);
	r = argc == 3 ? check_save(argv[2]) : print_value(fst, argv[2], argv[3]);
	fstReaderClose(fst);
	return r < 0;
}
