/* SPDX-License-Identifier: Apache-2.0 */
#include "ref.h"

#include <stdio.h>
#include <string.h>

#include "cmd.h"
#include "refmodel/ref.h"

int ref_images(const struct plan *p, const struct input *in, int32_t *logits,
	       double *seconds, const char *stage)
{
	struct ref *r = ref_new(p);
	double start = now_seconds();
	int done = 0, good = 0;

#pragma omp parallel reduction(+ : good)
	{
		struct ref_state *s = ref_state_new(r);

#pragma omp for schedule(dynamic)
		for (int i = 0; i < in->n; i++) {
			int64_t n;
			const int32_t *v;

			ref_seek(s, i);
			ref_image(s, in->hwc[i]);
			v = ref_logits(s, &n);
			if (logits)
				memcpy(logits + i * n, v, n * sizeof(*v));
			good += ref_top1(s) == in->label[i];
			if (!stage)
				continue;
#pragma omp critical
			if (++done % 16 == 0 || done == in->n)
				cmd_progress(stage, done, in->n, "images",
					     now_seconds() - start);
		}
		ref_state_free(s);
	}
	if (seconds)
		*seconds = now_seconds() - start;
	ref_free(r);
	return good;
}

void ref_print_top1(const struct input *in, int correct)
{
	if (!in->n_labels) {
		printf("without labels");
		return;
	}
	printf("top-1 %d ", correct);
	if (in->n_labels < in->n)
		printf("of %d with a label ", in->n_labels);
	printf("(%.2f %%)", 100.0 * correct / in->n_labels);
}
