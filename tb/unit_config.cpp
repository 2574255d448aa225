/* SPDX-License-Identifier: Apache-2.0 */

/*
 * imc_config on random programming chains: records for this tile and for others, all
 * spaces, cut short and too long, commands, idle cycles, resets in the middle. Every
 * output in every cycle against what the words so far say (docs/rtl.md, "Programming
 * stream"); the chain itself has no back-pressure. With PARITY bits that are no field are 0 in
 * what this tile is told, a clear clears the task, and error_o stays low.
 */

#include "Vdut.h"
#include "tile.hpp"

#ifndef STATE
#define STATE 0
#endif
#ifndef LEAK
#define LEAK 0
#endif
#ifndef PARITY
#define PARITY 0
#endif

enum { TASK = REGS, SPACE_ALL = 15, CLEAR = 0, RUN = 1, HALT = 2, NODE = 0x1203 };
enum Space { TASKS = 0, ROUTE = 1, WEIGHT = 2, CONSTANT = 3, POOL = 4, SHOWN = 6, TABLE = 7 };
enum { CONSTS = LEAK ? 4 : 3 };	/* words of a column's constants */

struct Word {
	bool valid, head;
	uint32_t data;
};

/* Word i of a task with 1..40 columns where it has them, the rest of it v. */
static uint32_t some_columns(Rng &rng, unsigned i, uint32_t v)
{
	const task_field *f = task_fields.field;

	while (strcmp(f->name, "cols"))
		f++;
	if (i == (unsigned)f->reg)
		port_set(v, (unsigned)f->at, (unsigned)f->n_bits, 1 + rng.below(40));
	return v;
}

/* What a tile knows: the record that is open, and the registers. */
struct Tile {
	bool run = false, mine = false, enable = false;
	unsigned space = 0, n = 0;		/* data words of the record so far */
	unsigned from = 0;			/* of the state: the first word */
	uint32_t bias = 0, skip_mult = 0, leak_mult = 0;
	std::vector<uint32_t> task = std::vector<uint32_t>(TASK, 0);
	std::vector<bool> known = std::vector<bool>(TASK, false);	/* written at least once */
	std::vector<uint32_t> route = std::vector<uint32_t>(ROUTES, 0);

	unsigned groups() const	/* 0 columns, behind a clear, are as 65536 */
	{
		return TASK ? ((field(task, "cols") - 1) & 0xffff) / 4 + 1 : 1;
	}
	void stop()
	{
		enable = false;
		route.assign(ROUTES, 0);
		run = false;
		if (PARITY && !FIXED) {
			task.assign(TASK, 0);
			known.assign(TASK, true);
		}
	}
	void command(unsigned code)
	{
		mine = false;
		if (code == CLEAR)
			stop();
		if (code == RUN || code == HALT)
			run = code == RUN;
	}
	/* Behind the cycle in which w is shown. */
	void take(const Word &w)
	{
		if (!w.valid)
			return;
		if (w.head) {
			n = 0;
			space = w.data >> 28;
			from = (w.data >> 16 & 0xfff) * 16;
			mine = (w.data & 0xffff) == NODE;
			if (space == SPACE_ALL)
				command(w.data & 15);
			return;
		}
		if (!mine)
			return;
		if (space == TASKS && n < TASK && !FIXED) {
			if (n == 0)
				enable = w.data & 1;
			task[n] = w.data;
			known[n] = true;
		}
		if (space == ROUTE && n < ROUTES)
			route[n] = (w.data & ((1u << (SEL_BITS - 1)) - 1)) |
				   w.data >> 31 << (SEL_BITS - 1);
		if (space == CONSTANT && n % CONSTS == 0)
			bias = w.data;
		if (space == CONSTANT && n % CONSTS == 1)
			skip_mult = w.data;
		if (LEAK && space == CONSTANT && n % CONSTS == 2)
			leak_mult = w.data & 0x1ffff;
		n++;
	}
};

struct Bench {
	Run run;
	Rng rng;
	Vdut dut;
	Tile tile;
	Word shown = { false, false, 0 };	/* in the chain's register */
	bool any = false;	/* a word was ever shown */
	unsigned idle = 0;
	uint64_t n_weights = 0, n_pool = 0, n_constants = 0, n_values = 0, n_words = 0, n_filled = 0;

	explicit Bench(uint64_t seed) : run{"unit_config", seed}, rng(seed)
	{
		for (unsigned i = 0; i < TASK; i++)
			port_set(dut.task_i, 32 * i, 32, fixed_task(i));
		for (unsigned i = 0; i < ROUTES; i++)
			port_set(dut.route_i, SEL_BITS * i, SEL_BITS, rng.bits(SEL_BITS));
		dut.node_i = NODE;
	}
	uint32_t fixed_task(unsigned i)
	{
		uint32_t v = (uint32_t)rng.bits(32);

		v = some_columns(rng, i, v);
		if (FIXED) {
			tile.task[i] = v;
			tile.known[i] = true;
		}
		return v;
	}
	void check()
	{
		const Word &w = shown;
		bool data = w.valid && !w.head && tile.mine;

		run.equal("cfg_valid_o", dut.cfg_valid_o, w.valid);
		if (any) {
			run.equal("cfg_head_o", dut.cfg_head_o, w.head);
			run.equal("cfg_data_o", dut.cfg_data_o, w.data);
		}
		run.equal("run_o", dut.run_o, tile.run);
		run.equal("error_o", dut.error_o, 0);
		run.equal("w_we_o", dut.w_we_o, data && tile.space == WEIGHT);
		if (dut.w_we_o) {
			run.equal("w_row_o", dut.w_row_o, tile.n / tile.groups());
			run.equal("w_col4_o", dut.w_col4_o, tile.n % tile.groups());
			run.equal("w_data_o", dut.w_data_o, w.data);
			n_weights++;
		}
		run.equal("pool_we_o", dut.pool_we_o, data && tile.space == POOL);
		if (dut.pool_we_o) {
			run.equal("w_row_o", dut.w_row_o, tile.n);
			run.equal("w_data_o", dut.w_data_o, w.data);
			n_pool++;
		}
		run.equal("table_we_o", dut.table_we_o, data && tile.space == TABLE);
		if (dut.table_we_o) {
			run.equal("w_row_o", dut.w_row_o, tile.n);
			run.equal("w_data_o", dut.w_data_o, w.data);
			n_values++;
		}
		run.equal("const_we_o", dut.const_we_o,
			  data && tile.space == CONSTANT && tile.n % CONSTS == CONSTS - 1);
		if (dut.const_we_o) {
			run.equal("const_col_o", dut.const_col_o, tile.n / CONSTS);
			run.equal("bias", port_get(dut.const_data_o, 0, 32), tile.bias);
			run.equal("skip_mult", port_get(dut.const_data_o, 32, 32),
				  tile.skip_mult);
			run.equal("mult, shift", port_get(dut.const_data_o, 64, 22),
				  w.data & 0x3fffff);
			run.equal("leak_mult", port_get(dut.const_data_o, 86, 17), tile.leak_mult);
			n_constants++;
		}
		for (unsigned i = 0; i < TASK; i++)
			if (tile.known[i])
				run.equal("task_o " + std::to_string(i),
					  port_get(dut.task_o, 32 * i, 32),
					  FIXED ? tile.task[i] :
					  (tile.task[i] & task_register_used((int)i) & (i ? ~0u : ~1u)) |
						  (i ? 0 : tile.enable));
		for (unsigned i = 0; i < ROUTES; i++)
			run.equal("route_o " + std::to_string(i),
				  port_get(dut.route_o, SEL_BITS * i, SEL_BITS),
				  FIXED ? port_get(dut.route_i, SEL_BITS * i, SEL_BITS) :
				  tile.route[i]);
	}
	/* A word of the state in place of one that comes in, unless that belongs to the head that
	 * is shown. */
	void fill(Word &in)
	{
		bool re = STATE && tile.mine && tile.space == SHOWN && !(shown.valid && shown.head);

		dut.state_i = (uint32_t)rng.bits(32);
		run.equal("state_re_o", dut.state_re_o, re);
		if (!re)
			return;
		run.equal("state_addr_o", dut.state_addr_o, (tile.from + tile.n) & 0xffff);
		if (!in.valid || in.head)
			return;
		in.data = dut.state_i;
		n_filled++;
	}
	void cycle(Word in, bool reset)
	{
		dut.rst_i = reset;
		dut.cfg_valid_i = in.valid;
		dut.cfg_head_i = in.head;
		dut.cfg_data_i = in.data;
		dut.clk_i = 0;
		dut.eval();
		if (run.cycle) {	/* not before the first reset */
			check();
			fill(in);
			dut.eval();
		}
		dut.clk_i = 1;
		dut.eval();
		tile.take(shown);
		if (reset) {
			tile.stop();
			tile.mine = false;
		}
		if (in.valid) {
			shown = in;
			any = true;
		}
		shown.valid = in.valid && !reset;
		run.cycle++;
		n_words += in.valid;
	}
	void send(bool head, uint32_t data)
	{
		while (rng.percent(idle))
			cycle({ false, rng.percent(50), (uint32_t)rng.bits(32) }, false);
		cycle({ true, head, data }, false);
	}
	/* A record of n words with values of its space's kind. */
	void record(unsigned space, unsigned node, unsigned n)
	{
		send(true, space << 28 | (uint32_t)rng.bits(12) << 16 | node);
		for (unsigned i = 0; i < n; i++) {
			uint32_t v = (uint32_t)rng.bits(32);

			if (space == TASKS)	/* columns: 1 at least */
				v = some_columns(rng, i, v);
			if (PARITY && space == TASKS && i < TASK)
				v &= task_register_used((int)i);
			if (PARITY && space == ROUTE)
				v &= UINT32_C(1) << 31 | ((UINT32_C(1) << (SEL_BITS - 1)) - 1);
			send(false, v);
		}
	}
	/* The tile shows its state: words that it fills, each two cycles behind the one before. */
	void ask(unsigned node)
	{
		send(true, (uint32_t)SHOWN << 28 | (uint32_t)rng.bits(12) << 16 | node);
		for (unsigned i = rng.below(40); i > 0; i--) {
			cycle({ false, rng.percent(50), (uint32_t)rng.bits(32) }, false);
			send(false, (uint32_t)rng.bits(32));
		}
	}
	void random_record()
	{
		static const unsigned length[5] = { TASK + 3, ROUTES + 3, 90, 40, 50 };	/* of 0 to 4 */
		unsigned space = rng.percent(10) ? (rng.percent(20) ? 5 : 7 + rng.below(8)) : rng.below(5);
		unsigned node = rng.percent(70) ? NODE : rng.percent(50) ?
				NODE ^ 1u << rng.below(16) : (unsigned)rng.bits(16);

		if (rng.percent(15)) {
			send(true, (uint32_t)SPACE_ALL << 28 | (uint32_t)rng.bits(24) << 4 |
			     (rng.percent(80) ? rng.below(3) : rng.below(16)));
			for (unsigned i = rng.below(3); i > 0; i--)	/* to nobody */
				send(false, (uint32_t)rng.bits(32));
			return;
		}
		if (rng.percent(10))
			return ask(node);
		record(space, node, rng.below(space < 5 ? length[space] : 30));
	}
};

int main(int argc, char **argv)
{
	Verilated::randReset(2);
	Verilated::randSeed((int)seed_of(argc, argv) + 1);
	Bench b(seed_of(argc, argv));

	for (int part = 0; part < 60; part++) {
		for (unsigned i = 1 + b.rng.below(3); i > 0; i--)	/* words under reset are lost */
			b.cycle({ b.rng.percent(50), b.rng.percent(50),
				  (uint32_t)b.rng.bits(32) }, true);
		b.idle = b.rng.percent(50) ? 0 : b.rng.below(90);
		b.send(false, (uint32_t)b.rng.bits(32));	/* no header: to nobody */
		b.record(TASKS, NODE, TASK);
		for (int i = 0; i < 40; i++)
			b.random_record();
	}
	if (STATE != (b.n_filled != 0))
		b.run.fail("state_re_o", "%" PRIu64 " words of the state", b.n_filled);
	if (!b.n_weights || !b.n_pool || !b.n_constants || !b.n_values)
		b.run.fail("w_we_o", "no weight or no constant was written");
	printf("unit_config: %d registers, %d routes of %d bits, fixed %d, seed %" PRIu64 ": %" PRIu64
	       " words, %" PRIu64 " weight and %" PRIu64 " constant writes, %" PRIu64
	       " cycles, equal\n", REGS, ROUTES, SEL_BITS, FIXED, b.run.seed, b.n_words, b.n_weights,
	       b.n_constants, b.run.cycle);
	return 0;
}
