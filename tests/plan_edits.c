/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Edits every field of every line of a plan, and has each result checked and run by
 * the commands themselves: they must end with status 0, 1 or 2, never by a signal.
 * tests/plan_edits.sh compiles this and what it calls with the address and
 * undefined-behaviour sanitizers, which end a process by SIGABRT. A process makes the
 * edits one after the other; where it dies, the next one goes on behind that edit.
 *
 *	plan_edits PLAN IMAGES [WORD]
 *
 * With WORD, only lines from the first that begins with it are edited.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "base/file.h"
#include "cmd/input.h"
#include "measure/stimulus.h"
#include "model/plan.h"
#include "model/program.h"
#include "refmodel/ref.h"
#include "refmodel/timing.h"

/* ubsan asks for its own under another name */
const char *__asan_default_options(void);
const char *__ubsan_default_options(void);
const char *__asan_default_options(void)
{
	return "abort_on_error=1:detect_leaks=0:allocator_may_return_null=1";
}

const char *__ubsan_default_options(void)
{
	return "abort_on_error=1";
}

/* Shared by all processes. */
struct tally {
	int at;		/* edit at work; 0 is the plan as it is */
	char edit[160];
	int n_failed, status[3];
};

struct work {
	const char *images, *from;
	int n, first;	/* edits seen; those before `first` are done */
	struct tally *tally;
};

/* What `imcfab cosim` does with a plan before the RTL runs, and `imcfab map`. */
static int other_readers(const char *path, const char *images, struct err *e)
{
	struct plan *p = plan_read(path, e);
	struct stimulus *out;
	struct ref_state *s;
	struct timing t;
	char *name = (char *)images;
	const struct input_from from = {.files = {&name, 1}};
	struct input in;
	struct ref *r;
	uint32_t *program;
	size_t n;
	int failed;

	if (!p)
		return -1;
	if (input_read(p, &from, 1, 1, &in, e) < 0) {
		plan_free(p);
		return -1;
	}
	timing_predict(p, &t);
	timing_free(&t);
	program = program_stream(p, &n);
	out = stimulus_open("plan_edits.tmp.stim", p, program, (int64_t)n, 1, e);
	r = ref_new(p);
	s = ref_state_new(r);
	ref_image(s, in.hwc[0]);
	if (out)
		stimulus_image(out, s);
	ref_state_free(s);
	ref_free(r);
	free(program);
	input_free(&in);
	failed = out ? stimulus_close(out, e) : -1;
	plan_free(p);
	return failed;
}

/* 0 or 1, -1 and *e. */
static int run_command(const struct cmd *c, int argc, char **argv, struct err *e)
{
	void *options = xcalloc(1, c->size);
	int r = cmd_parse(c, argc, argv, options, e);

	if (!r)
		r = c->run(options, e);
	cmd_free(c, options);
	free(options);
	return r;
}

/* 0..2 as the program would end; 3: what one reads, another does not. */
static int all_readers(const char *path, const char *images)
{
	char *check[] = {"check", (char *)path, NULL};
	char *run[] = {"run", (char *)path, (char *)images, "-n", "1", NULL};
	struct err e = {{0}, 0, {0}};
	int a = run_command(&cmd_check, 2, check, &e), b, c;

	if (a < 0)
		return e.text[0] ? 2 : 3;
	b = run_command(&cmd_run, 5, run, &e);
	c = other_readers(path, images, &e);
	if (b < 0 || c < 0)
		return strstr(e.text, "the network takes") ? 2 : 3;
	return a | b;
}

/* One edited plan; `edit` says how. */
static void try(struct work *w, const char *text, size_t n, const char *edit)
{
	static const char path[] = "plan_edits.tmp.plan";
	struct tally *tally = w->tally;
	int status;
	FILE *f;

	if (w->n++ < w->first)
		return;
	tally->at = w->n - 1;
	snprintf(tally->edit, sizeof(tally->edit), "%s", edit);
	f = fopen(path, "w");
	if (!f || fwrite(text, 1, n, f) != n || fclose(f)) {
		fprintf(stderr, "%s: cannot write\n", path);
		exit(1);
	}
	status = all_readers(path, w->images);
	if (status <= 2) {
		tally->status[status]++;
		return;
	}
	tally->n_failed++;
	fprintf(stderr, "%s: not read, and no word of why\n", edit);
}

/* `text` with bytes from..to-1 replaced. */
static void replace(struct work *w, const char *text, const char *from,
		    const char *to, const char *by, const char *edit)
{
	struct text t = {0};
	const char *end = text + strlen(text), *line = from;
	char *say;

	while (line > text && line[-1] != '\n')
		line--;
	say = xasprintf("%.*s: %s `%.*s` to `%s`",
			(int)strcspn(line, "\n") < 60 ?
			(int)strcspn(line, "\n") : 60, line, edit,
			to - from < 40 ? (int)(to - from) : 40, from,
			strlen(by) < 40 ? by : "...");
	text_add_bytes(&t, text, (size_t)(from - text));
	text_add_bytes(&t, by, strlen(by));
	text_add_bytes(&t, to, (size_t)(end - to));
	try(w, t.s, t.n, say);
	text_free(&t);
	free(say);
}

static void edit_number(struct work *w, const char *text, const char *at,
			const char *end)
{
	int64_t v = strtoll(at, NULL, 10);
	const int64_t to[] = {v - 1, v + 1, 0, 2 * v, 4096, INT32_MAX};
	size_t i, j;

	for (i = 0; i < sizeof(to) / sizeof(*to); i++) {
		char by[32];

		for (j = 0; j < i && to[j] != to[i]; j++)
			;
		if (to[i] == v || j < i)
			continue;	/* no change, or made already */
		snprintf(by, sizeof(by), "%" PRId64, to[i]);
		replace(w, text, at, end, by, "number");
	}
}

static void edit_word(struct work *w, const char *text, const char *at,
		      const char *end)
{
	static const char *const words[][4] = {
		{"none", "max", "avg"}, {"act", "psum", "skip"},
		{"source", "0", "1"}, {"output", "0", "1"}, {"input", "0", "1"},
		{"5pp(12)", "5pp(16)", "mesh(4, 3)", "tree(3, 4)"},
	};
	size_t n = (size_t)(end - at), i, j, k;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		for (j = 0; j < 4 && words[i][j]; j++) {
			if (strlen(words[i][j]) != n ||
			    strncmp(words[i][j], at, n) || isdigit(*at) * (i != 5))
				continue;
			for (k = 0; k < 4 && words[i][k]; k++)
				if (k != j)
					replace(w, text, at, end, words[i][k],
						"word");
		}
	if (n == 6 && !strncmp(at, "output", 6))
		replace(w, text, at, end, "8", "word");
}

/* Long runs of alike lines: one in 16. */
static int is_of_interest(const char *line)
{
	int n = -1;

	if (sscanf(line, "row %d", &n) == 1 || sscanf(line, "col %d", &n) == 1)
		return n % 16 == 0;
	return 1;
}

static void edit_line(struct work *w, const char *text, const char *line)
{
	const char *end = line + strcspn(line, "\n"), *at = line, *stop;
	char *twice = xasprintf("%.*s\n%.*s", (int)(end - line), line,
				(int)(end - line), line);

	replace(w, text, line, end + 1, "", "deleted");
	replace(w, text, line, end, twice, "doubled");
	free(twice);
	if (end[1]) {	/* trade places with the next one */
		const char *next = end + 1 + strcspn(end + 1, "\n");
		char *swapped = xasprintf("%.*s\n%.*s", (int)(next - end - 1),
					  end + 1, (int)(end - line), line);

		replace(w, text, line, next, swapped, "swapped");
		free(swapped);
	}
	for (; at < end; at = stop + (stop < end)) {
		stop = at + strcspn(at, " =\n");
		if (isdigit(*at) || (*at == '-' && isdigit(at[1]))) {
			if (stop - at < 12)
				edit_number(w, text, at, stop);
		} else {
			edit_word(w, text, at, stop);
		}
	}
}

static void all_edits(struct work *w, const char *text)
{
	const char *line = w->from ? strstr(text, w->from) + 1 : text;

	try(w, text, strlen(text), "unchanged");
	for (; *line; line += strcspn(line, "\n") + 1)
		if (is_of_interest(line))
			edit_line(w, text, line);
}

/* Edits from w->first on in a process of its own. Whether it reached the end. */
static int run_process(struct work *w, const char *text)
{
	int status;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		int null = open("/dev/null", O_WRONLY);

		dup2(null, 1);
		all_edits(w, text);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return 1;
	w->tally->n_failed++;
	printf("%s: %s %d\n", w->tally->edit,
	       WIFEXITED(status) ? "exit" : "signal",
	       WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status));
	w->first = w->tally->at + 1;
	return 0;
}

int main(int argc, char **argv)
{
	struct err e;
	struct work w = {0};
	char *text = argc == 3 || argc == 4 ? file_read(argv[1], FILE_MAX_DATA, NULL, &e) : NULL;
	const int *n;

	if (!text) {
		fprintf(stderr, "plan_edits PLAN IMAGES [WORD]\n");
		return 2;
	}
	w.images = argv[2];
	w.from = argc == 4 ? xasprintf("\n%s ", argv[3]) : NULL;
	w.tally = mmap(NULL, sizeof(*w.tally), PROT_READ | PROT_WRITE,
		       MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	while (w.tally->n_failed < 100 && !run_process(&w, text))
		;
	n = w.tally->status;
	printf("%s: %d edits, %d ran, %d were found to be wrong, %d refused, "
	       "%d failed\n", argv[1], w.tally->at, n[0] - 1, n[1], n[2],
	       w.tally->n_failed);
	free(text);
	return w.tally->n_failed || n[0] < 20 || n[1] < 5 || n[2] < 500;
}
