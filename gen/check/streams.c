/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <inttypes.h>
#include <stdlib.h>

static const char *const role_names[N_ROLES] = {
	"activations", "partial sums", "a residual"
};

static int source_node(const struct plan *p, int stream)
{
	return stream ? p->task[stream - 1].node : plan_input_node(p);
}

/* Node at which a stream is behind hop `hop`; -1: at its source. */
static int node_behind(const struct plan *p, int stream, int hop)
{
	if (hop < 0)
		return source_node(p, stream);
	return p->topo->graph->head[p->stream[stream].hop[hop].channel];
}

/* Whether hop `i` names a channel, a virtual channel and an earlier hop. */
static int hop_exists(const struct plan *p, int stream, int i,
		      struct report *r)
{
	const struct graph *g = p->topo->graph;
	const struct plan_hop *h = &p->stream[stream].hop[i];

	if (h->channel < 0 || h->channel >= g->n_edges || h->from < -1 ||
	    h->from >= i) {
		report_say(r, "stream of %s: hop %d has channel %d and comes "
			   "from hop %d", verify_source(p, stream), i,
			   h->channel, h->from);
		return 0;
	}
	if (h->vc < 0 || h->vc >= p->arch->link_vcs) {
		struct text say = {0};

		arch_say_raise(&say, "link.vcs", h->vc + 1, p->arch->link_vcs);
		report_say(r, "stream of %s: channel %s has no virtual channel "
			   "%d%s%s", verify_source(p, stream),
			   graph_edge_text(g, h->channel).s, h->vc,
			   h->vc < 0 ? "" : ": ", h->vc < 0 ? "" : say.s);
		text_free(&say);
		return 0;
	}
	return 1;
}

/* Each hop starts where the one before it ends. */
static void check_hops(const struct plan *p, int stream, struct report *r)
{
	const struct graph *g = p->topo->graph;
	const struct plan_stream *s = &p->stream[stream];
	int i, c, node;

	for (i = 0; i < s->n_hops; i++) {
		c = s->hop[i].channel;
		node = node_behind(p, stream, s->hop[i].from);
		if (g->tail[c] != node)
			report_say(r, "stream of %s: no channel %d -> %d (hop "
				   "%d names channel %d, %d -> %d)",
				   verify_source(p, stream), node, g->head[c],
				   i, c, g->tail[c], g->head[c]);
	}
}

/* Every reader is where its hop arrives, and no hop is in vain. */
static void check_arrivals(const struct plan *p, int stream, struct report *r)
{
	const struct graph *g = p->topo->graph;
	const struct plan_stream *s = &p->stream[stream];
	const char *name = verify_source(p, stream), *reader;
	char *used = xcalloc(s->n_hops, 1);
	const struct plan_dest *d;
	int i, want;

	for (i = 0; i < s->n_hops; i++)
		if (s->hop[i].from >= 0)
			used[s->hop[i].from] = 1;
	for (i = 0; i < s->n_dests; i++) {
		d = &s->dest[i];
		reader = d->task < 0 ? "the output" : p->task[d->task].name;
		want = d->task < 0 ? plan_output_node(p)
				   : p->task[d->task].node;
		if (d->hop < -1 || d->hop >= s->n_hops ||
		    node_behind(p, stream, d->hop) != want)
			report_say(r, "stream of %s: does not reach %s at node "
				   "%d", name, reader, want);
		else if (d->hop >= 0)
			used[d->hop] = 1;
	}
	for (i = 0; i < s->n_hops; i++)
		if (!used[i])
			report_say(r, "stream of %s: channel %s leads to no "
				   "reader", name,
				   graph_edge_text(g, s->hop[i].channel).s);
	free(used);
}

static void measure_dilation(const struct plan_stream *s, struct report *r)
{
	int i, hop, n;

	for (i = 0; i < s->n_dests; i++) {
		n = 0;
		if (s->dest[i].hop < s->n_hops)
			for (hop = s->dest[i].hop; hop >= 0;
			     hop = s->hop[hop].from)
				n++;
		if (n > r->dilation)
			r->dilation = n;
	}
}

static void check_source(const struct plan *p, int stream, struct report *r)
{
	const struct plan_stream *s = &p->stream[stream];
	const struct plan_task *k = stream ? &p->task[stream - 1] : NULL;
	int w = k ? k->out_w : p->in_w, h = k ? k->out_h : p->in_h, packed, words;

	if (k) {	/* bytes may be those of several pixels a window */
		packed = s->w > w && s->w % w == 0 && !k->out_raw ? s->w / w : 1;
		words = arch_words(p->arch, k->cols, k->out_raw);
		w *= packed;
		words = words % packed == 0 ? words / packed : 0;
	} else {	/* or a word those of several pixels of the input */
		packed = s->w > 0 && w % s->w == 0 ? w / s->w : 1;
		words = arch_words(p->arch, p->in_c * packed, 0);
		w /= packed;
		if (packed > 1 && words != 1)
			words = 0;
	}
	if (s->src != stream - 1)
		report_say(r, "stream %d: its source is task %d, not %d",
			   stream, s->src, stream - 1);
	if (s->w != w || s->h != h || s->words != words)
		report_say(r, "stream of %s: %dx%d pixels of %d words, its "
			   "source makes %dx%d of %d", verify_source(p, stream),
			   s->w, s->h, s->words, w, h, words);
	if (!s->n_dests)
		report_say(r, "stream of %s: nobody reads it",
			   verify_source(p, stream));
}

/* What the reader expects in that role is what the stream brings. */
static void check_reader(const struct plan *p, int stream,
			 const struct plan_dest *d, struct report *r)
{
	const struct plan_stream *s = &p->stream[stream];
	const struct plan_task *k = &p->task[d->task];
	int raw = stream && p->task[stream - 1].out_raw;
	int is_signed = stream ? p->task[stream - 1].out_signed : p->in_signed;
	int w, h = k->in_h, words, want_signed = k->in_signed;

	if (d->source < 0 ||
	    d->source >= (d->role == ROLE_ACT ? k->n_sources : 1)) {
		report_say(r, "stream of %s: %s has no source %d of %s",
			   verify_source(p, stream), k->name, d->source,
			   role_names[d->role]);
		return;
	}
	w = k->source[d->source].w;
	words = k->source[d->source].words;
	if (d->role == ROLE_PSUM) {
		w = k->out_w;
		h = k->out_h;
		words = arch_words(p->arch, k->cols, 1);
	} else if (d->role == ROLE_SKIP) {
		w = k->skip_w;
		h = k->skip_h;
		words = k->skip_words;
		want_signed = k->skip_signed;
	}
	if (d->role == ROLE_SKIP && w > 0 && s->w > w && s->w % w == 0 &&
	    words % (s->w / w) == 0) {	/* several pixels of it are one */
		words /= s->w / w;
		w = s->w;
	}
	if (s->w != w || s->h != h || s->words != words)
		report_say(r, "stream of %s: %dx%d pixels of %d words, %s "
			   "takes %dx%d of %d as %s", verify_source(p, stream),
			   s->w, s->h, s->words, k->name, w, h, words,
			   role_names[d->role]);
	if (raw != (d->role == ROLE_PSUM))
		report_say(r, "stream of %s: %s, %s takes %s",
			   verify_source(p, stream),
			   raw ? "sums" : "bytes", k->name,
			   role_names[d->role]);
	else if (!raw && is_signed != want_signed)
		report_say(r, "stream of %s: %s bytes, %s takes them as %s",
			   verify_source(p, stream),
			   is_signed ? "signed" : "unsigned", k->name,
			   want_signed ? "signed" : "unsigned");
}

/* Streams that end as source `source` in role `role` of a task, -1: as part of the
 * fabric's output. */
static int count_ends(const struct plan *p, int task, int role, int source)
{
	const struct plan_dest *d;
	int s, i, n = 0;

	for (s = 0; s < p->n_streams; s++)
		for (i = 0; i < p->stream[s].n_dests; i++) {
			d = &p->stream[s].dest[i];
			n += d->task == task && d->role == role &&
			     d->source == source;
		}
	return n;
}

/* Each task has one stream for each role that it uses and each source, and no other;
 * so has the output for each of its parts. */
static void check_roles(const struct plan *p, struct report *r)
{
	int t, role, i, n, want, n_outputs = plan_output_parts(p);

	for (t = 0; t < p->n_tasks; t++)
		for (role = 0; role < N_ROLES; role++)
			for (i = 0; i < p->task[t].n_sources; i++) {
				n = count_ends(p, t, role, i);
				want = role == ROLE_ACT ? 1 : i ? 0 :
				       role == ROLE_PSUM ? p->task[t].has_psum :
				       p->task[t].has_skip;
				if (n != want)
					report_say(r, "%s: %d streams bring %s, "
						   "source %d, it takes %d",
						   p->task[t].name, n,
						   role_names[role], i, want);
			}
	if (n_outputs < 1 || n_outputs > p->arch->link_vcs)
		report_say(r, "%d streams leave the fabric, there must be 1..%d "
			   "(link.vcs)", n_outputs, p->arch->link_vcs);
	for (i = 0; i < n_outputs; i++)
		if (count_ends(p, -1, 0, i) != 1)
			report_say(r, "%d streams are part %d of the output, "
				   "there must be one", count_ends(p, -1, 0, i),
				   i);
}

/* One stream a virtual channel; also counts streams and bits. */
static void check_channels(const struct plan *p, struct report *r)
{
	const struct graph *g = p->topo->graph;
	int n_vcs = p->arch->link_vcs, s, i;
	int *owner = xcalloc((size_t)g->n_edges * n_vcs, sizeof(int));
	int *n_streams = xcalloc(g->n_edges, sizeof(int));
	int64_t *n_bits = xcalloc(g->n_edges, sizeof(int64_t));

	for (s = 0; s < p->n_streams; s++)
		for (i = 0; i < p->stream[s].n_hops; i++) {
			int c = p->stream[s].hop[i].channel;
			int *who = &owner[c * n_vcs + p->stream[s].hop[i].vc];

			if (*who)
				report_say(r, "channel %s, virtual channel "
					   "%d: carries the streams of %s and "
					   "of %s", graph_edge_text(g, c).s,
					   p->stream[s].hop[i].vc,
					   verify_source(p, *who - 1),
					   verify_source(p, s));
			*who = s + 1;
			n_bits[c] += p->arch->link_bits * plan_image_words(&p->stream[s]);
			if (++n_streams[c] > r->max_streams)
				r->max_streams = n_streams[c];
			if (n_bits[c] > r->max_bits) {
				r->max_bits = n_bits[c];
				r->max_channel = c;
			}
		}
	free(owner);
	free(n_streams);
	free(n_bits);
}

/* Whether all indices of a stream can be used. */
static int stream_exists(const struct plan *p, int stream, struct report *r)
{
	const struct plan_stream *s = &p->stream[stream];
	const struct plan_dest *d;
	int i;

	for (i = 0; i < s->n_dests; i++) {
		d = &s->dest[i];
		if (d->task >= -1 && d->task < p->n_tasks && d->role >= 0 &&
		    d->role < N_ROLES)
			continue;
		report_say(r, "stream of %s: reader %d is task %d in role %d",
			   verify_source(p, stream), i, d->task, d->role);
		return 0;
	}
	for (i = 0; i < s->n_hops; i++)
		if (!hop_exists(p, stream, i, r))
			return 0;
	return 1;
}

static void check_stream(const struct plan *p, int stream, struct report *r)
{
	const struct plan_stream *s = &p->stream[stream];
	int i;

	check_source(p, stream, r);
	check_hops(p, stream, r);
	check_arrivals(p, stream, r);
	for (i = 0; i < s->n_dests; i++)
		if (s->dest[i].task >= 0)
			check_reader(p, stream, &s->dest[i], r);
	measure_dilation(s, r);
}

void verify_streams(const struct plan *p, struct report *r)
{
	int s, good = 1;

	for (s = 0; s < p->n_streams; s++)
		good &= stream_exists(p, s, r);
	if (!good)
		return;
	for (s = 0; s < p->n_streams; s++)
		check_stream(p, s, r);
	check_roles(p, r);
	check_channels(p, r);
}
