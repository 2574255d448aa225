/* SPDX-License-Identifier: Apache-2.0 */
#include "file.h"
#include "model/arch.h"

/* A hardware file; what is read is written and read again, and is the same. */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char *text = fuzz_text(p, n);
	struct err e = {0};
	struct arch *a = arch_parse(text, "x.arch", 1, NULL, 0, &e), *b;
	struct text one = {0}, two = {0};

	free(text);
	if (!a)
		return fuzz_refused(&e);
	arch_write(a, &one);
	b = arch_parse(one.s, "y.arch", 1, NULL, 0, &e);
	if (!b) {
		fprintf(stderr, "not read again: %s\n%s", e.text, one.s);
		abort();
	}
	arch_write(b, &two);
	if (strcmp(one.s, two.s))
		abort();
	text_free(&one);
	text_free(&two);
	arch_free(a);
	arch_free(b);
	return 0;
}
