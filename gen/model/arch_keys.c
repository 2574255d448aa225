/* SPDX-License-Identifier: Apache-2.0 */
#include "arch.h"
#include "arch_keys.h"

#include <string.h>

#define AT(field) offsetof(struct arch, field)
const struct key arch_key[] = {
	{ "name", KIND_NAME, AT(name), NULL, 0, 0, 0, 0, 0 },
	{ "topology", KIND_LINE, AT(topology), NULL, 0, 0, 0, 0, 0 },
	{ "io.input", KIND_INT, AT(input), NULL, -1, 65535, 1, 1, -1 },
	{ "io.output", KIND_INT, AT(output), NULL, -1, 65535, 1, 1, -1 },
	{ "io.clocks", KIND_INT, AT(io_clocks), NULL, 1, 2, 1, 1, 1 },
	{ "clock", KIND_INT, AT(clock_mhz), "MHz", 1, 10000, 1, 0, 0 },
	{ "link.bits", KIND_INT, AT(link_bits), "bit", 32, 128, POWER_OF_2, 0, 0 },
	{ "psum.bits", KIND_INT, AT(psum_bits), "bit", 16, 32, 1, 1, 32 },
	{ "link.vcs", KIND_INT, AT(link_vcs), NULL, 1, ARCH_MAX_VCS, 1,
	  0, 0 },
	{ "link.depth", KIND_INT, AT(link_depth), "flit", 2, 64, 1, 0, 0 },
	{ "link.stages", KIND_INT, AT(link_stages), "cycle", 0, 8, 1, 1, 0 },
	{ "link.reach", KIND_INT, AT(link_reach), "pitch", 0, 1024, 1, 1, 0 },
	{ "parity", KIND_INT, AT(parity), NULL, 0, 1, 1, 1, 0 },
	{ "xbar.rows", KIND_INT, AT(xbar_rows), NULL, 4, 4096, 4, 0, 0 },
	{ "xbar.cols", KIND_INT, AT(xbar_cols), NULL, 4, 4096, 4, 0, 0 },
	{ "xbar.mvm", KIND_INT, AT(xbar_cycles), "cycle", 2, 65535, 1, 0, 0 },
	{ "xbar.weight_bits", KIND_INT, AT(weight_bits), "bit", 2, 8, 1, 0, 0 },
	{ "xbar.kind", KIND_XBAR, AT(xbar_kind), NULL, 0, 0, 0, 1, ARCH_ANALOG },
	{ "xbar.macs", KIND_INT, AT(xbar_macs), NULL, 0, 1024, POWER_OF_2, 1, 0 },
	{ "adc.bits", KIND_INT, AT(adc_bits), "bit", 2, 32, 1, 0, 0 },
	{ "post.cycles", KIND_INT, AT(post_cycles), "cycle", 1, 4, POWER_OF_2, 1,
	  1 },
	{ "post.lanes", KIND_INT, AT(post_lanes), NULL, 1, 4, POWER_OF_2, 1, 1 },
	{ "post.table", KIND_INT, AT(post_table), NULL, 0, 1, 1, 1, 0 },
	{ "post.leak", KIND_INT, AT(post_leak), NULL, 0, 1, 1, 1, 0 },
	{ "act.sources", KIND_INT, AT(act_sources), NULL, 1, ARCH_MAX_SOURCES, 1,
	  1, 1 },
	{ "act.bytes", KIND_INT, AT(act_bytes), "byte", 64, ARCH_MAX_MEMORY, 4, 0, 0 },
	{ "pool.weights", KIND_INT, AT(pool_weights), NULL, 0, 262144, 4, 1, 0 },
	{ "skip.bytes", KIND_INT, AT(skip_bytes), "byte", 64, ARCH_MAX_MEMORY, 4, 0, 0 },
	{ "debug.state", KIND_INT, AT(debug_state), NULL, 0, 1, 1, 1, 1 },
	{ "debug.counters", KIND_INT, AT(debug_counters), "bit", 0, 32, 1, 1, 0 },
	{ "test.ports", KIND_INT, AT(test_ports), NULL, 0, 1, 1, 1, 0 },
	{ "xbar.area", KIND_REAL, AT(xbar_um2), "um2", 0, 1e12, 1, UNEMITTED, 0 },
	{ "sram.area", KIND_REAL, AT(sram_um2), "um2/bit", 0, 1e6, 1, UNEMITTED, 0 },
	{ "dead.cores", KIND_LIST, AT(dead_cores), NULL, 0, 65535, 1, UNEMITTED, 0 },
	{ "dead.channels", KIND_LIST, AT(dead_channels), NULL, 0, 2097151, 1, UNEMITTED,
	  0 },
};
#undef AT

const char *const arch_xbar_kind[] = {
	[ARCH_ANALOG] = "analog", [ARCH_DIGITAL] = "digital",
};

/* Edits (insert, remove, replace) between two words; no key is longer than the
 * row, and a longer word is like none. */
static int edits(const char *a, const char *b)
{
	int row[32], i, j, n = (int)strlen(b);

	if (n >= 32)
		return 99;
	for (j = 0; j <= n; j++)
		row[j] = j;
	for (i = 1; a[i - 1]; i++) {
		int corner = row[0];

		row[0] = i;
		for (j = 1; j <= n; j++) {
			int best = corner + (a[i - 1] != b[j - 1]);

			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			corner = row[j];
			row[j] = best;
		}
	}
	return row[n];
}

const char *arch_key_like(const char *word)
{
	const char *like = NULL;
	int i, least = 3;	/* two edits at most */

	for (i = 0; i < N_KEYS; i++) {
		int n = edits(arch_key[i].name, word);

		if (n < least) {
			least = n;
			like = arch_key[i].name;
		}
	}
	return like;
}
