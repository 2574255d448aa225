/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/proc.h"
#include "base/vlog.h"
#include "gates_impl.h"

/*
 * A module as a question without time: given that all registers with one name have one
 * value on both sides, is their next value the same, and every output? abc answers it by
 * nodes that are equal within (cec), in seconds where SAT alone does not end.
 */

/* For techmap: both sides of a point stay, and what reads it reads the netlist's. An X of
 * the RTL becomes an input of its own. */
static int write_maps(const struct gates *g, struct err *e)
{
	char *path = gates_file(g, "equiv/points.v");
	struct text t = {0};
	struct vlog v = {.out = &t};
	int r;

	vlog_module(&v, "\\$equiv ");
	vlog_port(&v, "input", "", "A");
	vlog_port(&v, "input", "", "B");
	vlog_port(&v, "output", "", "Y");
	vlog_ports_end(&v);
	vlog_tie(&v, "Y", "B");
	vlog_instance(&v, "imc_point");
	vlog_name(&v, "point");
	vlog_pin(&v, "A", "A");
	vlog_pin(&v, "B", "B");
	vlog_pins_end(&v);
	vlog_end(&v);
	vlog_module(&v, "\\$anyseq ");
	vlog_port(&v, "output", "WIDTH", "Y");
	vlog_ports_end(&v);
	vlog_line(&v, "  parameter WIDTH = 1;");
	vlog_instance(&v, "imc_undef");
	vlog_name(&v, "each [WIDTH-1:0]");
	vlog_pin(&v, "Y", "Y");
	vlog_pins_end(&v);
	vlog_end(&v);
	r = file_write(path, t.s, t.n, e);
	free(path);
	text_free(&t);
	return r;
}

static int write_boxes(const struct gates *g, struct err *e)
{
	char *path = gates_file(g, "equiv/point_boxes.v");
	struct text t = {0};
	struct vlog v = {.out = &t};
	int r;

	vlog_module(&v, "imc_point");
	vlog_port(&v, "input", "", "A");
	vlog_port(&v, "input", "", "B");
	vlog_ports_end(&v);
	vlog_end(&v);
	vlog_module(&v, "imc_undef");
	vlog_port(&v, "output", "", "Y");
	vlog_ports_end(&v);
	vlog_end(&v);
	r = file_write(path, t.s, t.n, e);
	free(path);
	text_free(&t);
	return r;
}

int gates_cec_files(const struct gates *g, struct err *e)
{
	return write_maps(g, e) < 0 ? -1 : write_boxes(g, e);
}

/* A wire of the netlist that nothing drives is no point; where something reads it, it is an
 * input. Other names of it stay points. */
static void add_script(const struct gates *g, const struct gates_part *p, struct text *script)
{
	const char *dir = g->options.work_dir;

	text_add(script, "read_rtlil \"%s/equiv/boxes.il\"\ndelete %s\n"
		 "read_verilog -lib \"%s/equiv/point_boxes.v\"\n"
		 "setattr -mod -set keep 1 imc_point\n", dir, p->name, dir);
	text_add(script, "read_rtlil \"%s/equiv/gold/%s.il\"\nrename %s gold\n"
		 "techmap gold\nsplitnets gold\nsetundef -anyseq -undriven gold\n"
		 "rename -enumerate -pattern undef_%% gold/t:$anyseq\n"
		 "techmap -map \"%s/equiv/points.v\" gold\n", dir, p->name, p->name, dir);
	text_add(script, "read_rtlil \"%s/equiv/gate/%s.il\"\nrename %s gate\n"
		 "splitnets gate\nsetundef -anyseq -undriven gate\n"
		 "rename -enumerate -pattern open_%% gate/t:$anyseq %%co1:+[Y] gate/w:* %%i "
		 "gate/x:* %%d\n", dir, p->name, p->name);
	text_add(script, "equiv_make gold gate equiv\nselect -count equiv/t:$equiv\n"
		 "rename -enumerate -pattern eq_%% equiv/t:$equiv\nhierarchy -top equiv\n"
		 "techmap -map \"%s/equiv/points.v\" t:$equiv\ncd equiv\n"
		 "expose -evert t:imc_*\ncd ..\nopt_clean equiv\naigmap equiv\n"
		 "write_aiger -symbols \"%s/equiv/%s.aig\"\n", dir, dir, p->name);
}

static void watch_count(void *user, const char *line)
{
	int64_t *n_points = user;
	long long n;
	int end = 0;

	if (sscanf(line, "%lld objects.%n", &n, &end) == 1 && end)
		*n_points = n;
}

static void watch_line(void *user, const char *line)
{
	int *equal = user;

	*equal |= !strncmp(line, "Networks are equivalent", 23);
}

/* The points of a module, and abc's answer. Where a tool fails, the other proof is left. */
static int ask(const struct gates *g, const char *const file[6],
	       const struct gates_tools *tools, int64_t *n_points, struct err *e)
{
	const double end = now_seconds() + tools->timeout_s;
	char *limit = xasprintf("%d", tools->timeout_s), *command;
	const char *const yosys[] = {tools->timeout, limit, g->flow.yosys, "-s", file[0], NULL};
	int equal = 0, status = proc_run(yosys, file[1], watch_count, n_points, e), left;
	int written = status ? 0 : gates_aig(file[2], file[3], file[4], *n_points, e);

	left = (int)(end - now_seconds());
	free(limit);
	limit = xasprintf("%d", left > 1 ? left : 1);
	command = xasprintf("cec -T %s -C 1000000000 \"%s\" \"%s\"", limit, file[3], file[4]);
	if (written == 1) {
		const char *const cec[] = {tools->timeout, limit, tools->abc, "-c", command, NULL};

		status = proc_run(cec, file[5], watch_line, &equal, e);
	}
	free(limit);
	free(command);
	return status < 0 || written < 0 ? -1 : equal ? GATES_PROVED :
	       status == 124 || now_seconds() >= end ? GATES_LATE : GATES_OPEN;
}

int gates_cec(const struct gates *g, const struct gates_part *p,
	      const struct gates_tools *tools, int64_t *n_points, struct err *e)
{
	static const char *const kind[6] = {
		"cec.ys", "cec.log", "aig", "gold.aig", "gate.aig", "abc.log",
	};
	char *file[6];
	struct text t = {0};
	int r;

	if (!tools->abc)
		return GATES_OPEN;
	*n_points = 0;
	for (int i = 0; i < 6; i++)
		file[i] = xasprintf("%s/equiv/%s.%s", g->options.work_dir, p->name, kind[i]);
	add_script(g, p, &t);
	r = file_write(file[0], t.s, t.n, e) < 0 ? -1 :
	    ask(g, (const char *const *)file, tools, n_points, e);
	for (int i = 0; i < 6; i++)
		free(file[i]);
	text_free(&t);
	return r;
}
