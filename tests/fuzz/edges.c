/* SPDX-License-Identifier: Apache-2.0 */
#include "file.h"
#include "topo/topo.h"
#include "topo/topo_facts.h"

static void build(const char *expression, const char *text)
{
	struct topo_files files = {0};
	struct err e = {0};
	struct topo *t;

	topo_files_add(&files, "f", text);
	t = topo_build_from(expression, &files, "x.arch", 1, &e);
	topo_files_free(&files);
	if (!t)
		fuzz_refused(&e);
	else if (topo_n_cores(t) < 1)
		abort();
	topo_free(t);
}

/* An edge list, as it is and with operators on it, and the same bytes as an anynet file;
 * a short one as an expression too. */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char *text = fuzz_text(p, n);
	char *canonical;

	build("edges(\"f\")", text);
	build("bidir(edges(\"f\"))", text);
	build("anynet(\"f\")", text);
	if (n < 100) {
		canonical = topo_canonical(text);
		if (canonical) {
			char *again = topo_canonical(canonical);

			if (!again || strcmp(again, canonical))
				abort();
			free(again);
		}
		free(canonical);
	}
	free(text);
	return 0;
}
