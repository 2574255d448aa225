/* SPDX-License-Identifier: Apache-2.0 */
#include "plan.h"

#include <stdio.h>

#include "model/use.h"

void plan_print_use(const struct plan *p, int64_t interval)
{
	struct text t = {0};
	struct use u;

	if (interval <= 0)
		return;
	u = use_of_plan(p, interval);
	use_text(&u, &t);
	fputs(t.s, stdout);
	text_free(&t);
}
