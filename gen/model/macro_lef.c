/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "macro.h"

/*
 * A placeholder for a floorplan: pins and layers are assumed, with the names of SKY130
 * for the layers. Lengths are whole hundredths of a micrometre, pins stand on tracks.
 */
#define TRACK 68	/* of met3 */
#define WIRE 30
#define PIN 50	/* long */
#define STRAP 160	/* of the supply, and what it keeps clear of the edge */

struct lef {
	struct text *t;
	int64_t width, height;
	int64_t n_left, n_right;	/* pins so far */
};

static void add_rect(struct lef *l, int64_t x0, int64_t y0, int64_t x1, int64_t y1)
{
	text_add(l->t, "        RECT %.2f %.2f %.2f %.2f ;\n", x0 / 100., y0 / 100.,
		 x1 / 100., y1 / 100.);
}

static void open_pin(struct lef *l, const char *name, const char *direction,
		     const char *use, const char *layer)
{
	text_add(l->t, "  PIN %s\n    DIRECTION %s ;\n    USE %s ;\n    PORT\n"
		 "      LAYER %s ;\n", name, direction, use, layer);
}

static void close_pin(struct lef *l, const char *name)
{
	text_add(l->t, "    END\n  END %s\n", name);
}

static void add_bit(struct lef *l, const struct macro_port *p, int bit)
{
	char *name = p->width == 1 ? xstrdup(p->name) :
		xasprintf("%s[%d]", p->name, bit);
	int64_t y = TRACK * (1 + (p->is_output ? l->n_right++ : l->n_left++));
	int64_t x = p->is_output ? l->width - PIN : 0;

	open_pin(l, name, p->is_output ? "OUTPUT" : "INPUT",
		 strcmp(p->name, "clk_i") ? "SIGNAL" : "CLOCK", "met3");
	add_rect(l, x, y, x + PIN, y + WIRE);
	close_pin(l, name);
	free(name);
}

static void add_supply(struct lef *l, const char *name, const char *use, int64_t x)
{
	open_pin(l, name, "INOUT", use, "met4");
	add_rect(l, x, 0, x + STRAP, l->height);
	close_pin(l, name);
}

static int64_t round_up(double um)
{
	return (int64_t)ceil(um * 100 - 1e-6);
}

/* Square where the pins leave it so, else higher; at least so wide that pins and supply
 * have room. */
static void set_size(struct lef *l, const struct macro *m, double um2)
{
	const int64_t least = 2 * PIN + 5 * STRAP;
	struct macro_port p;
	int64_t n[2] = {0, 0};

	for (int i = 0; macro_port(m, i, &p); i++)
		n[p.is_output] += p.width;
	l->height = TRACK * ((n[0] > n[1] ? n[0] : n[1]) + 2);
	if (um2 > 0 && round_up(sqrt(um2)) > l->height)
		l->height = round_up(sqrt(um2));
	l->width = round_up(um2 / (l->height / 100.));
	if (l->width < least)
		l->width = least;
}

static void add_macro(struct text *t, const struct macro *m, double um2)
{
	struct lef l = {.t = t};
	char *name = macro_name(m);
	struct macro_port p;
	int i, k;

	set_size(&l, m, um2);
	if (um2 > 0)
		text_add(t, "\n# %.10g um2\n", um2);
	else
		text_add(t, "\n# Its area is unknown: so large that its pins have room.\n");
	text_add(t, "MACRO %s\n  CLASS BLOCK ;\n  ORIGIN 0 0 ;\n  FOREIGN %s 0 0 ;\n"
		 "  SIZE %.2f BY %.2f ;\n  SYMMETRY X Y ;\n", name, name,
		 l.width / 100., l.height / 100.);
	for (i = 0; macro_port(m, i, &p); i++)
		for (k = p.width - 1; k >= 0; k--)
			add_bit(&l, &p, k);
	add_supply(&l, "VPWR", "POWER", PIN + STRAP);
	add_supply(&l, "VGND", "GROUND", PIN + 3 * STRAP);
	text_add(t, "  OBS\n");
	for (i = 1; i <= 2; i++) {
		text_add(t, "      LAYER met%d ;\n", i);
		add_rect(&l, 0, 0, l.width, l.height);
	}
	text_add(t, "      LAYER met3 ;\n");
	add_rect(&l, 2 * PIN, 0, l.width - 2 * PIN, l.height);
	text_add(t, "  END\nEND %s\n", name);
	free(name);
}

void macro_lef(const struct macros *all, const struct macro_areas *a,
	       struct text *t)
{
	text_add(t, "# Placeholders of the macros, for a floorplan: sizes by the areas of the hardware\n"
		 "# file, pins at the edges, layers by the names of SKY130.\n"
		 "VERSION 5.7 ;\nBUSBITCHARS \"[]\" ;\nDIVIDERCHAR \"/\" ;\n");
	for (int i = 0; i < all->n; i++)
		add_macro(t, &all->macro[i], macro_um2(&all->macro[i], a));
	text_add(t, "\nEND LIBRARY\n");
}
