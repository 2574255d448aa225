/* SPDX-License-Identifier: Apache-2.0 */
#include "pictures.h"

#include <stdlib.h>
#include <string.h>

#include "main.h"

char *pictures_path(const char *name)
{
	char *file = xasprintf("tests/images/%s", name);
	char *path = check_source(file);

	free(file);
	return path;
}

struct images *pictures_decode(const void *bytes, size_t n, int channels,
			       struct err *e)
{
	char *p = xmalloc(n ? n : 1);
	struct images *im;

	memcpy(p, bytes, n);
	*e = (struct err) {0};
	im = images_decode(p, n, "file", channels, e);
	free(p);
	if (im)
		return im;
	ck_assert_str_eq(e->file, "file");
	ck_assert(e->text[0]);
	return NULL;
}
