/* SPDX-License-Identifier: Apache-2.0 */
#ifndef VLOG_H
#define VLOG_H

#include "util.h"

/*
 * Writes Verilog piece by piece to the end of a text, in the order in which a
 * module is read: header, ports, localparams, wires, instances, end. Nothing is
 * kept, so the cost is linear in what is written.
 * A second text, `wiring`, says the same of shapes and wires in plain lines
 * (docs/formats.md, fabric.wiring), parameters and widths as numbers.
 *
 *	vlog_module(v, "imc_fabric");
 *	vlog_port(v, "input", "", "clk_i");
 *	vlog_ports_end(v);
 *	vlog_localparam(v, "VCS", 2, "virtual channels a channel");
 *	vlog_wire(v, "VCS", "link_%d_%d_valid", 0, 1);
 *	vlog_instance(v, "imc_link");
 *	vlog_pin(v, "VCS", "VCS");
 *	vlog_name(v, "link_%d_%d", 0, 1);
 *	vlog_pin(v, "in_valid_i", "link_%d_%d_valid", 0, 1);
 *	vlog_pins_end(v);
 *	vlog_end(v);
 *
 * Formats know %d, %u, %x, %s and %% only, without flags or widths.
 */
#define VLOG_VALUES 40

struct vlog {
	struct text *out;	/* not owned */
	struct text *wiring;	/* not owned; NULL: not wanted */
	int n_items;	/* items in the list that is open */
	int column;	/* of the concatenation that is open */
	int in_pins;	/* of an instance, behind its parameters */
	int n_values;	/* localparams so far */
	struct vlog_value {
		const char *name;	/* the caller's */
		long long value;
	} value[VLOG_VALUES];
};

/* Text that no other function writes. */
void vlog_line(struct vlog *v, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* A line of comment, "// " within `before`; control characters become "?". */
void vlog_comment(struct vlog *v, const char *before, const char *s,
		  const char *behind);

/* Opens a file: SPDX line and `default_nettype none. */
void vlog_file(struct vlog *v);

/* The module and its port list. `bits` is a number, the name of a localparam, or
 * "" for a single wire. */
void vlog_module(struct vlog *v, const char *name);
void vlog_port(struct vlog *v, const char *direction, const char *bits,
	       const char *name);
void vlog_ports_end(struct vlog *v);
void vlog_end(struct vlog *v);

/* Declarations. Names of localparams must outlive v. */
void vlog_localparam(struct vlog *v, const char *name, long long value,
		     const char *comment);
void vlog_wire(struct vlog *v, const char *bits, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Ties a wire to a constant, as all are written: bits and value, "3'h0". */
void vlog_tie(struct vlog *v, const char *name, const char *constant);

/* An instance: vlog_instance, a vlog_pin for every parameter, vlog_name, a
 * vlog_pin or a concatenation for every port, vlog_pins_end. */
void vlog_instance(struct vlog *v, const char *module_name);
void vlog_name(struct vlog *v, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void vlog_pin(struct vlog *v, const char *pin, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* Joined to nothing, and why that is: a line of comment. */
void vlog_open_pin(struct vlog *v, const char *pin, const char *why);
void vlog_pins_end(struct vlog *v);

/* A pin joined to a concatenation, highest item first. */
void vlog_cat(struct vlog *v, const char *pin);
void vlog_item(struct vlog *v, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void vlog_cat_end(struct vlog *v);

/* The header of module `name`, from a new line to the end of its list of ports, out of
 * `source`, the text of its file. -1 and *e where it is not found. */
int vlog_head(struct vlog *v, const char *source, const char *name,
	      struct err *e);

/* Appends the black box of module `name`: its own header out of `source`, the
 * text of its file, and no body. -1 and *e where it is not found. */
int vlog_stub(struct text *t, const char *source, const char *name,
	      struct err *e);

/* Folders of an emitted fabric, and its lists of files for simulation and synthesis
 * (docs/formats.md, "Emitted folder"). */
#define VLOG_RTL "rtl/"
#define VLOG_SIM "sim/"
#define VLOG_SYN "syn/"
#define VLOG_SIM_LIST "sim.f"
#define VLOG_SYN_LIST "syn.f"

/* The files that the Verilog in a folder is made of, a name a line, relative to it:
 * those that its list `of` names, then the headers (*.vh) of VLOG_RTL by name. The
 * caller frees. NULL and *e where list or folder cannot be read. */
char *vlog_files(const char *dir, const char *of, struct err *e);

#endif
