/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "gates_impl.h"

/*
 * Files of AIGER 1.9, binary: inputs, latches and ANDs of two are variables 1, 2, ... in this
 * order; a literal is twice its variable, plus 1 where it is inverted; 0 and 1 are constants.
 */
struct aig {
	unsigned n_inputs, n_latches, n_outputs, n_ands;
	unsigned *next, *output;	/* literals */
	unsigned (*of)[2];	/* of each AND */
	char *undef;	/* [variable] an input that stands for an X of the RTL */
	struct {
		unsigned side[2];	/* RTL, netlist */
		int has[2];
	} *point;	/* by number */
	unsigned n_points;
	/* [variable] the literal with the same value: a register has that of one before it,
	 * or of a constant, by the names of points; of the variable itself where of none. */
	unsigned *same;
	int *named;	/* [variable] a register that is at a point */
};

static unsigned first_latch(const struct aig *a)
{
	return a->n_inputs + 1;
}

static unsigned first_and(const struct aig *a)
{
	return a->n_inputs + a->n_latches + 1;
}

static int is_latch(const struct aig *a, unsigned literal)
{
	return literal / 2 >= first_latch(a) && literal / 2 < first_and(a);
}

static int is_leaf(const struct aig *a, unsigned literal)
{
	return literal < 2 || is_latch(a, literal);
}

static void aig_free(struct aig *a)
{
	free(a->next);
	free(a->output);
	free(a->of);
	free(a->undef);
	free(a->point);
	free(a->same);
	free(a->named);
}

/* A file at which we are. */
struct at {
	const unsigned char *p, *end;
	int bad;
};

static unsigned read_line(struct at *at)
{
	unsigned n = 0;

	if (at->p == at->end || *at->p < '0' || *at->p > '9')
		at->bad = 1;
	for (; at->p < at->end && *at->p >= '0' && *at->p <= '9'; at->p++)
		n = n * 10 + (*at->p - '0');
	while (at->p < at->end && *at->p != '\n')
		at->p++;	/* what a latch begins with */
	at->p += at->p < at->end;
	return n;
}

static unsigned read_difference(struct at *at)
{
	unsigned n = 0;
	int shift = 0;

	while (at->p < at->end && *at->p > 127 && shift < 28) {
		n |= (unsigned)(*at->p++ & 127) << shift;
		shift += 7;
	}
	at->bad |= at->p >= at->end;
	return at->bad ? 0 : n | (unsigned)*at->p++ << shift;
}

/* Inputs undef_NAME.Y and outputs eq_NUMBER.point.A and B, as gates_cec.c names them. Is a
 * name like these, but does not fit? */
static int read_name(struct aig *a, const char *line)
{
	unsigned i, number;
	char side, more;
	int n = 0;

	if (sscanf(line, "i%u undef_%n", &i, &n) == 1 && n) {
		if (i >= a->n_inputs || strcmp(line + strlen(line) - 2, ".Y"))
			return 1;
		a->undef[1 + i] = 1;
	} else if (sscanf(line, "o%u eq_%n", &i, &n) == 1 && n) {
		if (sscanf(line + n, "%u.point.%c%c", &number, &side, &more) != 2 ||
		    (side != 'A' && side != 'B') || i >= a->n_outputs ||
		    number >= a->n_points || a->point[number].has[side == 'B'])
			return 1;
		a->point[number].side[side == 'B'] = a->output[i];
		a->point[number].has[side == 'B'] = 1;
	}
	return 0;
}

static int has_all_points(const struct aig *a)
{
	for (unsigned i = 0; i < a->n_points; i++)
		if (!a->point[i].has[0] || !a->point[i].has[1])
			return 0;
	return 1;
}

static int read_body(struct aig *a, struct at *at)
{
	const unsigned n = first_and(a) + a->n_ands;

	a->next = xcalloc(a->n_latches + 1, sizeof(*a->next));
	a->output = xcalloc(a->n_outputs + 1, sizeof(*a->output));
	a->of = xcalloc(a->n_ands + 1, sizeof(*a->of));
	a->undef = xcalloc(n, 1);
	a->same = xcalloc(n, sizeof(*a->same));
	a->named = xcalloc(n, sizeof(*a->named));
	for (unsigned i = 0; i < n; i++)
		a->same[i] = 2 * i;
	for (unsigned i = 0; i < a->n_latches; i++)
		at->bad |= (a->next[i] = read_line(at)) >= 2 * n;
	for (unsigned i = 0; i < a->n_outputs; i++)
		at->bad |= (a->output[i] = read_line(at)) >= 2 * n;
	for (unsigned i = 0; i < a->n_ands && !at->bad; i++) {
		const unsigned own = 2 * (first_and(a) + i), d = read_difference(at);

		a->of[i][0] = own - d;
		a->of[i][1] = own - d - read_difference(at);
		at->bad |= !d || a->of[i][0] > own || a->of[i][1] > a->of[i][0];
	}
	return at->bad;
}

/* Numbers of a file that Yosys wrote; they fit into what it has room for. */
static int aig_read(struct aig *a, const char *path, int64_t n_points, struct err *e)
{
	size_t n;
	char *s = file_read(path, FILE_MAX_DATA, &n, e), *line, *rest;
	struct at at = {0};
	unsigned all;
	int bad;

	if (!s)
		return -1;
	at.p = (unsigned char *)s;
	at.end = at.p + n;
	bad = sscanf(s, "aig %u %u %u %u %u\n", &all, &a->n_inputs, &a->n_latches,
		     &a->n_outputs, &a->n_ands) != 5 || all > n * 8 ||
	      (uint64_t)a->n_inputs + a->n_latches + a->n_ands != all ||
	      a->n_outputs > n || n_points < 0 || n_points > a->n_outputs / 2;
	while (!bad && *at.p++ != '\n')
		;
	bad = bad || read_body(a, &at);
	a->n_points = bad ? 0 : (unsigned)n_points;
	a->point = xcalloc(a->n_points + 1, sizeof(*a->point));
	line = bad ? NULL : strtok_r((char *)at.p, "\n", &rest);
	for (; line && strcmp(line, "c"); line = strtok_r(NULL, "\n", &rest))
		bad |= read_name(a, line);
	bad = bad || !has_all_points(a);
	free(s);
	return bad ? err_set(e, path, 0, "AIGER file of Yosys not understood") : 0;
}

static unsigned find(const struct aig *a, unsigned literal)
{
	while (a->same[literal / 2] != (literal & ~1u))
		literal = a->same[literal / 2] ^ (literal & 1);
	return literal;
}

/* Points at which both sides are registers or constants have one value, so that it is to be
 * shown that they have one value in the next cycle. 0 where one is its own inverse. */
static int join_registers(struct aig *a)
{
	for (unsigned i = 0; i < a->n_points; i++) {
		unsigned x = a->point[i].side[0], y = a->point[i].side[1], z;

		if (is_latch(a, x))
			a->named[x / 2] = 1;
		if (is_latch(a, y))
			a->named[y / 2] = 1;
		if (!is_leaf(a, x) || !is_leaf(a, y) || (x < 2 && y < 2))
			continue;
		x = find(a, x);
		y = find(a, y);
		if (x == (y ^ 1))
			return 0;
		z = x < y ? y : x;
		if (x != y)
			a->same[z / 2] = (x < y ? x : y) ^ (z & 1);
	}
	return 1;
}

/* The ANDs that are written, each once. */
struct made {
	unsigned first, n, room;	/* variable of the first */
	unsigned (*of)[2];
	unsigned *slot, n_slots;	/* by hash, index of an AND + 1 */
	unsigned *can, *must;	/* [variable of the file] it can be 1, it is 1; differ by X */
};

static unsigned *find_slot(struct made *m, unsigned x, unsigned y)
{
	const unsigned key[2] = {x, y};
	unsigned i = (unsigned)(fnv(FNV_START, key, sizeof(key)) & (m->n_slots - 1));

	while (m->slot[i] && (m->of[m->slot[i] - 1][0] != x || m->of[m->slot[i] - 1][1] != y))
		i = (i + 1) & (m->n_slots - 1);
	return &m->slot[i];
}

static void make_room(struct made *m)
{
	if (m->n < m->room)
		return;
	m->room = m->room ? 2 * m->room : 1024;
	m->of = xrealloc(m->of, m->room * sizeof(*m->of));
	m->n_slots = 4 * m->room;
	free(m->slot);
	m->slot = xcalloc(m->n_slots, sizeof(*m->slot));
	for (unsigned i = 0; i < m->n; i++)
		*find_slot(m, m->of[i][0], m->of[i][1]) = i + 1;
}

static unsigned and_of(struct made *m, unsigned x, unsigned y)
{
	const unsigned high = x < y ? y : x, low = x < y ? x : y;
	unsigned *slot;

	if (low == 0 || high == (low ^ 1))
		return 0;
	if (low == 1 || high == low)
		return high;
	make_room(m);
	slot = find_slot(m, high, low);
	if (!*slot) {
		m->of[m->n][0] = high;
		m->of[m->n][1] = low;
		*slot = ++m->n;
	}
	return 2 * (m->first + *slot - 1);
}

static unsigned can_be_1(const struct made *m, unsigned literal)
{
	return literal & 1 ? m->must[literal / 2] ^ 1 : m->can[literal / 2];
}

static unsigned must_be_1(const struct made *m, unsigned literal)
{
	return literal & 1 ? m->can[literal / 2] ^ 1 : m->must[literal / 2];
}

static void made_free(struct made *m)
{
	free(m->of);
	free(m->slot);
	free(m->can);
	free(m->must);
	memset(m, 0, sizeof(*m));
}

/* All of it, registers as inputs. */
static void make_all(const struct aig *a, struct made *m)
{
	const unsigned n = first_and(a) + a->n_ands;

	made_free(m);
	m->first = first_and(a);
	m->can = xcalloc(n, sizeof(*m->can));
	m->must = xcalloc(n, sizeof(*m->must));
	for (unsigned v = 1; v < m->first; v++) {
		m->can[v] = a->undef[v] ? 1 : find(a, 2 * v);
		m->must[v] = a->undef[v] ? 0 : find(a, 2 * v);
	}
	for (unsigned i = 0; i < a->n_ands; i++) {
		const unsigned v = m->first + i, x = a->of[i][0], y = a->of[i][1];

		m->can[v] = and_of(m, can_be_1(m, x), can_be_1(m, y));
		m->must[v] = and_of(m, must_be_1(m, x), must_be_1(m, y));
	}
}

/* Registers of no name on the other side that are constant behind the first cycle, as the
 * netlist has none for them. How many were found. */
static int find_constants(struct aig *a, const struct made *m)
{
	int n = 0;

	for (unsigned v = first_latch(a); v < first_and(a); v++) {
		const unsigned next = a->next[v - first_latch(a)];

		if (!a->named[v] && find(a, 2 * v) == 2 * v && can_be_1(m, next) < 2 &&
		    can_be_1(m, next) == must_be_1(m, next)) {
			a->same[v] = can_be_1(m, next);
			n++;
		}
	}
	return n;
}

static unsigned next_of(const struct aig *a, unsigned literal)
{
	return is_latch(a, literal) ?
	       a->next[literal / 2 - first_latch(a)] ^ (literal & 1) : literal;
}

/* The two sides of a point, equal where an X of the RTL is as the netlist has it. */
static void make_point(const struct aig *a, struct made *m, unsigned i, unsigned side[2])
{
	unsigned x = a->point[i].side[0], y = a->point[i].side[1];

	if (is_leaf(a, x) && is_leaf(a, y)) {
		x = next_of(a, x);
		y = next_of(a, y);
	}
	side[1] = can_be_1(m, y);
	side[0] = can_be_1(m, x);
	if (side[1] != must_be_1(m, y))
		side[0] = side[1] ^ 1;	/* no netlist has an X: never equal */
	else if (side[0] != must_be_1(m, x))
		side[0] = and_of(m, and_of(m, side[1], side[0]) ^ 1,
				 and_of(m, side[1] ^ 1, must_be_1(m, x)) ^ 1) ^ 1;
}

static void add_difference(struct text *t, unsigned n)
{
	unsigned char byte;

	for (; n > 127; n >>= 7) {
		byte = (n & 127) | 128;
		text_add_bytes(t, &byte, 1);
	}
	byte = (unsigned char)n;
	text_add_bytes(t, &byte, 1);
}

static int write_side(const struct made *m, const unsigned (*point)[2], unsigned n,
		      int side, const char *path, struct err *e)
{
	struct text t = {0};
	int r;

	text_add(&t, "aig %u %u 0 %u %u\n", m->first - 1 + m->n, m->first - 1, n, m->n);
	for (unsigned i = 0; i < n; i++)
		text_add(&t, "%u\n", point[i][side]);
	for (unsigned i = 0; i < m->n; i++) {
		add_difference(&t, 2 * (m->first + i) - m->of[i][0]);
		add_difference(&t, m->of[i][0] - m->of[i][1]);
	}
	r = file_write(path, t.s, t.n, e);
	text_free(&t);
	return r;
}

int gates_aig(const char *path, const char *gold, const char *gate, int64_t n_points,
	      struct err *e)
{
	struct aig a = {0};
	struct made m = {0};
	unsigned (*point)[2] = NULL;
	int r = aig_read(&a, path, n_points, e) < 0 ? -1 : join_registers(&a);

	if (r == 1) {
		do
			make_all(&a, &m);
		while (find_constants(&a, &m));
		point = xcalloc(a.n_points + 1, sizeof(*point));
		for (unsigned i = 0; i < a.n_points; i++)
			make_point(&a, &m, i, point[i]);
		if (write_side(&m, point, a.n_points, 0, gold, e) < 0 ||
		    write_side(&m, point, a.n_points, 1, gate, e) < 0)
			r = -1;
	}
	free(point);
	made_free(&m);
	aig_free(&a);
	return r == 1 ? n_points > 0 : r;
}
