/* SPDX-License-Identifier: Apache-2.0 */
#include "file.h"
#include "sweep/sweep.h"

/* The points are not made: the bytes may ask for a hundred thousand of them, and their files
 * are not there. */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char *path = fuzz_file(".sweep", p, n);
	struct err e = {0};
	struct sweep *s = sweep_read(path, NULL, 0, &e);

	if (!s)
		fuzz_refused(&e);
	sweep_free(s);
	free(path);
	return 0;
}
