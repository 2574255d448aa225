/* SPDX-License-Identifier: Apache-2.0 */

/* imc_adc against num_adc: all pairs of corner values, then random ones. */

#include "Vdut.h"
#include "stream.hpp"

extern "C" {
#include "refmodel/num.h"
}

static const int32_t sums[] = {
	0, 1, -1, 2, -2, 127, 128, -128, -129, 255, 256, 65535, -65536,
	INT32_MAX, INT32_MAX - 1, INT32_MIN, INT32_MIN + 1,
};
static const int gains[] = { 1, 2, 3, 255, 32767, 32768, 65535 };
static const int shifts[] = { 0, 1, 2, 7, 8, 15, 16, 31, 32, 33, 46, 47 };

static void compare(const Run &run, Vdut &dut, int32_t y, int32_t offset, int gain, int shift)
{
	uint64_t code = (uint32_t)num_adc(y, offset, gain, shift, ADC_BITS);

	dut.y_i = (uint32_t)y;
	dut.offset_i = (uint32_t)offset;
	dut.gain_i = (uint16_t)gain;
	dut.shift_i = (uint8_t)shift;
	dut.eval();
	if (dut.code_o != (code & ((UINT64_C(1) << ADC_BITS) - 1)))
		run.fail("code_o", "is %" PRIx64 ", expected %" PRIx64
			 " (y %d offset %d gain %d shift %d)",
			 (uint64_t)dut.code_o, code, y, offset, gain, shift);
}

int main(int argc, char **argv)
{
	Run run{"unit_adc", seed_of(argc, argv)};
	Rng rng(run.seed);
	Vdut dut;

	for (int32_t y : sums)
		for (int32_t offset : sums)
			for (int gain : gains)
				for (int shift : shifts) {
					compare(run, dut, y, offset, gain, shift);
					run.cycle++;
				}
	for (int n = 0; n < 100000; n++, run.cycle++) {
		/* narrow sums as often as wide ones, shifts that keep some of the code */
		int32_t y = (int32_t)(int64_t)rng.bits(32) >> rng.below(32);
		int32_t offset = (int32_t)(int64_t)rng.bits(32) >> rng.below(32);
		int gain = 1 + (int)rng.below(1u << rng.below(17)) % 65535;

		compare(run, dut, y, offset, gain, (int)rng.below(48));
	}
	printf("unit_adc: ADC_BITS %d seed %" PRIu64 ": %" PRIu64 " codes, equal\n", ADC_BITS,
	       run.seed, run.cycle);
	return 0;
}
