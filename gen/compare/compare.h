/* SPDX-License-Identifier: Apache-2.0 */
#ifndef COMPARE_H
#define COMPARE_H

#include <stdint.h>

#include "base/util.h"

/*
 * A comparison of topologies: a row for each network, topology and router, and the
 * ways to show it: a table, CSV, JSON, charts. docs/formats.md has the columns. A
 * number below 0 and an empty string are "not known": a dash in the table, nothing
 * in CSV, null in JSON.
 */
struct compare_part {	/* of a fabric's area */
	char *name;	/* module */
	double area;	/* in the unit of the comparison: um2, or cells */
};

struct compare_row {
	char *net, *topology;
	char *router;	/* its name in the table of routers (compile/router.h) */
	char *model;	/* "plan"; "flow": tasks and streams alone; "unicast": these, with
			 * a stream for every reader */
	char *note;	/* why something is not known */
	char *folder;	/* what --keep has left */

	int64_t cores, channels, tasks, streams;
	int64_t link_bits;	/* of a word */
	int64_t post_lanes;	/* columns at once in the post-processing */
	int64_t dilation, dilation_bound;	/* hops of the longest route */
	int64_t hops, hops_bound;	/* channels in all trees */
	int64_t max_words, words_bound;	/* an image, most loaded channel */
	char *max_channel;	/* "tail->head" */
	double max_bits, bits_bound, mean_bits;	/* a cycle at `interval` */
	double max_gbit, mean_gbit;	/* a second at the clock */
	double mean_streams;	/* on a channel that has any */
	int64_t vcs;		/* virtual channels needed: most streams on one channel */
	double full_bits;	/* a cycle, most loaded channel, at the rate of the
				 * slowest task: link.bits * max_words / slowest */
	int64_t width;		/* full_bits rounded up: link width that keeps the rate */
	int64_t slowest;	/* cycles per image of the slowest task */
	double use;		/* of the time of the cores used, percent (model/use.h) */
	double loss_crossbars, loss_cells, loss_imbalance, loss_communication;
	int64_t interval, latency;	/* cycles, predicted */
	int64_t rtl_interval, rtl_latency;	/* cycles, measured */
	double images, images_bound;	/* a second at the clock and `interval`, and at most */
	double images_mm2, images_pitch;	/* a second: for a mm2 of standard cells of the
						 * fabric; for a pitch of wire of all channels */
	int64_t words_compared, mismatches;

	double router_cells, fabric_cells;	/* generic cells */
	double router_um2, fabric_um2, router_kge, fabric_kge;
	int64_t wire, longest;	/* tile pitches: all channels; one channel */
	double bw_area;	/* full_bits * router area (kGE, or 1000 cells) */
	double bw_wire;	/* full_bits * wire: bit-pitches of a fabric just wide enough */

	int64_t *channel_words;	/* [channels] an image, NULL: not mapped */
	int *task_node;		/* [n_placed] where each task runs, NULL: not mapped */
	char **task_name;	/* [n_placed] */
	int n_placed;
	struct json_t *design;	/* for imcfab report (report/design.h); NULL: not mapped */
	int n_parts;
	struct compare_part *part;	/* [n_parts] largest first */
};

/* Texts, such as topology expressions; strings and array owned. */
struct compare_list {
	char **s;
	int n;
};
void compare_list_free(struct compare_list *l);

struct compare {
	char *hardware;	/* name in the hardware file */
	int clock_mhz;
	int n_links;	/* link widths that are compared; above 1 the rows name theirs */
	int post_lanes;	/* of the hardware file; rows name theirs where they differ */
	char *place;	/* strategy of placement */
	uint64_t seed;
	int effort;
	char *cut;	/* of networks of shapes: "layer" or "tile" */
	int has_library;	/* areas are in um2 and kGE too */
	struct compare_list left_out;	/* topologies not compared, and why */
	int n_rows;
	struct compare_row *row;
};

/* Life. */

/* A row with every number unknown and every string empty; the strings are copied.
 * Valid until the next one is added. */
struct compare_row *compare_add(struct compare *c, const char *net,
				const char *topology, const char *router);
void compare_text(char **field, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));	/* sets a string of a row */
void compare_free(struct compare *c);	/* not c itself */

/* Works out what follows from the rest: rates, width and products. */
void compare_derive(const struct compare *c, struct compare_row *r);

/* Showing. Columns that no row knows are left out of the table only. */
void compare_table(const struct compare *c, struct text *t);
void compare_csv(const struct compare *c, struct text *t);
void compare_json(const struct compare *c, struct text *t);

/* What `imcfab report` takes beside compare.json: a label and a design a row. */
void compare_designs(const struct compare *c, struct text *t);

/* Charts of the rows of one network, as SVG; NULL where no row has the figures. */
char *compare_plot_load(const struct compare *c, const char *net, size_t *n);
char *compare_plot_area(const struct compare *c, const char *net, size_t *n);
char *compare_plot_wire(const struct compare *c, const char *net, size_t *n);
char *compare_plot_rate(const struct compare *c, const char *net, size_t *n);

/* Writes compare.csv, compare.json, designs.json and the charts of every network to `dir`, which
 * the caller has locked; *names gets a line a file. 0, or -1 and *e. */
int compare_write(const struct compare *c, const char *dir, struct text *names,
		  struct err *e);

/* The columns of a row, for other tables: how many, the key of each, whether it is a text, and
 * its value as text, "" where it is not known (the caller frees). */
int compare_columns_n(void);
const char *compare_column_key(int i);
int compare_column_is_text(int i);
char *compare_column_value(const struct compare_row *r, int i);

/* Words per image of every channel and areas by module, as members of a JSON object. */
void compare_json_details(const struct compare_row *r, struct text *t);

/* A text as a value of CSV; of JSON (NULL or empty: null). Appends to *t. */
void compare_csv_value(struct text *t, const char *s);
void compare_json_text(struct text *t, const char *s);

/* A name that is good for a file: letters, digits, "-._"; the caller frees. */
char *compare_file_name(const char *s);

#endif
