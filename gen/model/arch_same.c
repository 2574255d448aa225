/* SPDX-License-Identifier: Apache-2.0 */
#include "arch.h"

#include <string.h>

#include "topo/topo.h"

static void write_file(const struct topo_file *f, struct text *t)
{
	size_t n = strlen(f->text), i;
	int n_lines = n && f->text[n - 1] != '\n';

	for (i = 0; i < n; i++)
		n_lines += f->text[i] == '\n';
	text_add(t, "file %d %s\n", n_lines, f->name);
	text_add_bytes(t, f->text, n);
	if (n && f->text[n - 1] != '\n')
		text_add(t, "\n");
}

void arch_write_files(const struct topo_files *f, struct text *t)
{
	int i;

	for (i = 0; f && i < f->n; i++)
		write_file(&f->file[i], t);
}

static void write_all(const struct arch *a, const struct topo_files *f,
		      struct text *t)
{
	arch_write_emitted(a, t);
	arch_write_files(f, t);
}

int arch_equal(const struct arch *a, const struct topo_files *of_a,
	       const struct arch *b, const struct topo_files *of_b)
{
	struct text s = {0}, t = {0};
	int equal;

	write_all(a, of_a, &s);
	write_all(b, of_b, &t);
	equal = !strcmp(s.s, t.s);
	text_free(&s);
	text_free(&t);
	return equal;
}

uint64_t arch_hash(const struct arch *a, const struct topo_files *files)
{
	struct text t = {0};
	uint64_t h;

	write_all(a, files, &t);
	h = fnv(FNV_START, t.s, t.n);
	text_free(&t);
	return h;
}
