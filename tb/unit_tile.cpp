/* SPDX-License-Identifier: Apache-2.0 */

/*
 * imc_tile as a whole: programmed through its chain, with a random task and random
 * routes. Flits come in on its channels, some for the core, some to pass; each queue
 * may go to several outputs. Every flit of every output against the queues and num.c,
 * with idle, back-pressure, stops in the middle and programming anew; the chain, the
 * monitor and the error bit as well. With STATE what the tile shows of itself, also while
 * all its neighbours stand still.
 */

#include <memory>

#include "Vdut.h"
#include "core_task.hpp"

enum {
	INS = IN_PORTS * VCS,
	OUTS = OUT_PORTS * VCS,
	ROLES = SOURCES + 2,
	NONE = -1,	/* a table entry without a queue */
	NODE = 0x0307,
	COMMAND = 15, SHOWN = 6,
	CLEAR = 0, RUN = 1, HALT = 2
};

#ifndef STATE
#define STATE 0
#define COUNT_BITS 0
#endif

/* First word of each part of the state (docs/rtl.md). */
enum {
	IDLE_AT = 2,
	READY_AT = 3,
	MISSING_AT = READY_AT + (ROLES + 31) / 32,
	WANT_AT = MISSING_AT + (SOURCES + 31) / 32,
	CREDIT_AT = WANT_AT + (OUTS + ROLES + 31) / 32,
	HAVE_AT = CREDIT_AT + (OUTS + 31) / 32,
	COUNT_AT = HAVE_AT + (DEPTH * INS + 31) / 32,
	WORDS = COUNT_AT + (COUNT_BITS ? 2 * OUT_PORTS : 0)
};

struct Bench {
	Run run;
	Rng rng;
	Vdut dut;
	unsigned sel_bits = 1;
	unsigned chain_idle = 0;
	std::vector<int> table;		/* [OUTS + ROLES], queue or NONE */
	std::vector<Sender> in;
	std::vector<Receiver> out;
	bool was_valid = false, was_head = false;	/* of the chain, a cycle ago */
	uint32_t was_data = 0;
	unsigned mon_in = 0;		/* percent of cycles with an event from before */
	unsigned was_mon = 0;
	bool stopping = false;		/* what is on its way is lost: channels are not compared */
	int watched = NONE;		/* output whose words the monitor counts */
	uint64_t watched_words = 0, told_words = 0, told_errors = 0;
	uint64_t n_flits = 0, n_products = 0, n_states = 0;
	bool asking = false;		/* data words of the chain are the tile's */
	std::vector<uint32_t> state;	/* those that came */
	uint64_t left[OUT_PORTS] = {}, told_stalls = 0;	/* since the run began */
	uint64_t last_left = 0, last_freed = 0, started = 0;	/* cycles */
	uint64_t stalls_then = 0;	/* told when the last word was asked for */

	explicit Bench(uint64_t seed)
		: run{"unit_tile", seed}, rng(seed)
	{
		for (unsigned n = INS; n; n >>= 1)
			sel_bits++;
		for (int p = 0; p < IN_PORTS; p++)
			in.emplace_back(&run, &rng, "in " + std::to_string(p), VCS, DEPTH);
		for (int p = 0; p < OUT_PORTS; p++)
			out.emplace_back(&run, &rng, "out " + std::to_string(p), VCS, DEPTH);
		dut.node_i = NODE;
		dut.rst_i = 1;
		for (int i = 0; i < 3; i++)
			cycle();
		dut.rst_i = 0;
	}
	void monitor()
	{
		unsigned own = dut.mon_o & ~was_mon & 3, error = dut.mon_o >> 2;

		if (~dut.mon_o & was_mon & 3)
			run.fail("mon_o", "is %x, an event %x from before is lost", dut.mon_o,
				 was_mon);
		if (watched == NONE && own)
			run.fail("mon_o", "is %x, but another tile is watched", dut.mon_o);
		told_words += own & 1;
		told_stalls += own >> 1 & 1;
		if (was_mon >> 18) {	/* the error that comes from before goes first */
			run.equal("mon_o", error, was_mon >> 2);
		} else if (error) {
			told_errors++;
			run.equal("mon_o node", error & 0xffff, NODE);
			run.equal("mon_o cause", error >> 16, 2);	/* the core's */
		}
	}
	void cycle()
	{
		for (int p = 0; p < IN_PORTS; p++) {
			in[p].choose();
			port_set(dut.in_valid_i, (unsigned)p * VCS, VCS, in[p].valid());
			port_set(dut.in_data_i, (unsigned)p * 33, 33, in[p].data());
		}
		for (int p = 0; p < OUT_PORTS; p++) {
			out[p].choose();
			port_set(dut.out_credit_i, (unsigned)p * VCS, VCS, out[p].credit());
		}
		dut.mon_i = rng.percent(mon_in) ? (uint32_t)rng.below(4) : 0;
		if (rng.percent(mon_in))
			dut.mon_i |= (1 + (uint32_t)rng.below(3)) << 18 | rng.below(1 << 16) << 2;
		dut.clk_i = 0;
		dut.eval();
		if (!dut.rst_i)
			edge();
		was_valid = dut.cfg_valid_i && !dut.rst_i;
		was_head = dut.cfg_head_i;
		was_data = dut.cfg_data_i;
		was_mon = dut.rst_i ? 0 : dut.mon_i;
		dut.clk_i = 1;
		dut.eval();
		run.cycle++;
	}
	void edge()
	{
		run.equal("cfg_valid_o", dut.cfg_valid_o, was_valid);
		if (was_valid) {
			run.equal("cfg_head_o", dut.cfg_head_o, was_head);
			if (asking && !was_head)
				state.push_back(dut.cfg_data_o);
			else
				run.equal("cfg_data_o", dut.cfg_data_o, was_data);
		}
		if (stopping)
			return;
		monitor();
		for (int p = 0; p < IN_PORTS; p++) {
			unsigned freed = (unsigned)port_get(dut.in_credit_o, (unsigned)p * VCS, VCS);

			in[p].edge(freed);
			if (freed)
				last_freed = run.cycle;
		}
		for (int p = 0; p < OUT_PORTS; p++) {
			unsigned valid = (unsigned)port_get(dut.out_valid_o, (unsigned)p * VCS, VCS);

			if (out[p].edge(valid, port_get(dut.out_data_o, (unsigned)p * 33, 33)) < 0)
				continue;
			n_flits++;
			left[p]++;
			last_left = run.cycle;
			watched_words += p == watched;
		}
	}
	void send(bool head, uint32_t data)
	{
		while (rng.percent(chain_idle))
			cycle();
		dut.cfg_valid_i = 1;
		dut.cfg_head_i = head;
		dut.cfg_data_i = data;
		cycle();
		dut.cfg_valid_i = 0;
		dut.cfg_head_i = rng.percent(50);
		dut.cfg_data_i = (uint32_t)rng.bits(32);
	}
	void command(unsigned code)
	{
		send(true, (uint32_t)COMMAND << 28 | code);
		for (int i = 0; i < 4; i++)
			cycle();
	}
	/* Word `at` of the state. */
	uint32_t ask(unsigned at)
	{
		send(true, (uint32_t)SHOWN << 28 | at / 16 << 16 | NODE);
		asking = true;
		state.clear();
		for (unsigned i = 0; i <= at % 16; i++) {
			cycle();
			send(false, (uint32_t)rng.bits(32));
		}
		stalls_then = told_stalls;
		cycle();
		asking = false;
		n_states++;
		return state[at % 16];
	}
	bool asked_bit(unsigned at, unsigned bit) { return ask(at + bit / 32) >> bit % 32 & 1; }
	void header(unsigned space, unsigned node) { send(true, space << 28 | node); }
	void program(const Task &t, bool has_task);
	void choose_table(const Task &t, bool has_task);
	void queue(int q, const std::vector<uint64_t> &flits);
	bool drained() const;
	void drain(const char *state);
	void forget();
	void show(bool has_task);
	void freeze(bool has_task);
};

/* Routes and task, weights and constants; between them records for other tiles. */
void Bench::program(const Task &t, bool has_task)
{
	const plan_task &k = t.k;
	auto r = registers(k);
	int groups = (k.cols + 3) / 4;

	for (unsigned i = 0; i < (unsigned)task_n_read(SOURCES); i++)
		port_set(dut.task_i, 32 * i, 32, has_task && i < r.size() ? r[i] : 0);
	header(0, NODE);
	for (uint32_t v : r)
		send(false, has_task ? v : v & ~1u);
	header(0, NODE + 1);
	for (uint32_t v : r)
		send(false, ~v);
	header(1, NODE);
	for (unsigned e = 0; e < table.size(); e++) {
		uint32_t q = table[e] == NONE ? 0 : (uint32_t)table[e];

		send(false, table[e] == NONE ? 0 : 1u << 31 | q);
		port_set(dut.route_i, e * sel_bits, sel_bits,
			 table[e] == NONE ? 0 : 1u << (sel_bits - 1) | q);
	}
	header(2, NODE);
	for (int i = 0; has_task && !k.bypass && i < k.rows * groups; i++) {
		uint32_t v = (uint32_t)rng.bits(32);

		for (int j = 0; j < 4 && i % groups * 4 + j < k.cols; j++)
			port_set(v, 8 * (unsigned)j, WEIGHT_BITS,
				 (uint8_t)t.weight[(size_t)(i / groups * k.cols +
							    i % groups * 4 + j)] &
				 ((1u << WEIGHT_BITS) - 1));
		send(false, v);
	}
	header(4, NODE);
	for (uint32_t v : pool_weights(rng, t))
		if (has_task)
			send(false, v);
	header(3, NODE);
	for (size_t c = 0; has_task && c < (size_t)k.cols; c++) {
		send(false, (uint32_t)t.bias[c]);
		send(false, (uint32_t)t.skip_mult[c]);
		if (POST_LEAK)
			send(false, (uint32_t)t.leak_mult[c] & 0x1ffff);
		send(false, (uint32_t)t.mult[c] | (uint32_t)t.shift[c] << 16);
	}
	header(7, NODE);
	for (size_t i = 0; has_task && k.has_table && i < 256; i++)
		send(false, t.table[i]);
	header(1, NODE ^ 0x8000);
	send(false, 0);
}

/* The roles have a queue each; every queue in use has an output or a role. */
void Bench::choose_table(const Task &t, bool has_task)
{
	std::vector<int> free;
	std::vector<bool> uses(ROLES, false);

	for (int s = 0; s < t.k.n_sources; s++)
		uses[(size_t)s] = has_task;
	uses[SOURCES] = has_task && t.k.has_psum;
	uses[SOURCES + 1] = has_task && t.k.has_skip;

	for (int q = 0; q < INS; q++)
		free.push_back(q);
	table.assign(OUTS + ROLES, NONE);
	for (int e = 0; e < OUTS; e++)
		if (rng.percent(70))
			table[(size_t)e] = (int)rng.below(INS + 1);
	for (int r = 0; r < ROLES; r++) {
		if (!uses[(size_t)r])
			continue;
		size_t i = rng.below((unsigned)free.size());
		table[(size_t)(OUTS + r)] = free[i];
		free.erase(free.begin() + (long)i);
	}
	table[rng.below(OUTS)] = INS;
}

/* Sends flits into queue q (INS: the core makes them) and expects them at its takers. */
void Bench::queue(int q, const std::vector<uint64_t> &flits)
{
	bool taken = false;

	for (int e = 0; e < OUTS + ROLES; e++) {
		if (table[(size_t)e] != q)
			continue;
		taken = true;
		if (e < OUTS)
			for (uint64_t f : flits)
				out[(size_t)(e / VCS)].expected[(size_t)(e % VCS)].push_back(f);
	}
	if (taken && q < INS)
		for (uint64_t f : flits)
			in[(size_t)(q / VCS)].words[(size_t)(q % VCS)].push_back(f);
}

bool Bench::drained() const
{
	for (auto &r : out)
		for (auto &words : r.expected)
			if (!words.empty())
				return false;
	for (auto &s : in)
		for (unsigned vc = 0; vc < VCS; vc++)
			if (!s.words[vc].empty() || s.spent(vc))
				return false;
	return true;
}

void Bench::drain(const char *state)
{
	for (uint64_t end = run.cycle + 400000; !drained(); cycle())
		if (run.cycle == end)
			run.fail("out", "%s: stuck", state);
	for (int i = 0; i < 100; i++)	/* nothing more may come, the last credits return */
		cycle();
}

void Bench::forget()
{
	for (auto &s : in)
		s.reset();
	for (auto &r : out)
		r.reset();
}

/* What does not depend on the traffic. */
void Bench::show(bool has_task)
{
	uint32_t flags = ask(1);

	run.equal("shape", ask(0), (uint32_t)SOURCES << 24 | DEPTH << 16 | OUT_PORTS << 8 | IN_PORTS);
	run.equal("blocks, vcs, bits of counters, run, enabled", flags & ~0xfcu,
		  (WORDS + 15u) / 16 << 20 | (uint32_t)VCS << 14 | (uint32_t)COUNT_BITS << 8 |
		  (has_task ? 3 : 1));
	if (!has_task)
		run.equal("core", flags & 0x7c, 0);
	run.equal("behind the last word", ask(WORDS + rng.below(9)), 0);
}

/* Nothing comes and nothing is taken: after a time every flit in the tile waits for a
 * credit or for the core, and the state says so. */
void Bench::freeze(bool has_task)
{
	std::vector<unsigned> idle, stall;
	bool some[INS + 1], waits[INS + 1] = {};

	for (auto &s : in) {
		idle.push_back(s.idle);
		s.idle = 100;
	}
	for (auto &r : out) {
		stall.push_back(r.stall);
		r.stall = 100;
	}
	for (int i = 0; i < 4000; i++)
		cycle();
	show(has_task);
	for (unsigned q = 0; q < INS; q++) {
		unsigned held = in[q / VCS].spent(q % VCS);

		for (unsigned k = 0; k < DEPTH; k++)
			run.equal("level of queue " + std::to_string(q),
				  asked_bit(HAVE_AT, k * INS + q), held > k);
		some[q] = held != 0;
	}
	some[INS] = ask(1) >> 7 & 1;
	for (unsigned e = 0; e < OUTS + ROLES; e++) {
		bool wants = asked_bit(WANT_AT, e), able;
		int q = table[e];

		if (e < OUTS) {
			able = out[e / VCS].held(e % VCS) < DEPTH;
			run.equal("credit of entry " + std::to_string(e), asked_bit(CREDIT_AT, e),
				  able);
		} else {
			able = asked_bit(READY_AT, e - OUTS);
		}
		if (wants && (q == NONE || !some[q] || able))
			run.fail("want", "entry %u of queue %d", e, q);
		if (wants)
			waits[q] = true;
	}
	for (int q = 0; q <= INS; q++)
		for (int e : table)
			if (e == q && some[q] && !waits[q])
				run.fail("want", "nobody waits for queue %d", q);
	uint64_t last = std::max(last_left, last_freed ? last_freed - 1 : 0);
	uint32_t passed = ask(IDLE_AT);
	uint64_t since = run.cycle - 2 - last - 1;	/* asked two cycles ago */

	/* where nothing moved since the tile runs, it counts from there */
	if (has_task || last < started ? passed > since || passed < 500 : passed != since)
		run.fail("idle", "%u cycles, not %" PRIu64, passed, since);
	for (unsigned p = 0; COUNT_BITS && p < OUT_PORTS; p++) {
		const uint64_t mask = (UINT64_C(1) << COUNT_BITS) - 1;

		run.equal("flits of output " + std::to_string(p), ask(COUNT_AT + 2 * p),
			  left[p] & mask);
		uint32_t stalls = ask(COUNT_AT + 2 * p + 1);
		if ((int)p == watched)
			run.equal("stalls of output " + std::to_string(p), stalls,
				  stalls_then & mask);
	}
	for (auto &s : in) {
		s.idle = idle.front();
		idle.erase(idle.begin());
	}
	for (auto &r : out) {
		r.stall = stall.front();
		stall.erase(stall.begin());
	}
}

static std::vector<uint64_t> stream(const Images &in)
{
	std::vector<uint64_t> v;
	size_t each = (size_t)(in.w * in.h * in.words);

	for (size_t i = 0; i < in.word.size(); i++)
		v.push_back((uint64_t)(i % each == each - 1) << 32 | in.word[i]);
	return v;
}

/* A bypassed window that begins in the margin: its first zeros come out before there is
 * an image, so what follows the last image cannot be foretold. */
static bool runs_ahead(const plan_task &k)
{
	return (k.bypass && !k.reduce && (k.pad_x > 0 || k.pad_y > 0)) ||
	       last_seen(-k.pad_x, k.k_w, k.dilation_x, k.in_w) < 0 ||
	       last_seen(-k.pad_y, k.k_h, k.dilation_y, k.in_h) < 0;
}

/* One programming and its traffic; `whole`: to the end, else stopped in the middle. */
static void part(Bench &b, bool whole, bool spoil)
{
	Task t;
	const bool has_task = spoil || b.rng.percent(85);
	const int n_images = 1 + (int)b.rng.below(2);

	do
		t = random_task(b.rng);
	while (runs_ahead(t.k) || t.k.has_psum + t.k.has_skip + t.k.n_sources > INS ||
	       t.k.out_w * t.k.out_h * CYCLES > 20000 || (spoil && t.k.source[0].w * t.k.in_h * t.k.source[0].words < 2));
	b.chain_idle = b.rng.percent(70) ? 0 : b.rng.below(60);
	b.mon_in = spoil || b.rng.percent(50) ? 0 : 10;
	b.stopping = true;
	b.command(CLEAR);
	b.forget();
	b.cycle();
	b.stopping = false;
	b.choose_table(t, has_task);
	b.program(t, has_task);
	b.watched = !b.mon_in && b.rng.percent(70) ? (int)b.rng.below(OUT_PORTS) : NONE;
	b.dut.mon_sel_i = b.watched == NONE ? (NODE + 1u) << 16 | b.rng.below(OUT_PORTS)
					    : (uint32_t)NODE << 16 | (uint32_t)b.watched;
	b.watched_words = b.told_words = b.told_errors = b.told_stalls = 0;
	for (uint64_t &n : b.left)
		n = 0;
	for (auto &s : b.in)
		s.idle = b.rng.percent(50) ? 0 : b.rng.below(90);
	for (auto &r : b.out)
		r.stall = b.rng.percent(50) ? 0 : b.rng.below(90);

	Images act(b.rng, t.k.in_w, t.k.in_h, t.k.in_words, n_images);
	Images sums(b.rng, t.k.out_w, t.k.out_h, t.k.cols, n_images);
	Images rest(b.rng, t.k.skip_w, t.k.skip_h, t.k.skip_words, n_images);
	std::vector<Images> parts = source_images(b.rng, t.k, act);

	if (has_task)
		b.queue(INS, words_of(t, act, sums, rest));
	b.command(RUN);
	b.started = b.run.cycle;
	for (int q = 0; q < INS; q++) {
		std::vector<uint64_t> pass;

		for (unsigned i = b.rng.below(200); i > 0; i--)
			pass.push_back(b.rng.bits(33));
		for (int s = 0; s < t.k.n_sources; s++)
			if (q == b.table[(size_t)(OUTS + s)])
				pass = stream(parts[(size_t)s]);
		if (q == b.table[OUTS + SOURCES])
			pass = stream(sums);
		else if (q == b.table[OUTS + SOURCES + 1])
			pass = stream(rest);
		if (spoil && q == b.table[OUTS])	/* the first word says that it is the last */
			pass[0] |= UINT64_C(1) << 32;
		b.queue(q, pass);
	}
	if (STATE && b.rng.percent(60)) {
		for (unsigned i = b.rng.below(2000); i > 0; i--)
			b.cycle();
		b.show(has_task);
		if (!b.mon_in)
			b.freeze(has_task);
	}
	if (!whole) {
		for (unsigned i = b.rng.below(3000); i > 0; i--)
			b.cycle();
		return;
	}
	b.drain("run");
	if (STATE && has_task && !spoil && !b.ask(MISSING_AT))
		b.run.fail("missing", "no source, at the end of the images");
	b.n_products += has_task && !t.k.bypass;
	if (!b.mon_in) {
		b.run.equal("errors", b.told_errors, spoil);
		if (b.watched != NONE)
			b.run.equal("words told", b.told_words, b.watched_words);
	}
	b.command(HALT);
	for (int i = 0; i < 20; i++)
		b.cycle();
}

int main(int argc, char **argv)
{
	uint64_t seed = seed_of(argc, argv);

	Verilated::randReset(2);
	Verilated::randSeed((int)seed + 1);
	auto b = std::make_unique<Bench>(seed);
	for (int i = 0; i < 60; i++)
		part(*b, i % 4 != 3, i % 10 == 0);
	if (STATE && !b->n_states)
		b->run.fail("cfg", "no state was read");
	if (!b->n_products)
		b->run.fail("out", "no product was compared");
	printf("unit_tile: %d in %d out %d vcs, %dx%d, %d sources, fixed %d, seed %" PRIu64 ": %" PRIu64
	       " flits, %" PRIu64 " tasks with products, %" PRIu64 " cycles, equal\n", IN_PORTS,
	       OUT_PORTS, VCS, ROWS, COLS, SOURCES, FIXED, seed, b->n_flits, b->n_products, b->run.cycle);
	return 0;
}
