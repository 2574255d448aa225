/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "tasks.h"

#include <stdlib.h>
#include <string.h>

#define MAX_TASKS 65536

struct embed_problem *embed_on(const struct topo *t)
{
	struct embed_problem *p = embed_problem_new(t->graph->n_nodes);

	for (int i = 0; i < t->graph->n_edges; i++)
		embed_add_channel(p, t->graph->tail[i], t->graph->head[i]);
	for (int i = 0; i < t->graph->n_nodes; i++)
		p->dead[i] = !topo_is_core(t, i);
	return p;
}

void embed_add_flow(struct embed_problem *p, const struct flow *f)
{
	int first = p->n_tasks;

	for (int t = 0; t < f->n_tasks; t++)
		embed_add_task(p, f->task[t].name);
	for (int i = 0; i < f->n_streams; i++)
		for (int k = 0; k < f->stream[i].n_dests; k++)
			if (f->stream[i].src >= 0 && f->stream[i].dest[k] >= 0)
				embed_add_stream(p, first + f->stream[i].src,
						 first + f->stream[i].dest[k]);
}

void embed_set_ends(struct embed_problem *p, const struct flow *f, int is_input,
		    const int *core, int n)
{
	for (int i = 0; i < f->n_streams; i++) {
		const struct flow_stream *s = &f->stream[i];

		for (int k = 0; k < s->n_dests; k++) {
			if (is_input && s->src == FLOW_EDGE && s->dest[k] >= 0)
				embed_set_at(p, s->dest[k], core, n);
			if (!is_input && s->dest[k] == FLOW_EDGE && s->src >= 0)
				embed_set_at(p, s->src, core, n);
		}
	}
}

/* Names and their numbers, by a table of hashes. */
struct names {
	struct embed_problem *p;
	int *slot;	/* [room] task + 1, 0: empty */
	size_t room;
};

static int task_of(struct names *n, const char *name)
{
	size_t at = fnv(FNV_START, name, strlen(name)) & (n->room - 1);

	while (n->slot[at] && strcmp(n->p->task[n->slot[at] - 1], name))
		at = (at + 1) & (n->room - 1);
	if (n->slot[at])
		return n->slot[at] - 1;
	if (n->p->n_tasks == MAX_TASKS)
		return -1;
	n->slot[at] = embed_add_task(n->p, name) + 1;
	return n->slot[at] - 1;
}

static int add_line(struct names *n, char *s, const char *path, int line, struct err *e)
{
	char *rest = s, *word[3] = {NULL, NULL, NULL};
	int i = 0, task[2] = {-1, -1};

	for (char *c = s; *c; c++)
		if ((unsigned char)*c < ' ' && *c != '\t' && *c != '\r')
			return err_set(e, path, line, "has the character %d: must be a text with "
				       "a line \"A B\" for each stream", *c);
	s[strcspn(s, "#")] = 0;
	while (i < 3 && (word[i] = strtok_r(rest, " \t\r", &rest)))
		i++;
	if (i == 3)
		return err_set(e, path, line, "`%.60s' behind `%.60s %.60s': a line is one "
			       "stream, the task that makes it and one that reads it, or a "
			       "task alone", word[2], word[0], word[1]);
	for (int k = 0; k < i; k++) {	/* a table, or another notation, is no list of tasks alone */
		if (strpbrk(word[k], ",;") || strstr(word[k], "->"))
			return err_set(e, path, line, "task `%.60s': must be a word without `,', `;' "
				       "and `->': a line is one stream, \"A B\"", word[k]);
		task[k] = task_of(n, word[k]);
		if (task[k] < 0)
			return err_set(e, path, line, "task `%.60s' is number %d: must be at "
				       "most %d", word[k], MAX_TASKS + 1, MAX_TASKS);
	}
	if (i == 2 && task[0] == task[1])
		return err_set(e, path, line, "task `%.60s' reads itself", word[0]);
	if (i == 2)
		embed_add_stream(n->p, task[0], task[1]);
	return 0;
}

int embed_add_list(struct embed_problem *p, const char *text, const char *path,
		   struct err *e)
{
	char *copy = xstrdup(text), *s = copy;
	struct names n = {.p = p, .room = 4 * MAX_TASKS};
	int line = 0, r = 0;

	n.slot = xcalloc(n.room, sizeof(*n.slot));
	while (!r && s) {
		char *end = strchr(s, '\n');

		if (end)
			*end = 0;
		r = add_line(&n, s, path, ++line, e);
		s = end ? end + 1 : NULL;
	}
	if (!r && !p->n_tasks)
		r = err_set(e, path, 0, "has no task: must have a line \"A B\" for each "
			    "stream");
	free(n.slot);
	free(copy);
	return r;
}
