/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "stimulus.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/kernel.h"

struct stimulus {
	const struct plan *plan;	/* not owned */
	char *path, *part;
	FILE *f;
	int n_ends;
	struct stimulus_end *end;
	int n_left;	/* images to come */
};

/* 32-bit words of a word of a stream. */
static int stimulus_parts(const struct plan *p)
{
	return p->arch->link_bits / 32;
}

int stimulus_role(const struct plan_dest *d)
{
	if (d->task < 0)
		return 0;
	return d->role == ROLE_ACT ? 2 + d->source : d->role - ROLE_PSUM;
}

int stimulus_stream(const struct plan *p, int task, int role)
{
	const struct plan_dest *d;
	int s, i;

	for (s = 0; s < p->n_streams; s++)
		for (i = 0; i < p->stream[s].n_dests; i++) {
			d = &p->stream[s].dest[i];
			if (d->task == task && stimulus_role(d) == role)
				return s;
		}
	return -1;
}

struct stimulus_end *stimulus_ends(const struct plan *p, int *n_ends)
{
	struct stimulus_end *end = xcalloc(1, sizeof(*end));
	const struct plan_dest *d;
	int s, i, n = 1;

	for (s = 0; s < p->n_streams; s++) {
		for (i = 0; i < p->stream[s].n_dests; i++) {
			d = &p->stream[s].dest[i];
			if (d->task < 0 && d->source > 0)
				continue;
			end = xrealloc(end, (n + 1) * sizeof(*end));
			end[d->task < 0 ? 0 : n++] = (struct stimulus_end){
				s, d->task, stimulus_role(d)
			};
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

/* Windows of a task that begin in the image's padding and see nothing else: the rows
 * above the first word, then the columns left of it. */
static int64_t windows_in_padding(const struct plan_task *k)
{
	int rows = kernel_first_window(k->out_h, k->stride_y, k->pad_y, k->k_h,
				       k->dilation_y, k->in_h);
	int cols = kernel_first_window(k->out_w, k->stride_x, k->pad_x, k->k_w,
				       k->dilation_x, k->in_w);

	assert(rows < k->out_h);	/* gen/model/plan_valid_task.c */
	return (int64_t)rows * k->out_w + cols;
}

/* Windows that make theirs of a stream before any word of their image has come. */
static int64_t windows_ahead(const struct plan *p, int stream)
{
	int src = p->stream[stream].src;
	int64_t n;

	if (src < 0 || p->task[src].has_skip)
		return 0;
	n = windows_in_padding(&p->task[src]);
	if (n > 0 && p->task[src].has_psum)	/* whose role is 0 */
		n = min64(n, windows_ahead(p, stimulus_stream(p, src, 0)));
	return n;
}

static int64_t pixels_ahead(const struct plan *p, int stream)
{
	int src = p->stream[stream].src;

	return src < 0 ? 0 :
	       windows_ahead(p, stream) * plan_window_pixels(p, src);
}

/* Words of the fabric's output that do: it takes the parts of a pixel in order. */
static int64_t output_ahead(const struct plan *p)
{
	int part, stream, n_parts = plan_output_parts(p);
	int64_t pixel, n = 0;

	for (pixel = 0;; pixel++) {
		for (part = 0; part < n_parts; part++) {
			stream = plan_output_stream(p, part);
			if (pixels_ahead(p, stream) <= pixel)
				return n;
			n += p->stream[stream].words;
		}
	}
}

static void put_head(struct stimulus *s, int64_t n_program, int n_images)
{
	const struct plan *p = s->plan;
	uint64_t hardware = arch_hash(p->arch, &p->topo->files);
	uint64_t plan = plan_hash(p);
	const uint32_t head[] = {
		STIMULUS_MAGIC, STIMULUS_VERSION, n_images,
		p->topo->graph->n_nodes, n_program,
		plan_image_words(&p->stream[0]), s->n_ends,
		stimulus_parts(p), (uint32_t)hardware, hardware >> 32,
		(uint32_t)plan, plan >> 32,
	};
	uint32_t end[4];
	int i, stream;

	put(s, head, sizeof(head) / sizeof(*head));
	for (i = 0; i < s->n_ends; i++) {
		stream = s->end[i].stream;
		end[0] = s->end[i].task < 0 ? UINT32_MAX :
			(uint32_t)p->task[s->end[i].task].node;
		end[1] = s->end[i].role;
		end[2] = i == 0 ? plan_output_words(p) :
			 plan_image_words(&p->stream[stream]);
		end[3] = i == 0 ? output_ahead(p) :
			 pixels_ahead(p, stream) * p->stream[stream].words;
		put(s, end, 4);
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

static void put_stream(struct stimulus *s, const struct ref_state *state,
		       int stream)
{
	int64_t n;
	const uint32_t *word = ref_words(state, stream, &n);

	assert(n == plan_image_words(&s->plan->stream[stream]) *
	       stimulus_parts(s->plan));
	put(s, word, n);
}

void stimulus_output(const struct plan *p, const struct ref_state *state,
		     uint32_t *to)
{
	const struct plan_stream *o = &p->stream[plan_output_stream(p, 0)];
	int n_parts = plan_output_parts(p), part, stream;
	int64_t pixel, n, n_pixels = (int64_t)o->w * o->h;
	size_t words;

	for (pixel = 0; pixel < n_pixels; pixel++)
		for (part = 0; part < n_parts; part++) {
			stream = plan_output_stream(p, part);
			words = (size_t)p->stream[stream].words *
				(size_t)stimulus_parts(p);
			memcpy(to, ref_words(state, stream, &n) + pixel * (int64_t)words,
			       words * sizeof(*to));
			to += words;
		}
}

static void put_output(struct stimulus *s, const struct ref_state *state)
{
	int64_t n = plan_output_words(s->plan) * stimulus_parts(s->plan);
	uint32_t *word = xcalloc((size_t)n, sizeof(*word));

	stimulus_output(s->plan, state, word);
	put(s, word, n);
	free(word);
}

void stimulus_image(struct stimulus *s, const struct ref_state *state)
{
	int i;

	assert(s->n_left > 0);
	s->n_left--;
	put_stream(s, state, 0);
	put_output(s, state);
	for (i = 1; i < s->n_ends; i++)
		put_stream(s, state, s->end[i].stream);
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
