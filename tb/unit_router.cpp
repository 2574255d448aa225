/* SPDX-License-Identifier: Apache-2.0 */

/*
 * imc_router against queues: whatever is put into queue q comes out at every entry of
 * the table that names q, in order, once, and nowhere else. Random tables with
 * multicast, idle, back-pressure, held outputs and resets; then rates and corners.
 */

#include <memory>

#include "Vdut.h"
#include "Vdut___024root.h"
#include "stream.hpp"

enum {
	INS = IN_PORTS * VCS,
	OUTS = OUT_PORTS * VCS,
	ENTRIES = OUTS + ROLES,
	NONE = -1	/* a table entry without a queue */
};

struct Bench {
	Run run;
	Rng rng;
	Vdut dut;
	unsigned sel_bits = 1;
	std::vector<int> table;	/* [ENTRIES], queue or NONE */
	std::vector<Sender> in;
	std::vector<Receiver> out;
	Source inject;
	std::vector<Sink> eject;
	unsigned hold = 0;	/* percent of cycles and outputs held */
	uint64_t held_1 = 0, held_2 = 0;	/* set one and two clock edges ago */
	uint64_t stalled = 0;	/* stall_o in the last cycle */
	bool checked = true;	/* error_o stays low */
	bool injecting = false;	/* the flit shown was there before */
	uint64_t n_flits = 0, n_ejected = 0;

	explicit Bench(uint64_t seed)
		: run{"unit_router", seed}, rng(seed), inject(&run, &rng, "inject")
	{
		for (unsigned n = INS; n; n >>= 1)
			sel_bits++;
		for (int p = 0; p < IN_PORTS; p++)
			in.emplace_back(&run, &rng, "in " + std::to_string(p), VCS,
					DEPTH);
		for (int p = 0; p < OUT_PORTS; p++)
			out.emplace_back(&run, &rng, "out " + std::to_string(p), VCS,
					 DEPTH);
		for (int r = 0; r < ROLES; r++)
			eject.emplace_back(&run, &rng, "eject " + std::to_string(r));
	}

	/* An entry without a queue has its valid bit clear or names no queue at all. */
	void set_table(const std::vector<int> &t)
	{
		unsigned queue_bits = sel_bits - 1;

		table = t;
		for (int e = 0; e < ENTRIES; e++) {
			uint64_t sel = t[e] == NONE ? rng.bits(queue_bits)
						    : (1u << queue_bits) | (unsigned)t[e];
			if (t[e] == NONE && (sel >> queue_bits || (sel > INS && rng.percent(50))))
				sel |= 1u << queue_bits;
			port_set(dut.route_i, (unsigned)e * sel_bits, sel_bits, sel);
		}
	}
	void sent(int queue, uint64_t flit)
	{
		for (int e = 0; e < ENTRIES; e++) {
			if (table[e] != queue)
				continue;
			if (e < OUTS)
				out[e / VCS].expected[e % VCS].push_back(flit);
			else
				eject[e - OUTS].expected.push_back(flit);
		}
	}
	void cycle()
	{
		uint64_t holding = 0;

		for (int p = 0; p < OUT_PORTS; p++)
			holding |= (uint64_t)rng.percent(hold) << p;
		inject.choose();
		dut.inj_valid_i = inject.valid();
		port_set(dut.inj_data_i, 0, WIDTH, inject.data());
		for (int p = 0; p < IN_PORTS; p++) {
			in[p].choose();
			port_set(dut.in_valid_i, (unsigned)p * VCS, VCS, in[p].valid());
			port_set(dut.in_data_i, (unsigned)p * WIDTH, WIDTH, in[p].data());
		}
		for (int p = 0; p < OUT_PORTS; p++) {
			out[p].choose();
			port_set(dut.out_credit_i, (unsigned)p * VCS, VCS, out[p].credit());
		}
		for (int r = 0; r < ROLES; r++) {
			eject[r].choose();
			port_set(dut.ej_ready_i, (unsigned)r, 1, eject[r].ready());
		}
		dut.clk_i = 0;
		dut.eval();
		edge();
		dut.rootp->imc_router__DOT__hold_q = holding;
		dut.clk_i = 1;
		dut.eval();
		held_2 = held_1;
		held_1 = holding;
		run.cycle++;
	}
	void edge()
	{
		for (int p = 0; p < IN_PORTS; p++) {
			in[p].edge((unsigned)port_get(dut.in_credit_o, (unsigned)p * VCS, VCS));
			if (in[p].last_vc >= 0)
				sent(p * VCS + in[p].last_vc,
				     port_get(dut.in_data_i, (unsigned)p * WIDTH, WIDTH));
		}
		/* it is not stored: entries may have it before the last one takes it */
		if (inject.valid() && !injecting)
			sent(INS, port_get(dut.inj_data_i, 0, WIDTH));
		injecting = inject.valid() && !dut.inj_ready_o;
		inject.edge(dut.inj_ready_o);
		for (int p = 0; p < OUT_PORTS; p++) {
			unsigned valid = (unsigned)port_get(dut.out_valid_o, (unsigned)p * VCS, VCS);

			if (valid && (held_2 >> p & 1))
				run.fail("out_valid_o", "output %d moved while held", p);
			if (valid && (stalled >> p & 1))
				run.fail("stall_o", "output %d moved though stalled", p);
			n_flits += out[p].edge(valid, port_get(dut.out_data_o,
				(unsigned)p * WIDTH, WIDTH)) >= 0;
		}
		stalled = port_get(dut.stall_o, 0, OUT_PORTS);
		if (dut.ej_valid_o & (dut.ej_valid_o - 1))
			run.fail("ej_valid_o", "%d has more than one role", dut.ej_valid_o);
		if (dut.ej_valid_o & ~dut.ej_ready_i)
			run.fail("ej_valid_o", "a role that is not ready");
		for (int r = 0; r < ROLES; r++)
			n_ejected += eject[r].edge(port_get(dut.ej_valid_o, (unsigned)r, 1),
				port_get(dut.ej_data_o, 0, WIDTH));
		if (checked)
			run.equal("error_o", dut.error_o, 0);
	}
	/* Forgets everything; `cycles` clock edges with rst_i high. */
	void reset(int cycles)
	{
		for (auto &s : in)
			s.reset();
		for (auto &r : out)
			r.reset();
		for (auto &s : eject)
			s.reset();
		inject.reset();
		injecting = false;
		held_1 = held_2 = stalled = 0;
		dut.rst_i = 1;
		dut.in_valid_i = 0;
		dut.inj_valid_i = 0;
		dut.out_credit_i = 0;
		for (int i = 0; i < cycles; i++, run.cycle++) {
			dut.clk_i = 0;
			dut.eval();
			dut.clk_i = 1;
			dut.eval();
		}
		dut.rst_i = 0;
	}
	void fill(int n_words)
	{
		for (auto &s : in)
			for (auto &words : s.words)
				for (int n = 0; n < n_words; n++)
					words.push_back(rng.bits(WIDTH));
		for (int n = 0; n < n_words; n++)
			inject.words.push_back(rng.bits(WIDTH));
	}
	void pressure(unsigned idle, unsigned stall)
	{
		for (auto &s : in)
			s.idle = idle ? rng.below(idle) : 0;
		for (auto &r : out)
			r.stall = stall ? rng.below(stall) : 0;
		for (auto &s : eject)
			s.stall = stall ? rng.below(stall) : 0;
		inject.idle = idle ? rng.below(idle) : 0;
	}
	bool drained() const
	{
		for (auto &r : out)
			for (auto &words : r.expected)
				if (!words.empty())
					return false;
		for (auto &s : eject)
			if (!s.expected.empty())
				return false;
		return true;
	}
};

/* Random traffic on a random table; every second time reset with flits on their way. */
static void random_traffic(Bench &b, int part)
{
	std::vector<int> table(ENTRIES, NONE);
	unsigned empty = b.rng.below(60);
	unsigned span = part % 3 ? INS + 1 : 1 + b.rng.below(INS + 1);	/* small: multicast */

	for (auto &queue : table)
		queue = b.rng.percent(empty) ? NONE : (int)b.rng.below(span);
	b.set_table(table);
	b.reset(1 + (int)b.rng.below(3));
	b.hold = part % 4 == 1 ? b.rng.below(70) : 0;
	b.pressure(part % 2 ? 95 : 30, part % 5 ? 95 : 0);
	b.fill(40);
	for (int n = 0; n < 120 + 200 * (part % 2); n++)
		b.cycle();
	if (part % 2 == 0)
		return;
	b.hold = 0;
	b.pressure(0, 0);
	for (int n = 0; n < 1200; n++)
		b.cycle();
	if (!b.drained())
		b.run.fail("out", "flits did not arrive");
	for (int queue = 0; queue <= INS; queue++) {
		bool named = false;

		for (int source : table)
			named |= source == queue;
		size_t left = queue < INS ? b.in[queue / VCS].words[queue % VCS].size()
					  : b.inject.words.size();
		unsigned spent = queue < INS ? b.in[queue / VCS].spent(queue % VCS) : 0;
		if (named && (left || spent))
			b.run.fail("in", "queue %d: %zu words left, %u credits missing", queue, left,
				   spent);
		if (!named && left != (queue < INS ? 40 - DEPTH : 40))
			b.run.fail("in", "queue %d without an entry took %zu words", queue, 40 - left);
	}
}

/* All outputs at full load: 1 flit a cycle where the credits allow it, turns taken. */
static void full_rate(Bench &b)
{
	std::vector<int> table(ENTRIES, NONE);
	const int warm = 40, window = 400;

	for (int e = 0; e < OUTS; e++)
		table[e] = e / VCS % IN_PORTS * VCS + e % VCS;
	b.set_table(table);
	b.reset(1);
	b.hold = 0;
	b.pressure(0, 0);
	b.fill(warm + window + 100);
	std::vector<uint64_t> count(OUTS, 0);
	uint64_t expected = VCS * DEPTH >= 4 ? window : window * VCS * DEPTH / 4;

	for (int n = 0; n < warm + window; n++) {
		b.cycle();
		for (int e = 0; e < OUTS && n >= warm; e++)
			count[e] += port_get(b.dut.out_valid_o, (unsigned)e, 1);
	}
	for (int p = 0; p < OUT_PORTS; p++) {
		uint64_t all = 0;

		for (int vc = 0; vc < VCS; vc++) {
			uint64_t one = count[p * VCS + vc];

			all += one;
			if (one + 1 < expected / VCS || one > expected / VCS + 1)
				b.run.fail("out", "port %d vc %d has %" PRIu64 " of %" PRIu64 " turns",
					   p, vc, one, expected);
		}
		if (all != expected)
			b.run.fail("out", "port %d moved %" PRIu64 " flits in %d cycles, expected %"
				   PRIu64, p, all, window, expected);
	}
}

/* One output, its virtual channels fed by as many inputs as there are: each gets its turn. */
static void fair(Bench &b)
{
	std::vector<int> table(ENTRIES, NONE);
	const unsigned warm = 40, window = 400;

	for (int vc = 0; vc < VCS; vc++)
		table[vc] = vc % IN_PORTS * VCS + vc;
	b.set_table(table);
	b.reset(1);
	b.hold = 0;
	b.pressure(0, 0);
	for (int vc = 0; vc < VCS; vc++)
		for (unsigned n = 0; n < warm + window; n++)
			b.in[vc % IN_PORTS].words[vc].push_back(b.rng.bits(WIDTH));
	std::vector<uint64_t> count(VCS, 0);
	uint64_t expected = VCS * DEPTH >= 4 ? window / VCS : window * DEPTH / 4;

	for (unsigned n = 0; n < warm + window; n++) {
		b.cycle();
		for (int vc = 0; vc < VCS && n >= warm; vc++)
			count[vc] += port_get(b.dut.out_valid_o, (unsigned)vc, 1);
	}
	for (int vc = 0; vc < VCS; vc++)
		if (count[vc] + 2 < expected || count[vc] > expected + 2)
			b.run.fail("out 0", "vc %d: %" PRIu64 " flits in %u cycles, expected %"
				   PRIu64, vc, count[vc], window, expected);
}

/* Roles share the eject bus: those that are ready take turns, whoever is not. */
static void roles(Bench &b)
{
	/* until the queues that no entry names are full */
	const unsigned warm = 20 + VCS * DEPTH, window = 300;
	const unsigned n_roles = std::min<unsigned>(ROLES, INS + 1);

	for (unsigned ready = 1; ready < 1u << n_roles; ready++) {
		std::vector<int> table(ENTRIES, NONE);
		std::vector<uint64_t> before;
		unsigned n_ready = 0;

		for (unsigned r = 0; r < n_roles; r++) {
			table[OUTS + r] = INS - (int)r;
			n_ready += ready >> r & 1;
		}
		b.set_table(table);
		b.reset(1);
		b.hold = 0;
		b.pressure(0, 0);
		b.fill(warm + window + 1);
		for (unsigned r = 0; r < n_roles; r++)
			b.eject[r].stall = ready >> r & 1 ? 0 : 100;
		for (unsigned n = 0; n < warm; n++)
			b.cycle();
		for (unsigned r = 0; r < n_roles; r++)
			before.push_back(b.eject[r].n_words);
		for (unsigned n = 0; n < window; n++)
			b.cycle();
		for (unsigned r = 0; r < n_roles; r++) {
			unsigned n = (unsigned)(b.eject[r].n_words - before[r]);
			unsigned turns = ready >> r & 1 ? window / n_ready : 0;

			/* a queue of a channel is filled DEPTH flits in 4 cycles */
			if (r > 0)
				turns = std::min(turns, window * DEPTH / 4);
			if (n + 2 < turns)
				b.run.fail("eject", "ready %u: role %u has %u of %u turns",
					   ready, r, n, turns);
		}
	}
}

/* Of two takers one is blocked: the other gets one flit more, the output stalls, the
 * queue fills, and a flit without a credit is reported. */
static void corners(Bench &b)
{
	std::vector<int> table(ENTRIES, NONE);

	table[0] = table[OUTS] = 0;
	b.set_table(table);
	b.reset(1);
	b.hold = 0;
	b.pressure(0, 0);
	b.out[0].stall = 100;
	for (int n = 0; n < 4 * DEPTH; n++)
		b.in[0].words[0].push_back(b.rng.bits(WIDTH));
	uint64_t flits = b.n_flits, ejected = b.n_ejected;
	for (int n = 0; n < 8 * DEPTH + 20; n++)
		b.cycle();
	b.run.equal("out 0 flits", b.n_flits - flits, DEPTH);
	b.run.equal("eject 0 flits", b.n_ejected - ejected, DEPTH + 1);
	b.run.equal("stall_o", b.dut.stall_o, 1);
	b.run.equal("in 0 credits spent", b.in[0].spent(0), DEPTH);

	b.checked = false;
	b.dut.in_valid_i = 1;
	b.dut.clk_i = 0;
	b.dut.eval();
	b.dut.clk_i = 1;
	b.dut.eval();
	b.run.cycle++;
	b.run.equal("error_o", b.dut.error_o, 1);
	b.dut.in_valid_i = 0;
	b.cycle();
	b.run.equal("error_o", b.dut.error_o, 0);
	b.checked = true;
	b.out[0].stall = 0;
	for (int n = 0; n < 16 * DEPTH + 40; n++)
		b.cycle();
	if (!b.drained())
		b.run.fail("out", "flits did not arrive");
	b.run.equal("stall_o", b.dut.stall_o, 0);
}

int main(int argc, char **argv)
{
	uint64_t seed = seed_of(argc, argv);

	Verilated::randReset(2);
	Verilated::randSeed((int)seed + 1);
	auto b = std::make_unique<Bench>(seed);
	for (int part = 0; part < 24; part++)
		random_traffic(*b, part);
	full_rate(*b);
	fair(*b);
	roles(*b);
	corners(*b);
	printf("unit_router: %d in %d out %d vcs depth %d seed %" PRIu64 ": %" PRIu64
	       " flits out, %" PRIu64 " ejected, %" PRIu64 " cycles, equal\n",
	       IN_PORTS, OUT_PORTS, VCS, DEPTH, seed, b->n_flits, b->n_ejected, b->run.cycle);
	return 0;
}
