/* SPDX-License-Identifier: Apache-2.0 */
#include "family.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_BLOCKS 10000

/* A dense block: each of k tasks reads all before it; the next block reads the last. */
#define DENSE_NAMES {"a", "b", "c", "d", "e", "f"}

static const struct family table[] = {
	{
		.name = "chain", .about = "layers one behind the other",
		.n_tasks = 1, .task = {"a"}, .n_carries = 1, .carry = {{0, 0}},
	}, {
		.name = "basic", .about = "residual block of two layers (ResNet-18, -32, -34)",
		.n_tasks = 2, .task = {"a", "b"}, .n_streams = 1, .stream = {{0, 1}},
		.n_carries = 2, .carry = {{1, 0}, {1, 1}},
	}, {
		.name = "projection", .about = "the same, its shortcut a layer",
		.n_tasks = 3, .task = {"a", "s", "b"}, .n_streams = 2,
		.stream = {{0, 2}, {1, 2}}, .n_carries = 2, .carry = {{2, 0}, {2, 1}},
	}, {
		.name = "bottleneck", .about = "residual block of three layers (ResNet-50)",
		.n_tasks = 3, .task = {"a", "b", "c"}, .n_streams = 2,
		.stream = {{0, 1}, {1, 2}}, .n_carries = 2, .carry = {{2, 0}, {2, 2}},
	}, {
		.name = "bottleneck_projection", .about = "the same, its shortcut a layer",
		.n_tasks = 4, .task = {"a", "s", "b", "c"}, .n_streams = 3,
		.stream = {{0, 2}, {2, 3}, {1, 3}}, .n_carries = 2, .carry = {{3, 0}, {3, 1}},
	}, {
		.name = "inverted", .about = "inverted residual: expand, depthwise, project (MobileNetV2)",
		.n_tasks = 3, .task = {"expand", "depthwise", "project"}, .n_streams = 2,
		.stream = {{0, 1}, {1, 2}}, .n_carries = 2, .carry = {{2, 0}, {2, 2}},
	}, {
		.name = "fire", .about = "SqueezeNet, with a core that concatenates",
		.n_tasks = 4, .task = {"squeeze", "e1", "e3", "concat"}, .n_streams = 4,
		.stream = {{0, 1}, {0, 2}, {1, 3}, {2, 3}}, .n_carries = 1, .carry = {{3, 0}},
	}, {
		.name = "fire_direct", .about = "SqueezeNet, concatenated by its reader",
		.n_tasks = 3, .task = {"squeeze", "e1", "e3"}, .n_streams = 2,
		.stream = {{0, 1}, {0, 2}}, .n_carries = 2, .carry = {{1, 0}, {2, 0}},
	}, {
		.name = "inception",
		.about = "GoogLeNet's module, with a core that concatenates",
		.n_tasks = 7,
		.task = {"b1", "b3r", "b5r", "bp", "b3", "b5", "concat"}, .n_streams = 6,
		.stream = {{1, 4}, {2, 5}, {0, 6}, {4, 6}, {5, 6}, {3, 6}},
		.n_carries = 4, .carry = {{6, 0}, {6, 1}, {6, 2}, {6, 3}},
	}, {
		.name = "inception_v3",
		.about = "Inception-v3's first module, with a core that concatenates",
		.n_tasks = 8,
		.task = {"b1", "b5r", "bdr", "bp", "b5", "bd1", "bd2", "concat"},
		.n_streams = 7,
		.stream = {{1, 4}, {2, 5}, {5, 6}, {0, 7}, {4, 7}, {6, 7}, {3, 7}},
		.n_carries = 4, .carry = {{7, 0}, {7, 1}, {7, 2}, {7, 3}},
	}, {
		.name = "inception_direct",
		.about = "GoogLeNet's module, its four outputs read by all four branches",
		.n_tasks = 6, .task = {"b1", "b3r", "b5r", "bp", "b3", "b5"}, .n_streams = 2,
		.stream = {{1, 4}, {2, 5}}, .n_carries = 16,
		.carry = {{0, 0}, {0, 1}, {0, 2}, {0, 3}, {4, 0}, {4, 1}, {4, 2}, {4, 3},
			  {5, 0}, {5, 1}, {5, 2}, {5, 3}, {3, 0}, {3, 1}, {3, 2}, {3, 3}},
	}, {
		.name = "dense3", .about = "dense block of three: each reads all before it",
		.n_tasks = 3, .task = DENSE_NAMES, .n_streams = 3,
		.stream = {{0, 1}, {0, 2}, {1, 2}}, .n_carries = 1, .carry = {{2, 0}},
	}, {
		.name = "dense4", .about = "of four", .n_tasks = 4, .task = DENSE_NAMES,
		.n_streams = 6,
		.stream = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}},
		.n_carries = 1, .carry = {{3, 0}},
	}, {
		.name = "dense5", .about = "of five", .n_tasks = 5, .task = DENSE_NAMES,
		.n_streams = 10,
		.stream = {{0, 1}, {0, 2}, {0, 3}, {0, 4}, {1, 2}, {1, 3}, {1, 4}, {2, 3},
			   {2, 4}, {3, 4}},
		.n_carries = 1, .carry = {{4, 0}},
	}, {
		.name = "dense6", .about = "of six", .n_tasks = 6, .task = DENSE_NAMES,
		.n_streams = 15,
		.stream = {{0, 1}, {0, 2}, {0, 3}, {0, 4}, {0, 5}, {1, 2}, {1, 3}, {1, 4},
			   {1, 5}, {2, 3}, {2, 4}, {2, 5}, {3, 4}, {3, 5}, {4, 5}},
		.n_carries = 1, .carry = {{5, 0}},
	}, {
		.name = "unet",
		.about = "levels of a U-Net: two layers down, two up, the way down read by the way up",
		.n_tasks = 4, .task = {"down1", "down2", "up1", "up2"}, .n_streams = 3,
		.stream = {{0, 1}, {1, 2}, {2, 3}}, .n_carries = 2,
		.carry = {{1, 0}, {3, 2, 1}},
	},
};

const struct family *family_at(int i)
{
	return (size_t)i < sizeof(table) / sizeof(*table) ? &table[i] : NULL;
}

const struct family *family_read(const char *expr, int *n)
{
	for (int i = 0; family_at(i); i++) {
		size_t len = strlen(table[i].name);
		char *end;
		long v;

		if (strncmp(expr, table[i].name, len) || expr[len] != '(')
			continue;
		v = strtol(expr + len + 1, &end, 10);
		if (strcmp(end, ")") || v < 1 || v > MAX_BLOCKS)
			return NULL;
		*n = (int)v;
		return &table[i];
	}
	return NULL;
}

static void add_block_streams(struct embed_problem *p, const struct family *f, int first)
{
	for (int i = 0; i < f->n_streams; i++)
		embed_add_stream(p, first + f->stream[i][0], first + f->stream[i][1]);
}

void family_add(struct embed_problem *p, const struct family *f, int n)
{
	int in = embed_add_task(p, "in");

	for (int b = 0; b < n; b++) {
		int first = p->n_tasks;

		for (int t = 0; t < f->n_tasks; t++) {
			char *name = xasprintf("%s%d.%s", f->name, b, f->task[t]);

			embed_add_task(p, name);
			free(name);
		}
		add_block_streams(p, f, first);
		for (int i = 0; i < f->n_carries; i++) {
			int before = first - f->n_tasks;
			const int *c = f->carry[i];

			if (!c[2])
				embed_add_stream(p, b ? before + c[0] : in, first + c[1]);
			else if (b)
				embed_add_stream(p, first + c[0], before + c[1]);
		}
	}
}
