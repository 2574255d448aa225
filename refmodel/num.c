/* SPDX-License-Identifier: Apache-2.0 */
#include "num.h"

/* The row functions are worth -O3, whatever the rest is built with, and a copy
 * for each vector width. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__clang__)
#define CLONES __attribute__((target_clones("avx2", "default")))
#else
#define CLONES
#endif

/*
 * Floor of a / 2^n. C leaves the shift of a negative number to the compiler,
 * and AVX2 has the logical 64-bit shift only, so negative operands are
 * complemented before and after.
 */
static inline int64_t floor_shift(int64_t a, uint64_t n)
{
	const uint64_t flip = a < 0 ? ~(uint64_t)0 : 0;

	return (int64_t)((((uint64_t)a ^ flip) >> n) ^ flip);
}

/* Half is added to the doubled quotient: 2^(n-1) has no vector form either. */
static inline int64_t round_shift(int64_t a, uint64_t n)
{
	return floor_shift(floor_shift(2 * a, n) + 1, 1);
}

/* A shift count: as wide as what is shifted, or vectors do not take it. */
static inline uint64_t count(int shift)
{
	return (uint64_t)(unsigned)shift;
}

static inline int64_t clamp(int64_t a, int64_t lo, int64_t hi)
{
	a = a < lo ? lo : a;
	return a > hi ? hi : a;
}

static inline int32_t adc(int32_t y, int32_t offset, int gain, uint64_t shift,
			  int bits)
{
	int64_t top = (int64_t)1 << (bits - 1);
	int64_t t = ((int64_t)y - offset) * gain;

	return (int32_t)clamp(round_shift(t, shift), -top, top - 1);
}

static inline int32_t value(int32_t code, int step, int32_t offset)
{
	return (int32_t)((uint32_t)code * (uint32_t)step + (uint32_t)offset);
}

static inline int requant(int32_t acc, int32_t mult, uint64_t shift, int skip,
			  int32_t skip_mult, uint64_t leak, int lo, int hi)
{
	int64_t t = (int64_t)acc * mult + (int64_t)skip * skip_mult;

	shift += t < 0 ? leak : 0;
	return (int)clamp(round_shift(t, shift), lo, hi);
}

int64_t num_round_shift(int64_t a, int n)
{
	return round_shift(a, count(n));
}

int64_t num_clamp(int64_t a, int64_t lo, int64_t hi)
{
	return clamp(a, lo, hi);
}

int num_byte(uint32_t word, int byte, int is_signed)
{
	int v = (int)((word >> 8 * byte) & 255);

	return is_signed && v > 127 ? v - 256 : v;
}

int num_max(int a, int b)
{
	return a > b ? a : b;
}

int num_avg(int32_t sum, int shift)
{
	return (int)round_shift(sum, count(shift));
}

int32_t num_adc(int32_t y, int32_t offset, int gain, int shift, int bits)
{
	return adc(y, offset, gain, count(shift), bits);
}

int32_t num_value(int32_t code, int step, int32_t offset)
{
	return value(code, step, offset);
}

int32_t num_root(uint32_t a)
{
	uint32_t root = 0, bit;

	for (bit = 1u << 15; bit; bit >>= 1)
		if ((root | bit) * (root | bit) <= a)
			root |= bit;
	return (int32_t)root;
}

int32_t num_read_noise(int32_t root, uint16_t noise, uint64_t seed, int64_t n, int col)
{
	uint64_t a = seed + ((uint64_t)n * 4096 + (uint64_t)col) * 0x9E3779B97F4A7C15u;
	int z = -1020, byte;

	a = (a ^ a >> 30) * 0xBF58476D1CE4E5B9u;
	a = (a ^ a >> 27) * 0x94D049BB133111EBu;
	a ^= a >> 31;
	for (byte = 0; byte < 8; byte++)
		z += (int)(a >> 8 * byte & 255);
	return (int32_t)round_shift((int64_t)root * noise * z, 20);
}

int num_bits(int64_t lo, int64_t hi)
{
	int bits = 1;

	while (lo < -((int64_t)1 << (bits - 1)) ||
	       hi >= (int64_t)1 << (bits - 1))
		bits++;
	return bits;
}

int32_t num_sum(int32_t v, int32_t psum, int32_t bias)
{
	return (int32_t)((uint32_t)v + (uint32_t)psum + (uint32_t)bias);
}

int num_requant(int32_t acc, int32_t mult, int32_t leak_mult, int shift, int skip,
		int32_t skip_mult, struct num_out o)
{
	return requant(acc, acc < 0 ? leak_mult : mult, count(shift), skip, skip_mult,
		       count(o.leak_shift), o.is_signed ? -128 : 0,
		       o.is_signed ? 127 : 255);
}

CLONES
void num_adc_row(int32_t *y, int n, const struct num_adc *a)
{
	const int gain = a->gain, bits = a->bits, step = a->step;
	const uint64_t shift = count(a->shift);
	const int32_t offset = a->offset;
	int i;

	if (gain == 1 && shift == 0 && step == 1 && offset == 0) {
		const int32_t hi = (int32_t)(((int64_t)1 << (bits - 1)) - 1);
		const int32_t lo = -hi - 1;

		for (i = 0; i < n; i++) {
			int32_t v = y[i] < lo ? lo : y[i];

			y[i] = v > hi ? hi : v;
		}
		return;
	}
	for (i = 0; i < n; i++)
		y[i] = value(adc(y[i], offset, gain, shift, bits), step, offset);
}

CLONES
void num_sum_row(int32_t *restrict v, const int32_t *restrict add, int n)
{
	int i;

	for (i = 0; i < n; i++)
		v[i] = (int32_t)((uint32_t)v[i] + (uint32_t)add[i]);
}

/* Up to ROW columns, in loops of few operand widths each: gcc finds no vector
 * for a shift count that it widens itself, nor for bytes beside 64 bits. */
enum { ROW = 64 };

CLONES
static void requant_some(const int32_t *restrict acc, int n,
			 const int32_t *restrict mult,
			 const int32_t *restrict shift,
			 const int16_t *restrict skip,
			 const int32_t *restrict skip_mult, struct num_out o,
			 uint8_t *restrict out)
{
	const int lo = o.is_signed ? -128 : 0, hi = o.is_signed ? 127 : 255;
	const uint64_t leak = count(o.leak_shift);
	uint64_t by[ROW];
	int32_t v[ROW];
	int i;

	for (i = 0; i < n; i++) {
		by[i] = count(shift[i]);
		v[i] = skip ? skip[i] : 0;
	}
	if (skip)
		for (i = 0; i < n; i++)
			v[i] = requant(acc[i], mult[i], by[i], v[i],
				       skip_mult[i], leak, lo, hi);
	else
		for (i = 0; i < n; i++)
			v[i] = requant(acc[i], mult[i], by[i], 0, 0, leak, lo,
				       hi);
	for (i = 0; i < n; i++)
		out[i] = (uint8_t)v[i];
}

void num_requant_row(const int32_t *acc, int n, const int32_t *mult,
		     const int32_t *leak_mult, const int32_t *shift,
		     const int16_t *skip, const int32_t *skip_mult, struct num_out o,
		     uint8_t *out)
{
	int32_t by[ROW];
	int i, j, todo;

	for (i = 0; i < n; i += ROW) {
		todo = n - i < ROW ? n - i : ROW;
		for (j = 0; leak_mult && j < todo; j++)
			by[j] = acc[i + j] < 0 ? leak_mult[i + j] : mult[i + j];
		requant_some(acc + i, todo, leak_mult ? by : mult + i, shift + i,
			     skip ? skip + i : 0, skip ? skip_mult + i : 0, o,
			     out + i);
	}
}
