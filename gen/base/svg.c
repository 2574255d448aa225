/* SPDX-License-Identifier: Apache-2.0 */
#include "svg.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define HEAD_LENGTH 7.0		/* arrow head, pixels */
#define HEAD_WIDTH 5.0
#define NAME_LINES 3

void svg_begin(struct svg *s, double w, double h)
{
	memset(s, 0, sizeof(*s));
	s->w = w;
	s->h = h;
	text_add(&s->body, "<svg xmlns=\"http://www.w3.org/2000/svg\" "
		 "width=\"%g\" height=\"%g\" viewBox=\"0 0 %g %g\" "
		 "font-family=\"sans-serif\">\n", w, h, w, h);
	svg_rect(s, 0, 0, w, h, "#ffffff", NULL);
}

/* What XML gives a meaning is escaped; control characters, which it does not
 * allow, become "?". */
static void add_escaped(struct text *t, const char *s)
{
	for (; *s; s++) {
		if (*s == '&')
			text_add(t, "&amp;");
		else if (*s == '<')
			text_add(t, "&lt;");
		else if (*s == '>')
			text_add(t, "&gt;");
		else if (*s == '"')
			text_add(t, "&quot;");
		else if ((unsigned char)*s < ' ' && *s != '\n' && *s != '\t')
			text_add(t, "?");
		else
			text_add_bytes(t, s, 1);
	}
}

void svg_line(struct svg *s, double x1, double y1, double x2, double y2,
	      const char *colour, double width)
{
	text_add(&s->body, "<line x1=\"%g\" y1=\"%g\" x2=\"%g\" y2=\"%g\" "
		 "stroke=\"%s\" stroke-width=\"%g\"/>\n", x1, y1, x2, y2,
		 colour, width);
}

/* A triangle with its point at (x, y), pointing along (dx, dy) of length 1. */
static void add_head(struct svg *s, double x, double y, double dx, double dy,
		     const char *colour)
{
	double bx = x - HEAD_LENGTH * dx, by = y - HEAD_LENGTH * dy;
	double half = HEAD_WIDTH / 2;

	text_add(&s->body, "<path d=\"M%.2f %.2f L%.2f %.2f L%.2f %.2f Z\" "
		 "fill=\"%s\"/>\n", x, y, bx + half * dy, by - half * dx,
		 bx - half * dy, by + half * dx, colour);
}

void svg_curve(struct svg *s, double x1, double y1, double x2, double y2,
	       double bow, int arrow, const char *colour, double width)
{
	double dx = x2 - x1, dy = y2 - y1, far = hypot(dx, dy);
	double cx, cy;

	if (far == 0)
		return;
	/* The curve is half as far from its chord as the control point. */
	cx = (x1 + x2) / 2 + 2 * bow * dy / far;
	cy = (y1 + y2) / 2 - 2 * bow * dx / far;
	text_add(&s->body, "<path d=\"M%.2f %.2f Q%.2f %.2f %.2f %.2f\" "
		 "fill=\"none\" stroke=\"%s\" stroke-width=\"%g\"/>\n", x1, y1,
		 cx, cy, x2, y2, colour, width);
	far = hypot(x2 - cx, y2 - cy);
	if (arrow && far > 0)
		add_head(s, x2, y2, (x2 - cx) / far, (y2 - cy) / far, colour);
}

static void add_title(struct svg *s, const char *element, const char *title)
{
	if (!title) {
		text_add(&s->body, "/>\n");
		return;
	}
	text_add(&s->body, "><title>");
	add_escaped(&s->body, title);
	text_add(&s->body, "</title></%s>\n", element);
}

void svg_cross(struct svg *s, double x, double y, double r, const char *colour,
	       const char *title)
{
	text_add(&s->body, "<path d=\"M%.2f %.2f L%.2f %.2f M%.2f %.2f L%.2f %.2f\" "
		 "stroke=\"%s\" stroke-width=\"2.5\"", x - r, y - r, x + r, y + r,
		 x - r, y + r, x + r, y - r, colour);
	add_title(s, "path", title);
}

void svg_rect(struct svg *s, double x, double y, double w, double h,
	      const char *fill, const char *title)
{
	text_add(&s->body, "<rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\" "
		 "fill=\"%s\"", x, y, w, h, fill);
	add_title(s, "rect", title);
}

void svg_circle(struct svg *s, double x, double y, double r, const char *fill,
		const char *title)
{
	text_add(&s->body, "<circle cx=\"%g\" cy=\"%g\" r=\"%g\" fill=\"%s\"",
		 x, y, r, fill);
	add_title(s, "circle", title);
}

void svg_text(struct svg *s, double x, double y, double size, const char *anchor,
	      const char *fmt, ...)
{
	va_list ap;
	char *line;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	line = xmalloc((size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(line, (size_t)n + 1, fmt, ap);
	va_end(ap);
	text_add(&s->body, "<text x=\"%g\" y=\"%g\" font-size=\"%g\" "
		 "text-anchor=\"%s\">", x, y, size, anchor);
	add_escaped(&s->body, line);
	text_add(&s->body, "</text>\n");
	free(line);
}

/* Characters of the name that go on a line. */
static int line_length(const char *name)
{
	int n = (int)strlen(name), i;

	if (n <= SVG_NAME_MAX)
		return n;
	for (i = SVG_NAME_MAX; i > 0; i--)
		if (strchr("./-_", name[i - 1]))
			return i;
	return SVG_NAME_MAX;
}

void svg_name(struct svg *s, double x, double y, double size, double step,
	      const char *anchor, const char *name)
{
	int i, n;

	for (i = 0; i < NAME_LINES && *name; i++, name += n) {
		n = line_length(name);
		if (i + 1 == NAME_LINES && name[n])
			svg_text(s, x, y + i * step, size, anchor, "%.*s..",
				 SVG_NAME_MAX - 2, name);
		else
			svg_text(s, x, y + i * step, size, anchor, "%.*s", n,
				 name);
	}
}

char *svg_end(struct svg *s, size_t *n_bytes)
{
	char *file;

	text_add(&s->body, "</svg>\n");
	file = s->body.s;
	if (n_bytes)
		*n_bytes = s->body.n;
	memset(s, 0, sizeof(*s));
	return file;
}
