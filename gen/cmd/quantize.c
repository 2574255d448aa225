/* SPDX-License-Identifier: Apache-2.0 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmd.h"
#include "base/json.h"
#include "model.h"
#include "model/net_write.h"

struct options {
	struct model_options model;
	struct input_from test;
	long n_test;
	const char *out;
};

/* Scales of all tensors, and where the network is from. */
static json_t *about(const struct model *m)
{
	json_t *scales = json_object(), *from;
	const struct net *n = m->q->net;

	for (int t = 0; t <= n->n_layers; t++)
		json_object_set_new(scales, n->tensor[t].name, json_real(m->q->scale[t]));
	from = json_pack("{s:o, s:i, s:i}", "file", json_text(m->g->path), "images",
			 m->are_made ? 0 : m->images.n, "seeded_arrays", m->n_seeded);
	return json_pack("{s:o, s:o}", "quantized_from", from, "activation_scales", scales);
}

static int say(const struct options *o, const struct model *m, struct err *e)
{
	const struct input_from *from = o->test.files.n ? &o->test : &o->model.images;
	struct model_test t = {0};
	struct text text = {0};
	struct input_from sized = *from;
	int r = 0;

	sized.resize = o->model.images.resize;
	if (from->files.n)
		r = model_compare(m, &sized, (int)o->n_test, &t, e);
	if (!r) {
		model_say(m, &t, &text);
		fputs(text.s, stdout);
	}
	text_free(&text);
	model_test_free(&t);
	return r;
}

static int run(void *options, struct err *e)
{
	struct options *o = options;
	struct model m;
	json_t *more;
	int r = model_read(&o->model, &m, e);

	if (!r)
		r = say(o, &m, e);
	if (!r) {
		more = about(&m);
		r = net_write(m.q->net, o->out, more, e);
		json_decref(more);
	}
	model_free(&m);
	return r;
}

#define AT(field) offsetof(struct options, field)

static const struct cmd_opt table[] = {
	{0, NULL, CMD_INPUT, "MODEL", AT(model.path), .needed = 1,
	 .help = "network, an ONNX file"},
	{'o', NULL, CMD_OUTPUT, "NET", AT(out), .needed = 1, .writes = ".bin",
	 .help = "network of integers, a .json; its .bin is written beside it"},
	{0, "arch", CMD_INPUT, "ARCH", AT(model.arch),
	 .help = "hardware file: its weight bits, and whether a mean can be a weighted sum"},
	{0, "set", CMD_TEXT, "KEY=VALUE", AT(model.set), .max_given = CMD_MAX_SET,
	 .requires = "arch", .help = "override a key of the hardware file"},
	{0, "test", CMD_IMAGES, "IMAGES", AT(test.files), .max_given = CMD_MAX_IMAGES,
	 .help = "images on which float and integers are compared; without, those of --images"},
	{'n', NULL, CMD_NUMBER, "N", AT(n_test), .min = 1, .max = 100000,
	 .help = "compare at most N images; without, all"},
	CMD_MODEL_OPTIONS(AT(model)),
	CMD_OPT_RESIZE(AT(model.images.resize), .requires = "images"),
	{.kind = CMD_END},
};

const struct cmd cmd_quantize = {
	"quantize", "Makes a network of integers from an ONNX file and some images",
	"Ranges of values are taken from the images; weights are rounded so that the layer's "
	"results for them change least. Prints how well float and integers agree, and the "
	"layers that lose most.",
	table, sizeof(struct options), run,
};
