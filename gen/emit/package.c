/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "impl.h"

/* Calls `add` for each file of a list; lines with + are options. */
static void each_file(const struct text *list, void (*add)(struct text *t,
		      const char *name), struct text *t)
{
	const char *s = list->s, *end;
	char *name;

	for (; s && (end = strchr(s, '\n')); s = end + 1) {
		if (*s == '+')
			continue;
		name = xasprintf("%.*s", (int)(end - s), s);
		add(t, name);
		free(name);
	}
}

static void core_file(struct text *t, const char *name)
{
	text_add(t, "      - %s\n", name);
}

static void core_header(struct text *t, const char *name)
{
	text_add(t, "      - %s: {is_include_file: true}\n", name);
}

static void core_files(struct text *t, const char *set, const struct text *headers,
		       const struct text *list)
{
	text_add(t, "  %s:\n    files:\n", set);
	each_file(headers, core_header, t);
	each_file(list, core_file, t);
	text_add(t, "    file_type: verilogSource-2005\n");
}

void emit_core(const struct text *headers, const struct text *sim,
	       const struct text *syn, const struct text *fpga, struct text *t)
{
	text_add(t, "CAPI=2:\n# SPDX-License-Identifier: Apache-2.0\n"
		 "name: imcfab::imc_fabric:0\n"
		 "description: Fabric of in-memory-computing tiles\nfilesets:\n");
	core_files(t, "model", headers, sim);
	core_files(t, "boxes", headers, syn);
	core_files(t, "fpga", headers, fpga);
	text_add(t,
"  constraints:\n    files:\n      - syn/fabric.sdc: {file_type: SDC}\n"
"targets:\n"
"  default: &default\n    filesets: [model]\n    toplevel: imc_fabric\n"
"  lint:\n    <<: *default\n    description: Verilator, all warnings\n"
"    flow: lint\n    flow_options:\n      tool: verilator\n      verilator_options: [-Wall]\n"
"  sim:\n    <<: *default\n    description: Icarus, the fabric alone; a bench depends on this core\n"
"    flow: sim\n    flow_options:\n      tool: icarus\n      iverilog_options: [-g2005]\n"
"  synth:\n    filesets: [boxes, constraints]\n    toplevel: imc_fabric\n"
"    description: Yosys, around the macros as black boxes\n"
"    default_tool: yosys\n    tools:\n      yosys:\n        arch: xilinx\n        output_format: json\n"
"  fpga:\n    filesets: [fpga]\n    toplevel: imc_fabric\n"
"    description: Yosys for Xilinx, the memories as block RAM, the crossbar a black box\n"
"    default_tool: yosys\n    tools:\n      yosys:\n        arch: xilinx\n        output_format: json\n");
}

static void ipxact_port(struct text *t, const char *direction, const char *name,
			int bits)
{
	text_add(t, "      <ipxact:port>\n        <ipxact:name>%s</ipxact:name>\n"
		 "        <ipxact:wire>\n          <ipxact:direction>%s</ipxact:direction>\n",
		 name, !strcmp(direction, "input") ? "in" : "out");
	if (bits > 1)
		text_add(t, "          <ipxact:vectors><ipxact:vector><ipxact:left>%d</ipxact:left>"
			 "<ipxact:right>0</ipxact:right></ipxact:vector></ipxact:vectors>\n",
			 bits - 1);
	text_add(t, "        </ipxact:wire>\n      </ipxact:port>\n");
}

static void ipxact_file(struct text *t, const char *name)
{
	text_add(t, "      <ipxact:file><ipxact:name>%s</ipxact:name>"
		 "<ipxact:fileType user=\"Verilog-2005\">user</ipxact:fileType></ipxact:file>\n",
		 name);
}

static void ipxact_header(struct text *t, const char *name)
{
	text_add(t, "      <ipxact:file><ipxact:name>%s</ipxact:name>"
		 "<ipxact:fileType user=\"Verilog-2005\">user</ipxact:fileType>"
		 "<ipxact:isIncludeFile>true</ipxact:isIncludeFile></ipxact:file>\n", name);
}

static void ipxact_files(struct text *t, const char *set, const struct text *headers,
			 const struct text *list)
{
	text_add(t, "    <ipxact:fileSet>\n      <ipxact:name>%s</ipxact:name>\n", set);
	each_file(headers, ipxact_header, t);
	each_file(list, ipxact_file, t);
	text_add(t, "    </ipxact:fileSet>\n");
}

static void ipxact_view(struct text *t, const char *name)
{
	text_add(t, "      <ipxact:componentInstantiation>\n        <ipxact:name>%s</ipxact:name>\n"
		 "        <ipxact:language>Verilog</ipxact:language>\n"
		 "        <ipxact:moduleName>imc_fabric</ipxact:moduleName>\n"
		 "        <ipxact:fileSetRef><ipxact:localName>%s</ipxact:localName></ipxact:fileSetRef>\n"
		 "      </ipxact:componentInstantiation>\n", name, name);
}

void emit_ipxact(const struct emit *m, const struct text *headers, const struct text *sim,
		 const struct text *syn, struct text *t)
{
	const struct emit_port *p;

	text_add(t,
"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
"<!-- SPDX-License-Identifier: Apache-2.0 -->\n"
"<ipxact:component xmlns:ipxact=\"http://www.accellera.org/XMLSchema/IPXACT/1685-2014\">\n"
"  <ipxact:vendor>imcfab</ipxact:vendor>\n  <ipxact:library>fabric</ipxact:library>\n"
"  <ipxact:name>imc_fabric</ipxact:name>\n  <ipxact:version>%016llx</ipxact:version>\n"
"  <ipxact:model>\n    <ipxact:views>\n"
"      <ipxact:view><ipxact:name>simulation</ipxact:name><ipxact:componentInstantiationRef>model</ipxact:componentInstantiationRef></ipxact:view>\n"
"      <ipxact:view><ipxact:name>synthesis</ipxact:name><ipxact:componentInstantiationRef>boxes</ipxact:componentInstantiationRef></ipxact:view>\n"
"    </ipxact:views>\n    <ipxact:instantiations>\n",
		 (unsigned long long)emit_hash(m));
	ipxact_view(t, "model");
	ipxact_view(t, "boxes");
	text_add(t, "    </ipxact:instantiations>\n    <ipxact:ports>\n");
	ipxact_port(t, "input", "clk_i", 1);
	ipxact_port(t, "input", "rst_i", 1);
	for (p = emit_port; p->name; p++)
		if (emit_has_port(m, p))
			ipxact_port(t, p->direction, p->name,
				    emit_port_bits(m, p));
	text_add(t, "    </ipxact:ports>\n  </ipxact:model>\n  <ipxact:fileSets>\n");
	ipxact_files(t, "model", headers, sim);
	ipxact_files(t, "boxes", headers, syn);
	text_add(t, "  </ipxact:fileSets>\n</ipxact:component>\n");
}
