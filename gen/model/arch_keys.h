/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ARCH_KEYS_H
#define ARCH_KEYS_H

/*
 * The keys of the hardware file. One table drives reading, ranges, messages and writing;
 * docs/formats.md has the same rows in words.
 */
enum kind { KIND_NAME, KIND_LINE, KIND_INT, KIND_REAL, KIND_XBAR, KIND_LIST };

struct key {
	const char *name;
	enum kind kind;
	size_t at;		/* of the field in struct arch */
	const char *unit;	/* NULL: a plain number */
	double lo, hi;
	int multiple;		/* the value is a multiple of this; or a power of 2 */
	int optional;		/* or UNEMITTED: a fabric is the same whatever it says */
	double default_value;		/* value where an optional key is left out */
};

#define POWER_OF_2 0
#define UNEMITTED 2
#define N_KEYS 35
extern const struct key arch_key[N_KEYS];

/* Words of xbar.kind, by enum arch_xbar. */
extern const char *const arch_xbar_kind[2];

/* The name of the key that is most like a word, or NULL where none is. */
const char *arch_key_like(const char *word);

#endif
