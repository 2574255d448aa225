/* SPDX-License-Identifier: Apache-2.0 */
#include "net.h"

const struct net_op_row net_op[N_NET_OPS] = {
	[NET_CONV] = {"conv", 1, REDUCE_NONE, NET_SKIP_MAY, 0},
	[NET_MAX_POOL] = {"max_pool", 0, REDUCE_MAX, NET_SKIP_NONE, 0},
	[NET_AVG_POOL] = {"avg_pool", 0, REDUCE_AVG, NET_SKIP_NONE, 0},
	[NET_ADD] = {"add", 0, REDUCE_NONE, NET_SKIP_MUST, 0},
	[NET_CONCAT] = {"concat", 0, REDUCE_NONE, NET_SKIP_NONE, 1},
};
