/* SPDX-License-Identifier: Apache-2.0 */
#include "layers.h"
#include "base/file.h"
#include "model/kind.h"

#include <stdlib.h>
#include <string.h>

#include "impl.h"

struct layer *layers_add(struct layers *l, const char *name, enum layer_op op)
{
	struct layer *k;

	l->layer = xrealloc(l->layer, (l->n_layers + 1) * sizeof(*l->layer));
	k = &l->layer[l->n_layers++];
	memset(k, 0, sizeof(*k));
	k->name = xstrdup(name);
	k->op = op;
	k->k_w = k->k_h = k->groups = 1;
	k->stride_x = k->stride_y = k->dilation_x = k->dilation_y = 1;
	return k;
}

void layer_reads(struct layer *l, int input)
{
	l->input = xrealloc(l->input, (l->n_inputs + 1) * sizeof(int));
	l->input[l->n_inputs++] = input;
}

void layers_free(struct layers *l)
{
	int i;

	if (!l)
		return;
	for (i = 0; i < l->n_layers; i++) {
		free(l->layer[i].name);
		free(l->layer[i].input);
	}
	free(l->layer);
	free(l->name);
	free(l->cut);
	free(l);
}

static int64_t weights(const struct layer *l)
{
	if (l->op != LAYER_CONV && l->op != LAYER_DENSE)
		return 0;
	return (int64_t)l->k_w * l->k_h * (l->c_in / l->groups) * l->c_out;
}

int64_t layers_weights(const struct layers *l)
{
	int64_t n = 0;
	int i;

	for (i = 0; i < l->n_layers; i++)
		n += weights(&l->layer[i]);
	return n;
}

int64_t layers_macs(const struct layers *l)
{
	int64_t n = 0;
	int i;

	for (i = 0; i < l->n_layers; i++)
		n += weights(&l->layer[i]) * l->layer[i].out_w *
		     l->layer[i].out_h;
	return n;
}

/* The file's name without folder and ending. */
static char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *name = xstrdup(slash ? slash + 1 : path);
	char *dot = strrchr(name, '.');

	if (dot && dot != name)
		*dot = 0;
	return name;
}

/* A text: which of two formats, its first characters say. */
static int read_text(const char *path, struct nodes *g, struct err *e)
{
	char *text = file_read(path, FILE_MAX_TEXT, NULL, e);
	const char *start;
	int failed;

	if (!text)
		return -1;
	start = text + strspn(text, " \t\r\n");
	if (*start == '{')
		failed = layers_json(text, g, e);
	else if (!strncmp(start, "7767517", 7))
		failed = layers_ncnn(text, g, e);
	else if (layers_is_table(text))
		failed = layers_table(text, g, e);
	else
		failed = err_set(e, path, 1, "is neither a node list in JSON nor "
				 "an ncnn parameter text (first line 7767517) nor a table of layers%s",
				 kind_but(start));
	free(text);
	return failed;
}

/* "3x224x224": channels, height, width. */
static int read_input(const char *s, struct nodes *g, struct err *e)
{
	int n = 0;

	g->input = s;
	if (!s || (sscanf(s, "%5dx%5dx%5d%n", &g->in_c, &g->in_h, &g->in_w, &n) == 3 &&
		   !s[n] && strspn(s, "0123456789x") == strlen(s) && g->in_c > 0 &&
		   g->in_h > 0 && g->in_w > 0 && g->in_c <= NODE_SIDE_MAX &&
		   g->in_h <= NODE_SIDE_MAX && g->in_w <= NODE_SIDE_MAX))
		return 0;
	return err_set(e, "", 0, "size of the input, %.40s: must be channels, height and "
		       "width, each 1 to %d, such as 3x224x224", s, NODE_SIDE_MAX);
}

void layers_say_cut(const struct layers *l, struct text *t)
{
	if (l->cut)
		text_add(t, "cut at %s: %d node%s left out", l->cut, l->n_cut,
			 l->n_cut > 1 ? "s are" : " is");
}

struct layers *layers_read(const char *path, const char *input, struct err *e)
{
	struct nodes g = { .path = path };
	struct layers *l = NULL;
	int failed = read_input(input, &g, e);
	char *name;

	if (!failed)
		failed = file_has_ending(path, ".onnx") ? layers_onnx(path, &g, e) :
			read_text(path, &g, e);
	if (!failed) {
		name = name_of(path);
		l = layers_build(&g, name, e);
		free(name);
	}
	nodes_free(&g);
	return l;
}
