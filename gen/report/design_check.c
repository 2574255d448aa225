/* SPDX-License-Identifier: Apache-2.0 */
#include "design.h"

#include <jansson.h>

#include "keys.h"

/* A design that was read from a file: what templates and script rely on. */

static const struct key of_design[] = {
	{ "label", "s", 0, 0 }, { "network", "s0", 0, 0 }, { "hardware", "s0", 0, 0 },
	{ "topology", "s0", 0, 0 }, { "clock_mhz", "i", 0, 0 }, { "link_bits", "i", 0, 0 },
	{ "link_vcs", "i", 0, 0 }, { "xbar_rows", "i", 0, 0 }, { "xbar_cols", "i", 0, 0 },
	{ "interval", "i0", 0, 0 }, { "latency", "i0", 0, 0 }, { "images_per_s", "n0", 0, 0 },
	{ "cores_live", "i", 0, 0 }, { "dilation", "i", 0, 0 }, { "channels_used", "i", 0, 0 },
	{ "max_words", "i", 0, 0 }, { "max_channel", "i0", 0, 0 },
	{ "max_bits_per_cycle", "n", 0, 0 }, { "slowest_task", "s0", 0, 0 },
	{ "slowest_cycles", "i", 0, 0 }, { "use", "n0", 0, 0 }, { "ideal_cycles", "n0", 0, 0 },
	{ "losses", "a", 0, 0 }, { "largest_loss", "o0", 0, 0 }, { "drain", "i0", 0, 0 },
	{ "act_bytes", "i0", 0, 0 }, { "skip_bytes", "i0", 0, 0 }, { "width", "ir", 0, 1 << 20 },
	{ "height", "ir", 0, 1 << 20 }, { "nodes", "a", 0, 0 }, { "tasks", "a", 0, 0 },
	{ "layers", "a", 0, 0 }, { "streams", "a", 0, 0 }, { "channels", "a", 0, 0 },
	{ "cosim", "o0", 0, 0 }, { "stalled", "b", 0, 0 }, { NULL, NULL, 0, 0 },
};

static const struct key of_layer[] = {
	{ "name", "s", 0, 0 }, { "windows", "i", 0, 0 }, { "rows", "i", 0, 0 },
	{ "cols", "i", 0, 0 }, { "parts", "i", 0, 0 }, { "copies", "i", 0, 0 },
	{ "cores", "i", 0, 0 }, { "cycles", "i", 0, 0 }, { "use", "n", 0, 0 },
	{ "first_in", "i", 0, 0 }, { "first_out", "i", 0, 0 }, { "last_out", "i", 0, 0 },
	{ "adds", "i", 0, 0 }, { NULL, NULL, 0, 0 },
};

static const struct key of_loss[] = {
	{ "name", "s", 0, 0 }, { "meaning", "s", 0, 0 }, { "factor", "n", 0, 0 },
	{ "from", "n", 0, 0 }, { "to", "n", 0, 0 }, { NULL, NULL, 0, 0 },
};

static int64_t count(const json_t *design, const char *list)
{
	return (int64_t)json_array_size(json_object_get(design, list)) - 1;
}

/* The last index of each list, -1 where it is empty; none passes then. */
struct sizes {
	int64_t nodes, tasks, layers, channels;
};

static int check_nodes(const json_t *j, const struct sizes *n, const char *file,
		       struct err *e)
{
	const struct key of_node[] = {
		{ "x", "ir", 0, 1 << 20 }, { "y", "ir", 0, 1 << 20 }, { "core", "b", 0, 0 },
		{ "state", "s", 0, 0 }, { "task", "i0r", 0, n->tasks }, { NULL, NULL, 0, 0 },
	};

	return keys_check_all(j, "nodes", of_node, file, e);
}

static int check_tasks(const json_t *j, const struct sizes *n, const char *file,
		       struct err *e)
{
	const struct key of_task[] = {
		{ "name", "s", 0, 0 }, { "node", "ir", 0, n->nodes }, { "cycles", "i", 0, 0 },
		{ "layer", "i0r", 0, n->layers }, { "part", "i0", 0, 0 }, { "parts", "i0", 0, 0 },
		{ "copy", "b0", 0, 0 }, { "columns", "a0", 0, 0 }, { "channels", "a0", 0, 0 },
		{ "crossbar", "b0", 0, 0 }, { "rows", "i0", 0, 0 }, { "cols", "i0", 0, 0 },
		{ "cells", "n0", 0, 0 }, { "busy", "n0", 0, 0 }, { "act_bytes", "i0", 0, 0 },
		{ "skip_bytes", "i0", 0, 0 }, { "first_in", "i0", 0, 0 },
		{ "first_out", "i0", 0, 0 }, { "last_out", "i0", 0, 0 }, { NULL, NULL, 0, 0 },
	};

	return keys_check_all(j, "tasks", of_task, file, e);
}

static int check_channels(const json_t *j, const struct sizes *n, const char *file,
			  struct err *e)
{
	const struct key of_channel[] = {
		{ "tail", "ir", 0, n->nodes }, { "head", "ir", 0, n->nodes },
		{ "words", "i", 0, 0 }, { "streams", "i", 0, 0 },
		{ "bits_per_cycle", "n", 0, 0 }, { "dead", "b", 0, 0 }, { "path", "a", 0, 0 },
		{ NULL, NULL, 0, 0 },
	};
	const json_t *c;
	size_t i;

	if (keys_check_all(j, "channels", of_channel, file, e) < 0)
		return -1;
	json_array_foreach(json_object_get(j, "channels"), i, c)
		if (keys_check_numbers(json_object_get(c, "path"), 6, -(1 << 28), 1 << 28,
				       "path", file, e) < 0)
			return -1;
	return 0;
}

static int check_hops(const json_t *stream, const struct sizes *n, const char *file,
		      struct err *e)
{
	const json_t *hop;
	size_t i;

	json_array_foreach(json_object_get(stream, "hops"), i, hop) {
		if (keys_check_numbers(hop, 3, -1, INT32_MAX, "hop", file, e) < 0)
			return -1;
		if (json_integer_value(json_array_get(hop, 0)) > n->channels)
			return err_set(e, file, 0, "hop: no such channel");
	}
	return 0;
}

static int check_streams(const json_t *j, const struct sizes *n, const char *file,
			 struct err *e)
{
	const struct key of_stream[] = {
		{ "name", "s", 0, 0 }, { "source", "i0r", 0, n->tasks }, { "words", "i", 0, 0 },
		{ "bits_per_cycle", "n", 0, 0 }, { "readers", "a", 0, 0 },
		{ "hops", "a", 0, 0 }, { "longest", "i", 0, 0 }, { NULL, NULL, 0, 0 },
	};
	const struct key of_reader[] = {
		{ "task", "i0r", 0, n->tasks }, { "role", "s", 0, 0 }, { "hops", "i", 0, 0 },
		{ NULL, NULL, 0, 0 },
	};
	const json_t *s;
	size_t i;

	if (keys_check_all(j, "streams", of_stream, file, e) < 0)
		return -1;
	json_array_foreach(json_object_get(j, "streams"), i, s)
		if (keys_check_all(s, "readers", of_reader, file, e) < 0 ||
		    check_hops(s, n, file, e) < 0)
			return -1;
	return 0;
}

int design_check(const json_t *j, const char *file, struct err *e)
{
	struct sizes n;

	if (keys_check(j, of_design, "design", file, e) < 0 ||
	    keys_check_all(j, "layers", of_layer, file, e) < 0 ||
	    keys_check_all(j, "losses", of_loss, file, e) < 0)
		return -1;
	n = (struct sizes){ count(j, "nodes"), count(j, "tasks"), count(j, "layers"),
			    count(j, "channels") };
	if (check_nodes(j, &n, file, e) < 0 || check_tasks(j, &n, file, e) < 0 ||
	    check_channels(j, &n, file, e) < 0 || check_streams(j, &n, file, e) < 0)
		return -1;
	return 0;
}
