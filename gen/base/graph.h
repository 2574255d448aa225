/* SPDX-License-Identifier: Apache-2.0 */
#ifndef GRAPH_H
#define GRAPH_H

/*
 * A directed graph, nodes 0 .. n_nodes-1, in compressed rows:
 *
 *	node  0     1       2
 *	first 0     2       5     6 = n_edges
 *	      |     |       |
 *	head  1 2   0 2 2   0           (2 2: two parallel edges)
 *
 * The edges of node n are first[n] .. first[n+1]-1, in the order in which they
 * were added; that order is meaningful: edge e leaves its tail by output port
 * out_port[e] = e - first[tail[e]], and enters its head by input port in_port[e],
 * counted over the edges into that head in edge order.
 * A graph knows nothing of layers, tiles or hardware.
 */
struct graph {
	int n_nodes;
	int n_edges;
	int *first;	/* [n_nodes + 1], non-decreasing */
	int *tail;	/* [n_edges], source node of each edge */
	int *head;	/* [n_edges], target node of each edge */
	int *in_port;	/* [n_edges], 0 .. in_degree(head)-1 */
	int *n_in;	/* [n_nodes], in-degree */
	int *nth;	/* [n_edges], what graph_nth says, where edges of another graph were
			 * left out; NULL: it counts */
};

/* Life. */

/* Builds from n_edges pairs {tail, head}. Copies `edge`; the caller frees the
 * result. Edges of one tail keep the order in which they were given. */
struct graph *graph_build(int n_nodes, const int (*edge)[2], int n_edges);
void graph_free(struct graph *g);

/* Questions. None changes the graph. */

int graph_degree_out(const struct graph *g, int node);
int graph_degree_in(const struct graph *g, int node);
int graph_out_port(const struct graph *g, int edge);

/* First edge from tail to head, or -1. */
int graph_edge(const struct graph *g, int tail, int head);

/* Number of an edge among those of the same tail and head, from 0; -1 where it is
 * the only one. O(degree). */
int graph_nth(const struct graph *g, int edge);

/* "3 -> 4", and with its number where it is one of several: "3 -> 4 (1)". */
struct graph_edge_text {
	char s[40];
};
struct graph_edge_text graph_edge_text(const struct graph *g, int edge);

/* Hops from `from` to every node, -1 where unreachable, into hops[n_nodes].
 * Breadth first. O(nodes + edges). */
void graph_hops(const struct graph *g, int from, int *hops);

/* Largest finite distance over all ordered pairs, -1 where some node cannot be
 * reached. O(nodes * edges). */
int graph_diameter(const struct graph *g);

#endif
