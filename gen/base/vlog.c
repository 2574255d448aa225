/* SPDX-License-Identifier: Apache-2.0 */
#include "vlog.h"

#include <assert.h>
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

void vlog_line(struct vlog *v, const char *fmt, ...)
{
	PUT_FORMAT(v, fmt);
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

void vlog_port(struct vlog *v, const char *direction, const char *range,
	       const char *name)
{
	put(v, v->n_items++ ? ",\n  " : "\n  ");
	put(v, direction);
	put(v, " wire ");
	put(v, range);
	put(v, *range ? " " : "");
	put(v, name);
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
}

void vlog_wire(struct vlog *v, const char *range, const char *fmt, ...)
{
	put(v, "  wire ");
	put(v, range);
	put(v, *range ? " " : "");
	PUT_FORMAT(v, fmt);
	put(v, ";\n");
}

void vlog_instance(struct vlog *v, const char *module_name)
{
	put(v, "\n  ");
	put(v, module_name);
	put(v, " #(");
	v->n_items = 0;
}

void vlog_name(struct vlog *v, const char *fmt, ...)
{
	if (v->n_items)
		put(v, "\n  ) ");
	else	/* without parameters there is no list */
		v->out->n -= 2;
	PUT_FORMAT(v, fmt);
	put(v, " (");
	v->n_items = 0;
}

static void pin_open(struct vlog *v, const char *pin)
{
	put(v, v->n_items++ ? ",\n    ." : "\n    .");
	put(v, pin);
	put(v, "(");
}

void vlog_pin(struct vlog *v, const char *pin, const char *fmt, ...)
{
	pin_open(v, pin);
	PUT_FORMAT(v, fmt);
	put(v, ")");
}

void vlog_open_pin(struct vlog *v, const char *pin)
{
	pin_open(v, pin);
	put(v, ")");
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
	v->column += (int)(v->out->n - before) + 2;
}

void vlog_cat_end(struct vlog *v)
{
	put(v, "})");
}

int vlog_stub(struct text *t, const char *source, const char *name,
	      struct err *e)
{
	struct vlog v = {.out = t};
	char *key = xasprintf("\nmodule %s ", name);
	const char *from = strstr(source, key);
	const char *to = from ? strstr(from, "\n);\n") : NULL;

	free(key);
	if (!to)
		return err_set(e, "", 0, "no header of module %s found", name);
	vlog_file(&v);
	put(&v, "// Black box of the macro: its ports, no behaviour.\n"
		"(* blackbox *)");
	text_add_bytes(t, from, to + strlen("\n);") - from);
	put(&v, "\nendmodule\n\n`default_nettype wire\n");
	return 0;
}
