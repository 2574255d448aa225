/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "vlog.h"
#include "file.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define VLOG_COLUMNS 90	/* a concatenation is wrapped behind this */

static void put(struct vlog *v, const char *s)
{
	text_add_bytes(v->out, s, strlen(s));
}

static void put_unsigned(struct vlog *v, unsigned long long n, unsigned base)
{
	char digits[24];
	size_t i = sizeof(digits);

	do {
		digits[--i] = "0123456789abcdef"[n % base];
		n /= base;
	} while (n);
	text_add_bytes(v->out, digits + i, sizeof(digits) - i);
}

static void put_signed(struct vlog *v, long long n)
{
	if (n < 0)
		put(v, "-");
	put_unsigned(v, n < 0 ? -(unsigned long long)n : (unsigned long long)n,
		     10);
}

/* A tenth of the time of vsnprintf, which decides for ten thousand tiles. */
static void put_format(struct vlog *v, const char *fmt, va_list ap)
{
	const char *p;

	for (;;) {
		p = strchr(fmt, '%');
		if (!p) {
			put(v, fmt);
			return;
		}
		text_add_bytes(v->out, fmt, p - fmt);
		switch (p[1]) {
		case 'd':
			put_signed(v, va_arg(ap, int));
			break;
		case 'u':
			put_unsigned(v, va_arg(ap, unsigned), 10);
			break;
		case 'x':
			put_unsigned(v, va_arg(ap, unsigned), 16);
			break;
		case 's':
			put(v, va_arg(ap, const char *));
			break;
		default:
			assert(p[1] == '%');
			put(v, "%");
		}
		fmt = p + 2;
	}
}

#define PUT_FORMAT(v, fmt) do { \
		va_list ap; \
		va_start(ap, fmt); \
		put_format(v, fmt, ap); \
		va_end(ap); \
	} while (0)

/* What has been written behind `from`, into the list of wires. */
static void list(struct vlog *v, const char *before, size_t from,
		 const char *behind)
{
	if (!v->wiring)
		return;
	text_add_bytes(v->wiring, before, strlen(before));
	text_add_bytes(v->wiring, v->out->s + from, v->out->n - from);
	text_add_bytes(v->wiring, behind, strlen(behind));
}

/* A number, or a localparam; "" is 1. */
static long long value_of(const struct vlog *v, const char *s, size_t n)
{
	for (int i = 0; i < v->n_values; i++)
		if (strlen(v->value[i].name) == n &&
		    !strncmp(v->value[i].name, s, n))
			return v->value[i].value;
	return n ? strtoll(s, NULL, 10) : 1;
}

void vlog_line(struct vlog *v, const char *fmt, ...)
{
	PUT_FORMAT(v, fmt);
	put(v, "\n");
}

void vlog_comment(struct vlog *v, const char *before, const char *s,
		  const char *behind)
{
	size_t from = v->out->n;

	put(v, before);
	put(v, s);
	put(v, behind);
	for (size_t i = from; i < v->out->n; i++)
		if ((unsigned char)v->out->s[i] < ' ' || v->out->s[i] == 127)
			v->out->s[i] = '?';
	put(v, "\n");
}

void vlog_file(struct vlog *v)
{
	put(v, "// SPDX-License-Identifier: Apache-2.0\n"
	       "`default_nettype none\n");
}

void vlog_module(struct vlog *v, const char *name)
{
	put(v, "module ");
	put(v, name);
	put(v, " (");
	v->n_items = 0;
}

/* "[31:0] ", "[VCS-1:0] " or nothing. */
static void put_range(struct vlog *v, const char *bits)
{
	if (!*bits)
		return;
	put(v, "[");
	if (*bits >= '0' && *bits <= '9') {
		put_signed(v, strtoll(bits, NULL, 10) - 1);
	} else {
		put(v, bits);
		put(v, "-1");
	}
	put(v, ":0] ");
}

void vlog_port(struct vlog *v, const char *direction, const char *bits,
	       const char *name)
{
	put(v, v->n_items++ ? ",\n  " : "\n  ");
	put(v, direction);
	put(v, " wire ");
	put_range(v, bits);
	put(v, name);
	if (v->wiring)
		text_add(v->wiring, "port %s %s %lld\n", direction, name,
			 value_of(v, bits, strlen(bits)));
}

void vlog_ports_end(struct vlog *v)
{
	put(v, "\n);\n");
}

void vlog_end(struct vlog *v)
{
	put(v, "\nendmodule\n\n`default_nettype wire\n");
}

void vlog_localparam(struct vlog *v, const char *name, long long value,
		     const char *comment)
{
	put(v, "  localparam ");
	put(v, name);
	put(v, " = ");
	put_signed(v, value);
	put(v, ";  // ");
	put(v, comment);
	put(v, "\n");
	assert(v->n_values < VLOG_VALUES);
	v->value[v->n_values++] = (struct vlog_value){name, value};
}

void vlog_wire(struct vlog *v, const char *bits, const char *fmt, ...)
{
	size_t from;

	put(v, "  wire ");
	put_range(v, bits);
	from = v->out->n;
	PUT_FORMAT(v, fmt);
	list(v, "wire ", from, "");
	put(v, ";\n");
	if (v->wiring)
		text_add(v->wiring, " %lld\n", value_of(v, bits, strlen(bits)));
}

void vlog_tie(struct vlog *v, const char *name, const char *constant)
{
	put(v, "\n  assign ");
	put(v, name);
	put(v, " = ");
	put(v, constant);
	put(v, ";\n");
	if (v->wiring)
		text_add(v->wiring, "tie %s %s\n", name, constant);
}

void vlog_instance(struct vlog *v, const char *module_name)
{
	put(v, "\n  ");
	put(v, module_name);
	put(v, " #(");
	v->n_items = 0;
	v->in_pins = 0;
	if (v->wiring)
		text_add(v->wiring, "shape %s", module_name);
}

void vlog_name(struct vlog *v, const char *fmt, ...)
{
	size_t from;

	if (v->n_items)
		put(v, "\n  ) ");
	else	/* without parameters there is no list */
		v->out->n -= 2;
	from = v->out->n;
	PUT_FORMAT(v, fmt);
	list(v, "\npart ", from, "\n");
	put(v, " (");
	v->n_items = 0;
	v->in_pins = 1;
}

static void pin_open(struct vlog *v, const char *pin)
{
	put(v, v->n_items++ ? ",\n    ." : "\n    .");
	put(v, pin);
	put(v, "(");
}

/* A pin of the list of wires, its items to follow. */
static void list_pin(struct vlog *v, const char *pin)
{
	if (v->wiring)
		text_add(v->wiring, "pin %s", pin);
}

void vlog_pin(struct vlog *v, const char *pin, const char *fmt, ...)
{
	size_t from;

	pin_open(v, pin);
	from = v->out->n;
	PUT_FORMAT(v, fmt);
	if (v->in_pins) {
		list_pin(v, pin);
		list(v, " ", from, "\n");
	} else if (v->wiring) {
		text_add(v->wiring, " %s=%lld", pin,
			 value_of(v, v->out->s + from, v->out->n - from));
	}
	put(v, ")");
}

/* The other comments keep a lint from asking whether that is meant. */
void vlog_open_pin(struct vlog *v, const char *pin, const char *why)
{
	put(v, v->n_items++ ? ",\n    // " : "\n    // ");
	put(v, why);
	put(v, "\n    /* verilator lint_off PINCONNECTEMPTY */ .");
	put(v, pin);
	put(v, "() /* verilator lint_on PINCONNECTEMPTY */");
	if (v->wiring)
		text_add(v->wiring, "pin %s\n", pin);
}

void vlog_pins_end(struct vlog *v)
{
	put(v, "\n  );\n");
}

void vlog_cat(struct vlog *v, const char *pin)
{
	pin_open(v, pin);
	put(v, "{");
	v->column = 0;
	list_pin(v, pin);
}

void vlog_item(struct vlog *v, const char *fmt, ...)
{
	size_t before;

	if (v->column)
		put(v, ", ");
	if (v->column > VLOG_COLUMNS - 30) {
		v->out->n--;
		put(v, "\n      ");
		v->column = 0;
	}
	before = v->out->n;
	PUT_FORMAT(v, fmt);
	list(v, " ", before, "");
	v->column += (int)(v->out->n - before) + 2;
}

void vlog_cat_end(struct vlog *v)
{
	list(v, "", v->out->n, "\n");
	put(v, "})");
}

int vlog_head(struct vlog *v, const char *source, const char *name,
	      struct err *e)
{
	char *key = xasprintf("\nmodule %s ", name);
	const char *from = strstr(source, key);
	const char *to = from ? strstr(from, "\n);\n") : NULL;

	free(key);
	if (!to)
		return err_set(e, "", 0, "no header of module %s found", name);
	text_add_bytes(v->out, from, to + strlen("\n);") - from);
	return 0;
}

int vlog_stub(struct text *t, const char *source, const char *name,
	      struct err *e)
{
	struct text head = {0};
	struct vlog v = {.out = &head};

	if (vlog_head(&v, source, name, e) < 0)
		return -1;
	v.out = t;
	vlog_file(&v);
	put(&v, "// Black box of the macro: its ports, no behaviour.\n"
		"(* blackbox *)");
	text_add_bytes(t, head.s, head.n);
	text_free(&head);
	put(&v, "\nendmodule\n\n`default_nettype wire\n");
	return 0;
}

static int is_header(const struct dirent *d)
{
	const char *end = strrchr(d->d_name, '.');

	return end && !strcmp(end, ".vh");
}

char *vlog_files(const char *dir, const char *of, struct err *e)
{
	char *path = xasprintf("%s/%s", dir, of), *list, *name, *rest;
	struct dirent **d = NULL;
	struct text t = {0};
	int i, n;

	list = file_read(path, FILE_MAX_DATA, NULL, e);
	free(path);
	if (!list)
		return NULL;
	path = xasprintf("%s/" VLOG_RTL, dir);
	n = scandir(path, &d, is_header, alphasort);
	if (n < 0) {
		err_set(e, path, 0, "cannot read folder: %s", strerror(errno));
		free(path);
		free(list);
		return NULL;
	}
	for (name = strtok_r(list, "\n", &rest); name;
	     name = strtok_r(NULL, "\n", &rest))
		if (*name != '+')
			text_add(&t, "%s\n", name);
	for (i = 0; i < n; i++) {
		text_add(&t, VLOG_RTL "%s\n", d[i]->d_name);
		free(d[i]);
	}
	free(d);
	free(path);
	free(list);
	text_add(&t, "%s", "");
	return t.s;
}
