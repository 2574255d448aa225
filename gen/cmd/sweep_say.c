/* SPDX-License-Identifier: Apache-2.0 */
#include "sweep.h"

#include <stdio.h>
#include <unistd.h>

enum { EVERY = 10 };	/* seconds between lines in a pipe */

/* "3.5 h" */
static void add_time(struct text *t, double seconds)
{
	if (seconds < 120)
		text_add(t, "%.0f s", seconds);
	else if (seconds < 7200)
		text_add(t, "%.0f min", seconds / 60);
	else
		text_add(t, "%.1f h", seconds / 3600);
}

void sweep_say(struct sweep_say *s, int at_end)
{
	int terminal = isatty(STDERR_FILENO), ended = s->done + s->failed;
	double now = now_seconds(), rate = ended / (now - s->start + 1e-9);
	struct text t = {0};

	if (!at_end && (now - s->last < (terminal ? 0.1 : EVERY)))
		return;
	s->last = now;
	text_add(&t, "sweep: %d of %d points done, %d failed", s->done, s->all,
		 s->failed);
	if (s->others)
		text_add(&t, " (%d by others)", s->others);
	if (ended) {
		text_add(&t, ", %.3g/min", 60 * rate);
		if (ended < s->all && !at_end) {
			text_add(&t, ", ");
			add_time(&t, (s->all - ended) / rate);
			text_add(&t, " left");
		}
	}
	fprintf(stderr, terminal ? "\r\033[K%s%s" : "%s%s", t.s,
		terminal && !at_end ? "" : "\n");
	fflush(stderr);
	text_free(&t);
}
