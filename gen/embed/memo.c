/* SPDX-License-Identifier: Apache-2.0 */
#include "search.h"

#include <stdlib.h>
#include <string.h>

#define MAX_STATES ((size_t)1 << 22)

struct memo {
	const struct space *s;
	word_t *free, *within, *next;	/* [w] scratch */
	struct memo_key *key;		/* [room] {0, 0}: empty */
	size_t n, room;
};

struct memo *memo_new(const struct space *s)
{
	struct memo *m = xcalloc(1, sizeof(*m));

	m->s = s;
	m->free = xcalloc(s->w, sizeof(word_t));
	m->within = xcalloc(s->w, sizeof(word_t));
	m->next = xcalloc(s->w, sizeof(word_t));
	m->room = 1024;
	m->key = xcalloc(m->room, sizeof(*m->key));
	return m;
}

void memo_free(struct memo *m)
{
	if (!m)
		return;
	free(m->free);
	free(m->within);
	free(m->next);
	free(m->key);
	free(m);
}

/* Adds to `within` the free cores beside a core, and to `next` those that are new. */
static void look_from(struct memo *m, int core, int both)
{
	const struct space *s = m->s;
	const word_t *out = space_out(s, core), *in = space_in(s, core);

	for (int i = s->near_words[core][0]; i < s->near_words[core][1]; i++) {
		word_t found = (out[i] | (both ? in[i] : 0)) & m->free[i] & ~m->within[i];

		m->within[i] |= found;
		m->next[i] |= found;
	}
}

/* The free cores that channels reach from the front over free cores. */
static void set_within(struct memo *m, const struct order *o, int k, const int *place)
{
	const struct space *s = m->s;
	int both = !o->is_led[k], more = 1;

	memset(m->within, 0, s->w * sizeof(word_t));
	memset(m->next, 0, s->w * sizeof(word_t));
	for (int i = o->first[k]; i < o->first[k + 1]; i++)
		look_from(m, place[o->front[i]], both);
	while (more) {
		more = 0;
		for (int i = 0; i < s->w; i++)
			while (m->next[i]) {
				int core = i * 64 + __builtin_ctzll(m->next[i]);

				set_drop(m->next, core);
				look_from(m, core, both);
				more = 1;
			}
	}
}

int memo_state(struct memo *m, const struct order *o, int k, const int *place,
	       struct memo_key *key)
{
	const struct space *s = m->s;

	memcpy(m->free, s->live, s->w * sizeof(word_t));
	for (int i = 0; i < k; i++)
		set_drop(m->free, place[o->task[i]]);
	if (o->is_led[k] || o->is_joined)
		set_within(m, o, k, place);
	else
		memcpy(m->within, m->free, s->w * sizeof(word_t));
	key->a = fnv(FNV_START, &k, sizeof(k));
	for (int i = o->first[k]; i < o->first[k + 1]; i++)
		key->a = fnv(key->a, &place[o->front[i]], sizeof(int));
	key->b = fnv(FNV_START ^ key->a * 0x9e3779b97f4a7c15u, m->within,
		     s->w * sizeof(word_t));
	key->a = fnv(key->a, m->within, s->w * sizeof(word_t));
	key->b |= !key->a && !key->b;
	return set_count(m->within, s->w) >= s->n - k;
}

static size_t slot(const struct memo *m, struct memo_key key)
{
	size_t at = (key.a ^ key.b >> 17) & (m->room - 1);

	while ((m->key[at].a || m->key[at].b) &&
	       (m->key[at].a != key.a || m->key[at].b != key.b))
		at = (at + 1) & (m->room - 1);
	return at;
}

int memo_failed(const struct memo *m, struct memo_key key)
{
	size_t at = slot(m, key);

	return m->key[at].a || m->key[at].b;
}

void memo_add(struct memo *m, struct memo_key key)
{
	if (m->n >= MAX_STATES)
		return;
	if (2 * m->n >= m->room) {
		struct memo old = *m;

		m->room *= 4;
		m->key = xcalloc(m->room, sizeof(*m->key));
		for (size_t i = 0; i < old.room; i++)
			if (old.key[i].a || old.key[i].b)
				m->key[slot(m, old.key[i])] = old.key[i];
		free(old.key);
	}
	m->key[slot(m, key)] = key;
	m->n++;
}
