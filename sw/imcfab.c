/* SPDX-License-Identifier: Apache-2.0 */
#include "imcfab.h"

#define DROPPED 16	/* words of 32 bits that are dropped at once */

static int get(const struct imcfab *f, uint32_t address, uint32_t *value)
{
	return f->io->read(f->io->user, address, value) ? IMCFAB_E_BUS : IMCFAB_OK;
}

static int put(const struct imcfab *f, uint32_t address, uint32_t value)
{
	int r = f->io->write(f->io->user, address, value);

	if (r == (int)IMCFAB_RESP_SLVERR)
		return IMCFAB_E_REFUSED;
	return r ? IMCFAB_E_BUS : IMCFAB_OK;
}

static int get_two(const struct imcfab *f, uint32_t low, uint32_t high,
		   uint64_t *value)
{
	uint32_t l, h;
	int r = get(f, low, &l);

	if (!r)
		r = get(f, high, &h);
	if (!r)
		*value = (uint64_t)h << 32 | l;
	return r;
}

static int get_shape(const struct imcfab *f, struct imcfab_identity *id)
{
	uint32_t tiles, shape;
	int r = get(f, IMCFAB_TILES, &tiles);

	if (!r)
		r = get(f, IMCFAB_SHAPE, &shape);
	if (r)
		return r;
	id->tiles = tiles & IMCFAB_TILES_TILES_MASK;
	id->vcs = shape >> IMCFAB_SHAPE_VCS_AT & IMCFAB_SHAPE_VCS_MASK;
	id->link_bits = shape >> IMCFAB_SHAPE_LINK_BITS_AT & IMCFAB_SHAPE_LINK_BITS_MASK;
	id->psum_bits = shape >> IMCFAB_SHAPE_PSUM_BITS_AT & IMCFAB_SHAPE_PSUM_BITS_MASK;
	id->hardwired = (shape & IMCFAB_SHAPE_HARDWIRED) != 0;
	id->state = (shape & IMCFAB_SHAPE_STATE) != 0;
	id->clocks = shape & IMCFAB_SHAPE_CLOCKS ? 2 : 1;
	return IMCFAB_OK;
}

int imcfab_open(struct imcfab *f, const struct imcfab_io *io, uint32_t patience)
{
	struct imcfab_identity *id = &f->id;
	uint32_t value;
	int r;

	f->io = io;
	f->patience = patience ? patience : 1;
	r = get(f, IMCFAB_ID, &value);
	if (r)
		return r;
	if (value != IMCFAB_ID_VALUE)
		return IMCFAB_E_ID;
	r = get(f, IMCFAB_VERSION, &value);
	if (r)
		return r;
	id->minor = value >> IMCFAB_VERSION_MINOR_AT & IMCFAB_VERSION_MINOR_MASK;
	id->major = value >> IMCFAB_VERSION_MAJOR_AT & IMCFAB_VERSION_MAJOR_MASK;
	if (id->major != IMCFAB_VERSION_MAJOR_VALUE)
		return IMCFAB_E_VERSION;
	r = get_shape(f, id);
	if (!r)
		r = get_two(f, IMCFAB_HASH_LOW, IMCFAB_HASH_HIGH, &id->hardware);
	if (!r)
		r = get_two(f, IMCFAB_PLAN_LOW, IMCFAB_PLAN_HIGH, &id->plan);
	return r;
}

int imcfab_fits(const struct imcfab *f, const struct imcfab_program *p)
{
	if (p->hardware != f->id.hardware)
		return IMCFAB_E_HARDWARE;
	if (f->id.hardwired && p->plan != f->id.plan)
		return IMCFAB_E_PLAN;
	return IMCFAB_OK;
}

/* Words from..to-1 of the program. */
static int send_program(struct imcfab *f, const struct imcfab_program *p,
			uint32_t from, uint32_t to)
{
	uint32_t idle = 0;
	int32_t n;

	while (from < to) {
		n = f->io->send_program(f->io->user, p->word + from, to - from);
		if (n < 0)
			return IMCFAB_E_BUS;
		from += (uint32_t)n;
		idle = n ? 0 : idle + 1;
		if (idle >= f->patience)
			return IMCFAB_E_TIMEOUT;
	}
	return IMCFAB_OK;
}

/* Waits until the fabric is, or is no longer, in the middle of a stream. */
static int wait_program(struct imcfab *f, uint32_t under_way, uint32_t *status)
{
	uint32_t words, idle, before = 0;
	int r;

	for (idle = 0; idle < f->patience; idle++) {
		r = get(f, IMCFAB_PROG_WORDS, &words);
		if (!r)
			r = get(f, IMCFAB_STATUS, status);
		if (r)
			return r;
		if ((*status & IMCFAB_STATUS_UNDER_WAY) == under_way)
			return IMCFAB_OK;
		if (words != before)
			idle = 0;
		before = words;
	}
	return IMCFAB_E_TIMEOUT;
}

/* The magic goes first and alone: once it is in, STATUS and PROG_WORDS speak of this
 * stream and not of one before, however long words wait on the host's side. */
int imcfab_load(struct imcfab *f, const struct imcfab_program *p)
{
	uint32_t status, words;
	int r = imcfab_fits(f, p);

	if (!r && (!p->n_words || p->word[0] != IMCFAB_PROGRAM_MAGIC))
		r = IMCFAB_E_PROGRAM;
	if (!r)
		r = get(f, IMCFAB_STATUS, &status);
	if (!r && (status & IMCFAB_STATUS_UNDER_WAY))
		r = put(f, IMCFAB_CONTROL, IMCFAB_CONTROL_ABANDON);
	if (!r)
		r = send_program(f, p, 0, 1);
	if (!r)
		r = wait_program(f, IMCFAB_STATUS_UNDER_WAY, &status);
	if (!r)
		r = send_program(f, p, 1, p->n_words);
	if (!r)
		r = wait_program(f, 0, &status);
	if (!r)
		r = get(f, IMCFAB_PROG_WORDS, &words);
	if (!r && (!(status & IMCFAB_STATUS_PROGRAMMED) || words != p->n_words))
		r = IMCFAB_E_PROGRAM;
	return r;
}

int imcfab_start(struct imcfab *f)
{
	return put(f, IMCFAB_CONTROL, IMCFAB_CONTROL_START);
}

/* Where a run is; words of link_bits. */
struct run {
	uint32_t in_image, in_word, out_image, out_word;
};

/* Gives and takes what goes at once. *moved where anything did. */
static int send_input(struct imcfab *f, const struct imcfab_program *p,
		      const uint32_t *in, struct run *at, int *moved)
{
	uint32_t left = p->in_words - at->in_word, parts = f->id.link_bits / 32;
	uint64_t from = (uint64_t)at->in_image * p->in_words + at->in_word;
	int32_t n = f->io->send_input(f->io->user, in + from * parts, left, 1);

	if (n < 0)
		return IMCFAB_E_BUS;
	*moved |= n > 0;
	at->in_word += (uint32_t)n;
	if (at->in_word == p->in_words) {
		at->in_word = 0;
		at->in_image++;
	}
	return IMCFAB_OK;
}

static int take_output(struct imcfab *f, const struct imcfab_program *p,
		       uint32_t *out, struct run *at, int *moved)
{
	uint32_t left = p->out_words - at->out_word, parts = f->id.link_bits / 32;
	uint64_t to = (uint64_t)at->out_image * p->out_words + at->out_word;
	int last = 0;
	int32_t n = f->io->receive(f->io->user, out + to * parts, left, &last);

	if (n < 0)
		return IMCFAB_E_BUS;
	if (!n)
		return IMCFAB_OK;
	*moved = 1;
	at->out_word += (uint32_t)n;
	if (last != (at->out_word == p->out_words))
		return IMCFAB_E_FRAME;
	if (last) {
		at->out_word = 0;
		at->out_image++;
	}
	return IMCFAB_OK;
}

/* What STATUS says of a run that cannot go on, or is over. */
static int run_status(struct imcfab *f, int otherwise)
{
	uint32_t status;
	int r = get(f, IMCFAB_STATUS, &status);

	if (r)
		return r;
	if (status & IMCFAB_STATUS_ERROR)
		return IMCFAB_E_FLOW;
	if (status & IMCFAB_STATUS_BAD)
		return IMCFAB_E_IMAGE;
	return status & IMCFAB_STATUS_RUNNING ? otherwise : IMCFAB_E_STATE;
}

int imcfab_run(struct imcfab *f, const struct imcfab_program *p, const uint32_t *in,
	       uint32_t *out, uint32_t n_images)
{
	struct run at = {0, 0, 0, 0};
	uint32_t idle = 0;
	int r = run_status(f, IMCFAB_OK), moved;

	while (!r && at.out_image < n_images) {
		moved = 0;
		if (at.in_image < n_images)
			r = send_input(f, p, in, &at, &moved);
		if (!r)
			r = take_output(f, p, out, &at, &moved);
		idle = moved ? 0 : idle + 1;
		if (!r && idle >= f->patience)
			return run_status(f, IMCFAB_E_TIMEOUT);
	}
	return r ? r : run_status(f, IMCFAB_OK);
}

int imcfab_monitor(struct imcfab *f, uint32_t node, uint32_t port)
{
	return put(f, IMCFAB_MON_SELECT,
		   (node & IMCFAB_MON_SELECT_NODE_MASK) << IMCFAB_MON_SELECT_NODE_AT |
		   (port & IMCFAB_MON_SELECT_PORT_MASK) << IMCFAB_MON_SELECT_PORT_AT);
}

int imcfab_read_state(struct imcfab *f, struct imcfab_state *s)
{
	int r = get(f, IMCFAB_STATUS, &s->status);

	if (!r)
		r = get(f, IMCFAB_IMAGES_IN, &s->images_in);
	if (!r)
		r = get(f, IMCFAB_IMAGES_OUT, &s->images_out);
	if (!r)
		r = get(f, IMCFAB_CYCLES, &s->cycles);
	if (!r)
		r = get(f, IMCFAB_MON_WORDS, &s->words);
	if (!r)
		r = get(f, IMCFAB_MON_STALLS, &s->stalls);
	return r;
}

/* A block of a tile's state. */
static int read_block(struct imcfab *f, uint32_t node, uint32_t block,
		      uint32_t word[IMCFAB_STATE_WORDS])
{
	uint32_t status, idle = 0, i;
	int r = put(f, IMCFAB_STATE_SELECT,
		    (node & IMCFAB_STATE_SELECT_NODE_MASK) << IMCFAB_STATE_SELECT_NODE_AT |
		    (block & IMCFAB_STATE_SELECT_BLOCK_MASK) << IMCFAB_STATE_SELECT_BLOCK_AT);

	do {
		if (!r)
			r = get(f, IMCFAB_STATUS, &status);
		if (!r && idle++ > f->patience + f->id.tiles)
			r = IMCFAB_E_TIMEOUT;
	} while (!r && (status & IMCFAB_STATUS_READING));
	for (i = 0; !r && i < IMCFAB_STATE_WORDS; i++)
		r = get(f, IMCFAB_STATE + 4 * i, &word[i]);
	return r;
}

/* The first block says how many there are. */
int imcfab_read_tile(struct imcfab *f, uint32_t node, uint32_t *word, uint32_t room,
		     uint32_t *n_words)
{
	uint32_t first[IMCFAB_STATE_WORDS], n, at;
	int r = read_block(f, node, 0, first);

	*n_words = 0;
	if (r || !first[0])
		return r;
	n = (first[1] >> 20) * IMCFAB_STATE_WORDS;
	*n_words = n;
	if (n > room)
		return IMCFAB_E_ROOM;
	for (at = 0; at < n && at < IMCFAB_STATE_WORDS; at++)
		word[at] = first[at];
	for (; !r && at < n; at += IMCFAB_STATE_WORDS)
		r = read_block(f, node, at / IMCFAB_STATE_WORDS, word + at);
	return r;
}

int imcfab_parse_tile(struct imcfab_tile *t, const uint32_t *word, uint32_t n_words)
{
	uint32_t at = 3, roles, outs;

	if (n_words < at || n_words < (word[1] >> 20) * IMCFAB_STATE_WORDS)
		return IMCFAB_E_ROOM;
	t->in_ports = word[0] & 255;
	t->out_ports = word[0] >> 8 & 255;
	t->depth = word[0] >> 16 & 255;
	t->sources = word[0] >> 24;
	t->flags = word[1] & 255;
	t->counter_bits = word[1] >> 8 & 63;
	t->vcs = word[1] >> 14 & 63;
	t->idle = word[2] & 0xffffff;
	roles = t->sources + 2;
	outs = t->out_ports * t->vcs;
	t->ready = word + at;
	at += (roles + 31) / 32;
	t->missing = word + at;
	at += (t->sources + 31) / 32;
	t->want = word + at;
	at += (outs + roles + 31) / 32;
	t->credit = word + at;
	at += (outs + 31) / 32;
	t->have = word + at;
	at += (t->depth * t->in_ports * t->vcs + 31) / 32;
	t->count = word + at;
	if (t->counter_bits)
		at += 2 * t->out_ports;
	return at <= n_words ? IMCFAB_OK : IMCFAB_E_ROOM;
}

int imcfab_tile_bit(const uint32_t *vector, uint32_t i)
{
	return (int)(vector[i / 32] >> i % 32 & 1);
}

uint32_t imcfab_tile_level(const struct imcfab_tile *t, uint32_t port, uint32_t vc)
{
	uint32_t n = 0;

	while (n < t->depth &&
	       imcfab_tile_bit(t->have, n * t->in_ports * t->vcs + port * t->vcs + vc))
		n++;
	return n;
}

/* {magic, output_waits, hash of the hardware}, then of each tile {number, words}, state. */
int imcfab_states(struct imcfab *f, int output_waits, uint32_t *word, uint32_t room,
		  uint32_t *n_words)
{
	uint32_t at = 4, node, n = 0;
	int r = IMCFAB_OK;

	*n_words = 0;
	if (room < at)
		return IMCFAB_E_ROOM;
	word[0] = IMCFAB_STATES_MAGIC;
	word[1] = output_waits != 0;
	word[2] = (uint32_t)f->id.hardware;
	word[3] = (uint32_t)(f->id.hardware >> 32);
	for (node = 0; !r && node < f->id.tiles; node++) {
		if (room - at < 2)
			return IMCFAB_E_ROOM;
		r = imcfab_read_tile(f, node, word + at + 2, room - at - 2, &n);
		if (r || !n)
			continue;
		word[at] = node;
		word[at + 1] = n;
		at += 2 + n;
	}
	if (!r)
		*n_words = at;
	return r;
}

/* Until nothing has come for `patience` polls: it ends, as the fabric is halted. */
static int drop_output(struct imcfab *f)
{
	uint32_t word[DROPPED], idle = 0;
	int32_t n;
	int last;

	while (idle < f->patience) {
		n = f->io->receive(f->io->user, word,
				   DROPPED / (f->id.link_bits / 32), &last);
		if (n < 0)
			return IMCFAB_E_BUS;
		idle = n ? 0 : idle + 1;
	}
	return IMCFAB_OK;
}

/* Waits until no word that the bus gave waits between the clocks of bus and fabric; with one
 * clock none does. Twice, as the last one may come a cycle behind the first look. */
static int drain_input(struct imcfab *f)
{
	uint32_t waits = IMCFAB_STATUS_INPUT_WAITS | IMCFAB_STATUS_PROGRAM_WAITS;
	uint32_t status, idle, empty = 0;
	int r;

	for (idle = 0; idle <= f->patience && empty < 2; idle++) {
		r = get(f, IMCFAB_STATUS, &status);
		if (r)
			return r;
		empty = status & waits ? 0 : empty + 1;
	}
	return empty < 2 ? IMCFAB_E_TIMEOUT : IMCFAB_OK;
}

/* Behind a halt: results that wait between the clocks, and those that the host has. */
static int drain_output(struct imcfab *f)
{
	uint32_t status, idle = 0;
	int r;

	do {
		r = idle++ < f->patience ? get(f, IMCFAB_STATUS, &status) : IMCFAB_E_TIMEOUT;
		if (!r)
			r = drop_output(f);
	} while (!r && (status & IMCFAB_STATUS_OUTPUT_WAITS));
	return r;
}

int imcfab_recover(struct imcfab *f, int *programmed)
{
	uint32_t status = 0;
	int r = put(f, IMCFAB_CONTROL, IMCFAB_CONTROL_HALT);

	if (!r)
		r = put(f, IMCFAB_CONTROL, IMCFAB_CONTROL_FLUSH);
	if (!r && f->io->flush(f->io->user))
		r = IMCFAB_E_BUS;
	if (!r)
		r = drain_input(f);
	if (!r)
		r = put(f, IMCFAB_CONTROL, IMCFAB_CONTROL_CUT);
	if (!r)	/* once more: it ends the flush */
		r = put(f, IMCFAB_CONTROL, IMCFAB_CONTROL_HALT);
	if (!r)
		r = put(f, IMCFAB_CONTROL, IMCFAB_CONTROL_ABANDON);
	if (!r)
		r = drain_output(f);
	if (!r)
		r = get(f, IMCFAB_STATUS, &status);
	if (!r && programmed)
		*programmed = (status & IMCFAB_STATUS_PROGRAMMED) != 0;
	return r;
}

const char *imcfab_text(int error)
{
	static const char *const text[] = {
		"good", "the bus failed", "refused: no good program",
		"no fabric of imcfab answers", "registers of another version",
		"the program is for other hardware",
		"the fabric is hardwired for another plan",
		"magic, length or CRC of the program is wrong",
		"nothing moved", "a result ends in the wrong place",
		"an error in a tile, register FAULT", "it does not run",
		"an image had a wrong length", "an array is too small",
	};
	int n = sizeof(text) / sizeof(*text);

	return error <= 0 && error > -n ? text[-error] : "no such error";
}
