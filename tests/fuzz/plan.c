/* SPDX-License-Identifier: Apache-2.0 */
#include "check/verify.h"
#include "file.h"
#include "model/plan.h"
#include "model/program.h"
#include "refmodel/ref.h"

/* Work of an image, where it is little enough to run one. */
static int64_t work(const struct plan *p)
{
	int64_t sum = 0;

	for (int t = 0; t < p->n_tasks; t++) {
		const struct plan_task *k = &p->task[t];

		sum += (int64_t)k->out_w * k->out_h * k->k_w * k->k_h *
		       k->in_words * (k->cols + 1) + k->ring_words;
		for (int s = 0; s < k->n_sources; s++)
			sum += (int64_t)k->in_h * k->source[s].w * k->source[s].words;
	}
	for (int s = 0; s < p->n_streams; s++)
		sum += plan_image_words(&p->stream[s]);
	return sum;
}

/* A plan. One that is read is written and read again, becomes a program, is checked, and runs an
 * image through the reference model. */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char *text = fuzz_text(p, n);
	struct err e = {0};
	struct plan *plan = plan_parse(text, "x.plan", &e), *again;
	struct text one = {0};
	struct report r;
	uint32_t *words;
	size_t n_words;

	free(text);
	if (!plan)
		return fuzz_refused(&e);
	plan_write(plan, &one);
	again = plan_parse(one.s, "y.plan", &e);
	if (!again || plan_hash(again) != plan_hash(plan)) {
		fprintf(stderr, "not read again: %s\n", e.text);
		abort();
	}
	plan_free(again);
	text_free(&one);
	words = program_stream(plan, &n_words);
	free(words);
	if (work(plan) < 1 << 20) {
		verify_plan(plan, &r);
		report_free(&r);
		struct ref *ref = ref_new(plan);
		struct ref_state *state = ref_state_new(ref);
		uint8_t *image = xcalloc((size_t)plan->in_w * plan->in_h, plan->in_c);

		ref_image(state, image);
		free(image);
		ref_state_free(state);
		ref_free(ref);
	}
	plan_free(plan);
	return 0;
}
