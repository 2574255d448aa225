/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "cosim_impl.h"

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

/* A link without registers is a wire. */
static int is_wire(const char *key)
{
	char *with_end = xasprintf("%s ", key);
	int yes = !strncmp(key, "imc_link ", 9) &&
		  strstr(with_end, " STAGES=0 ") != NULL;

	free(with_end);
	return yes;
}

static void add_shape(struct cosim_shapes *s, const char *key)
{
	struct cosim_shape *n;
	char *words = xstrdup(key), *rest, *word;

	s->shape = xrealloc(s->shape, (s->n + 1) * sizeof(*s->shape));
	n = &s->shape[s->n++];
	memset(n, 0, sizeof(*n));
	n->key = xstrdup(key);
	snprintf(n->prefix, sizeof(n->prefix), "V%016llx",
		 (unsigned long long)fnv(FNV_START, key, strlen(key)));
	word = strtok_r(words, " ", &rest);
	n->module = xstrdup(word ? word : "");
	while ((word = strtok_r(NULL, " ", &rest)))
		add_word(&n->flag, &n->n_flags, xasprintf("-G%s", word));
	free(words);
}

static int is_known(const struct cosim_shapes *s, const char *key)
{
	for (int i = 0; i < s->n; i++)
		if (!strcmp(s->shape[i].key, key))
			return 1;
	return 0;
}

int cosim_shapes_read(const char *wiring, struct cosim_shapes *s, struct err *e)
{
	char *text = xstrdup(wiring), *rest, *line;
	struct cosim_shape *now = NULL;	/* whose pins follow */
	int r = 0;

	memset(s, 0, sizeof(*s));
	line = strtok_r(text, "\n", &rest);
	if (!line || strcmp(line, "imcfab-wiring 1"))
		r = err_set(e, "", 1, "not the wiring of a fabric of version 1");
	while (r == 0 && (line = strtok_r(NULL, "\n", &rest))) {
		if (!strncmp(line, "shape ", 6)) {
			now = NULL;
			if (!is_wire(line + 6) && !is_known(s, line + 6)) {
				add_shape(s, line + 6);
				now = &s->shape[s->n - 1];
			}
		} else if (now && !strncmp(line, "pin ", 4)) {
			add_word(&now->pin, &now->n_pins,
				 xasprintf("%.*s", (int)strcspn(line + 4, " "),
					   line + 4));
		}
	}
	if (r == 0 && !s->n)
		r = err_set(e, "", 0, "names no module");
	free(text);
	return r;
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
		 "  %s m_;\n"
		 " public:\n"
		 "  Part%d(VerilatedContext* ctx, const char* name) "
		 ": m_(ctx, name) {\n", n, s->prefix, n);
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
		 "#if VM_TRACE\n"
		 "  void trace(VerilatedFstC* file) override { m_.trace(file, 99); }\n"
		 "#else\n"
		 "  void trace(VerilatedFstC*) override {}\n"
		 "#endif\n"
		 "};\n\n");
}

void cosim_shapes_write(const struct cosim_shapes *s, struct text *t)
{
	text_add(t, "// Made by imcfab cosim: a part of every shape.\n"
		 "#include \"wired.hpp\"\n\n");
	for (int i = 0; i < s->n; i++)
		text_add(t, "#include \"%s.h\"\n"
			 "#include \"%s__Syms.h\"\n", s->shape[i].prefix, s->shape[i].prefix);
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
		 "  exit(2);\n}\n");
}
