/* SPDX-License-Identifier: Apache-2.0 */
#include "file.h"
#include "layers/layers.h"

/* A graph of shapes in a format of text, as layers and as tasks of a small core. */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	const char *const hardware = "imcfab-arch 1\nname = a\ntopology = ring(4)\n"
		"clock = 1 MHz\nlink.bits = 32 bit\nlink.vcs = 1\nlink.depth = 2 flit\n"
		"xbar.rows = 1024\nxbar.cols = 1024\nxbar.mvm = 2 cycle\n"
		"xbar.weight_bits = 8 bit\nadc.bits = 8 bit\nact.bytes = 64 byte\n"
		"skip.bytes = 64 byte\n";
	char *path = fuzz_file(".txt", p, n);
	struct err e = {0};
	struct layers *l = layers_read(path, NULL, &e);

	if (!l)
		fuzz_refused(&e);
	else {
		struct arch *a = arch_parse(hardware, "x.arch", 1, NULL, 0, &e);
		struct flow *f = layers_flow(l, a, LAYERS_CUT_LAYER, &e);

		if (!f)
			fuzz_refused(&e);
		flow_free(f);
		arch_free(a);
		if (layers_macs(l) < 0 || layers_weights(l) < 0)
			abort();
	}
	layers_free(l);
	free(path);
	return 0;
}
