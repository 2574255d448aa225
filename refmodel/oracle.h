/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ORACLE_H
#define ORACLE_H

#include <stdint.h>

#include "model/net.h"

/*
 * What a network means: every layer in plain integers, straight from the
 * definitions of docs/numerics.md, without converters, cores or routes, and
 * with arithmetic of its own. Other models are compared with it.
 *
 * An oracle is read-only after it is built, so threads may share one; each has
 * its own values.
 */
struct oracle;

/* Keeps a pointer to n, which must have passed net_check and must outlive it. */
struct oracle *oracle_build(const struct net *n);
void oracle_free(struct oracle *o);

/* Room for every tensor of the network: value[t] is tensor t, [h][w][c], also
 * where it has 8 bits. The caller frees it with oracle_values_free. */
int32_t **oracle_values(const struct oracle *o);
void oracle_values_free(int32_t **value);

/* Computes value[0 .. n_layers] from an input of h*w*c bytes in the order
 * [h][w][c], two's complement where tensor 0 is signed. */
void oracle_run(const struct oracle *o, const void *input, int32_t **value);

/* Index of the largest of n values, the lower one of equals. */
int oracle_top1(const int32_t *v, int n);

#endif
