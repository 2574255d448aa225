/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STA_H
#define STA_H

#include "area.h"

/*
 * Critical paths by OpenSTA: every shape of link and router of an emitted fabric,
 * its tile with the most ports, or the fabric as a whole under its own SDC. Each is
 * synthesised flat for the wanted clock with the library's cells, crossbar and
 * memories standing as cells of macro.lib with assumed times. Inputs arrive with
 * the clock edge, outputs have the whole cycle; no wires, no clock tree.
 */
struct sta_unit {
	char *name;	/* shape, or "imc_fabric" */
	double mhz;	/* the fastest clock that the worst path allows */
	double slack_ns;	/* at the wanted clock */
	double um2;	/* standard cells and macros of known area, mapped for it */
	char from[128], to[128];	/* ends of the worst path */
};

struct sta_result {
	int n_units;
	struct sta_unit *unit;	/* by name */
	double mhz;	/* the slowest unit's */
};

struct sta_options {
	struct area_options area;	/* liberty must be given; flat is not used */
	int clock_mhz;	/* wanted */
	int fabric;	/* the whole fabric under fabric.sdc, instead of its parts */
	int setup_ps, hold_ps, clk_to_q_ps;	/* of the macros; 0: assumed ones */
};

/* 0, or -1 and *e: also where OpenSTA says Error and ends with status 0. The caller
 * frees the result with sta_free. */
int sta_measure(const char *rtl_dir, const struct sta_options *o,
		struct sta_result *r, struct err *e);
void sta_free(struct sta_result *r);

/* What OpenSTA said of a unit: fills slack, clock and path. */
int sta_parse(const char *log, double period_ns, struct sta_unit *u,
	      struct err *e);

#endif
