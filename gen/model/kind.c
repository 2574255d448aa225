/* SPDX-License-Identifier: Apache-2.0 */
#include "kind.h"

#include <stddef.h>
#include <string.h>

const char *kind_but(const char *text)
{
	static const struct {
		const char *start, *but;
	} known[] = {
		{"imcfab-plan ", " but a plan"},
		{"imcfab-arch ", " but a hardware file"},
		{"{", " but JSON"},
		{"[", " but JSON"},
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (!strncmp(text, known[i].start, strlen(known[i].start)))
			return known[i].but;
	return "";
}
