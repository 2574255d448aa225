/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NET_JSON_IMPL_H
#define NET_JSON_IMPL_H

#include <jansson.h>

#include "net.h"
#include "base/json.h"
#include "base/tensors.h"

/*
 * Reader of integer networks (docs/formats.md, "Network file"). The list
 * "layers" says what is computed in which order, the tensors beside it are the
 * numbers. Shapes follow from the weights and the input.
 */
struct reader {
	const char *path;
	struct tensors *file;
	struct net *net;
	struct err *e;
	/* The layer being read. */
	const json_t *item;	/* NULL: all is left out */
	const json_t *at;	/* as item, for messages */
	const char *name;
};

/* About member `key` of the layer. */
#define REFUSE(r, key, ...) \
	err_set((r)->e, (r)->path, tensors_line((r)->file, (r)->at, key), \
		__VA_ARGS__)

/* Whole number or true/false; default_value where the key is left out. */
int net_json_int(struct reader *r, const char *key, int lo, int hi,
		 int default_value, int *v);

/* Whether the file has the tensor LAYER.SUFFIX. */
int net_json_has(const struct reader *r, const char *suffix);

/* The layer behind its names: kernel, weights, constants, and the output tensor. */
int net_json_body(struct reader *r, struct net_layer *l);

#endif
