/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMD_MODEL_H
#define CMD_MODEL_H

#include "cmd.h"
#include "input.h"
#include "onnx/onnx.h"
#include "quant/quant.h"

/* How an ONNX file becomes a network of integers: the options of quantize, and of map
 * where its network is one. */
struct model_options {
	const char *path, *arch;	/* arch NULL: weights of 8 bits, means of 8 bits */
	struct cmd_list set;	/* over the hardware file's */
	struct input_from images;
	long n_images;
	const char *input;	/* open sizes, as of import */
	const char *mean, *std, *order;	/* of image bytes, "123.7,116.3,103.5" or one number */
	long weights, edge_weights;	/* bits; 0: what the hardware has, and 8 */
	const char *clip;	/* "error", or a percentage of values */
	int drop_lrn, count_pads, nearest, no_equalise, no_correct;
	long seed;
};

struct model {
	struct onnx_graph *g;
	struct float_net *f;
	struct calib *c;
	struct quant *q;
	float *gain, *offset;	/* [c] real value of image byte v: gain * v + offset */
	int n_seeded;	/* arrays of weights that the file does not have */
	struct input images;	/* bytes [h][w][c], as the ranges were taken from */
	int are_made;	/* they are no pictures but random bytes */
};

/* The rows of the options that quantize and map share, `at` their struct model_options. */
#define MODEL_AT(at, field) ((at) + offsetof(struct model_options, field))
#define CMD_MODEL_OPTIONS(at) \
	{0, "images", CMD_IMAGES, "IMAGES", MODEL_AT(at, images.files), \
	 .max_given = CMD_MAX_IMAGES, .help = "images for the ranges of values; without, random " \
		 "bytes"}, \
	{0, "images-used", CMD_NUMBER, "N", MODEL_AT(at, n_images), .min = 1, .max = 100000, \
	 .standard = "128", .requires = "images", .help = "how many of them at most"}, \
	{0, "input", CMD_TEXT, "CxHxW", MODEL_AT(at, input), \
	 .help = "sizes of the input that the file leaves open, in its order"}, \
	{0, "mean", CMD_TEXT, "R,G,B", MODEL_AT(at, mean), \
	 .help = "what the network wants subtracted from image bytes 0..255, for each channel of " \
		 "the images or one for all"}, \
	{0, "std", CMD_TEXT, "R,G,B", MODEL_AT(at, std), \
	 .help = "by what it wants them divided then"}, \
	{0, "order", CMD_CHOICE, NULL, MODEL_AT(at, order), .choice = model_order, \
	 .standard = "rgb", .help = "order of channels that the network wants"}, \
	{0, "weights", CMD_NUMBER, "BITS", MODEL_AT(at, weights), .min = 2, .max = 8, \
	 .help = "bits of a weight; without, those of the hardware, or 8"}, \
	{0, "edge-weights", CMD_NUMBER, "BITS", MODEL_AT(at, edge_weights), .min = 2, .max = 8, \
	 .help = "the same for the first layer and the last; without, 8 if the hardware has them"}, \
	{0, "clip", CMD_TEXT, "error|PERCENT", MODEL_AT(at, clip), .standard = "error", \
	 .help = "range of a map: that of least squared error, or that so many of its values " \
		 "fit in"}, \
	{0, "nearest", CMD_FLAG, NULL, MODEL_AT(at, nearest), \
	 .help = "round each weight to its nearest integer"}, \
	{0, "no-equalize", CMD_FLAG, NULL, MODEL_AT(at, no_equalise), \
	 .help = "leave channels between layers at their sizes"}, \
	{0, "no-correct", CMD_FLAG, NULL, MODEL_AT(at, no_correct), \
	 .help = "leave biases as they are, whatever the mean error of rounded weights"}, \
	{0, "drop-lrn", CMD_FLAG, NULL, MODEL_AT(at, drop_lrn), \
	 .help = "leave nodes of LRN away, which is another network"}, \
	{0, "count-pads", CMD_FLAG, NULL, MODEL_AT(at, count_pads), \
	 .help = "count the zeros of pads in means that leave them out, which is another network " \
		 "at the edges of maps"}, \
	{0, "weights-seed", CMD_NUMBER, "N", MODEL_AT(at, seed), .min = 1, .max = INT32_MAX, \
	 .standard = "1", .help = "of the weights of a file that has none, and of random images"}

const char *model_order(int i);

/* Is the network an ONNX file? */
int model_is(const char *path);

/* 0, or -1 and *e; model_free in both cases. */
int model_read(const struct model_options *o, struct model *m, struct err *e);
void model_free(struct model *m);

/* An image, [h][w][c] bytes, as the graph's input; the caller clears it. */
struct onnx_tensor model_input(const struct model *m, const uint8_t *hwc);

/* The graph's result and those of integers, on images. */
struct model_test {
	int n, n_labels;
	int float_right, integer_right, agree;
	double cosine;	/* of the results, mean */
	double probability;	/* where a Softmax is behind them: mean difference of its values */
	double *noise, *signal;	/* [n_layers + 1] squares of errors and of values */
};
int model_compare(const struct model *m, const struct input_from *from, int max,
		  struct model_test *t, struct err *e);
void model_test_free(struct model_test *t);

/* What it is and how good, in lines. */
void model_say(const struct model *m, const struct model_test *t, struct text *to);

#endif
