/* SPDX-License-Identifier: Apache-2.0 */
#include "sweep.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "input.h"
#include "model/plan.h"
#include "ref.h"

/* Lines of a plan's text that say where tasks and streams are, and when; what else the words
 * depend on is hashed. The arch lines are the hardware's, of which some keys are. */
static int is_place(const char *line)
{
	static const char *const word[] = {"place ", "hop ", "timing ", "file ", "network "};

	for (size_t i = 0; i < sizeof(word) / sizeof(word[0]); i++)
		if (!strncmp(line, word[i], strlen(word[i])))
			return 1;
	return 0;
}

/* A destination without the hop that arrives there. */
static size_t line_length(const char *line)
{
	size_t n = strcspn(line, "\n");
	const char *hop = strncmp(line, "dest ", 5) ? NULL : strstr(line, " hop=");

	return hop && hop < line + n ? (size_t)(hop - line) : n;
}

/* Behind the n lines that follow. */
static const char *skip_lines(const char *s, int n)
{
	for (; n && *s; n--)
		s += strcspn(s, "\n") + (s[strcspn(s, "\n")] != 0);
	return s;
}

static uint64_t hash_tasks(const struct plan *p)
{
	const struct arch *a = p->arch;
	const int keys[] = {a->adc_bits, a->psum_bits, a->link_bits, a->weight_bits};
	uint64_t h = fnv(FNV_START, keys, sizeof(keys));
	struct text t = {0};
	const char *s;
	int lines;

	plan_write(p, &t);
	for (s = t.s; *s; s = skip_lines(s, 1)) {
		if (sscanf(s, "arch %d", &lines) == 1 ||
		    sscanf(s, "file %d ", &lines) == 1)
			s = skip_lines(s, lines);
		else if (!is_place(s))
			h = fnv(h, s, line_length(s));
	}
	text_free(&t);
	return h;
}

static uint64_t hash_images(uint64_t h, const struct plan *p, const struct input *in)
{
	size_t bytes = (size_t)p->in_w * p->in_h * p->in_c;

	for (int i = 0; i < in->n; i++)
		h = fnv(h, in->hwc[i], bytes);
	return fnv(h, in->label, in->n * sizeof(*in->label));
}

/* A file a result: how many were right. One that cannot be understood counts as absent. */
static int cache_read(const char *path, int *correct)
{
	struct err ignored;
	char *s = file_read(path, FILE_MAX_TEXT, NULL, &ignored);
	int known = s && sscanf(s, "imcfab-accuracy 1\ncorrect %d\n", correct) == 1;

	free(s);
	return known;
}

static int cache_write(const char *path, int correct, struct err *e)
{
	struct text t = {0};
	int r;

	text_add(&t, "imcfab-accuracy 1\ncorrect %d\n", correct);
	r = file_write(path, t.s, t.n, e);
	text_free(&t);
	return r;
}

int sweep_accuracy(const char *out, const struct plan *p, const struct input *in, int *correct,
		   struct err *e)
{
	char *dir = xasprintf("%s/accuracy-cache", out);
	char *path = xasprintf("%s/%016" PRIx64, dir,
			       hash_images(hash_tasks(p), p, in));
	char *lock_path = xasprintf("%s.lock", path);
	struct file_lock lock = {.fd = -1};
	int r = dir_make(dir, e);

	if (!r && !cache_read(path, correct)) {
		r = file_lock(&lock, lock_path, 1, e) < 0 ? -1 : 0;
		if (!r && !cache_read(path, correct)) {
			*correct = ref_images(p, in, NULL, NULL, NULL);
			r = cache_write(path, *correct, e);
		}
		file_unlock(&lock);
	}
	free(lock_path);
	free(path);
	free(dir);
	return r;
}
