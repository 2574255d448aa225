/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "stimulus.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct stimulus {
	const struct plan *plan;	/* not owned */
	char *path, *part;
	FILE *f;
	int n_ends;
	struct stimulus_end *end;
	int n_left;	/* images to come */
};

struct stimulus_end *stimulus_ends(const struct plan *p, int *n_ends)
{
	struct stimulus_end *end = xcalloc(1, sizeof(*end));
	const struct plan_dest *d;
	int s, i, n = 1;

	for (s = 0; s < p->n_streams; s++) {
		for (i = 0; i < p->stream[s].n_dests; i++) {
			d = &p->stream[s].dest[i];
			end = xrealloc(end, (n + 1) * sizeof(*end));
			end[d->task < 0 ? 0 : n++] =
				(struct stimulus_end){s, d->task, d->role};
		}
	}
	*n_ends = n;
	return end;
}

static void put(struct stimulus *s, const uint32_t *word, int64_t n)
{
	uint8_t chunk[4096];
	size_t b = 0;
	int64_t i;
	int j;

	for (i = 0; i < n; i++) {
		for (j = 0; j < 4; j++)
			chunk[b++] = word[i] >> 8 * j;
		if (b == sizeof(chunk) || i == n - 1) {
			fwrite(chunk, 1, b, s->f);
			b = 0;
		}
	}
}

static void put_head(struct stimulus *s, int64_t n_program, int n_images)
{
	const struct plan *p = s->plan;
	const uint32_t head[] = {
		STIMULUS_MAGIC, STIMULUS_VERSION, n_images,
		p->topo->graph->n_nodes, n_program,
		plan_image_words(&p->stream[0]), s->n_ends,
	};
	uint32_t end[3];
	int i;

	put(s, head, sizeof(head) / sizeof(*head));
	for (i = 0; i < s->n_ends; i++) {
		end[0] = s->end[i].task < 0 ? UINT32_MAX :
			(uint32_t)p->task[s->end[i].task].node;
		end[1] = s->end[i].role;
		end[2] = plan_image_words(&p->stream[s->end[i].stream]);
		put(s, end, 3);
	}
}

struct stimulus *stimulus_open(const char *path, const struct plan *p,
			       const uint32_t *program, int64_t n_program,
			       int n_images, struct err *e)
{
	char *part = xasprintf("%s.tmp", path);
	FILE *f = fopen(part, "wb");
	struct stimulus *s;

	if (!f) {
		err_set(e, path, 0, "cannot write: %s", strerror(errno));
		free(part);
		return NULL;
	}
	s = xcalloc(1, sizeof(*s));
	s->plan = p;
	s->path = xstrdup(path);
	s->part = part;
	s->f = f;
	s->end = stimulus_ends(p, &s->n_ends);
	s->n_left = n_images;
	put_head(s, n_program, n_images);
	put(s, program, n_program);
	return s;
}

void stimulus_image(struct stimulus *s, const struct ref_state *state)
{
	const uint32_t *word;
	int64_t n;
	int i;

	assert(s->n_left > 0);
	s->n_left--;
	word = ref_words(state, 0, &n);
	put(s, word, n);
	for (i = 0; i < s->n_ends; i++) {
		word = ref_words(state, s->end[i].stream, &n);
		assert(n == plan_image_words(&s->plan->stream[s->end[i].stream]));
		put(s, word, n);
	}
}

static void stimulus_free(struct stimulus *s)
{
	free(s->path);
	free(s->part);
	free(s->end);
	free(s);
}

int stimulus_close(struct stimulus *s, struct err *e)
{
	int failed = ferror(s->f), r = 0;

	assert(s->n_left == 0);
	if (fclose(s->f) != 0 || failed || rename(s->part, s->path) < 0) {
		r = err_set(e, s->path, 0, "cannot write: %s", strerror(errno));
		unlink(s->part);
	}
	stimulus_free(s);
	return r;
}

void stimulus_abandon(struct stimulus *s)
{
	if (!s)
		return;
	fclose(s->f);
	unlink(s->part);
	stimulus_free(s);
}
