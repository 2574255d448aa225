/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "area_impl.h"
#include "base/file.h"

/*
 * One small text file a shape, named by the hash of all that it is made from:
 *
 *	imcfab-shape 1
 *	cells 4211
 *	flops 530
 *	um2 34132.736
 *	kid 2 $paramod$<hash>\imc_arb
 *	end
 *
 * Files appear whole (file_write), so that several runs may share a folder. One
 * that cannot be understood counts as absent.
 */
#define HEAD "imcfab-shape 1\n"

static char *entry_path(const struct area_flow *f, uint64_t h)
{
	return xasprintf("%s/%016" PRIx64 ".shape", f->cache, h);
}

int area_cache_read(const struct area_flow *f, uint64_t h, struct area_part *p)
{
	char *path = entry_path(f, h), *line, *rest, key[400];
	struct area_shape *s = &p->shape;
	long long n;
	int is_whole = 0;
	struct err ignored;
	char *text = file_read(path, FILE_MAX_DATA, NULL, &ignored);

	free(path);
	if (text && !strncmp(text, HEAD, strlen(HEAD)) && strstr(text, "\nend\n"))
		is_whole = 1;
	for (line = is_whole ? strtok_r(text, "\n", &rest) : NULL; line;
	     line = strtok_r(NULL, "\n", &rest)) {
		if (sscanf(line, "cells %lld", &n) == 1)
			s->n_cells = n;
		else if (sscanf(line, "flops %lld", &n) == 1)
			s->n_flops = n;
		else if (!strncmp(line, "um2 ", 4))
			s->um2 = strtod(line + 4, NULL);
		else if (sscanf(line, "kid %lld %399s", &n, key) == 2)
			area_part_add_kid(p, key, n);
	}
	free(text);
	p->is_known |= is_whole;
	return is_whole;
}

int area_cache_write(const struct area_flow *f, uint64_t h,
		     const struct area_part *p, struct err *e)
{
	char *path = entry_path(f, h);
	struct text t = {0};
	int i, r;

	text_add(&t, HEAD "cells %" PRId64 "\nflops %" PRId64 "\num2 %.10g\n",
		 p->shape.n_cells, p->shape.n_flops, p->shape.um2);
	for (i = 0; i < p->n_kids; i++)
		text_add(&t, "kid %" PRId64 " %s\n", p->kid[i].n, p->kid[i].key);
	text_add(&t, "end\n");
	r = file_write(path, t.s, t.n, e);
	text_free(&t);
	free(path);
	return r;
}
