/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NET_WRITE_H
#define NET_WRITE_H

#include "net.h"

struct json_t;

/* Writes a network that passed net_check as `path`, a .json, and the .bin beside it, both or
 * neither (docs/formats.md, "Network file"). `more`: members for the .json beside those of
 * a network, or NULL. 0, or -1 and *e. */
int net_write(const struct net *n, const char *path, const struct json_t *more,
	      struct err *e);

#endif
