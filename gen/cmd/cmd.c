/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd.h"

#include <unistd.h>

void cmd_progress(const char *stage, double done, double total,
		  const char *unit, double seconds)
{
	double rate = seconds > 0 ? done / seconds : 0;

	if (!isatty(STDERR_FILENO))
		return;
	fprintf(stderr, "\r\033[K%s: %.0f", stage, done);
	if (total > 0)
		fprintf(stderr, "/%.0f", total);
	fprintf(stderr, " %s", unit);
	if (rate > 0)
		fprintf(stderr, ", %.3g/s", rate);
	if (total > done && rate > 0)
		fprintf(stderr, ", %.0f s left", (total - done) / rate);
	if (total > 0 && done >= total)
		fputc('\n', stderr);
	fflush(stderr);
}
