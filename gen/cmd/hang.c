/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "cmd.h"
#include "base/file.h"
#include "measure/hang.h"
#include "model/plan.h"

#define MAGIC 0x48434D49u	/* "IMCH", as of imcfab_states (sw/imcfab.h) */
#define HEAD 4	/* magic, output waits, hash of the hardware */

struct options {
	const char *plan, *states;
};

/* The words of a file, the lowest byte of each first; the caller frees. */
static uint32_t *read_words(const char *path, size_t *n, struct err *e)
{
	size_t n_bytes, i;
	char *s = file_read(path, FILE_MAX_DATA, &n_bytes, e);
	const unsigned char *b = (const unsigned char *)s;
	uint32_t *word;

	if (!s)
		return NULL;
	*n = n_bytes / 4;
	word = xcalloc(*n + 1, sizeof(*word));
	for (i = 0; i < *n; i++)
		word[i] = b[4 * i] | (uint32_t)b[4 * i + 1] << 8 |
			  (uint32_t)b[4 * i + 2] << 16 | (uint32_t)b[4 * i + 3] << 24;
	if (n_bytes % 4 || *n < HEAD || word[0] != MAGIC) {
		err_set(e, path, 0, "not the states of imcfab_states: must be words of 32 bits, "
			"the first 0x%x", MAGIC);
		free(word);
		word = NULL;
	}
	free(s);
	return word;
}

/* Finds the tiles' states in word[n]. */
static int find_tiles(const struct plan *p, const char *path, const uint32_t *word,
		      size_t n, struct hang_tile *tile, struct err *e)
{
	const uint64_t fabric = (uint64_t)word[3] << 32 | word[2];
	const uint64_t plan = arch_hash(p->arch, &p->topo->files);
	const uint32_t n_nodes = (uint32_t)p->topo->graph->n_nodes;
	size_t i;

	if (fabric != plan)
		return err_set(e, path, 0, "is of hardware %016llx, the plan is for %016llx",
			       (unsigned long long)fabric, (unsigned long long)plan);
	for (i = HEAD; i < n; i += 2 + word[i + 1]) {
		if (n - i < 2 || word[i + 1] > n - i - 2)
			return err_set(e, path, 0, "ends in the middle of a tile's state");
		if (word[i] >= n_nodes || tile[word[i]].word)
			return err_set(e, path, 0, "tile %lu: must be one of 0..%lu, each once",
				       (unsigned long)word[i], (unsigned long)n_nodes - 1);
		tile[word[i]].word = word + i + 2;
		tile[word[i]].n_words = (int)word[i + 1];
	}
	return 0;
}

static int run(void *options, struct err *e)
{
	const struct options *o = options;
	struct plan *p = plan_read(o->plan, e);
	struct hang_tile *tile;
	struct text t = {0};
	uint32_t *word;
	size_t n;
	int r;

	if (!p)
		return -1;
	tile = xcalloc((size_t)p->topo->graph->n_nodes, sizeof(*tile));
	word = read_words(o->states, &n, e);
	r = word ? find_tiles(p, o->states, word, n, tile, e) : -1;
	if (!r) {
		hang_say(p, tile, !word[1], "", &t);
		printf("%s", t.s);
	}
	text_free(&t);
	free(word);
	free(tile);
	plan_free(p);
	return r;
}

#define AT(field) offsetof(struct options, field)

static const struct cmd_opt table[] = {
	{0, NULL, CMD_INPUT, "PLAN", AT(plan), .needed = 1,
	 .help = "plan that the fabric runs"},
	{0, NULL, CMD_INPUT, "STATES", AT(states), .needed = 1,
	 .help = "states of its tiles, as imcfab_states of the driver reads them"},
	{.kind = CMD_END},
};

const struct cmd cmd_hang = {
	"hang", "Says what a fabric that stands still waits for",
	"Follows the states of the tiles through the plan, from the fabric's output to what "
	"all wait for: a stream without room, a circle of them, or the host (docs/rtl.md).",
	table, sizeof(struct options), run,
};
