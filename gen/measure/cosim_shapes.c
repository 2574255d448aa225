/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "cosim_impl.h"

/* A netlist being read, line by line. */
struct reader {
	struct cosim_shapes *out;
	struct cosim_shape now;	/* the instance that is open */
	struct text key;
	int is_open, in_pins, stages;
	char **name;	/* [n_names] localparams */
	long *value;
	int n_names;
};

static long number(const struct reader *r, const char *s)
{
	for (int i = 0; i < r->n_names; i++)
		if (!strcmp(r->name[i], s))
			return r->value[i];
	return strtol(s, NULL, 10);
}

static void shape_free(struct cosim_shape *s)
{
	for (int i = 0; i < s->n_flags; i++)
		free(s->flag[i]);
	for (int i = 0; i < s->n_pins; i++)
		free(s->pin[i]);
	for (int i = 0; i < s->n_arrays; i++)
		free(s->array[i]);
	free(s->flag);
	free(s->pin);
	free(s->array);
	free(s->module);
	free(s->key);
	memset(s, 0, sizeof(*s));
}

static void add_word(char ***list, int *n, char *word)
{
	*list = xrealloc(*list, (*n + 1) * sizeof(**list));
	(*list)[(*n)++] = word;
}

static void add_localparam(struct reader *r, const char *name, const char *v)
{
	long n = number(r, v);

	r->value = xrealloc(r->value, (r->n_names + 1) * sizeof(*r->value));
	r->value[r->n_names] = n;
	add_word(&r->name, &r->n_names, xstrdup(name));
}

static void open_instance(struct reader *r, const char *module, int has_pins)
{
	r->is_open = 1;
	r->in_pins = has_pins;
	r->stages = -1;
	r->now.module = xstrdup(module);
	text_add(&r->key, "%s", module);
}

static void add_parameter(struct reader *r, const char *name, const char *v)
{
	long n = number(r, v);

	text_add(&r->key, " %s=%ld", name, n);
	add_word(&r->now.flag, &r->now.n_flags, xasprintf("-G%s=%ld", name, n));
	if (!strcmp(name, "STAGES"))
		r->stages = (int)n;
}

/* Keeps the instance where it is the first of its shape. */
static void close_instance(struct reader *r)
{
	struct cosim_shapes *s = r->out;
	int known = !strcmp(r->now.module, "imc_link") && r->stages == 0;

	for (int i = 0; i < s->n && !known; i++)
		known = !strcmp(s->shape[i].key, r->key.s);
	if (known) {
		shape_free(&r->now);
	} else {
		r->now.key = xstrdup(r->key.s);
		s->shape = xrealloc(s->shape, (s->n + 1) * sizeof(*s->shape));
		s->shape[s->n++] = r->now;
		memset(&r->now, 0, sizeof(r->now));
	}
	text_free(&r->key);
	r->is_open = 0;
}

static void read_line(struct reader *r, const char *line)
{
	char a[64], b[64];

	if (sscanf(line, " localparam %63s = %63[0-9A-Z_]", a, b) == 2)
		add_localparam(r, a, b);
	else if (!r->is_open && sscanf(line, " imc_%60s %63s", a, b) == 2) {
		char *module = xasprintf("imc_%s", a);

		open_instance(r, module, strcmp(b, "#(") != 0);
		free(module);
	} else if (r->is_open && !strncmp(line, "  );", 4))
		close_instance(r);
	else if (r->is_open && !strncmp(line, "  ) ", 4))
		r->in_pins = 1;
	else if (r->is_open && !r->in_pins &&
		 sscanf(line, " .%63[A-Z_](%63[0-9A-Z_])", a, b) == 2)
		add_parameter(r, a, b);
	else if (r->is_open && r->in_pins && sscanf(line, " .%63[a-z_0-9](", a) == 1)
		add_word(&r->now.pin, &r->now.n_pins, xstrdup(a));
}

void cosim_shapes_read(const char *netlist, struct cosim_shapes *s)
{
	char *text = xstrdup(netlist), *rest, *line;
	struct reader r = {.out = s};

	memset(s, 0, sizeof(*s));
	for (line = strtok_r(text, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest))
		read_line(&r, line);
	for (int i = 0; i < r.n_names; i++)
		free(r.name[i]);
	free(r.name);
	free(r.value);
	text_free(&r.key);
	free(text);
}

void cosim_shapes_free(struct cosim_shapes *s)
{
	for (int i = 0; i < s->n; i++)
		shape_free(&s->shape[i]);
	free(s->shape);
	memset(s, 0, sizeof(*s));
}

static void write_part(const struct cosim_shape *s, int n, struct text *t)
{
	text_add(t, "class Part%d : public Part {\n"
		 "  Vshape%d m_;\n"
		 " public:\n"
		 "  Part%d(VerilatedContext* ctx, const char* name) "
		 ": m_(ctx, name) {\n", n, n, n);
	for (int i = 0; i < s->n_pins; i++)
		text_add(t, "    add(\"%s\", m_.%s);\n", s->pin[i], s->pin[i]);
	text_add(t, "    state(*m_.rootp->vlSymsp);\n");
	for (int i = 0; i < s->n_arrays; i++)
		text_add(t, "    memory(m_.rootp->vlSymsp->%s);\n",
			 s->array[i]);
	text_add(t, "  }\n"
		 "  void clock(bool high) override {\n"
		 "    m_.clk_i = high;\n"
		 "    m_.eval();\n"
		 "  }\n"
		 "  void edge() override {\n"
		 "    if (!forget_clock(*m_.rootp, 0)) clock(false);\n"
		 "    clock(true);\n"
		 "  }\n"
		 "  void final() override { m_.final(); }\n"
		 "};\n\n");
}

/* A string literal is at most 64 KiB to be portable, so one a line. */
static void write_literal(const char *s, struct text *t)
{
	const char *end;

	for (; *s; s = end + (*end != 0)) {
		end = strchr(s, '\n');
		end = end ? end : s + strlen(s);
		text_add(t, "    \"%.*s\\n\"\n", (int)(end - s), s);
	}
}

void cosim_shapes_write(const struct cosim_shapes *s, const char *netlist,
			struct text *t)
{
	text_add(t, "// Made by imcfab cosim: a part of every shape.\n"
		 "#include \"wired.hpp\"\n\n");
	for (int i = 0; i < s->n; i++)
		text_add(t, "#include \"Vshape%d.h\"\n"
			 "#include \"Vshape%d__Syms.h\"\n", i, i);
	text_add(t, "\nnamespace {\n");
	for (int i = 0; i < s->n; i++)
		write_part(&s->shape[i], i, t);
	text_add(t, "}  // namespace\n\n"
		 "Part* wired_make(const std::string& key, VerilatedContext* ctx, "
		 "const char* name) {\n");
	for (int i = 0; i < s->n; i++)
		text_add(t, "  if (key == \"%s\") return new Part%d(ctx, name);\n",
			 s->shape[i].key, i);
	text_add(t, "  fprintf(stderr, \"cosim: no shape %%s\\n\", key.c_str());\n"
		 "  exit(2);\n}\n\nextern const char wired_netlist[];\n"
		 "const char wired_netlist[] =\n");
	write_literal(netlist, t);
	text_add(t, "    ;\n");
}
