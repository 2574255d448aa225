/* SPDX-License-Identifier: Apache-2.0 */
#include "device/device.h"
#include "file.h"

#include <math.h>

/* A device file, and its formulas at some conductances: numbers, whatever the keys. */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char *text = fuzz_text(p, n);
	struct err e = {0};
	struct device *d = device_parse(text, "x.dev", NULL, 0, &e);

	free(text);
	if (!d)
		return fuzz_refused(&e);
	for (double g = 0; g <= 1; g += 0.25)
		if (isnan(device_curve(&d->nu, g)) || isnan(device_sigma(d, g, d->time)) ||
		    !(device_read_noise(d, g, g) >= 0))
			abort();
	device_free(d);
	return 0;
}
