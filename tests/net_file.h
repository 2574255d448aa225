/* SPDX-License-Identifier: Apache-2.0 */
#ifndef NET_FILE_H
#define NET_FILE_H

#include "model/net.h"

/*
 * Writes a network that net_check passes as net_read_json reads it: `path`, a .json,
 * and the .bin beside it. A signed input needs an input_lut. What the format derives,
 * which pixels and channels a residual has, must be as it derives it. 0, or -1 and *e.
 */
int net_file_write(const struct net *n, const char *path, struct err *e);

#endif
