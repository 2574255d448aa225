// SPDX-License-Identifier: Apache-2.0
//
// Fields of the task registers (docs/rtl.md) in the vector of all of them: lowest
// bit and width of each; of SRC_ fields in the SOURCE_REGS registers of a source,
// which follow each other behind the TASK_REGS of the task; and which bits are of a
// field. To be included first in a module's body.
//
// Written from gen/model/registers.c: UPDATE=1 make check TESTS=tests/check_registers
/* verilator lint_off UNUSEDPARAM */  // a module uses some of them
localparam ENABLE_AT = 0; localparam ENABLE_BITS = 1;
localparam IN_SIGNED_AT = 1; localparam IN_SIGNED_BITS = 1;
localparam HAS_PSUM_AT = 2; localparam HAS_PSUM_BITS = 1;
localparam HAS_SKIP_AT = 3; localparam HAS_SKIP_BITS = 1;
localparam OUT_RAW_AT = 4; localparam OUT_RAW_BITS = 1;
localparam CLAMP_SIGNED_AT = 5; localparam CLAMP_SIGNED_BITS = 1;
localparam BYPASS_AT = 6; localparam BYPASS_BITS = 1;
localparam REDUCE_AT = 7; localparam REDUCE_BITS = 2;
localparam SKIP_SIGNED_AT = 9; localparam SKIP_SIGNED_BITS = 1;
localparam LEAK_SHIFT_AT = 10; localparam LEAK_SHIFT_BITS = 3;
localparam SUMS_AT = 13; localparam SUMS_BITS = 1;
localparam HAS_TABLE_AT = 14; localparam HAS_TABLE_BITS = 1;
localparam POOL_SHIFT_AT = 16; localparam POOL_SHIFT_BITS = 5;
localparam N_SOURCES_AT = 21; localparam N_SOURCES_BITS = 6;
localparam IN_W_AT = 32; localparam IN_W_BITS = 13;
localparam IN_H_AT = 48; localparam IN_H_BITS = 13;
localparam IN_WORDS_AT = 64; localparam IN_WORDS_BITS = 12;
localparam STEP_OX_AT = 80; localparam STEP_OX_BITS = 16;
localparam RING_WORDS_AT = 96; localparam RING_WORDS_BITS = 17;
localparam STRIDE_X_AT = 116; localparam STRIDE_X_BITS = 4;
localparam STRIDE_Y_AT = 120; localparam STRIDE_Y_BITS = 4;
localparam OUT_W_AT = 128; localparam OUT_W_BITS = 13;
localparam OUT_H_AT = 144; localparam OUT_H_BITS = 13;
localparam END_X_AT = 160; localparam END_X_BITS = 13;
localparam END_Y_AT = 176; localparam END_Y_BITS = 13;
localparam STEP_Y_AT = 192; localparam STEP_Y_BITS = 24;
localparam ADC_SHIFT_AT = 216; localparam ADC_SHIFT_BITS = 6;
localparam STEP_OY_AT = 224; localparam STEP_OY_BITS = 24;
localparam PAD_X_AT = 248; localparam PAD_X_BITS = 8;
localparam STEP_IMG_AT = 256; localparam STEP_IMG_BITS = 24;
localparam PAD_Y_AT = 280; localparam PAD_Y_BITS = 8;
localparam ROWS_AT = 288; localparam ROWS_BITS = 16;
localparam COLS_AT = 304; localparam COLS_BITS = 16;
localparam ADC_GAIN_AT = 320; localparam ADC_GAIN_BITS = 16;
localparam ADC_STEP_AT = 336; localparam ADC_STEP_BITS = 16;
localparam ADC_OFFSET_AT = 352; localparam ADC_OFFSET_BITS = 32;
localparam SKIP_W_AT = 384; localparam SKIP_W_BITS = 13;
localparam SKIP_H_AT = 400; localparam SKIP_H_BITS = 13;
localparam SKIP_WORDS_AT = 416; localparam SKIP_WORDS_BITS = 12;
localparam SKIP_STRIDE_AT = 432; localparam SKIP_STRIDE_BITS = 4;
localparam SKIP_FIRST_AT = 448; localparam SKIP_FIRST_BITS = 16;
localparam SKIP_CHANNELS_AT = 464; localparam SKIP_CHANNELS_BITS = 16;
localparam STEP_X_AT = 480; localparam STEP_X_BITS = 18;
localparam DILATION_X_AT = 498; localparam DILATION_X_BITS = 6;
localparam DILATION_Y_AT = 504; localparam DILATION_Y_BITS = 6;
localparam SRC_END_X_AT = 0; localparam SRC_END_X_BITS = 13;
localparam SRC_END_WORD_AT = 16; localparam SRC_END_WORD_BITS = 12;
localparam SRC_X_AT = 32; localparam SRC_X_BITS = 12;
localparam SRC_WORD_AT = 48; localparam SRC_WORD_BITS = 12;
localparam SRC_START_AT = 64; localparam SRC_START_BITS = 24;
localparam SRC_COLS_AT = 96; localparam SRC_COLS_BITS = 13;
localparam SRC_KEEP_AT = 112; localparam SRC_KEEP_BITS = 12;
localparam SRC_STEP_X_AT = 128; localparam SRC_STEP_X_BITS = 12;
localparam SRC_STEP_Y_AT = 160; localparam SRC_STEP_Y_BITS = 24;
localparam TASK_REGS = 16; localparam SOURCE_REGS = 6; localparam ALONE_REGS = 3;
localparam PLACE_BITS = 24;
localparam [511:0] TASK_USED = {32'h3fffffff, 32'hffffffff, 32'h000f0fff, 32'h1fff1fff,
    32'hffffffff, 32'hffffffff, 32'hffffffff, 32'hffffffff, 32'hffffffff, 32'h3fffffff,
    32'h1fff1fff, 32'h1fff1fff, 32'h0ff1ffff, 32'hffff0fff, 32'h1fff1fff, 32'h07ff7fff};
localparam [191:0] SOURCE_USED = {32'h00ffffff, 32'h00000fff, 32'h0fff1fff, 32'h00ffffff, 32'h0fff0fff, 32'h0fff1fff};
/* verilator lint_on UNUSEDPARAM */
