/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NUM_H
#define NUM_H

#include <stdint.h>

/*
 * The arithmetic of the hardware, written from docs/numerics.md: one function a
 * row of its table. All of it is exact; where a result wraps, it wraps in 32
 * bits, two's complement. Nothing here knows of tasks, streams or Verilog.
 */

/* (a + 2^(n-1)) >> n, rounding half up; a where n is 0. |a| < 2^61, n 0..54. */
int64_t num_round_shift(int64_t a, int n);
int64_t num_clamp(int64_t a, int64_t lo, int64_t hi);	/* lo <= hi */

/* Channel `byte` (0..3) of a word of a byte stream, as a value. */
int num_byte(uint32_t word, int byte, int is_signed);

/* One step of a maximum over a window, and the mean of a window whose values
 * sum up to `sum` and whose area is 2^shift (shift 0..12). */
int num_max(int a, int b);
int num_avg(int32_t sum, int shift);

/* The converter: code of a column sum, bits 2..32, gain 1..65535, shift 0..47;
 * and the value that a code stands for, step 1..65535. */
int32_t num_adc(int32_t y, int32_t offset, int gain, int shift, int bits);
int32_t num_value(int32_t code, int step, int32_t offset);

/* Read noise of a column in product n (0 first) of a crossbar: `root` is num_root of the sum of
 * the squares of its inputs, `noise` the column's number. */
int32_t num_root(uint32_t a);	/* floor of the square root */
int32_t num_read_noise(int32_t root, uint16_t noise, uint64_t seed, int64_t n, int col);

/* Width in bits (two's complement) that holds lo..hi. 1..62. */
int num_bits(int64_t lo, int64_t hi);

/* v + psum + bias. */
int32_t num_sum(int32_t v, int32_t psum, int32_t bias);

/* The bytes that results become: signed -128..127, else 0..255; leak_shift 0..7. */
struct num_out {
	int is_signed, leak_shift;
};

/* A result byte's value. mult 0..65535, of a negative acc leak_mult -65535..65535,
 * shift 0..47, skip -128..255. */
int num_requant(int32_t acc, int32_t mult, int32_t leak_mult, int shift, int skip,
		int32_t skip_mult, struct num_out o);

/*
 * The same, a row of n columns at a time. No two pointers overlap.
 */
struct num_adc {
	int gain, shift, step, bits;
	int32_t offset;
};
void num_adc_row(int32_t *y, int n, const struct num_adc *a);	/* y becomes v */
void num_sum_row(int32_t *v, const int32_t *add, int n);	/* v += add */

/* mult, shift, skip_mult: [n]. leak_mult: [n], or NULL: mult. skip: [n] values, or
 * NULL: no residual. */
void num_requant_row(const int32_t *acc, int n, const int32_t *mult,
		     const int32_t *leak_mult, const int32_t *shift,
		     const int16_t *skip, const int32_t *skip_mult, struct num_out o,
		     uint8_t *out);

#endif
