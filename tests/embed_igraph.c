/* SPDX-License-Identifier: Apache-2.0 */
/*
 * embed_igraph [-w] [-t SECONDS] CERT: decides by igraph's LAD what the certificate of
 * `imcfab embed` in folder CERT is about, without looking at its answer. It knows tasks, streams, cores,
 * channels, `dead` and `at` of certificate.txt alone. -w: for the tasks of the window only.
 * Prints yes, no or undecided and the seconds of the search; exit status 0, 1, 3, and 2
 * where the certificate cannot be read.
 */
#define _POSIX_C_SOURCE 200809L
#include <igraph.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct pairs { long (*p)[2]; size_t n; };

struct instance {
	struct pairs streams, channels, at;	/* at: task, core; core -1 where the task has such a line */
	long n_tasks, n_cores;
	char *dead, *in_window;
};

static void fail(const char *why)
{
	fprintf(stderr, "embed_igraph: %s\n", why);
	exit(2);
}

static void *need(void *p)
{
	if (!p)
		fail("no memory");
	return p;
}

static void add(struct pairs *l, long a, long b)
{
	if (!(l->n & (l->n - 1)))
		l->p = need(realloc(l->p, (2 * l->n + 1) * sizeof *l->p));
	l->p[l->n][0] = a;
	l->p[l->n++][1] = b;
}

static void read_instance(const char *dir, int window_only, struct instance *in)
{
	struct pairs dead = {0}, window = {0};
	char *name = need(malloc(strlen(dir) + 20)), *line = NULL, *at;
	size_t size = 0, i;
	FILE *f;
	long a, b;
	int used;

	sprintf(name, "%s/certificate.txt", dir);
	f = fopen(name, "r");
	if (!f) {
		perror(name);
		exit(2);
	}
	while (getline(&line, &size, f) > 0) {
		if (sscanf(line, "task %ld", &a) == 1)
			in->n_tasks++;
		else if (sscanf(line, "core %ld", &a) == 1)
			in->n_cores++;
		else if (sscanf(line, "stream %ld %ld", &a, &b) == 2)
			add(&in->streams, a, b);
		else if (sscanf(line, "channel %ld %ld", &a, &b) == 2)
			add(&in->channels, a, b);
		else if (sscanf(line, "dead %ld", &a) == 1)
			add(&dead, a, 0);
		else if (sscanf(line, "at %ld%n", &a, &used) == 1)
			for (add(&in->at, a, -1), at = line + used; sscanf(at, "%ld%n", &b, &used) == 1; at += used)
				add(&in->at, a, b);
		else if (!strncmp(line, "window ", 7))
			for (at = strchr(line, ' '); sscanf(at, "%ld%n", &b, &used) == 1; at += used)
				add(&window, b, 0);
		else if (strchr("#\n", *line) == NULL && strncmp(line, "imcfab-embedding 1\n", 19) &&
			 strncmp(line, "place ", 6) && strncmp(line, "answer ", 7) && strncmp(line, "because ", 8))
			fail("a line of certificate.txt is not known");
	}
	fclose(f);
	free(line);
	free(name);
	in->dead = need(calloc((size_t)in->n_cores + 1, 1));
	in->in_window = need(calloc((size_t)in->n_tasks + 1, 1));
	memset(in->in_window, !window_only, (size_t)in->n_tasks);
	for (i = 0; i < in->streams.n; i++)
		if (in->streams.p[i][0] >= in->n_tasks || in->streams.p[i][1] >= in->n_tasks)
			fail("a stream of a task that is not there");
	for (i = 0; i < in->channels.n; i++)
		if (in->channels.p[i][0] >= in->n_cores || in->channels.p[i][1] >= in->n_cores)
			fail("a channel of a core that is not there");
	for (i = 0; i < in->at.n; i++)
		if (in->at.p[i][0] >= in->n_tasks || in->at.p[i][1] >= in->n_cores)
			fail("at: a task or core that is not there");
	for (i = 0; i < dead.n; i++) {
		if (dead.p[i][0] >= in->n_cores)
			fail("a core that is not there is dead");
		in->dead[dead.p[i][0]] = 1;
	}
	for (i = 0; i < window.n; i++) {
		if (window.p[i][0] >= in->n_tasks)
			fail("a task of the window is not there");
		in->in_window[window.p[i][0]] = 1;
	}
	free(dead.p);
	free(window.p);
}

/* The graph of those edges whose ends have a number. */
static void make_graph(igraph_t *g, const struct pairs *edges, const long *number, long n)
{
	igraph_vector_int_t v;
	size_t i;

	igraph_vector_int_init(&v, 0);
	for (i = 0; i < edges->n; i++)
		if (number[edges->p[i][0]] >= 0 && number[edges->p[i][1]] >= 0) {
			igraph_vector_int_push_back(&v, number[edges->p[i][0]]);
			igraph_vector_int_push_back(&v, number[edges->p[i][1]]);
		}
	igraph_create(g, &v, n, IGRAPH_DIRECTED);
	igraph_vector_int_destroy(&v);
}

/* igraph looks at its own limit now and then only; this is what the alarm prints. */
static char late[40];

static void out_of_time(int sig)
{
	(void)sig;
	_exit(write(1, late, strlen(late)) < 0 ? 2 : 3);
}

/* Whether the map is what was asked for. */
static int holds(const igraph_t *tasks, const igraph_t *cores, const igraph_vector_int_list_t *domains,
		 const igraph_vector_int_t *map)
{
	igraph_integer_t i, j, a, b, n = igraph_vcount(tasks);
	igraph_bool_t there;

	if (igraph_vector_int_size(map) != n)
		return 0;
	for (i = 0; i < n; i++) {
		if (!igraph_vector_int_contains(igraph_vector_int_list_get_ptr(domains, i), VECTOR(*map)[i]))
			return 0;
		for (j = 0; j < i; j++)
			if (VECTOR(*map)[i] == VECTOR(*map)[j])
				return 0;
	}
	for (i = 0; i < igraph_ecount(tasks); i++) {
		igraph_edge(tasks, i, &a, &b);
		igraph_are_connected(cores, VECTOR(*map)[a], VECTOR(*map)[b], &there);
		if (!there)
			return 0;
	}
	return 1;
}

/* Cores where each task of the window may sit; 0: one has none. */
static int make_domains(const struct instance *in, const long *number, igraph_vector_int_list_t *domains)
{
	char *limited = need(calloc((size_t)in->n_tasks + 1, 1));
	igraph_vector_int_t *d;
	int all = 1;
	long i, c;
	size_t k;

	for (k = 0; k < in->at.n; k++) {
		limited[in->at.p[k][0]] = 1;
		if (number[in->at.p[k][0]] < 0 || in->at.p[k][1] < 0 || in->dead[in->at.p[k][1]])
			continue;
		d = igraph_vector_int_list_get_ptr(domains, number[in->at.p[k][0]]);
		igraph_vector_int_push_back(d, in->at.p[k][1]);
	}
	for (i = 0; i < in->n_tasks; i++) {
		if (number[i] < 0)
			continue;
		d = igraph_vector_int_list_get_ptr(domains, number[i]);
		for (c = 0; !limited[i] && c < in->n_cores; c++)
			if (!in->dead[c])
				igraph_vector_int_push_back(d, c);
		all &= igraph_vector_int_size(d) != 0;
	}
	free(limited);
	return all;
}

/* Prints the answer; returns the exit status. */
static int search(const igraph_t *tasks, const igraph_t *cores, const igraph_vector_int_list_t *domains,
		  int open, unsigned limit)
{
	struct timespec from, to;
	igraph_vector_int_t map;
	igraph_bool_t iso = 0;
	igraph_error_t error = IGRAPH_SUCCESS;

	igraph_vector_int_init(&map, 0);
	igraph_set_error_handler(igraph_error_handler_ignore);
	snprintf(late, sizeof late, "undecided %u.0 s\n", limit + 1);
	signal(SIGALRM, out_of_time);
	alarm(limit + 1);
	clock_gettime(CLOCK_MONOTONIC, &from);
	if (open && igraph_vcount(tasks) <= igraph_vcount(cores))
		error = igraph_subisomorphic_lad(tasks, cores, domains, &iso, &map, NULL, 0, limit);
	clock_gettime(CLOCK_MONOTONIC, &to);
	alarm(0);
	if (error != IGRAPH_SUCCESS && error != IGRAPH_CPUTIME)
		fail(igraph_strerror(error));
	if (error == IGRAPH_SUCCESS && iso && !holds(tasks, cores, domains, &map))
		fail("igraph's map is none");
	igraph_vector_int_destroy(&map);
	printf("%s %.6f s\n", error != IGRAPH_SUCCESS ? "undecided" : iso ? "yes" : "no",
	       (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9);
	return error != IGRAPH_SUCCESS ? 3 : !iso;
}

int main(int argc, char **argv)
{
	struct instance in = {0};
	igraph_vector_int_list_t domains;
	igraph_t tasks, cores;
	long *task, *core, i, n = 0, limit = 60;
	int option, window_only = 0, status;

	while ((option = getopt(argc, argv, "wt:")) != -1) {
		window_only |= option == 'w';
		if (option == 't')
			limit = atol(optarg);
		if (option == '?')
			return 2;
	}
	if (optind + 1 != argc || limit < 1 || limit > 1000000)
		fail("usage: embed_igraph [-w] [-t SECONDS] CERT");
	read_instance(argv[optind], window_only, &in);
	task = need(malloc((size_t)(in.n_tasks + 1) * sizeof *task));
	core = need(malloc((size_t)(in.n_cores + 1) * sizeof *core));
	for (i = 0; i < in.n_tasks; i++)
		task[i] = in.in_window[i] ? n++ : -1;
	for (i = 0; i < in.n_cores; i++)
		core[i] = i;
	make_graph(&tasks, &in.streams, task, n);
	make_graph(&cores, &in.channels, core, in.n_cores);
	igraph_vector_int_list_init(&domains, n);
	status = search(&tasks, &cores, &domains, make_domains(&in, task, &domains), (unsigned)limit);

	igraph_vector_int_list_destroy(&domains);
	igraph_destroy(&tasks);
	igraph_destroy(&cores);
	free(task);
	free(core);
	free(in.streams.p);
	free(in.channels.p);
	free(in.at.p);
	free(in.dead);
	free(in.in_window);
	return status;
}
