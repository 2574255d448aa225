/* SPDX-License-Identifier: Apache-2.0 */
#include "result.h"

#include <stdlib.h>
#include <string.h>

#include "result_impl.h"

/* Behind the columns of a comparison's row, of which "folder" and "note" are none. */
static const struct {
	const char *key;
	int is_text;
} extras[] = {
	{"crossbar_cells", 0}, {"check", 1}, {"images", 0}, {"correct", 0},
	{"top1_percent", 0}, {"clock_mhz_possible", 0},
};

enum { N_EXTRAS = sizeof(extras) / sizeof(extras[0]) };

static int is_left_out(int column)
{
	const char *key = compare_column_key(column);

	return !strcmp(key, "folder") || !strcmp(key, "note");
}

/* The column of a comparison of figure i; -1 - k: extra k. */
static int column_of(int i)
{
	for (int c = 0; c < compare_columns_n(); c++)
		if (!is_left_out(c) && i-- == 0)
			return c;
	return -1 - i;
}

int sweep_n_figures(void)
{
	int n = N_EXTRAS;

	for (int c = 0; c < compare_columns_n(); c++)
		n += !is_left_out(c);
	return n;
}

const char *sweep_figure_name(int i)
{
	int c = column_of(i);

	return c < 0 ? extras[-1 - c].key : compare_column_key(c);
}

int sweep_figure_is_text(int i)
{
	int c = column_of(i);

	return c < 0 ? extras[-1 - c].is_text : compare_column_is_text(c);
}

static char *number(const char *format, double v)
{
	char text[64];

	if (v < 0)
		return xstrdup("");
	snprintf(text, sizeof(text), format, v);
	return xstrdup(text);
}

static char *extra_value(const struct sweep_extra *x, int k)
{
	switch (k) {
	case 0: return number("%.0f", x->crossbar_cells);
	case 1: return xstrdup(x->check ? x->check : "");
	case 2: return number("%.0f", x->images);
	case 3: return number("%.0f", x->correct);
	case 4: return number("%.2f", x->images > 0 && x->correct >= 0 ?
			      100.0 * x->correct / x->images : -1);
	default: return number("%.0f", x->clock_mhz);
	}
}

char *sweep_figure_value(const struct compare_row *row, const struct sweep_extra *x, int i)
{
	int c = column_of(i);

	return c < 0 ? extra_value(x, -1 - c) : compare_column_value(row, c);
}

int sweep_figure_find(const char *name)
{
	for (int i = 0; i < sweep_n_figures(); i++)
		if (!strcmp(sweep_figure_name(i), name))
			return i;
	return -1;
}

int sweep_is_figure(const char *name)
{
	int i = sweep_figure_find(name);

	return i >= 0 && !sweep_figure_is_text(i);
}

int sweep_more_is_better(const char *figure)
{
	static const char *const more[] = {
		"images_per_s", "images_per_s_mm2", "images_per_s_pitch",
		"images_per_s_bound", "use_percent", "top1_percent", "correct",
		"clock_mhz_possible",
	};

	for (size_t i = 0; i < sizeof(more) / sizeof(more[0]); i++)
		if (!strcmp(more[i], figure))
			return 1;
	return 0;
}
