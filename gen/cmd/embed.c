/* SPDX-License-Identifier: Apache-2.0 */
#include "embed.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Exit statuses of the three answers. */
static const int status[] = {0, 1, 3};
static const char *const answer[] = {"yes", "no", "open"};

static const char *cut_name(int i)
{
	static const char *const name[] = {"layer", "tile", "balanced", NULL};

	return name[i];
}

static const char *concat_name(int i)
{
	static const char *const name[] = {"core", "join", NULL};

	return name[i];
}

static const char *add_name(int i)
{
	static const char *const name[] = {"consumer", "core", NULL};

	return name[i];
}

static void print_window(const struct embed_problem *p, const struct embed_result *r)
{
	int n = r->n_window < 8 ? r->n_window : 8;

	if (r->by_count) {
		printf("the %d tasks have %d core%s to sit on\n", p->n_tasks, r->n_window - 1,
		       plural(r->n_window - 1));
		return;
	}
	if (r->by_degree) {
		printf("no core has the channels that %s needs for %d tasks beside it\n",
		       p->task[r->by_degree - 1], r->n_window - 1);
		return;
	}
	if (!r->n_window)
		return;
	printf("%d task%s fail already: ", r->n_window, plural(r->n_window));
	for (int i = 0; i < n; i++)
		printf("%s%s", i ? ", " : "", p->task[r->window[i]]);
	printf("%s\n", n < r->n_window ? ", .." : "");
}

static void print_places(const struct embed_problem *p, const struct embed_result *r)
{
	int same = 1;

	for (int t = 0; t < p->n_tasks; t++)
		same &= r->place[t] == t;
	printf("every stream on one channel, no core with two tasks%s\n",
	       same ? "; task n is on core n" : "");
}

static void print_text(const struct embed_question *q, const char *topology,
		       const struct embed_result *r)
{
	printf("%s on %s: %s (%d tasks, %d streams, %d cores, %d channels; %s, %.3f s)\n",
	       q->name, topology, r->answer == EMBED_OPEN ? "not decided" : answer[r->answer],
	       q->p->n_tasks, q->p->n_streams, q->p->n_cores, q->p->n_channels, r->engine,
	       r->seconds);
	if (r->answer == EMBED_YES)
		print_places(q->p, r);
	else if (r->answer == EMBED_NO)
		print_window(q->p, r);
	else
		puts("the limit ran out: --seconds raises it");
}

static void print_json(const struct embed_question *q, const char *topology,
		       const struct embed_result *r)
{
	json_t *list = json_array(), *j;
	char *s;

	for (int t = 0; r->answer == EMBED_YES && t < q->p->n_tasks; t++)
		json_array_append_new(list, json_integer(r->place[t]));
	for (int i = 0; r->answer == EMBED_NO && i < r->n_window; i++)
		json_array_append_new(list, json_string(q->p->task[r->window[i]]));
	j = json_pack("{s:s, s:s, s:s, s:i, s:i, s:i, s:i, s:s, s:f, s:o}", "network", q->name,
		      "topology", topology, "answer", answer[r->answer],
		      "tasks", q->p->n_tasks, "streams", q->p->n_streams,
		      "cores", q->p->n_cores, "channels", q->p->n_channels,
		      "engine", r->engine, "seconds", r->seconds,
		      r->answer == EMBED_NO ? "window" : "place", list);
	s = json_dumps(j, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
	puts(s);
	free(s);
	json_decref(j);
}

void embed_add_files(const struct embed_problem *p, const struct embed_result *r,
		     const char *prefix, struct files *s)
{
	const struct text *text[] = {&r->cnf, &r->drat};
	static const char *const name[] = {"refusal.cnf", "refusal.drat"};
	char *path = xasprintf("%scertificate.txt", prefix);

	embed_certificate(p, r, files_add(s, path));
	free(path);
	for (int i = 0; i < 2 && r->cnf.n; i++) {
		path = xasprintf("%s%s", prefix, name[i]);
		text_add_bytes(files_add(s, path), text[i]->s, text[i]->n);
		free(path);
	}
}

/* What an earlier answer left that this one has not: a picture, or formula and proof. */
static void remove_others(const char *dir, const struct embed_result *r)
{
	const struct {
		const char *name;
		int is_there;
	} file[] = {
		{"embedding.svg", r->answer == EMBED_YES},
		{"refusal.cnf", r->cnf.n > 0},
		{"refusal.drat", r->cnf.n > 0},
	};

	for (size_t i = 0; i < sizeof(file) / sizeof(*file); i++) {
		char *path = xasprintf("%s/%s", dir, file[i].name);

		if (!file[i].is_there)
			unlink(path);
		free(path);
	}
}

static int write_certificate(const struct embed_question *q, const char *topology,
			     const struct embed_result *r, const char *dir, struct err *e)
{
	struct files s = {.dir = dir};
	size_t n;
	char *svg;

	if (r->too_large)
		return err_set(e, "", 0, "-o: the answer is no, but the formula of its %d tasks on %d "
			       "cores is too large to be written: ask on fewer cores, or leave -o "
			       "out", r->n_window, q->p->n_cores);
	if (!embed_is_shown(r))
		return err_set(e, "", 0, "-o: the answer is no, but its proof takes longer than "
			       "the limit: raise --seconds, or leave -o out");
	embed_add_files(q->p, r, "", &s);
	if (r->answer == EMBED_YES) {
		svg = embed_draw(q, topology, r->place, &n);
		text_add_bytes(files_add(&s, "embedding.svg"), svg, n);
		free(svg);
	}
	if (files_write(&s, e) < 0)
		return -1;
	remove_others(dir, r);
	return 0;
}

static int decide(const struct embed_options_line *o, struct err *e)
{
	struct embed_options eo = {.seconds = (double)o->seconds, .window = 1,
				   .proof = o->out != NULL};
	struct embed_question q;
	struct embed_result r;
	int failed = embed_question_read(o, &q, e), s = 0;

	if (failed) {
		embed_question_free(&q);
		return -1;
	}
	embed_solve(q.p, &eo, &r);
	if (r.answer == EMBED_YES && !embed_is_valid(q.p, r.place))
		failed = err_set(e, "", 0, "the embedding found is none: a fault of imcfab");
	if (!failed && o->out)
		failed = write_certificate(&q, o->topology, &r, o->out, e);
	if (!failed) {
		(o->json ? print_json : print_text)(&q, o->topology, &r);
		s = status[r.answer];
	}
	embed_result_free(&r);
	embed_question_free(&q);
	return failed ? -1 : s;
}

static int run(void *options, struct err *e)
{
	const struct embed_options_line *o = options;

	if (o->family && (o->net || o->topology))
		return err_set(e, "", 0, "--family tries every family on 3pp to 9pp: leave %s "
			       "out", o->net ? "NET" : "--topology");
	if (o->family)
		return embed_families(o, e);
	if (!o->net)
		return err_set(e, "", 0, "NET is missing; see imcfab embed --help");
	if (!o->topology)
		return err_set(e, "", 0, "--topology is missing; see imcfab embed --help");
	if (o->interval && strcmp(o->cut, "balanced"))
		return err_set(e, "", 0, "--interval has no effect with --cut %s: must be --cut "
			       "balanced", o->cut);
	return decide(o, e);
}

#define AT(field) offsetof(struct embed_options_line, field)

static const struct cmd_opt table[] = {
	{0, NULL, CMD_TEXT, "NET", AT(net),
	 .help = "network (whatever map and compare read), a list of streams, or a family of "
		 "N blocks such as 'basic(15)' (docs/formats.md)"},
	{0, "topology", CMD_TEXT, "EXPR", AT(topology), .help = "topology expression"},
	{'o', NULL, CMD_FOLDER, "DIR", AT(out),
	 .writes = "certificate.txt refusal.cnf refusal.drat embedding.svg families.csv",
	 .help = "write the certificate, which imcfab-verify checks, and a picture; where "
		 "nothing is decided, the question alone"},
	{0, "cut", CMD_CHOICE, NULL, AT(cut), .choice = cut_name, .standard = "layer",
	 .help = "tasks: one a layer, as cut over crossbars, or with copies as map "
		 "--interval makes them"},
	{0, "interval", CMD_TEXT, "N|auto", AT(interval), .requires = "cut",
	 .help = "of --cut balanced, as in imcfab map"},
	{0, "concat", CMD_CHOICE, NULL, AT(concat), .choice = concat_name, .standard = "core",
	 .help = "a concatenation has a core, or its readers read all its inputs"},
	{0, "add", CMD_CHOICE, NULL, AT(add), .choice = add_name, .standard = "consumer",
	 .help = "a residual is added where the layer is that makes the sum, or in a core of "
		 "its own"},
	{0, "size", CMD_TEXT, "CxHxW", AT(size), .help = "graphs of shapes: size of an input that the "
	 "file leaves open, channels, height and width"},
	{0, "input", CMD_TEXT, "CORES", AT(input),
	 .help = "the cores where tasks may sit that read the network's input: 0,4-7; "
		 "default: any"},
	{0, "output", CMD_TEXT, "CORES", AT(output),
	 .help = "those of tasks that make its output"},
	{0, "dead", CMD_TEXT, "LIST", AT(dead),
	 .help = "what does not work: core:5,chan:7-9, by numbers of cores and channels"},
	{0, "arch", CMD_INPUT, "FILE", AT(arch),
	 .help = "hardware file, for --cut tile and balanced and for what its die has dead "
		 "(dead.cores, dead.channels); default: hermes64"},
	{0, "seconds", CMD_NUMBER, "N", AT(seconds), .min = 1, .max = 1000000,
	 .standard = "60", .help = "limit until the answer is `not decided'"},
	{0, "json", CMD_FLAG, NULL, AT(json), .help = "print as JSON"},
	{0, "family", CMD_FLAG, NULL, AT(family),
	 .help = "instead of one network: for every family of blocks, whether any number of "
		 "them embeds in kpp(3), (5), (7), (9)"},
	{.kind = CMD_END},
};

const struct cmd cmd_embed = {
	"embed", "Decides whether a network embeds, one channel a stream",
	"Looks for a core for each task so that no core has two and every stream from task to "
	"task lies on one channel, in its direction. Exit status 0: found, 1: there is none, "
	"3: the limit ran out.\nEvery answer comes with evidence: the places, or the few tasks "
	"that fail already with a proof that any checker of DRAT proofs reads.",
	table, sizeof(struct embed_options_line), run,
};
