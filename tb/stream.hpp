/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STREAM_HPP
#define STREAM_HPP

/*
 * What the unit benches share: a seeded generator, access to wide ports, and the
 * ends of the two kinds of connection (docs/rtl.md), with idle and back-pressure.
 *
 *	stream   Source -- valid ready data --> Sink
 *	channel  Sender -- valid[vc] data, credit[vc] back --> Receiver
 *
 * One cycle of a bench:
 *
 *	x.choose() for each end; ends -> inputs of the model
 *	clk_i = 0; eval(); outputs of the model -> x.edge(...) for each end
 *	clk_i = 1; eval()
 *
 * An end that sees a rule broken, or a word that is not the expected one, ends the
 * program with status 1 and a line that has bench, cycle and port.
 */

#include <verilated.h>

#include <cinttypes>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <string>
#include <vector>

/* Called by $time and by models; the benches count cycles themselves. */
inline double sc_time_stamp() { return 0; }

/* What a run is called and where it is; ends it at the first difference. */
struct Run {
	const char *name;
	uint64_t seed;
	uint64_t cycle = 0;

	[[noreturn]] void fail(const std::string &port, const char *fmt, ...) const
		__attribute__((format(printf, 3, 4)))
	{
		va_list ap;
		fflush(stdout);
		fprintf(stderr, "%s: seed %" PRIu64 ": cycle %" PRIu64 ": %s: ", name, seed,
			cycle, port.c_str());
		va_start(ap, fmt);
		vfprintf(stderr, fmt, ap);
		va_end(ap);
		fputc('\n', stderr);
		exit(1);
	}
	void equal(const std::string &port, uint64_t got, uint64_t expected) const
	{
		if (got != expected)
			fail(port, "is %" PRIx64 ", expected %" PRIx64, got, expected);
	}
};

/* First word of the arguments that is a number: the seed; 1 without. */
inline uint64_t seed_of(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (argv[i][0] >= '0' && argv[i][0] <= '9')
			return strtoull(argv[i], nullptr, 10);
	return 1;
}

/* xorshift64* (Vigna 2016, doi 10.1145/2845077), started by splitmix64. */
class Rng {
public:
	explicit Rng(uint64_t seed)
	{
		uint64_t z = seed + UINT64_C(0x9e3779b97f4a7c15);
		z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
		z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
		state = (z ^ (z >> 31)) | 1;
	}
	uint64_t next()
	{
		state ^= state >> 12;
		state ^= state << 25;
		state ^= state >> 27;
		return state * UINT64_C(2685821657736338717);
	}
	unsigned below(unsigned n) { return (unsigned)((next() >> 32) % n); }
	bool percent(unsigned p) { return below(100) < p; }
	uint64_t bits(unsigned n) { return n < 64 ? next() >> (64 - n) : next(); }

private:
	uint64_t state;
};

/* Bits lsb .. lsb+n-1 (n 1..64) of a port of any width. */
template <class T> uint64_t port_get(const T &port, unsigned lsb, unsigned n)
{
	uint64_t v = (uint64_t)port >> lsb;
	return n < 64 ? v & ((UINT64_C(1) << n) - 1) : v;
}
template <std::size_t N> uint64_t port_get(const VlWide<N> &port, unsigned lsb, unsigned n)
{
	uint64_t v = 0;
	for (unsigned b = 0; b < n; b++)
		v |= (uint64_t)(port.m_storage[(lsb + b) / 32] >> ((lsb + b) % 32) & 1) << b;
	return v;
}
template <class T> void port_set(T &port, unsigned lsb, unsigned n, uint64_t v)
{
	uint64_t mask = (n < 64 ? (UINT64_C(1) << n) - 1 : ~UINT64_C(0)) << lsb;
	port = (T)(((uint64_t)port & ~mask) | ((v << lsb) & mask));
}
template <std::size_t N> void port_set(VlWide<N> &port, unsigned lsb, unsigned n, uint64_t v)
{
	for (unsigned b = 0; b < n; b++) {
		uint32_t bit = UINT32_C(1) << ((lsb + b) % 32);
		uint32_t &word = port.m_storage[(lsb + b) / 32];
		word = v >> b & 1 ? word | bit : word & ~bit;
	}
}

/* A word of any width that the hardware has, and its last flag in the bit above it. */
struct Flit {
	unsigned __int128 word;
	bool last;

	bool operator!=(const Flit &f) const { return word != f.word || last != f.last; }
};
template <class T> void port_set(T &port, unsigned bits, const Flit &f)
{
	for (unsigned b = 0; b < bits; b += 32)
		port_set(port, b, 32, (uint32_t)(f.word >> b));
	port_set(port, bits, 1, f.last);
}
template <class T> Flit port_flit(const T &port, unsigned bits)
{
	Flit f = { 0, port_get(port, bits, 1) != 0 };

	for (unsigned b = 0; b < bits; b += 32)
		f.word |= (unsigned __int128)port_get(port, b, 32) << b;
	return f;
}

/* What the ends below can carry: a random one, and in digits. */
inline void random_word(Rng &rng, uint64_t &w) { w = rng.next(); }
inline void random_word(Rng &rng, Flit &f)
{
	f.word = (unsigned __int128)rng.next() << 64 | rng.next();
	f.last = rng.percent(50);
}
inline std::string digits(uint64_t w)
{
	char s[20];

	snprintf(s, sizeof s, "%" PRIx64, w);
	return s;
}
inline std::string digits(const Flit &f)
{
	return (f.last ? "last " : "") + digits((uint64_t)(f.word >> 64)) + ":" +
	       digits((uint64_t)f.word);
}

/* Gives words to a valid/ready input. Idle cycles show random data. */
template <class Word> class SourceOf {
public:
	unsigned idle = 0;		/* percent of cycles in which no word is offered */
	std::deque<Word> words;	/* to come */

	SourceOf(const Run *run, Rng *rng, const std::string &port) : run(run), rng(rng), port(port) {}
	void choose()
	{
		if (!offer)
			offer = !words.empty() && !rng->percent(idle);
		if (offer)
			shown = words.front();
		else
			random_word(*rng, shown);
	}
	bool valid() const { return offer; }
	Word data() const { return shown; }
	bool edge(bool ready)	/* true: a word moved */
	{
		if (!offer || !ready)
			return false;
		words.pop_front();
		offer = false;
		return true;
	}
	void reset() { words.clear(); offer = false; }

private:
	const Run *run;
	Rng *rng;
	std::string port;
	bool offer = false;
	Word shown = {};
};
using Source = SourceOf<uint64_t>;

/* Takes words of a valid/ready output and compares them with what is expected. */
template <class Word> class SinkOf {
public:
	unsigned stall = 0;		/* percent of cycles without ready */
	std::deque<Word> expected;
	uint64_t n_words = 0;		/* taken so far */

	SinkOf(const Run *run, Rng *rng, const std::string &port) : run(run), rng(rng), port(port) {}
	void choose() { take = !rng->percent(stall); }
	bool ready() const { return take; }
	bool edge(bool valid, const Word &data)	/* true: a word moved */
	{
		if (held && !valid)
			run->fail(port, "valid fell before the word was taken");
		if (held && data != shown)
			run->fail(port, "data changed from %s to %s before the word was taken",
				  digits(shown).c_str(), digits(data).c_str());
		held = valid && !take;
		shown = data;
		if (!valid || !take)
			return false;
		if (expected.empty())
			run->fail(port, "word %s that nobody sent", digits(data).c_str());
		if (data != expected.front())
			run->fail(port, "word %" PRIu64 " is %s, expected %s", n_words,
				  digits(data).c_str(), digits(expected.front()).c_str());
		expected.pop_front();
		n_words++;
		return true;
	}
	void reset() { expected.clear(); held = false; }

private:
	const Run *run;
	Rng *rng;
	std::string port;
	bool take = false, held = false;
	Word shown = {};
};
using Sink = SinkOf<uint64_t>;

/* Gives flits to a channel, spending credits; the virtual channels in random order, or
 * in turn where `idle` is 0. */
class Sender {
public:
	unsigned idle = 0;
	std::vector<std::deque<uint64_t>> words;	/* to come, a virtual channel */
	int last_vc = -1;				/* of choose(): what is offered, -1 nothing */

	Sender(const Run *run, Rng *rng, const std::string &port, unsigned vcs, unsigned depth)
		: words(vcs), run(run), rng(rng), port(port), depth(depth), credit(vcs, depth)
	{
	}
	void choose()
	{
		unsigned n = (unsigned)words.size(), first = idle ? rng->below(n) : turn;
		last_vc = -1;
		shown = rng->next();
		if (rng->percent(idle))
			return;
		for (unsigned i = 0; i < n && last_vc < 0; i++) {
			unsigned vc = (first + i) % n;
			if (!words[vc].empty() && credit[vc])
				last_vc = (int)vc;
		}
		if (last_vc < 0)
			return;
		shown = words[last_vc].front();
		words[last_vc].pop_front();
		credit[last_vc]--;
		turn = ((unsigned)last_vc + 1) % n;
	}
	unsigned valid() const { return last_vc < 0 ? 0 : 1u << last_vc; }
	uint64_t data() const { return shown; }
	void edge(unsigned credits)
	{
		for (unsigned vc = 0; vc < words.size(); vc++)
			if (credits >> vc & 1 && ++credit[vc] > depth)
				run->fail(port, "vc %u: more credits than %u", vc, depth);
	}
	unsigned spent(unsigned vc) const { return depth - credit[vc]; }
	void reset()
	{
		for (unsigned vc = 0; vc < words.size(); vc++) {
			words[vc].clear();
			credit[vc] = depth;
		}
		last_vc = -1;
	}

private:
	const Run *run;
	Rng *rng;
	std::string port;
	unsigned depth, turn = 0;
	std::vector<unsigned> credit;
	uint64_t shown = 0;
};

/* Takes flits of a channel into a queue of `depth` a virtual channel, as a router
 * does: a flit is there in the cycle behind its arrival, and the credit of one that
 * leaves is a register. */
class Receiver {
public:
	unsigned stall = 0;	/* percent of cycles in which a virtual channel does not move */
	std::vector<std::deque<uint64_t>> expected;
	uint64_t n_flits = 0;	/* arrived in all */

	Receiver(const Run *run, Rng *rng, const std::string &port, unsigned vcs, unsigned depth)
		: expected(vcs), run(run), rng(rng), port(port), depth(depth), have(vcs, 0)
	{
	}
	void choose()
	{
		shown = next;
		next = 0;
		for (unsigned vc = 0; vc < have.size(); vc++) {
			if (have[vc] == 0 || rng->percent(stall))
				continue;
			have[vc]--;
			next |= 1u << vc;
		}
	}
	unsigned credit() const { return shown; }
	unsigned held(unsigned vc) const { return have[vc]; }
	int edge(unsigned valid, uint64_t data)	/* the virtual channel that moved, or -1 */
	{
		if (valid & (valid - 1))
			run->fail(port, "more than one valid: %x", valid);
		for (unsigned vc = 0; vc < have.size(); vc++) {
			if (!(valid >> vc & 1))
				continue;
			if (have[vc] == depth)
				run->fail(port, "vc %u: a flit without a credit", vc);
			if (expected[vc].empty())
				run->fail(port, "vc %u: flit %" PRIx64
					  " that nobody sent", vc, data);
			if (data != expected[vc].front())
				run->fail(port, "vc %u: flit is %" PRIx64 ", expected %" PRIx64,
					  vc, data, expected[vc].front());
			expected[vc].pop_front();
			have[vc]++;
			n_flits++;
			return (int)vc;
		}
		return -1;
	}
	void reset()
	{
		for (unsigned vc = 0; vc < have.size(); vc++) {
			expected[vc].clear();
			have[vc] = 0;
		}
		next = shown = 0;
	}

private:
	const Run *run;
	Rng *rng;
	std::string port;
	unsigned depth;
	std::vector<unsigned> have;
	unsigned next = 0, shown = 0;
};

#endif
