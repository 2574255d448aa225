/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMD_EMBED_H
#define CMD_EMBED_H

#include "cmd.h"
#include "base/file.h"
#include "embed/embed.h"
#include "model/flow.h"
#include "topo/topo.h"

/* What `imcfab embed` asks: read from the command line. */
struct embed_options_line {
	const char *net, *topology, *arch, *cut, *concat, *add, *interval, *input, *output, *size,
		*dead, *out;
	int json, family;
	long seconds;
};

/* The question: tasks of the network, edge list or family on a topology. Free with
 * embed_question_free, also where it was refused. */
struct embed_question {
	struct embed_problem *p;
	struct topo *t;
	struct flow *flow;	/* of a network; NULL: an edge list or a family */
	int link_bits;		/* of a word of the flow */
	char *name;		/* of the network */
};
int embed_question_read(const struct embed_options_line *o, struct embed_question *q,
			struct err *e);
void embed_question_free(struct embed_question *q);

/* The floor plan with tasks on their cores, channels coloured by load, as SVG. */
char *embed_draw(const struct embed_question *q, const char *topology, const int *place,
		 size_t *n_bytes);

/* Adds certificate.txt of an answer, and refusal.cnf and refusal.drat where it has them,
 * each name behind `prefix`, which may be "" or a folder with its slash. */
void embed_add_files(const struct embed_problem *p, const struct embed_result *r,
		     const char *prefix, struct files *s);

/* `imcfab embed --family`: 0, or -1 and *e. */
int embed_families(const struct embed_options_line *o, struct err *e);

#endif
