/* SPDX-License-Identifier: Apache-2.0 */
#include "base/npy.h"
#include "file.h"
#include "image/images.h"
#include "onnx/array.h"
#include "onnx/tensor.h"

/* An array of NumPy: its header, as images (which other formats are too), as a tensor. */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct onnx_tensor t = {0};
	struct images *im;
	struct err e = {0};
	struct npy h;
	char *path;

	if (npy_parse(p, n, "x.npy", &h, &e) < 0)
		fuzz_refused(&e);
	npy_free(&h);
	for (int channels = 1; channels <= 3; channels += 2) {
		e = (struct err) {0};
		im = images_decode((const char *)p, n, "x.npy", channels, &e);
		if (!im)
			fuzz_refused(&e);
		images_free(im);
	}
	path = fuzz_file(".npy", p, n);
	e = (struct err) {0};
	if (array_read(path, &t, &e) < 0)
		fuzz_refused(&e);
	tensor_clear(&t);
	free(path);
	return 0;
}
