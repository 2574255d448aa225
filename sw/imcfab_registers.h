/* SPDX-License-Identifier: Apache-2.0 */
#ifndef IMCFAB_REGISTERS_H
#define IMCFAB_REGISTERS_H

/*
 * Control registers of a fabric: byte addresses at its AXI4-Lite port, words of 32 bits,
 * and their fields. A field of one bit is its mask; a wider one has the lowest bit (_AT) and
 * the mask behind a shift by that (_MASK); one that is the whole word has neither.
 *
 * Printed by `imcfab registers --format c`, from the list in gen/model/control.c.
 */

#define IMCFAB_ID_VALUE 0x494D4346u
#define IMCFAB_VERSION_MAJOR_VALUE 1u
#define IMCFAB_VERSION_MINOR_VALUE 2u
#define IMCFAB_RESP_OKAY 0u
#define IMCFAB_RESP_SLVERR 2u

/* RO: says that this is a fabric of imcfab. */
#define IMCFAB_ID 0x00u

/* WO: a command: one bit and no other; reads as 0. */
#define IMCFAB_CONTROL 0x04u
#define IMCFAB_CONTROL_START 0x1u	/* starts the fabric, whose counters go to 0; nothing while running */
#define IMCFAB_CONTROL_HALT 0x2u	/* halts it; what is in it is lost, the rest of the frame at the input is dropped */
#define IMCFAB_CONTROL_ABANDON 0x4u	/* ends a programming stream that is under way */
#define IMCFAB_CONTROL_FLUSH 0x8u	/* while halted: drops what comes at the input until the next start or halt */
#define IMCFAB_CONTROL_CUT 0x10u	/* while halted: the rest of the frame at the input will not come */

/* RO: what it is at. */
#define IMCFAB_STATUS 0x08u
#define IMCFAB_STATUS_PROGRAMMED 0x1u	/* the last programming stream was complete, well-formed and its CRC right */
#define IMCFAB_STATUS_RUNNING 0x2u	/* started and not halted */
#define IMCFAB_STATUS_IDLE 0x4u	/* as many images out as in; one that is still going in does not count */
#define IMCFAB_STATUS_FAILED 0x8u	/* a programming stream was bad or abandoned */
#define IMCFAB_STATUS_ERROR 0x10u	/* an error in a tile, FAULT says which; cleared by start */
#define IMCFAB_STATUS_UNDER_WAY 0x20u	/* in the middle of a programming stream */
#define IMCFAB_STATUS_FRAME 0x40u	/* in the middle of a frame at the input */
#define IMCFAB_STATUS_BAD 0x80u	/* images since start whose frame had a wrong length */
#define IMCFAB_STATUS_READING 0x100u	/* a tile's state is on its way, STATE_SELECT */
#define IMCFAB_STATUS_INPUT_WAITS 0x200u	/* with io.clocks 2: a word that the bus gave waits for the feeder */
#define IMCFAB_STATUS_PROGRAM_WAITS 0x400u	/* the same of the programming stream */
#define IMCFAB_STATUS_OUTPUT_WAITS 0x800u	/* with io.clocks 2: a word that left the fabric waits for the bus */

/* RO: words taken of the last programming stream, from its magic on. */
#define IMCFAB_PROG_WORDS 0x0Cu

/* RO: images that went in whole since start, bad ones too. */
#define IMCFAB_IMAGES_IN 0x10u

/* RO: images delivered since start. */
#define IMCFAB_IMAGES_OUT 0x14u

/* RW: output port whose flits are counted; a write clears the two counters. */
#define IMCFAB_MON_SELECT 0x18u
#define IMCFAB_MON_SELECT_PORT_AT 0
#define IMCFAB_MON_SELECT_PORT_MASK 0xFFFFu	/* behind the shift: output port of the node's router */
#define IMCFAB_MON_SELECT_NODE_AT 16
#define IMCFAB_MON_SELECT_NODE_MASK 0xFFFFu	/* behind the shift: node */

/* RO: flits that left that port. */
#define IMCFAB_MON_WORDS 0x1Cu

/* RO: cycles in which a flit waited there without leaving. */
#define IMCFAB_MON_STALLS 0x20u

/* RO: cycles since start; stands still when halted. */
#define IMCFAB_CYCLES 0x24u

/* RO: words of an image at the input, of the last program. */
#define IMCFAB_IMAGE_WORDS 0x40u

/* W1C: causes of an interrupt; each stays until a 1 is written to it, also through a start. */
#define IMCFAB_IRQ_STATUS 0x44u
#define IMCFAB_IRQ_STATUS_ERROR 0x1u	/* an error in a tile */
#define IMCFAB_IRQ_STATUS_SHORT 0x2u	/* a frame had too few words */
#define IMCFAB_IRQ_STATUS_LONG 0x4u	/* a frame had too many words */
#define IMCFAB_IRQ_STATUS_REFUSED 0x8u	/* a programming stream was bad, not one that was abandoned */
#define IMCFAB_IRQ_STATUS_PROGRAMMED 0x10u	/* a programming stream was good */
#define IMCFAB_IRQ_STATUS_IDLE 0x20u	/* as many images out as in again */

/* RW: irq_o is high, a cycle later, while a cause with a 1 here is set. */
#define IMCFAB_IRQ_MASK 0x48u
#define IMCFAB_IRQ_MASK_ERROR 0x1u	/* an error in a tile */
#define IMCFAB_IRQ_MASK_SHORT 0x2u	/* a frame had too few words */
#define IMCFAB_IRQ_MASK_LONG 0x4u	/* a frame had too many words */
#define IMCFAB_IRQ_MASK_REFUSED 0x8u	/* a programming stream was bad, not one that was abandoned */
#define IMCFAB_IRQ_MASK_PROGRAMMED 0x10u	/* a programming stream was good */
#define IMCFAB_IRQ_MASK_IDLE 0x20u	/* as many images out as in again */

/* RO: images since start whose frame had a wrong length. */
#define IMCFAB_BAD_IMAGES 0x4Cu

/* RO: the last of them. */
#define IMCFAB_BAD_IMAGE 0x50u

/* RO: first error of a tile since start, else 0. */
#define IMCFAB_FAULT 0x54u
#define IMCFAB_FAULT_TILE_AT 0
#define IMCFAB_FAULT_TILE_MASK 0xFFFFu	/* behind the shift: its number */
#define IMCFAB_FAULT_ROUTER 0x10000u	/* a flit came without a credit */
#define IMCFAB_FAULT_CORE 0x20000u	/* an image had another number of words than its task says */
#define IMCFAB_FAULT_FLIT 0x40000u	/* with parity: a wrong bit in a flit or on a channel, or a flit was lost or doubled */
#define IMCFAB_FAULT_CONFIG 0x80000u	/* with parity: a wrong bit in task registers, routes or run */
#define IMCFAB_FAULT_ANY 0x80000000u	/* there was one */

/* RW: asks a tile for its state: 16 words of it are in STATE once reading is 0. */
#define IMCFAB_STATE_SELECT 0x7Cu
#define IMCFAB_STATE_SELECT_BLOCK_AT 0
#define IMCFAB_STATE_SELECT_BLOCK_MASK 0xFFFu	/* behind the shift: which 16 words of it; 0 are words 0 to 15 */
#define IMCFAB_STATE_SELECT_NODE_AT 16
#define IMCFAB_STATE_SELECT_NODE_MASK 0xFFFFu	/* behind the shift: node */

/* RO: word n of the block that was asked for; 0 before the first and while reading, where no tile has the number, and behind the last word of a tile. */
#define IMCFAB_STATE 0x80u
#define IMCFAB_STATE_WORDS 16u	/* as many, one behind the other */

/* RO: version of this list of registers, as in sw/imcfab_registers.h. */
#define IMCFAB_VERSION 0xE0u
#define IMCFAB_VERSION_MINOR_AT 0
#define IMCFAB_VERSION_MINOR_MASK 0xFFFFu	/* behind the shift: a higher one has registers or bits more */
#define IMCFAB_VERSION_MAJOR_AT 16
#define IMCFAB_VERSION_MAJOR_MASK 0xFFFFu	/* behind the shift: another one does not fit a driver of this one */

/* RO: how many there are. */
#define IMCFAB_TILES 0xE4u
#define IMCFAB_TILES_TILES_AT 0
#define IMCFAB_TILES_TILES_MASK 0x1FFFFu	/* behind the shift: nodes, 1..65534, numbered from 0; the collector's number is this */

/* RO: what the streams and channels are like. */
#define IMCFAB_SHAPE 0xE8u
#define IMCFAB_SHAPE_VCS_AT 0
#define IMCFAB_SHAPE_VCS_MASK 0xFFu	/* behind the shift: virtual channels of a channel, 1..32 */
#define IMCFAB_SHAPE_LINK_BITS_AT 8
#define IMCFAB_SHAPE_LINK_BITS_MASK 0xFFu	/* behind the shift: of a word, 32, 64 or 128: width of input and output */
#define IMCFAB_SHAPE_PSUM_BITS_AT 16
#define IMCFAB_SHAPE_PSUM_BITS_MASK 0xFFu	/* behind the shift: of a raw result in a word, 16..32 */
#define IMCFAB_SHAPE_STATE 0x1000000u	/* tiles show their state: STATE_SELECT, STATE */
#define IMCFAB_SHAPE_CLOCKS 0x2000000u	/* the AXI ports have a clock of their own */
#define IMCFAB_SHAPE_PARITY 0x40000000u	/* flits, channels and configuration have parity */
#define IMCFAB_SHAPE_HARDWIRED 0x80000000u	/* tasks and routes are constants: runs one plan */

/* RO: hash of the hardware file, bits 31:0. */
#define IMCFAB_HASH_LOW 0xECu

/* RO: bits 63:32. */
#define IMCFAB_HASH_HIGH 0xF0u

/* RO: hash of the plan of a hardwired fabric, bits 31:0; else 0. */
#define IMCFAB_PLAN_LOW 0xF4u

/* RO: bits 63:32. */
#define IMCFAB_PLAN_HIGH 0xF8u

#endif
