/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SVG_H
#define SVG_H

#include "util.h"

/*
 * Pictures as SVG text. Coordinates are pixels, y downwards; colours are CSS
 * ("#1f77b4"). Text is escaped. svg_end returns the file's contents, owned by the
 * caller, and empties *s.
 */
struct svg {
	struct text body;
	double w, h;
};

void svg_begin(struct svg *s, double w, double h);
void svg_line(struct svg *s, double x1, double y1, double x2, double y2,
	      const char *colour, double width);
/* A quadratic curve that bows by `bow` pixels to the left of its direction,
 * with an arrow head where arrow is set. */
void svg_curve(struct svg *s, double x1, double y1, double x2, double y2,
	       double bow, int arrow, const char *colour, double width);
void svg_rect(struct svg *s, double x, double y, double w, double h,
	      const char *fill, const char *title);	/* title may be NULL */
void svg_circle(struct svg *s, double x, double y, double r, const char *fill,
		const char *title);
/* Crosses out what stands there: two diagonals, r to each side. */
void svg_cross(struct svg *s, double x, double y, double r, const char *colour,
	       const char *title);
/* anchor: "start", "middle" or "end". */
void svg_text(struct svg *s, double x, double y, double size, const char *anchor,
	      const char *fmt, ...) __attribute__((format(printf, 6, 7)));
/* A name in up to three lines of SVG_NAME_MAX characters, `step` pixels apart, the
 * first at y. It is broken behind a dot, slash, dash or underline where one is near;
 * a name that is too long ends with "..". */
#define SVG_NAME_MAX 10
void svg_name(struct svg *s, double x, double y, double size, double step,
	      const char *anchor, const char *name);
char *svg_end(struct svg *s, size_t *n_bytes);

#endif
