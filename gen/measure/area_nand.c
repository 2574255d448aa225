/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "area_impl.h"
#include "base/file.h"

/*
 * Finds the library's 2-input NAND: the unit of gate equivalents. By function, not
 * by name: a cell with two inputs and one output whose `function` is 0 where both
 * inputs are 1, and 1 elsewhere.
 */

/* A Boolean function of Liberty over two pins, evaluated while it is read. */
struct reader {
	const char *s;
	char pin[2][32];
	int value[2];
	int bad;
};

static int read_or(struct reader *r);

static void skip_blanks(struct reader *r)
{
	while (isspace((unsigned char)*r->s))
		r->s++;
}

static int read_pin(struct reader *r)
{
	size_t n = strspn(r->s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
			  "0123456789_");
	int i, v = 0;

	for (i = 0; i < 2; i++)
		if (n && strlen(r->pin[i]) == n && !strncmp(r->s, r->pin[i], n))
			break;
	if (i == 2)
		r->bad = 1;
	else
		v = r->value[i];
	r->s += n ? n : *r->s != 0;
	return v;
}

/* ! before and ' behind an operand. */
static int read_factor(struct reader *r)
{
	int v;

	skip_blanks(r);
	if (*r->s == '!') {
		r->s++;
		return !read_factor(r);
	}
	if (*r->s == '(') {
		r->s++;
		v = read_or(r);
		r->bad |= *r->s != ')';
		r->s += *r->s == ')';
	} else {
		v = read_pin(r);
	}
	skip_blanks(r);
	for (; *r->s == '\''; r->s++)
		v = !v;
	skip_blanks(r);
	return v;
}

/* A blank is a conjunction too; ^ binds as tightly here as &. */
static int read_and(struct reader *r)
{
	int v = read_factor(r), by;

	while (*r->s && !strchr("|+)", *r->s) && !r->bad) {
		if (*r->s == '^') {
			r->s++;
			by = read_factor(r);
			v ^= by;
			continue;
		}
		r->s += *r->s == '&' || *r->s == '*';
		by = read_factor(r);
		v &= by;
	}
	return v;
}

static int read_or(struct reader *r)
{
	int v = read_and(r), by;

	while (*r->s && strchr("|+", *r->s)) {
		r->s++;
		by = read_and(r);
		v |= by;
	}
	return v;
}

static int is_nand(struct reader *r, const char *function)
{
	int i, v;

	for (i = 0; i < 4; i++) {
		r->s = function;
		r->value[0] = i & 1;
		r->value[1] = i >> 1;
		r->bad = 0;
		v = read_or(r);
		if (r->bad || *r->s || v != (i != 3))
			return 0;
	}
	return 1;
}

int area_attribute(const char *from, const char *to, const char *name,
		   char *value, size_t room)
{
	size_t n = strlen(name), k;
	const char *p = from, *q;

	while ((p = memmem(p, to - p, name, n))) {
		q = p + n + strspn(p + n, " \t");
		if (*q == ':' && p > from && strchr(" \t\n;{", p[-1])) {
			q += 1 + strspn(q + 1, " \t\"");
			k = strcspn(q, "\";\n}");
			if (k >= room)
				return 0;
			memcpy(value, q, k);
			value[k] = 0;
			return 1;
		}
		p += n;
	}
	return 0;
}

/* Reads the pins of a cell; 1 where it is a 2-input NAND. */
static int cell_is_nand(const char *from, const char *to)
{
	char function[200] = "", direction[16], text[200];
	int n_in = 0, n_out = 0;
	const char *p = from, *end;
	struct reader r = {0};

	if (area_attribute(from, to, "next_state", text, sizeof(text)) ||
	    area_attribute(from, to, "data_in", text, sizeof(text)))
		return 0;	/* a flip-flop or latch */
	while ((p = area_group_find(p, to, "pin", &end))) {
		if (!area_attribute(p, end, "direction", direction,
				    sizeof(direction)))
			return 0;
		direction[strcspn(direction, " ")] = 0;
		if (!strcmp(direction, "input") && n_in < 2)
			area_group_name(p, r.pin[n_in], sizeof(r.pin[0]));
		n_in += !strcmp(direction, "input");
		if (!strcmp(direction, "output")) {
			n_out++;
			area_attribute(p, end, "function", function,
				       sizeof(function));
		}
		p = end;
	}
	return n_in == 2 && n_out == 1 && *function && is_nand(&r, function);
}

int area_nand2(const char *library, char name[64], double *um2, struct err *e)
{
	char *s = file_read(library, FILE_MAX_DATA, NULL, e), value[64];
	const char *p = s, *end, *to;
	double area;

	*name = 0;
	*um2 = 0;
	if (!s)
		return -1;
	to = s + strlen(s);
	while ((p = area_group_find(p, to, "cell", &end))) {
		if (area_attribute(p, end, "area", value, sizeof(value)) &&
		    cell_is_nand(p, end)) {
			area = strtod(value, NULL);
			if (area > 0 && (!*name || area < *um2)) {
				*um2 = area;
				area_group_name(p, name, 64);
			}
		}
		p = end;
	}
	free(s);
	return *name ? 0 : err_set(e, library, 0, "holds no 2-input NAND, the "
				   "unit of gate equivalents");
}
