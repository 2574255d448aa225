/* SPDX-License-Identifier: Apache-2.0 */
#include "control.h"

#include <stddef.h>

static const struct control_field id[] = {
	{"id", 0, 32, "0x494D4346, the letters IMCF"},
};
static const struct control_field control[] = {
	{"start", 0, 1, "starts the fabric, whose counters go to 0; nothing while `running`"},
	{"halt", 1, 1, "halts it; what is in it is lost, the rest of the frame at the input is dropped"},
	{"abandon", 2, 1, "ends a programming stream that is under way"},
	{"flush", 3, 1, "while halted: drops what comes at the input until the next start or halt"},
	{"cut", 4, 1, "while halted: the rest of the frame at the input will not come"},
};
static const struct control_field status[] = {
	{"programmed", 0, 1, "the last programming stream was complete, well-formed and its CRC right"},
	{"running", 1, 1, "started and not halted"},
	{"idle", 2, 1, "as many images out as in; one that is still going in does not count"},
	{"failed", 3, 1, "a programming stream was bad or abandoned"},
	{"error", 4, 1, "an error in a tile, FAULT says which; cleared by start"},
	{"under_way", 5, 1, "in the middle of a programming stream"},
	{"frame", 6, 1, "in the middle of a frame at the input"},
	{"bad", 7, 1, "images since start whose frame had a wrong length"},
	{"reading", 8, 1, "a tile's state is on its way, STATE_SELECT"},
	{"input_waits", 9, 1, "with `io.clocks` 2: a word that the bus gave waits for the feeder"},
	{"program_waits", 10, 1, "the same of the programming stream"},
	{"output_waits", 11, 1, "with `io.clocks` 2: a word that left the fabric waits for the bus"},
};
static const struct control_field prog_words[] = {
	{"words", 0, 32, "words taken"},
};
static const struct control_field images[] = {
	{"images", 0, 32, "images"},
};
static const struct control_field mon_select[] = {
	{"port", 0, 16, "output port of the node's router"},
	{"node", 16, 16, "node"},
};
static const struct control_field mon_words[] = {
	{"words", 0, 32, "flits"},
};
static const struct control_field cycles[] = {
	{"cycles", 0, 32, "cycles"},
};
static const struct control_field image_words[] = {
	{"words", 0, 32, "of `link_bits` each; 0 from a magic until the program says it, constant where hardwired"},
};
#define CAUSES \
	{"error", 0, 1, "an error in a tile"}, \
	{"short", 1, 1, "a frame had too few words"}, \
	{"long", 2, 1, "a frame had too many words"}, \
	{"refused", 3, 1, "a programming stream was bad, not one that was abandoned"}, \
	{"programmed", 4, 1, "a programming stream was good"}, \
	{"idle", 5, 1, "as many images out as in again"},
static const struct control_field causes[] = {CAUSES};
static const struct control_field image[] = {
	{"image", 0, 32, "number since start, the first image being 0; 0 without one"},
};
static const struct control_field fault[] = {
	{"tile", 0, 16, "its number"},
	{"router", 16, 1, "a flit came without a credit"},
	{"core", 17, 1, "an image had another number of words than its task says"},
	{"flit", 18, 1, "with `parity`: a wrong bit in a flit or on a channel, or a flit was lost or doubled"},
	{"config", 19, 1, "with `parity`: a wrong bit in task registers, routes or run"},
	{"any", 31, 1, "there was one"},
};
static const struct control_field state_select[] = {
	{"block", 0, 12, "which 16 words of it; 0 are words 0 to 15"},
	{"node", 16, 16, "node"},
};
static const struct control_field state[] = {
	{"word", 0, 32, "docs/rtl.md, State of a tile"},
};
static const struct control_field version[] = {
	{"minor", 0, 16, "a higher one has registers or bits more"},
	{"major", 16, 16, "another one does not fit a driver of this one"},
};
static const struct control_field tiles[] = {
	{"tiles", 0, 17, "nodes, 1..65534, numbered from 0; the collector's number is this"},
};
static const struct control_field shape[] = {
	{"vcs", 0, 8, "virtual channels of a channel, 1..32"},
	{"link_bits", 8, 8, "of a word, 32, 64 or 128: width of input and output"},
	{"psum_bits", 16, 8, "of a raw result in a word, 16..32"},
	{"state", 24, 1, "tiles show their state: STATE_SELECT, STATE"},
	{"clocks", 25, 1, "the AXI ports have a clock of their own"},
	{"parity", 30, 1, "flits, channels and configuration have parity"},
	{"hardwired", 31, 1, "tasks and routes are constants: runs one plan"},
};
static const struct control_field hash[] = {
	{"hash", 0, 32, "half of the hash"},
};

/* Of a register of one word. */
#define LIST(field) 1, field, sizeof(field) / sizeof(*field)

/* The last ones say what the fabric is; what it does follows CYCLES. */
const struct control_register control_register[] = {
	{"ID", 0x00, CONTROL_RO, LIST(id), "says that this is a fabric of imcfab"},
	{"CONTROL", 0x04, CONTROL_WO, LIST(control),
	 "a command: one bit and no other; reads as 0"},
	{"STATUS", 0x08, CONTROL_RO, LIST(status), "what it is at"},
	{"PROG_WORDS", 0x0C, CONTROL_RO, LIST(prog_words),
	 "words taken of the last programming stream, from its magic on"},
	{"IMAGES_IN", 0x10, CONTROL_RO, LIST(images),
	 "images that went in whole since start, bad ones too"},
	{"IMAGES_OUT", 0x14, CONTROL_RO, LIST(images),
	 "images delivered since start"},
	{"MON_SELECT", 0x18, CONTROL_RW, LIST(mon_select),
	 "output port whose flits are counted; a write clears the two counters"},
	{"MON_WORDS", 0x1C, CONTROL_RO, LIST(mon_words),
	 "flits that left that port"},
	{"MON_STALLS", 0x20, CONTROL_RO, LIST(cycles),
	 "cycles in which a flit waited there without leaving"},
	{"CYCLES", 0x24, CONTROL_RO, LIST(cycles),
	 "cycles since start; stands still when halted"},
	{"IMAGE_WORDS", 0x40, CONTROL_RO, LIST(image_words),
	 "words of an image at the input, of the last program"},
	{"IRQ_STATUS", 0x44, CONTROL_W1C, LIST(causes),
	 "causes of an interrupt; each stays until a 1 is written to it, also through a start"},
	{"IRQ_MASK", 0x48, CONTROL_RW, LIST(causes),
	 "`irq_o` is high, a cycle later, while a cause with a 1 here is set"},
	{"BAD_IMAGES", 0x4C, CONTROL_RO, LIST(images),
	 "images since start whose frame had a wrong length"},
	{"BAD_IMAGE", 0x50, CONTROL_RO, LIST(image), "the last of them"},
	{"FAULT", 0x54, CONTROL_RO, LIST(fault),
	 "first error of a tile since start, else 0"},
	{"STATE_SELECT", 0x7C, CONTROL_RW, LIST(state_select),
	 "asks a tile for its state: 16 words of it are in STATE once `reading` is 0"},
	{"STATE", 0x80, CONTROL_RO, CONTROL_STATE_WORDS, state, 1,
	 "word n of the block that was asked for; 0 before the first and while `reading`, "
	 "where no tile has the number, and behind the last word of a tile"},
	{"VERSION", 0xE0, CONTROL_RO, LIST(version),
	 "version of this list of registers, as in `sw/imcfab_registers.h`"},
	{"TILES", 0xE4, CONTROL_RO, LIST(tiles), "how many there are"},
	{"SHAPE", 0xE8, CONTROL_RO, LIST(shape),
	 "what the streams and channels are like"},
	{"HASH_LOW", 0xEC, CONTROL_RO, LIST(hash),
	 "hash of the hardware file, bits 31:0"},
	{"HASH_HIGH", 0xF0, CONTROL_RO, LIST(hash), "bits 63:32"},
	{"PLAN_LOW", 0xF4, CONTROL_RO, LIST(hash),
	 "hash of the plan of a hardwired fabric, bits 31:0; else 0"},
	{"PLAN_HIGH", 0xF8, CONTROL_RO, LIST(hash), "bits 63:32"},
};
const int control_n_registers =
	sizeof(control_register) / sizeof(*control_register);

const struct control_answer control_answer[] = {
	{"read of an address with a register", CONTROL_OKAY,
	 "its value; CONTROL and bits without a field are 0"},
	{"read of another address", CONTROL_SLVERR, "the data is 0"},
	{"write to an address without a register, or to one that is read only, with any strobes",
	 CONTROL_SLVERR, "nothing"},
	{"CONTROL without the strobe of its lowest byte", CONTROL_OKAY, "nothing"},
	{"CONTROL 1 (start) while not `programmed`", CONTROL_SLVERR, "nothing"},
	{"CONTROL 8 or 16 (flush, cut) while `running`", CONTROL_SLVERR, "nothing"},
	{"CONTROL 1, 2, 4, 8 or 16, bytes without a strobe counting as 0", CONTROL_OKAY,
	 "the command; halt and abandon also where there is nothing to end"},
	{"CONTROL with another value: none, several or a bit without a field",
	 CONTROL_SLVERR, "nothing"},
	{"MON_SELECT", CONTROL_OKAY,
	 "bytes without a strobe stay; the counters go to 0, also without any strobe"},
	{"STATE_SELECT while `reading` or `under_way`, or without SHAPE `state`",
	 CONTROL_SLVERR, "nothing"},
	{"STATE_SELECT", CONTROL_OKAY,
	 "bytes without a strobe stay; the state is read, also without any strobe, once the "
	 "chain is free"},
	{"IRQ_STATUS", CONTROL_OKAY, "bits whose byte has a strobe and that are 1 are cleared"},
	{"IRQ_MASK", CONTROL_OKAY, "written with the strobe of the lowest byte, else nothing"},
};
const int control_n_answers = sizeof(control_answer) / sizeof(*control_answer);

int control_end(const struct control_register *r)
{
	return r->address + 4 * r->n_words;
}

const struct control_register *control_at(int address)
{
	int i;

	for (i = 0; i < control_n_registers; i++)
		if (address >= control_register[i].address &&
		    address < control_end(&control_register[i]))
			return &control_register[i];
	return NULL;
}

const char *control_access_name(enum control_access a)
{
	static const char *const name[] = {"RO", "WO", "RW", "W1C"};

	return name[a];
}

static int check_fields(const struct control_register *r, struct err *e)
{
	const struct control_field *f = r->field;
	int i, next = 0;

	for (i = 0; i < r->n_fields; i++, f++) {
		if (f->at < next || f->n_bits < 1 || f->at + f->n_bits > 32)
			return err_set(e, "", 0, "register %s: field %s: bits %d..%d "
				       "are not there, not in order or another field's",
				       r->name, f->name, f->at,
				       f->at + f->n_bits - 1);
		next = f->at + f->n_bits;
	}
	return 0;
}

int control_check(const struct control_register *r, int n, struct err *e)
{
	int i;

	for (i = 0; i < n; i++) {
		if (r[i].address % 4 || control_end(&r[i]) > CONTROL_BYTES ||
		    r[i].address < (i ? control_end(&r[i - 1]) : 0))
			return err_set(e, "", 0, "register %s: address 0x%x is not a "
				       "multiple of 4, not in order or too high",
				       r[i].name, (unsigned)r[i].address);
		if (check_fields(&r[i], e) < 0)
			return -1;
	}
	return 0;
}
