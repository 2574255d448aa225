/* SPDX-License-Identifier: Apache-2.0 */
#include "noise.h"

#include <inttypes.h>
#include <stdio.h>

static const char *const compensations[] = {"no", "global", "column"};

void noise_text(const struct device *d, const struct device_report *r, struct text *t)
{
	text_add(t, "devices %s, %g s, seed %d, %s compensation", d->name, d->time,
		 d->seed, compensations[d->compensate]);
	if (d->compensate != COMPENSATE_NONE)
		text_add(t, " (%.4f..%.4f)", r->factor_lo, r->factor_hi);
	text_add(t, ": %" PRId64 " weights on pairs, %" PRId64 " dead and %" PRId64
		 " stuck devices; off by %.2f %% of the largest weight (rms), the grid adds "
		 "%.2f %% with %d", r->n_weights, r->n_dead, r->n_stuck, 100 * r->error,
		 100 * r->grid, r->fraction_lo);
	if (r->fraction_hi != r->fraction_lo)
		text_add(t, "..%d", r->fraction_hi);
	text_add(t, " bits behind the point, %" PRId64 " saturate", r->n_saturated);
}

int noise_apply(struct plan *p, const struct noise_from *from, int read, struct err *e)
{
	struct device_report r;
	struct text t = {0};
	struct device *d;
	int failed;

	if (!from->file)
		return 0;
	d = device_read(from->file, from->set.s, from->set.n, e);
	failed = d ? device_apply(p, d, read, &r, e) : -1;
	if (!failed) {
		noise_text(d, &r, &t);
		puts(t.s);
	} else if (d) {
		snprintf(e->file, sizeof(e->file), "%s", from->file);
	}
	text_free(&t);
	device_free(d);
	return failed;
}
