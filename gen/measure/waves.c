/* SPDX-License-Identifier: Apache-2.0 */
#define _GNU_SOURCE
#include "waves.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "model/wire.h"
#include "stimulus.h"

/* Codes of a save file: how the lines below are shown. */
#define OPEN "@800200\n"
#define OPEN_END "@1000200\n"
#define CLOSED "@c00200\n"
#define CLOSED_END "@1401200\n"
#define REMARK "@200\n"
#define BINARY "@28\n"
#define HEX "@22\n"

struct waves {
	const struct plan *p;
	const char *wiring;	/* text of fabric.wiring */
	char (*channel)[WIRE_NAME];
	int n_vcs;
	struct text t;
};

static void remark(struct waves *w, const char *s)
{
	text_add(&w->t, REMARK "-%s\n", s);
}

/* A signal of so many bits, 1: a single wire. */
static void signal(struct waves *w, const char *scope, const char *name, int bits)
{
	text_add(&w->t, "%s%s.%s", bits > 1 ? HEX : BINARY, scope, name);
	if (bits > 1)
		text_add(&w->t, "[%d:0]", bits - 1);
	text_add(&w->t, "\n");
}

/* Bits first .. first+bits-1 of a signal of `all` bits; a save file counts them from the
 * highest. */
static void slice(struct waves *w, const char *label, const char *scope, const char *name,
		  int all, int first, int bits)
{
	if (bits == all) {
		signal(w, scope, name, bits);
		return;
	}
	if (bits == 1)
		text_add(&w->t, BINARY);
	else
		text_add(&w->t, HEX "#{%s[%d:0]}", label, bits - 1);
	for (int i = first + bits - 1; i >= first; i--)
		text_add(&w->t, "%s(%d)%s.%s[%d:0]", bits == 1 ? "" : " ", all - 1 - i, scope,
			 name, all - 1);
	text_add(&w->t, "\n");
}

/* Where a wire stands among those that a pin of a part is joined to, lowest first, and
 * how many these are. 0, or -1: nowhere. */
static int find_port(const char *wiring, const char *part, const char *pin, const char *wire,
		     int *port, int *n)
{
	char *head = xasprintf("\npart %s\n", part), *start = xasprintf("\npin %s ", pin);
	const char *at = strstr(wiring, head), *end, *item, *next;

	if (at)
		at = strstr(at, start);
	free(head);
	*port = -1;
	*n = 0;
	item = at ? at + strlen(start) : "";
	free(start);
	for (end = strchrnul(item, '\n'); item < end; item = next + (next < end)) {
		next = item + strcspn(item, " \n");
		if ((size_t)(next - item) == strlen(wire) && !strncmp(item, wire, strlen(wire)))
			*port = *n;
		++*n;
	}
	if (*port < 0)
		return -1;
	*port = *n - 1 - *port;
	return 0;
}

static void axi_stream(struct waves *w, const char *scope, const char *name, int bits)
{
	static const char *const one[] = {"tvalid", "tready", "tlast"};
	char *s;

	for (size_t i = 0; i < sizeof(one) / sizeof(one[0]); i++) {
		s = xasprintf("%s_%s", name, one[i]);
		signal(w, scope, s, 1);
		free(s);
	}
	s = xasprintf("%s_tdata", name);
	signal(w, scope, s, bits);
	free(s);
}

static char *tile_scope(int node)
{
	return xasprintf("tile_%d.imc_tile", node);
}

static void source(struct waves *w, const struct plan_stream *s)
{
	int flit = 1 + w->p->arch->link_bits;
	char *scope, *title;

	if (s->src < 0) {
		remark(w, "from the fabric's input");
		axi_stream(w, "feed.imc_feed", "s_axis", w->p->arch->link_bits);
		return;
	}
	title = xasprintf("from node %d", w->p->task[s->src].node);
	scope = tile_scope(w->p->task[s->src].node);
	remark(w, title);
	signal(w, scope, "inj_valid", 1);
	signal(w, scope, "inj_ready", 1);
	signal(w, scope, "inj_data", flit);
	free(title);
	free(scope);
}

/* What a tile puts on a channel: its bits of the tile's ports. */
static void channel(struct waves *w, const struct plan_hop *h)
{
	const char *name = w->channel[h->channel];
	char *scope = tile_scope(w->p->topo->graph->tail[h->channel]);
	char *part = xasprintf("tile_%d", w->p->topo->graph->tail[h->channel]);
	char *title = xasprintf("channel %s, virtual channel %d", name, h->vc);
	char *valid = xasprintf("%s_valid", name), *data = xasprintf("%s_data", name);
	int flit = 1 + w->p->arch->link_bits, vc = w->n_vcs > 1 ? h->vc : 0, port, n;

	remark(w, title);
	if (find_port(w->wiring, part, "out_valid_o", valid, &port, &n) == 0) {
		slice(w, valid, scope, "out_valid_o", n * w->n_vcs, port * w->n_vcs + vc, 1);
		slice(w, data, scope, "out_data_o", n * flit, port * flit, flit);
		slice(w, valid, scope, "out_credit_i", n * w->n_vcs, port * w->n_vcs + vc, 1);
	}
	free(scope);
	free(part);
	free(title);
	free(valid);
	free(data);
}

static void destination(struct waves *w, const struct plan_dest *d)
{
	static const char *const role[] = {
		[ROLE_ACT] = "activations", [ROLE_PSUM] = "partial sums",
		[ROLE_SKIP] = "residual",
	};
	char *scope, *title;

	if (d->task < 0) {
		remark(w, "to the fabric's output");
		axi_stream(w, "collect.imc_collect", "m_axis", w->p->arch->link_bits);
		return;
	}
	title = xasprintf("to %s, node %d, %s: seen_q %d in the cycle behind a word",
			  w->p->task[d->task].name, w->p->task[d->task].node,
			  role[d->role], 1 + stimulus_role(d));
	scope = tile_scope(w->p->task[d->task].node);
	remark(w, title);
	signal(w, scope, "seen_q", 8);
	signal(w, scope, "seen_word_q", 1 + w->p->arch->link_bits);
	free(title);
	free(scope);
}

static const char *task_name(const struct plan *p, int task, const char *outside)
{
	return task < 0 ? outside : p->task[task].name;
}

static void stream(struct waves *w, int n, int open)
{
	const struct plan_stream *s = &w->p->stream[n];
	struct text name = {0};

	text_add(&name, "stream %d: %s to", n, task_name(w->p, s->src, "input"));
	for (int i = 0; i < s->n_dests; i++)
		text_add(&name, "%s %s", i ? "," : "",
			 task_name(w->p, s->dest[i].task, "output"));
	text_add(&w->t, "%s-%s\n", open ? OPEN : CLOSED, name.s);
	source(w, s);
	for (int i = 0; i < s->n_hops; i++)
		channel(w, &s->hop[i]);
	for (int i = 0; i < s->n_dests; i++)
		destination(w, &s->dest[i]);
	text_add(&w->t, "%s-%s\n", open ? OPEN_END : CLOSED_END, name.s);
	text_free(&name);
}

static void head(struct waves *w, const char *fst, const struct cosim_run *r)
{
	char *full = realpath(fst, NULL);
	/* The bench sees a word of the output in the cycle in which it is taken. */
	int64_t at = r->first_cycle - (r->first_cycle > 0 && r->first_node < 0);
	int64_t from = at < 50 ? 0 : at - 50;

	text_add(&w->t, "[*] first difference: %s\n", r->first[0] ? r->first : "none");
	text_add(&w->t, "[dumpfile] \"%s\"\n", full ? full : fst);
	text_add(&w->t, "[timestart] %lld\n[size] 1600 1000\n", (long long)from);
	/* Zoom and the first of 27 markers. */
	text_add(&w->t, "*-4.0 %lld", (long long)at);
	for (int i = 0; i < 26; i++)
		text_add(&w->t, " -1");
	text_add(&w->t, "\n");
	free(full);
}

int waves_check(const char *file, struct err *e)
{
	struct stat s;

	if (stat(file, &s) == 0 && !S_ISREG(s.st_mode))
		return err_set(e, file, 0, "is no regular file: waves need one");
	return 0;
}

char *waves_part(const char *file)
{
	char *to = file_follow(file), *part = xasprintf("%s.%d.part", to, (int)getpid());

	free(to);
	return part;
}

int waves_move(const char *part, const char *file, struct err *e)
{
	char *to = file_follow(file);
	int r = 0;

	if (rename(part, to) < 0) {
		r = err_set(e, file, 0, "cannot write: %s", strerror(errno));
		unlink(part);
	}
	free(to);
	return r;
}

int waves_save(const struct plan *p, int hardwired, const char *build_dir, const char *fst,
	       const char *path, const struct cosim_run *r, struct err *e)
{
	char *wired = xasprintf("%s/fabric.wiring", build_dir);
	char *wiring = file_read(wired, FILE_MAX_DATA, NULL, e);
	struct waves w = {p, wiring, NULL, hardwired ? 1 : p->arch->link_vcs, {0}};
	int status;

	free(wired);
	if (!wiring)
		return -1;
	w.channel = wire_names(p->topo);
	head(&w, fst, r);
	if (r->first_stream >= 0)
		stream(&w, r->first_stream, 1);
	for (int i = 0; i < p->n_streams; i++)
		if (i != r->first_stream)
			stream(&w, i, 0);
	text_add(&w.t, CLOSED "-programming\n");
	axi_stream(&w, "ctrl.imc_ctrl", "s_axis_prog", 32);
	text_add(&w.t, CLOSED_END "-programming\n");
	status = file_write(path, w.t.s, w.t.n, e);
	text_free(&w.t);
	free(w.channel);
	free(wiring);
	return status;
}
