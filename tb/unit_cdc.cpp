/* SPDX-License-Identifier: Apache-2.0 */

/* imc_cdc between clocks of many ratios: three streams, AXI4-Lite and the interrupt, and
 * resets of either side at any time. A bus that was not reset itself sees no rule of AXI
 * broken by a reset of the fabric: each of its transactions has one answer, SLVERR at the
 * worst, and what it was shown stays. The fabric sees each transaction at most once, in
 * order, and nothing of before a reset. */

#include "Vdut.h"
#include "Vdut___024root.h"
#include "bus.hpp"
#include "stream.hpp"

static const unsigned WORD = BITS < 64 ? BITS : 64;

/* What the register at the fabric does with a write, and answers a read with. */
static unsigned resp_of(uint64_t x) { return x % 3 ? 0 : 2; }
static uint32_t read_of(uint64_t address, uint64_t n) { return (uint32_t)(address * 2654435761u + n); }

struct Bench {
	Run run;
	Rng rng;
	Vdut dut;
	Clocks clocks;
	/* The bus gives and takes; the fabric likewise. */
	Source in, prog, out;
	Sink fed, programmed, taken;
	bool bus_reset = false, fabric_reset = false;
	bool dead = false;	/* the bus was reset, and what it had given is not cleared yet */
	unsigned bus_cycles = 0, fabric_cycles = 0, n_resets_done = 0;	/* the first is at power-up */
	unsigned n_slverr = 0, n_writes = 0, n_reads = 0, n_resets = 0;

	/* The bus's side of AXI4-Lite. */
	bool aw = false, w = false, ar = false, b_wait = false, r_wait = false, aw_done = false, w_done = false;
	bool b_held = false, r_held = false;
	unsigned b_was = 0;
	uint64_t r_was = 0;
	uint64_t address = 0, data = 0, r_address = 0;
	std::deque<uint64_t> answers;	/* of the fabric: of the write and the read under way */
	std::deque<uint64_t> r_answers;
	/* The fabric's. */
	bool f_aw = false, f_w = false, f_b = false, f_r = false;
	uint64_t f_address = 0, f_data = 0, f_read = 0;
	unsigned f_resp = 0;
	bool lost_write = false, lost_read = false;	/* a reset came in the middle of it */

	Bench(uint64_t seed, const char *ratio)
		: run{"unit_cdc", seed}, rng(seed), clocks(ratio, seed), in(&run, &rng, "in"),
		  prog(&run, &rng, "prog"), out(&run, &rng, "out"), fed(&run, &rng, "fed"),
		  programmed(&run, &rng, "programmed"), taken(&run, &rng, "taken")
	{
		in.idle = rng.below(80);
		prog.idle = rng.below(80);
		out.idle = rng.below(80);
		fed.stall = rng.below(80);
		programmed.stall = rng.below(80);
		taken.stall = rng.below(80);
	}
	template <class S> void more(S &s)
	{
		while (s.words.size() < 4)
			s.words.push_back(rng.bits(WORD < 32 ? WORD : 32));
	}
	/* Of a side: all that stood between is lost. */
	static const unsigned CLEAR = 3;
	bool bus_clears() const { return dut.rootp->imc_cdc__DOT__areset__DOT__state_q == CLEAR; }
	bool fabric_clears() const { return dut.rootp->imc_cdc__DOT__reset__DOT__state_q == CLEAR; }
	/* A word that was shown is gone. */
	static void forget(Sink &s)
	{
		std::deque<uint64_t> e = s.expected;
		s.reset();
		s.expected = e;
	}
	void idle_bus()
	{
		dead = true;
		aw = w = ar = b_wait = r_wait = aw_done = w_done = b_held = r_held = false;
		lost_write = lost_read = false;
		in.reset();
		prog.reset();
		taken.reset();
		answers.clear();
		r_answers.clear();
	}
	void bus_cycle()
	{
		run.cycle++;
		bus_cycles++;
		if (bus_clears()) {
			fed.expected.clear();
			programmed.expected.clear();
			if (dead) {
				answers.clear();
				r_answers.clear();
			}
			dead = false;
		}
		more(in);
		more(prog);
		in.choose();
		prog.choose();
		taken.choose();
		dut.aresetn_i = !bus_reset;
		dut.s_axis_in_tvalid = in.valid() && !bus_reset;
		port_set(dut.s_axis_in_tdata, 0, 32, in.data());
		dut.s_axis_in_tlast = in.data() & 1;
		dut.s_axis_prog_tvalid = prog.valid() && !bus_reset;
		dut.s_axis_prog_tdata = (uint32_t)prog.data();
		dut.s_axis_prog_tlast = in.data() >> 1 & 1;
		dut.m_axis_out_tready = taken.ready();
		if (!b_wait && !bus_reset && rng.percent(30)) {
			b_wait = true;
			aw_done = w_done = aw = w = false;
			address = rng.bits(8);
			data = rng.bits(32);
			n_writes++;
		}
		if (b_wait) {	/* address and data come in any order */
			aw = aw || (!aw_done && rng.percent(30));
			w = w || (!w_done && rng.percent(30));
		}
		if (!r_wait && !bus_reset && rng.percent(30)) {
			r_wait = ar = true;
			r_address = rng.bits(8);
			n_reads++;
		}
		if (dut.rst_o) {
			lost_write = lost_write || b_wait;
			lost_read = lost_read || r_wait;
		}
		dut.s_axil_awvalid = aw;
		dut.s_axil_awaddr = (uint8_t)address;
		dut.s_axil_wvalid = w;
		dut.s_axil_wdata = (uint32_t)data;
		dut.s_axil_wstrb = data & 15;
		dut.s_axil_arvalid = ar;
		dut.s_axil_araddr = (uint8_t)r_address;
		dut.s_axil_bready = rng.percent(60);
		dut.s_axil_rready = rng.percent(60);
		dut.aclk_i = 0;
		dut.eval();
		if (!bus_reset)
			bus_edge();
		dut.aclk_i = 1;
		dut.eval();
	}
	void bus_edge()
	{
		if (in.edge(dut.s_axis_in_tready))
			fed.expected.push_back(port_get(dut.s_axis_in_tdata, 0, 32) |
					       (uint64_t)dut.s_axis_in_tlast << 32);
		if (prog.edge(dut.s_axis_prog_tready))
			programmed.expected.push_back(dut.s_axis_prog_tdata |
						      (uint64_t)dut.s_axis_prog_tlast << 32);
		taken.edge(dut.m_axis_out_tvalid, port_get(dut.m_axis_out_tdata, 0, 32) |
			   (uint64_t)dut.m_axis_out_tlast << 32 | (uint64_t)dut.m_axis_out_tuser << 33);
		if (aw && dut.s_axil_awready) {
			aw = false;
			aw_done = true;
		}
		if (w && dut.s_axil_wready) {
			w = false;
			w_done = true;
		}
		if (ar && dut.s_axil_arready)
			ar = false;
		if (b_held && (!dut.s_axil_bvalid || dut.s_axil_bresp != b_was))
			run.fail("s_axil_b", "changes before it was taken");
		b_held = dut.s_axil_bvalid && !dut.s_axil_bready;
		b_was = dut.s_axil_bresp;
		if (dut.s_axil_bvalid && (!b_wait || !aw_done || !w_done))
			run.fail("s_axil_bvalid", "answers nothing");
		if (dut.s_axil_bvalid && dut.s_axil_bready)
			answer(answers, dut.s_axil_bresp, lost_write, b_wait, "s_axil_bresp");
		uint64_t r = dut.s_axil_rdata | (uint64_t)dut.s_axil_rresp << 32;
		if (r_held && (!dut.s_axil_rvalid || r != r_was))
			run.fail("s_axil_r", "changes before it was taken");
		r_held = dut.s_axil_rvalid && !dut.s_axil_rready;
		r_was = r;
		if (dut.s_axil_rvalid && (!r_wait || ar))
			run.fail("s_axil_rvalid", "answers nothing");
		if (dut.s_axil_rvalid && dut.s_axil_rready)
			answer(r_answers, r, lost_read, r_wait, "s_axil_r");
	}
	/* The answer of the fabric, or where it was reset in the middle of it SLVERR. */
	void answer(std::deque<uint64_t> &q, uint64_t got, bool &lost, bool &waits, const char *port)
	{
		bool slverr = got == (q.empty() && port[7] == 'r' ? (uint64_t)2 << 32 : 2);

		if (q.empty() && !lost)
			run.fail(port, "is %" PRIx64 " before the fabric answered", got);
		if (!q.empty() && got == q.front()) {
		} else if (lost && (slverr || got == (uint64_t)2 << 32)) {
			n_slverr++;
		} else {
			run.fail(port, "is %" PRIx64 ", expected %" PRIx64, got, q.empty() ? 2 : q.front());
		}
		q.clear();
		lost = waits = false;
	}
	void fabric_cycle()
	{
		fabric_cycles++;
		if (fabric_clears()) {	/* the word that stands at the bus stays */
			taken.expected.resize(dut.m_axis_out_tvalid && !taken.expected.empty());
		}
		more(out);
		out.choose();
		fed.choose();
		programmed.choose();
		dut.rst_i = fabric_reset;
		bool off = dut.rst_o || !n_resets_done;
		dut.in_tready_i = fed.ready();
		dut.prog_tready_i = programmed.ready();
		dut.out_tvalid_i = out.valid() && !off;
		port_set(dut.out_tdata_i, 0, 32, out.data());
		dut.out_tlast_i = out.data() & 1;
		dut.out_tuser_i = out.data() >> 1 & 1;
		dut.axil_awready_i = !f_aw && rng.percent(60);
		dut.axil_wready_i = !f_w && rng.percent(60);
		dut.axil_arready_i = !f_r && rng.percent(60);
		dut.axil_bvalid_i = f_b;
		dut.axil_bresp_i = (uint8_t)f_resp;
		dut.axil_rvalid_i = f_r;
		dut.axil_rdata_i = (uint32_t)f_read;
		dut.axil_rresp_i = f_read >> 32 & 3;
		dut.clk_i = 0;
		dut.eval();
		if (off)
			in_reset();
		else
			fabric_edge();
		dut.clk_i = 1;
		dut.eval();
	}
	/* All that the fabric holds is lost; what the bus was shown is not. */
	void in_reset()
	{
		f_aw = f_w = f_b = f_r = false;
		forget(fed);
		forget(programmed);
		out.reset();
	}
	void fabric_edge()
	{
		fed.edge(dut.in_tvalid_o, port_get(dut.in_tdata_o, 0, 32) | (uint64_t)dut.in_tlast_o << 32);
		programmed.edge(dut.prog_tvalid_o, dut.prog_tdata_o | (uint64_t)dut.prog_tlast_o << 32);
		if (out.edge(dut.out_tready_o))
			taken.expected.push_back(port_get(dut.out_tdata_i, 0, 32) |
						 (uint64_t)dut.out_tlast_i << 32 |
						 (uint64_t)dut.out_tuser_i << 33);
		if (dut.axil_bvalid_i && dut.axil_bready_o)
			f_aw = f_w = f_b = false;
		if (dut.axil_rvalid_i && dut.axil_rready_o)
			f_r = false;
		if (dut.axil_awvalid_o && dut.axil_awready_i) {
			f_aw = true;
			if ((dut.axil_awaddr_o != address || !b_wait) && !dead)
				run.fail("axil_awaddr_o", "is %x, expected %" PRIx64, dut.axil_awaddr_o, address);
		}
		if (dut.axil_wvalid_o && dut.axil_wready_i) {
			f_w = true;
			if ((dut.axil_wdata_o != (uint32_t)data || dut.axil_wstrb_o != (data & 15) || !b_wait) && !dead)
				run.fail("axil_wdata_o", "is %x, expected %" PRIx64, dut.axil_wdata_o, data);
		}
		if (f_aw && f_w && !f_b) {
			if (!answers.empty() && !dead)
				run.fail("axil_aw", "a second write");
			f_b = true;
			f_resp = resp_of(address + data);
			answers.push_back(f_resp);
		}
		if (dut.axil_arvalid_o && dut.axil_arready_i) {
			if (!r_answers.empty() && !dead)
				run.fail("axil_ar", "a second read");
			f_r = true;
			f_read = read_of(dut.axil_araddr_o, run.cycle) |
				 (uint64_t)resp_of(dut.axil_araddr_o) << 32;
			if ((dut.axil_araddr_o != r_address || !r_wait) && !dead)
				run.fail("axil_araddr_o", "is %x, expected %" PRIx64, dut.axil_araddr_o, r_address);
			r_answers.push_back(f_read);
		}
	}
	void go(unsigned n)
	{
		for (unsigned i = 0; i < n; i++) {
			if (clocks.fabric_next())
				fabric_cycle();
			else
				bus_cycle();
		}
	}
	/* Of either side, or of both, for some cycles of its own. */
	void reset(bool bus, bool fabric, unsigned least = 4)
	{
		n_resets++;
		bus_reset = bus;
		if (bus)
			idle_bus();
		fabric_reset = fabric;
		bus_cycles = fabric_cycles = 0;
		for (unsigned n = rng.below(30); n || bus_cycles < least || fabric_cycles < least; n -= n > 0)
			go(1);
		if (bus)
			idle_bus();
		n_resets_done++;
		for (int side = 0; side < 2; side++) {	/* in any order */
			(side == (int)(n_resets & 1) ? bus_reset : fabric_reset) = false;
			if (bus && fabric && least < 20)
				go(rng.below(100));
		}
	}
	/* Of both at once: behind it no other follows, whatever the state at power-up was. */
	void power_up()
	{
		reset(true, true, 20);
		for (unsigned i = 0; dut.rst_o; i++) {
			if (i > 2000)
				run.fail("rst_o", "does not end");
			go(1);
		}
		for (unsigned i = 0; i < 300; i++) {
			go(1);
			if (dut.rst_o)
				run.fail("rst_o", "comes again behind the reset at power-up");
		}
		if (n_slverr)
			run.fail("s_axil", "SLVERR behind the reset at power-up");
	}
	/* Behind it everything goes on. */
	void moves()
	{
		uint64_t a = taken.n_words, b = fed.n_words, c = programmed.n_words;
		unsigned x = n_writes, y = n_reads;

		go(4000);
		if (taken.n_words == a || fed.n_words == b || programmed.n_words == c || n_writes == x ||
		    n_reads == y || dut.rst_o)
			run.fail("all", "something moves no more behind a reset");
	}
	void irq(bool high)
	{
		dut.irq_i = high;
		go(400);
		run.equal("irq_o", dut.irq_o, high);
	}
};

int main(int argc, char **argv)
{
	uint64_t seed = seed_of(argc, argv), words = 0;
	unsigned slverr = 0, writes = 0, reads = 0, resets = 0;
	static const char *const ratio[] = {"1:1", "3:2", "1:7", "7:1", "drift"};

	for (int part = 0; part < 300; part++) {
		Verilated::randReset(2);
		Verilated::randSeed((int)(seed * 1000) + part + 1);
		Bench(seed * 1000 + (uint64_t)part, ratio[part % 5]).power_up();
	}
	for (int part = 0; part < 20; part++) {
		/* The state at power-up is another one each time. */
		Verilated::randReset(2);
		Verilated::randSeed((int)(seed * 100) + part + 1);
		Bench b(seed * 100 + (uint64_t)part, ratio[part % 5]);

		b.dut.irq_i = 0;
		b.power_up();
		b.irq(part & 1);
		b.irq(!(part & 1));
		for (int i = 0; i < 30; i++) {
			b.moves();
			unsigned which = b.rng.below(3);
			b.reset(which != 1, which != 0);
			if (b.rng.percent(30))	/* again, while the first one ends */
				b.reset(b.rng.percent(50), true);
		}
		b.moves();
		words += b.taken.n_words + b.fed.n_words + b.programmed.n_words;
		slverr += b.n_slverr;
		writes += b.n_writes;
		reads += b.n_reads;
		resets += b.n_resets;
	}
	if (!slverr) {
		fprintf(stderr, "unit_cdc: seed %" PRIu64 ": no reset fell into a transaction\n", seed);
		return 1;
	}
	printf("unit_cdc: BITS %d DEPTH %d seed %" PRIu64 ": %" PRIu64 " words, %u writes, %u reads, "
	       "%u resets, %u answers SLVERR, equal\n", BITS, DEPTH, seed, words, writes, reads, resets,
	       slverr);
	return 0;
}
