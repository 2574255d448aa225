/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "cosim.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cosim_json.h"
#include "hang.h"
#include "stimulus.h"
#include "waves.h"
#include "base/proc.h"
#include "refmodel/timing.h"

#define N_ARGS 40

/* The command line: pointers, and the texts of its numbers. */
struct args {
	const char *v[N_ARGS];
	int n;
	char *number[N_ARGS];
	int n_numbers;
};

static void add(struct args *a, const char *s)
{
	a->v[a->n++] = s;
	a->v[a->n] = NULL;
}

static void add_number(struct args *a, const char *name, int64_t n)
{
	add(a, name);
	a->number[a->n_numbers] = xasprintf("%lld", (long long)n);
	add(a, a->number[a->n_numbers++]);
}

static void add_pair(struct args *a, const char *name, int64_t n, int64_t of)
{
	add(a, name);
	a->number[a->n_numbers] = xasprintf("%lld:%lld", (long long)n,
					    (long long)of);
	add(a, a->number[a->n_numbers++]);
}

static void add_stalls(struct args *a, const struct cosim_opt *o)
{
	if (o->stall_in_percent)
		add_pair(a, "--stall-in", o->stall_in_seed,
			 o->stall_in_percent);
	if (o->stall_out_percent)
		add_pair(a, "--stall-out", o->stall_out_seed,
			 o->stall_out_percent);
	if (o->stall_link_percent)
		add_pair(a, "--stall-link", o->stall_link_seed,
			 o->stall_link_percent);
}

/* Long enough for the slowest thing that a fabric does between two words:
 * one task's window of a whole image, without a product's result. */
static int64_t safe_watchdog(const struct plan *p)
{
	return 200000 + 200 * (int64_t)p->arch->xbar_cycles;
}

static void arguments(struct args *a, const char *program, const char *wiring,
		      const char *trace, const struct cosim_opt *o, const struct plan *p)
{
	add(a, program);
	add(a, o->stimulus);
	add(a, "--wiring");
	add(a, wiring);
	if (o->second) {
		add(a, "--second");
		add(a, o->second);
	}
	if (o->n_images)
		add_number(a, "--images", o->n_images);
	if (o->idle_gap)
		add_number(a, "--idle-gap", o->idle_gap);
	add_stalls(a, o);
	if (o->random_init)
		add_number(a, "--init-seed", o->init_seed & 0x7fffffff);
	if (o->reset_at)
		add_number(a, "--reset-at-cycle", o->reset_at);
	if (o->halt_within)
		add_pair(a, "--halt", o->halt_seed, o->halt_within);
	if (o->frames)
		add_number(a, "--frames", o->frames_seed);
	if (o->corrupt)
		add_number(a, "--corrupt-program", o->corrupt_bit);
	if (o->monitor)
		add_pair(a, "--monitor", o->monitor_node, o->monitor_port);
	if (o->count_stalls)
		add(a, "--stalls");
	if (o->check_sleep)
		add(a, "--check-sleep");
	if (o->plain_chain)
		add(a, "--plain-chain");
	if (p->arch->io_clocks == 2) {
		a->number[a->n_numbers] = xasprintf("%s:%u", o->bus ? o->bus : "drift", o->bus_seed);
		add(a, "--bus");
		add(a, a->number[a->n_numbers++]);
	}
	if (o->threads)
		add_number(a, "--threads", o->threads);
	if (trace) {
		add(a, "--trace");
		add(a, trace);
		if (o->trace_from)
			add_number(a, "--trace-from", o->trace_from);
	}
	add_number(a, "--watchdog", o->watchdog ? o->watchdog : safe_watchdog(p));
	add(a, "--progress");
}

/* What the bench says while it runs. */
struct listener {
	cosim_progress *progress;
	double started;
	char *json;	/* result */
	char last[400];	/* last line that is neither */
};

static void hear(void *user, const char *line)
{
	struct listener *l = user;
	char stage[32];
	double done, total, cycles, rate;

	if (*line == '{') {
		free(l->json);
		l->json = xstrdup(line);
	} else if (sscanf(line, "@ %31s %lf %lf %lf %lf", stage, &done, &total,
			  &cycles, &rate) == 5) {
		if (l->progress)
			l->progress(stage, done, total, !strcmp(stage, "run") ?
				    "images" : "words",
				    now_seconds() - l->started);
	} else if (*line) {
		snprintf(l->last, sizeof(l->last), "%s", line);
	}
}

static int64_t integer(const json_t *o, const char *key)
{
	return json_integer_value(json_object_get(o, key));
}

/* What a role of a stimulus file brings. */
static void name_role(int role, char *s, size_t n)
{
	if (role < 2)
		snprintf(s, n, "%s", role ? "residual" : "partial sums");
	else if (role == 2)
		snprintf(s, n, "activations");
	else
		snprintf(s, n, "activations of source %d", role - 2);
}

/* The stream of the part that brings word *word of the output of an image, which
 * becomes the word of that stream. */
static int output_at(const struct plan *p, int64_t *word)
{
	int s, i, n_parts = plan_output_parts(p), words = 0;
	int64_t pixel, rest;

	for (i = 0; i < n_parts; i++)
		words += p->stream[plan_output_stream(p, i)].words;
	pixel = *word / words;
	rest = *word % words;
	for (i = 0;; i++) {
		s = plan_output_stream(p, i);
		if (rest < p->stream[s].words)
			break;
		rest -= p->stream[s].words;
	}
	*word = pixel * p->stream[s].words + rest;
	return s;
}

/* "node 5, task conv1, residual, stream of conv0" */
static void name_end(const struct plan *p, int node, int role, int64_t *word,
		     int *stream, char *s, size_t n)
{
	int task = node < 0 ? -1 : plan_task_at(p, node), src;
	const char *from;
	char name[40];

	*stream = node < 0 ? output_at(p, word) :
		  task < 0 ? -1 : stimulus_stream(p, task, role);
	src = *stream < 0 ? -1 : p->stream[*stream].src;
	from = *stream < 0 ? "nothing" : src < 0 ? "the fabric's input" :
	       p->task[src].name;
	name_role(role, name, sizeof(name));
	if (node < 0)
		snprintf(s, n, "the fabric's output, stream of %s", from);
	else
		snprintf(s, n, "node %d, task %s, %s, stream of %s", node,
			 task < 0 ? "none" : p->task[task].name,
			 name, from);
}

static int is_raw(const struct plan *p, int stream)
{
	return p->stream[stream].src >= 0 &&
	       p->task[p->stream[stream].src].out_raw;
}

/* A word of a stream as pixel and channel, with the two values. */
static void name_word(const struct plan *p, int stream, int64_t word,
		      const json_t *d, char *s, size_t n)
{
	const struct plan_stream *st = &p->stream[stream];
	int64_t pixel = word / st->words;
	uint32_t want = integer(d, "expected"), got = integer(d, "got");
	int in_pixel = word % st->words, bit = 0, channel;

	while (bit < 31 && !((want ^ got) >> bit & 1))
		bit++;
	bit += 32 * integer(d, "part");
	channel = is_raw(p, stream) ?
		  arch_sums(p->arch) * in_pixel + bit / p->arch->psum_bits :
		  arch_lanes(p->arch) * in_pixel + bit / 8;
	if (want == got)
		snprintf(s, n, "pixel (%lld,%lld), word %d: last flag %lld, not %lld",
			 (long long)(pixel / st->w), (long long)(pixel % st->w),
			 in_pixel, (long long)integer(d, "got_last"),
			 (long long)integer(d, "expected_last"));
	else
		snprintf(s, n, "pixel (%lld,%lld), channel %d: got 0x%08x, not 0x%08x",
			 (long long)(pixel / st->w), (long long)(pixel % st->w),
			 channel, got, want);
}

static void name_difference(const struct plan *p, const json_t *d, struct cosim_run *r)
{
	size_t n = sizeof(r->first);
	char *s = r->first;
	char end[200], word[160] = "a word too much";
	const char *kind;
	int stream;
	int64_t at = integer(d, "word");

	name_end(p, integer(d, "node"), integer(d, "role"), &at, &stream, end,
		 sizeof(end));
	kind = json_string_value(json_object_get(d, "kind"));
	if (!strcmp(kind, "mark"))
		snprintf(word, sizeof(word), "the mark of a bad image is %lld, not %lld",
			 (long long)integer(d, "got"), (long long)integer(d, "expected"));
	else if (stream >= 0 && strcmp(kind, "surplus"))
		name_word(p, stream, at, d, word, sizeof(word));
	snprintf(s, n, "cycle %lld, %s, image %lld, %s",
		 (long long)integer(d, "cycle"), end,
		 (long long)integer(d, "image"), word);
	r->first_cycle = integer(d, "cycle");
	r->first_stream = stream;
	r->first_node = (int)integer(d, "node");
}

/* The end that is furthest behind is named, the others are counted. */
static void name_deadlock(const struct plan *p, const json_t *d, char *s,
			  size_t n)
{
	const json_t *all = json_object_get(d, "waiting"), *w, *least = NULL;
	char end[200] = "";
	int64_t word = 0;
	size_t i;
	int stream;

	json_array_foreach(all, i, w)
		if (!least || integer(w, "image") < integer(least, "image") ||
		    (integer(w, "image") == integer(least, "image") &&
		     integer(w, "word") < integer(least, "word")))
			least = w;
	if (least) {
		word = integer(least, "word");
		name_end(p, integer(least, "node"), integer(least, "role"),
			 &word, &stream, end, sizeof(end));
	}
	snprintf(s, n, "deadlock: no word moves after cycle %lld; input stopped in image %lld "
		 "at word %lld; %zu stream ends wait, %s at image %lld, word %lld",
		 (long long)integer(d, "cycle"),
		 (long long)integer(d, "in_image"),
		 (long long)integer(d, "in_word"), json_array_size(all), end,
		 least ? (long long)integer(least, "image") : 0,
		 least ? (long long)integer(least, "word") : 0);
}

/* The states that the tiles showed then: what they say. */
static void name_hang(const struct plan *p, const json_t *d, char *s, size_t n)
{
	const json_t *all = json_object_get(d, "states"), *tile, *words;
	size_t n_nodes = (size_t)p->topo->graph->n_nodes, i, k;
	struct hang_tile *at = xcalloc(n_nodes, sizeof(*at));
	struct text t = {0};
	uint32_t *word;
	int64_t node;

	json_array_foreach(all, i, tile) {
		node = integer(tile, "node");
		words = json_object_get(tile, "words");
		if (node < 0 || node >= (int64_t)n_nodes || at[node].word)
			continue;
		at[node].n_words = (int)json_array_size(words);
		word = xcalloc((size_t)at[node].n_words + 1, sizeof(*word));
		for (k = 0; k < (size_t)at[node].n_words; k++)
			word[k] = (uint32_t)json_integer_value(json_array_get(words, k));
		at[node].word = word;
	}
	if (!json_array_size(all))
		text_add(&t, "  the tiles show no state (debug.state = 0)\n");
	else
		hang_say(p, at, !json_is_true(json_object_get(d, "output_waits")),
			 "  ", &t);
	snprintf(s, n, "%s", t.s ? t.s : "");
	text_free(&t);
	for (i = 0; i < n_nodes; i++)
		free((void *)at[i].word);
	free(at);
}

/* Words of an image at every end of every stream. */
static int64_t ends_words(const struct plan *p)
{
	int64_t n = 0;

	for (int s = 0; s < p->n_streams; s++)
		n += p->stream[s].n_dests * plan_image_words(&p->stream[s]);
	return n;
}

static struct cosim_stall stall(const json_t *run, size_t i)
{
	const json_t *pair = json_array_get(json_object_get(run, "stalls"), i);

	return (struct cosim_stall){
		json_integer_value(json_array_get(pair, 0)),
		json_integer_value(json_array_get(pair, 1)),
	};
}

static void predict(const struct plan *p, struct cosim_run *r)
{
	struct timing t;

	timing_images(p, (int)r->n_images, &t);
	r->latency_predicted = t.latency;
	r->interval_predicted = t.interval;
	timing_free(&t);
}

/* What a register had that it should not have, as the bench says it. */
static void name_status(const json_t *status, char *to, size_t n)
{
	const char *key;
	json_t *v;
	size_t at = 0;

	json_object_foreach((json_t *)status, key, v)
		if (at < n)
			at += (size_t)snprintf(to + at, n - at, "%s%s %lld",
					       at ? ", " : "", key,
					       (long long)json_integer_value(v));
}

static void parse_run(const json_t *o, const struct plan *p, int n_images,
		      struct cosim_run *r)
{
	const json_t *first = json_object_get(o, "first_difference");
	const json_t *lock = json_object_get(o, "deadlock");
	const json_t *status = json_object_get(o, "status_error");

	r->first_cycle = r->first_stream = r->first_node = -1;
	r->n_images = integer(o, "images");
	r->program_cycles = integer(o, "program_cycles");
	r->run_cycles = integer(o, "run_cycles");
	r->words_compared = integer(o, "words_compared");
	r->words_expected = (n_images ? n_images : r->n_images) * ends_words(p);
	r->mismatches = integer(o, "mismatches");
	r->n_halts = integer(o, "halts");
	r->n_frames = integer(o, "frames");
	r->latency = integer(o, "latency");
	r->interval = integer(o, "interval");
	if (r->n_images > 0)
		predict(p, r);
	r->program_seconds =
		json_number_value(json_object_get(o, "program_seconds"));
	r->run_seconds = json_number_value(json_object_get(o, "run_seconds"));
	r->cycles_per_second = integer(o, "cycles_per_second");
	r->monitor_words = integer(o, "monitor_words");
	r->monitor_stalls = integer(o, "monitor_stalls");
	cosim_take_stalls(json_object_get(o, "waits"), p, r);
	r->stall_in = stall(o, 0);
	r->stall_out = stall(o, 1);
	r->stall_link = stall(o, 2);
	if (json_is_object(first))
		name_difference(p, first, r);
	else if (json_is_object(lock)) {
		name_deadlock(p, lock, r->first, sizeof(r->first));
		name_hang(p, lock, r->why, sizeof(r->why));
	}
	else if (json_is_object(status) && !json_object_get(status, "status"))
		name_status(status, r->first, sizeof(r->first));
	else if (json_is_object(status))
		snprintf(r->first, sizeof(r->first), "status 0x%llx, %lld images in, %lld out "
			 "after the last word",
			 (long long)integer(status, "status"),
			 (long long)integer(status, "images_in"),
			 (long long)integer(status, "images_out"));
	else if (r->words_compared < r->words_expected)
		snprintf(r->first, sizeof(r->first), "%lld of %lld words of the plan "
			 "compared", (long long)r->words_compared,
			 (long long)r->words_expected);
}

static int parse(const char *json, const struct plan *plan,
		 const struct plan *second, int n_images,
		 struct cosim_result *r, struct err *e)
{
	json_error_t fault;
	json_t *o = json_loads(json, 0, &fault), *runs, *refused;
	size_t i;

	if (!o)
		return err_set(e, "", 0, "result of the bench: %s", fault.text);
	r->cycles = integer(o, "cycles");
	r->peak_rss_bytes = 1024 * integer(o, "peak_rss_kib");
	refused = json_object_get(o, "corrupt_refused");
	r->corrupt_refused = json_is_boolean(refused) ? json_is_true(refused) :
							-1;
	runs = json_object_get(o, "runs");
	for (i = 0; i < json_array_size(runs) && i < 2; i++)
		parse_run(json_array_get(runs, i), i && second ? second : plan,
			  n_images, &r->run[i]);
	r->n_runs = i;
	json_decref(o);
	return 0;
}

static int is_complete(const struct cosim_result *r)
{
	for (int i = 0; i < r->n_runs; i++)
		if (r->run[i].words_compared < r->run[i].words_expected)
			return 0;
	return r->n_runs > 0;
}

int cosim_run(const char *build_dir, const struct cosim_opt *opt,
	      const struct plan *plan, const struct plan *plan_second,
	      cosim_progress *progress, struct cosim_result *r, struct err *e)
{
	char *program = xasprintf("%s/Vfabric", build_dir);
	char *wiring = xasprintf("%s/fabric.wiring", build_dir);
	char *log = xasprintf("%s/cosim.log", build_dir);
	char *trace = opt->trace ? waves_part(opt->trace) : NULL;
	struct listener l = {progress, now_seconds(), NULL, ""};
	struct args a = {.n = 0};
	int status;

	memset(r, 0, sizeof(*r));
	arguments(&a, program, wiring, trace, opt, plan);
	status = proc_run(a.v, log, hear, &l, e);
	if (status >= 0 && (status > 1 || !l.json)) {
		err_set(e, log, 0, "the bench ended with status %d: %s", status,
			*l.last ? l.last : "it said nothing");
		status = -1;
	}
	if (status >= 0 && parse(l.json, plan, plan_second, opt->n_images,
				  r, e) < 0)
		status = -1;
	if (status >= 0 && trace && waves_move(trace, opt->trace, e) < 0)
		status = -1;
	else if (status < 0 && trace)
		unlink(trace);
	r->equal = status == 0 && is_complete(r);
	while (a.n_numbers)
		free(a.number[--a.n_numbers]);
	free(l.json);
	free(trace);
	free(log);
	free(wiring);
	free(program);
	return status < 0 ? -1 : 0;
}
