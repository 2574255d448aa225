/* SPDX-License-Identifier: Apache-2.0 */
#include "file.h"
#include "layers/layers.h"
#include "onnx/onnx.h"

/* An ONNX file: as a graph, all of it or up to the first node that is refused, and as layers. */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char *path = fuzz_file(".onnx", p, n);

	for (int keep = 0; keep < 2; keep++) {
		struct onnx_options o = {.keep_refused = keep, .input = keep ? "3x8x8" : NULL};
		struct err e = {0};
		struct onnx_graph *g = onnx_read(path, &o, &e);
		struct text t = {0};

		if (!g)
			fuzz_refused(&e);
		else
			onnx_explain(g, &t);
		text_free(&t);
		onnx_free(g);
	}
	struct err e = {0};
	struct layers *l = layers_read(path, NULL, &e);

	if (!l)
		fuzz_refused(&e);
	layers_free(l);
	free(path);
	return 0;
}
