/* SPDX-License-Identifier: Apache-2.0 */
#ifndef AREA_IMPL_H
#define AREA_IMPL_H

#include "area.h"
#include "model/macro.h"

/* Parts of the area and timing runs; private to gen/measure: area*.c,
 * gates*.c and sta.c. */

/* A module as Yosys calls it, and what is known of it. */
struct area_part {
	char *key;	/* "$paramod$<hash>\imc_router" or "imc_ctrl" */
	char *values;	/* " IN_PORTS=5 ..." */
	char *macro;	/* black box: its cell in macro.lib, "imc_sram_32x1024" */
	struct macro of;	/* which it is */
	int n_kids;
	struct area_kid {
		char *key;
		int64_t n;
	} *kid;
	int n_ports;	/* of a black box */
	struct area_port {
		char *name;
		int width, is_output;
	} *port;
	int is_known;	/* cells and kids are those behind synthesis */
	struct area_shape shape;
};

struct area_parts {
	int n;
	struct area_part *part;
};

/* area_parse.c: what Yosys says. */

/* By key or macro name; NULL, or a new one. */
struct area_part *area_part_find(struct area_parts *all, const char *key);
struct area_part *area_part_get(struct area_parts *all, const char *key);
void area_part_add_kid(struct area_part *p, const char *key, int64_t n);
void area_parts_free(struct area_parts *all);
char *area_module_of(const char *key);	/* the caller's */
int64_t area_value(const struct area_part *p, const char *name);

/* Modules, their parameters and black boxes, out of run.log, boxes.txt and
 * area.stat of an elaboration in `dir`. */
int area_read_names(struct area_parts *all, const char *dir, struct err *e);

/* Cells of each module out of area.json; with a library (its path, or NULL) um2 out of
 * area.lib.json. Refuses what it does not understand, latches, and cells that the
 * library does not have or has without an area. */
int area_read_stats(struct area_parts *all, const char *dir, const char *library,
		    struct err *e);

/* area_stat.c: a file of `stat -json`, whatever the version of Yosys. Calls `cell` for
 * each module, first with type NULL, then with each type of cell in it. */
typedef int area_stat_cell(void *user, const char *module, const char *type,
			   int64_t n, struct err *e);
int area_stat_read(const char *path, area_stat_cell *cell, void *user,
		   struct err *e);

/* Areas of the cells of a Liberty file; start from {0}, free(cell). */
struct area_cells {
	int n;
	struct area_cell {
		char name[128];
		double um2;	/* -1: the library does not say */
	} *cell;
};
int area_cells_read(const char *library, struct area_cells *c, struct err *e);
double area_cells_um2(const struct area_cells *c, const char *name);	/* -1: none */

/* Down from `top`, `times` of it: adds instances to every part that it is made of. */
void area_count(struct area_parts *all, const char *top, int64_t times);

/* Moves the parts that have instances into *r and adds them up. */
void area_total(struct area_parts *all, struct area_result *r);

/* No fabric is without cells: refuses a total of 0, with a library of um2 too. */
int area_check_total(const struct area_result *r, const struct area_options *o,
		     struct err *e);

/* area_liberty.c */

/* Writes the library to `path` without the cells that synthesis must not choose
 * (dont_use, and those made for other hands: isolation, delay, probes, clock
 * gates, spares). */
int area_liberty(const char *liberty, const char *path, struct err *e);

/* The next group `kind (NAME) {...}` in from..to, and its end; NULL: none left. */
const char *area_group_find(const char *from, const char *to, const char *kind,
			    const char **end);
/* NAME of the group at `s`, without quotes. */
void area_group_name(const char *s, char *name, size_t room);
/* The text of `name : value` or `name : "value"`, cut out of from..to; 0: none. */
int area_attribute(const char *from, const char *to, const char *name,
		   char *value, size_t room);

/* area_nand.c: the smallest cell whose one output is the NAND of its two inputs. */
int area_nand2(const char *library, char name[64], double *um2, struct err *e);

/* area_macro.c: what a black box is, refused where it is no macro or has other ports;
 * those of a design as a Liberty file. */
int area_macro_name(struct area_part *p, struct err *e);
void area_macro_lib(const struct area_parts *all, const struct area_options *o,
		    const struct macro_times *times, struct text *t);

/* area_source.c: the files of the modules, without the netlist. */
struct area_sources {
	int n;
	struct area_source {
		char *module;	/* of the file's name */
		char *text;
	} *source;
};
int area_source_add(struct area_sources *all, const char *path, struct err *e);
void area_sources_free(struct area_sources *all);

/* Adds the file of the module and those of all that it can be made of to the hash;
 * module NULL: all files. */
uint64_t area_source_hash(const struct area_sources *all, const char *module,
			  uint64_t h);

/* area_flow.c: what all runs on one fabric share. */
struct area_flow {
	const struct area_options *o;
	const char *rtl_dir;
	char *yosys;
	char *cache;	/* folder */
	char *library;	/* the filtered one, or NULL */
	char *macros;	/* path of macro.lib */
	struct text read;	/* commands that read and elaborate the fabric */
	struct area_sources files;
	uint64_t tools;	/* hash of library, version of Yosys and of the flow */
	uint64_t sources;	/* the same with all files */
	char *netlist;	/* imc_fabric.v */
	char *wiring;	/* fabric.wiring */
	struct area_parts parts;	/* the elaborated fabric */
	double started;
	int n_done, n_jobs;	/* for progress */
	int n_shapes;	/* that the next run maps to gates; 0: none, or many runs */
};

int area_flow_open(struct area_flow *f, const char *rtl_dir,
		   const struct area_options *o, struct area_result *r,
		   struct err *e);
void area_flow_close(struct area_flow *f);

/* Runs a script in a folder of its own, where run.ys and run.log stay. */
int area_yosys(struct area_flow *f, const char *dir, const struct text *script,
	       struct err *e);

/* Commands: the macros get their names in macro.lib; synthesis, with its
 * statistics in `dir`. */
void area_name_macros(const struct area_flow *f, struct text *script);
void area_steps(const struct area_flow *f, const char *dir, int flat,
		struct text *script);

/* A name of Yosys as a pattern of its select command. */
char *area_pattern(const char *key);

/* area_cache.c: a part's cells and kids under the hash of what they are of. */
int area_cache_read(const struct area_flow *f, uint64_t h, struct area_part *p);
int area_cache_write(const struct area_flow *f, uint64_t h,
		     const struct area_part *p, struct err *e);

/* area_flat.c: tile by tile. */
int area_flat(struct area_flow *f, struct area_result *r, struct err *e);

#endif
