/* SPDX-License-Identifier: Apache-2.0 */
#include "file.h"
#include "model/net.h"

/* A network: its .json up to the first NUL, behind that its .bin. */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	const uint8_t *nul = n ? memchr(p, 0, n) : NULL;
	size_t n_json = nul ? (size_t)(nul - p) : n;
	char *json = fuzz_file(".json", p, n_json);
	char *bin = fuzz_file(".bin", nul ? nul + 1 : p, nul ? n - n_json - 1 : 0);
	struct err e = {0};
	struct net *net = net_read_json(json, &e);

	if (!net)
		fuzz_refused(&e);
	else if (net_macs(net) < 0)
		abort();
	net_free(net);
	free(json);
	free(bin);
	return 0;
}
