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
/* anchor: "start", "middle" or "end". */
void svg_text(struct svg *s, double x, double y, double size, const char *anchor,
	      const char *fmt, ...) __attribute__((format(printf, 6, 7)));
char *svg_end(struct svg *s, size_t *n_bytes);

#endif
