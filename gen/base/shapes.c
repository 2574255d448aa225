/* SPDX-License-Identifier: Apache-2.0 */
#include "shapes.h"

#include <assert.h>
#include <stdlib.h>

#include "util.h"

/* Lengths are in sixteenths of a pixel: shape edges are smooth, and a pixel is
 * sampled at SAMPLES x SAMPLES places. */
#define UNIT 16
#define SAMPLES 2

/* One shape. Its own coordinates u (right) and v (down) start in its centre. */
struct shape {
	int x, y;	/* centre, units from the top left corner of the image */
	int radius;	/* units */
	int tilt;	/* sine of the angle, 1/256 */
	int flip;	/* 1: upside down, else 0 */
	int stroke;	/* thickness of lines, 1/16 of the radius */
	int band;	/* width of a bar or of a field of the checker, units */
	int phase;	/* of the bars, units, 0 .. 2 band - 1 */
};

/* Colours of an image: everything that is not geometry. */
struct paint {
	int ground[3];	/* 0..255, in the middle of the image */
	int slope_x[3];	/* change of the ground across the image */
	int slope_y[3];
	int front[3];	/* of the shape, 0..255 */
	int noise;	/* largest change of a value, either way */
};

static int is_in_square(const struct shape *s, int u, int v)
{
	return 8 * abs(u) <= 7 * s->radius && 8 * abs(v) <= 7 * s->radius;
}

/* Number of the band that holds `at`. The addend makes the dividend positive. */
static int band_of(const struct shape *s, int at)
{
	return (at + s->phase + 2 * UNIT * SHAPES_WIDTH) / s->band;
}

static int is_in_disc(const struct shape *s, int u, int v)
{
	return u * u + v * v <= s->radius * s->radius;
}

/* Apex at -radius, base at 3/4 radius and as wide as the disc. */
static int is_in_triangle(const struct shape *s, int u, int v)
{
	return 4 * v <= 3 * s->radius && 7 * abs(u) <= 4 * (v + s->radius);
}

static int is_in_cross(const struct shape *s, int u, int v)
{
	const int line = s->radius * s->stroke / 16;
	const int in_box = abs(u) <= s->radius && abs(v) <= s->radius;

	return in_box && (abs(u) <= line || abs(v) <= line);
}

static int is_in_ring(const struct shape *s, int u, int v)
{
	const int hole = s->radius - s->radius * s->stroke / 16;

	return is_in_disc(s, u, v) && u * u + v * v > hole * hole;
}

static int is_in_diamond(const struct shape *s, int u, int v)
{
	return abs(u) + abs(v) <= s->radius;
}

static int is_in_rows(const struct shape *s, int u, int v)
{
	return is_in_square(s, u, v) && band_of(s, v) % 2 == 0;
}

static int is_in_columns(const struct shape *s, int u, int v)
{
	return is_in_square(s, u, v) && band_of(s, u) % 2 == 0;
}

static int is_in_checker(const struct shape *s, int u, int v)
{
	return is_in_square(s, u, v) &&
		(band_of(s, u) + band_of(s, v)) % 2 == 0;
}

/* A five-pointed star is what lies beyond at most one of the five lines that
 * join every second corner; a line is cos(72 degrees) radii from the centre. */
static int is_in_star(const struct shape *s, int u, int v)
{
	static const int corner[5][2] = {	/* directions, 1/256 */
		{ 0, -256 }, { 243, -79 }, { 150, 207 }, { -150, 207 },
		{ -243, -79 },
	};
	int n_beyond = 0;

	for (int k = 0; k < 5; k++)
		if (corner[k][0] * u + corner[k][1] * v > 79 * s->radius)
			n_beyond++;
	return n_beyond <= 1;
}

static const struct {
	const char *name;
	int (*is_in)(const struct shape *s, int u, int v);
} kinds[SHAPES_CLASSES] = {
	{ "disc", is_in_disc },
	{ "square", is_in_square },
	{ "triangle", is_in_triangle },
	{ "cross", is_in_cross },
	{ "ring", is_in_ring },
	{ "diamond", is_in_diamond },
	{ "rows", is_in_rows },
	{ "columns", is_in_columns },
	{ "checker", is_in_checker },
	{ "star", is_in_star },
};

/* A number lo..hi; the top bits of the generator are its best. */
static int draw(uint64_t *state, int lo, int hi)
{
	return lo + (int)((rand_next(state) >> 33) % (uint64_t)(hi - lo + 1));
}

/* The finaliser of splitmix64 (Steele, Lea, Flood 2014,
 * doi 10.1145/2660193.2660195), never 0. */
static uint64_t mix(uint64_t z)
{
	z += 0x9e3779b97f4a7c15u;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	z ^= z >> 31;
	return z ? z : 1;
}

static void shape_draw(struct shape *s, uint64_t *state)
{
	s->radius = draw(state, 8 * UNIT, 13 * UNIT);
	/* At most two pixels of the shape leave the image. */
	const int lo = s->radius - 2 * UNIT;
	const int hi = SHAPES_WIDTH * UNIT - lo;

	s->x = draw(state, lo, hi);
	s->y = draw(state, lo, hi);
	s->tilt = draw(state, -44, 44);
	s->flip = draw(state, 0, 1);
	s->stroke = draw(state, 4, 7);
	s->band = draw(state, 5 * UNIT / 2, 4 * UNIT);
	s->phase = draw(state, 0, 2 * s->band - 1);
}

static void paint_draw(struct paint *p, uint64_t *state)
{
	for (int c = 0; c < 3; c++) {
		p->ground[c] = draw(state, 0, 255);
		p->slope_x[c] = draw(state, -64, 64);
		p->slope_y[c] = draw(state, -64, 64);
		/* At least 56 steps from the ground, up or down. */
		p->front[c] = (p->ground[c] + draw(state, 56, 200)) % 256;
	}
	p->noise = draw(state, 8, 40);
}

/* Samples of pixel (x, y) that lie in the shape: 0 .. SAMPLES * SAMPLES. */
static int coverage(const struct shape *s, int label, int x, int y)
{
	int n = 0;

	for (int i = 0; i < SAMPLES * SAMPLES; i++) {
		const int step = UNIT / SAMPLES;
		const int dx = x * UNIT + i % SAMPLES * step + step / 2 - s->x;
		const int dy = y * UNIT + i / SAMPLES * step + step / 2 - s->y;
		const int u = dx + dy * s->tilt / 256;
		const int v = dy - dx * s->tilt / 256;

		n += kinds[label].is_in(s, u, s->flip ? -v : v);
	}
	return n;
}

static uint8_t clamp_byte(int v)
{
	return (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
}

/* Up to four small blocks of any colour, anywhere. */
static void specks(uint8_t pixels[SHAPES_BYTES], uint64_t *state)
{
	const int n_specks = draw(state, 0, 4);

	for (int k = 0; k < n_specks; k++) {
		const int width = draw(state, 1, 3);
		const int left = draw(state, 0, SHAPES_WIDTH - width);
		const int top = draw(state, 0, SHAPES_WIDTH - width);

		for (int c = 0; c < 3; c++) {
			const uint8_t v = (uint8_t)draw(state, 0, 255);

			for (int i = 0; i < width * width; i++)
				pixels[c * SHAPES_PLANE
					+ (top + i / width) * SHAPES_WIDTH
					+ left + i % width] = v;
		}
	}
}

void shapes_image(uint64_t seed, int index, uint8_t *label,
	uint8_t pixels[SHAPES_BYTES])
{
	const int full = SAMPLES * SAMPLES;
	uint64_t state = mix(mix(seed) + (uint64_t)index);
	struct shape s;
	struct paint p;

	assert(index >= 0);
	*label = (uint8_t)(index % SHAPES_CLASSES);
	shape_draw(&s, &state);
	paint_draw(&p, &state);
	for (int i = 0; i < SHAPES_PLANE; i++) {
		const int x = i % SHAPES_WIDTH, y = i / SHAPES_WIDTH;
		const int n = coverage(&s, *label, x, y);

		for (int c = 0; c < 3; c++) {
			const int ground = p.ground[c]
				+ (p.slope_x[c] * (x - SHAPES_WIDTH / 2)
				+ p.slope_y[c] * (y - SHAPES_WIDTH / 2))
				/ SHAPES_WIDTH;
			const int clean = (ground * (full - n)
				+ p.front[c] * n) / full;

			pixels[c * SHAPES_PLANE + i] = clamp_byte(clean
				+ draw(&state, -p.noise, p.noise));
		}
	}
	specks(pixels, &state);
}

const char *shapes_name(int label)
{
	assert(label >= 0 && label < SHAPES_CLASSES);
	return kinds[label].name;
}
