// SPDX-License-Identifier: Apache-2.0
//
// Control registers (docs/rtl.md): number of each, address / 4. Included by imc_ctrl.
//
// Written from gen/model/control.c: UPDATE=1 make check TESTS=tests/check_control
localparam [31:0] ID = 32'h494D4346;
localparam [31:0] VERSION = {16'd1, 16'd2};
localparam [5:0] REG_ID = 6'd0;
localparam [5:0] REG_CONTROL = 6'd1;
localparam [5:0] REG_STATUS = 6'd2;
localparam [5:0] REG_PROG_WORDS = 6'd3;
localparam [5:0] REG_IMAGES_IN = 6'd4;
localparam [5:0] REG_IMAGES_OUT = 6'd5;
localparam [5:0] REG_MON_SELECT = 6'd6;
localparam [5:0] REG_MON_WORDS = 6'd7;
localparam [5:0] REG_MON_STALLS = 6'd8;
localparam [5:0] REG_CYCLES = 6'd9;
localparam [5:0] REG_IMAGE_WORDS = 6'd16;
localparam [5:0] REG_IRQ_STATUS = 6'd17;
localparam [5:0] REG_IRQ_MASK = 6'd18;
localparam [5:0] REG_BAD_IMAGES = 6'd19;
localparam [5:0] REG_BAD_IMAGE = 6'd20;
localparam [5:0] REG_FAULT = 6'd21;
localparam [5:0] REG_STATE_SELECT = 6'd31;
localparam [5:0] REG_STATE = 6'd32;
localparam [5:0] REG_VERSION = 6'd56;
localparam [5:0] REG_TILES = 6'd57;
localparam [5:0] REG_SHAPE = 6'd58;
localparam [5:0] REG_HASH_LOW = 6'd59;
localparam [5:0] REG_HASH_HIGH = 6'd60;
localparam [5:0] REG_PLAN_LOW = 6'd61;
localparam [5:0] REG_PLAN_HIGH = 6'd62;
