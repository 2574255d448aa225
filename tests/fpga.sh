#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# imc_sram becomes block RAM on four families of FPGA: so many cells of that kind after
# Yosys has mapped memories, no other memory and no flip-flop beside them. A crossbar in logic
# has its weights, vectors and codes in such cells and its products in multipliers of an ECP5,
# alone and in the tiles of a fabric. The list fpga.f has block RAM around the macro.
set -u
yosys=${YOSYS:-yosys}
if ! command -v "$yosys" >/dev/null 2>&1; then
	echo "fpga.sh: skipped: no Yosys"
	exit 77
fi
sram=$(cd "${srcdir:-.}/rtl_templates" && pwd)/imc_sram.v
log=fpga.tmp
failed=0 n=0
while read -r family last cell width depth want; do
	n=$((n + 1))
	if ! "$yosys" -p "read_verilog -defer \"$sram\"
		hierarchy -top imc_sram -chparam WIDTH $width -chparam DEPTH $depth
		rename -top imc_sram
		synth_$family -top imc_sram -run begin:$last
		select -assert-count $want t:$cell
		select -assert-none t:\$mem* t:\$*dff* t:*DFF* t:TRELLIS*
		select -assert-none t:RAM* t:$cell %d
		select -assert-none t:SB_* t:$cell %d" >"$log" 2>&1; then
		tail -3 "$log"
		echo "$family: $depth words of $width bits are not $want cells $cell alone"
		failed=$((failed + 1))
	fi
done <<END
xilinx map_ffram  RAMB36E1    32  1024 1
xilinx map_ffram  RAMB36E1    128 600  4
xilinx map_ffram  RAMB18E1    86  256  3
ecp5   map_gates  DP16KD      32  1024 2
ecp5   map_gates  DP16KD      86  256  3
ice40  map_gates  SB_RAM40_4K 32  256  2
ice40  map_gates  SB_RAM40_4K 86  256  6
gowin  map_gates  DPX9        32  1024 2
gowin  map_gates  SDPX9       86  256  3
END

# logic NAME CELLS COMMAND...: synthesised so far that memories and products are mapped
logic() {
	n=$((n + 1))
	name=$1 cells=$2
	shift 2
	if ! "$yosys" -p "$*" -p "synth_ecp5 -noflatten -run begin:map_gates; flatten; select -assert-none t:\$mem* t:\$mul" \
		-p "tee -o $log.stat stat" >"$log" 2>&1; then
		tail -3 "$log"
		echo "$name: memories or products are left"
		failed=$((failed + 1))
		return
	fi
	got=$(awk '$1 == "DP16KD" || $1 == "MULT18X18D" || $1 == "TRELLIS_DPR16X4" { printf "%s %s ", $1, $2 }' $log.stat)
	[ "$got" = "$cells " ] || {
		echo "$name: $got, not $cells"
		failed=$((failed + 1))
	}
}
rtl=$(dirname "$sram")
logic crossbar 'DP16KD 8 MULT18X18D 10' "read_verilog -defer $sram $rtl/imc_memory.v $rtl/imc_bypass.v $rtl/imc_xbar_digital.v;
	hierarchy -check -top imc_xbar_digital -chparam ROWS 288 -chparam COLS 32 -chparam MACS 8 -chparam CYCLES 1169 -chparam ADC_BITS 26"
# The fabric of arch/ecp5.arch as tests/ecp5 synthesises it: in a tile 8 block RAMs of the
# crossbar, 3 of activations and residual, 3 of constants; 10 multipliers of the crossbar, 4
# behind it. 9 LUT memories are the queue of the output.
IMCFAB_SHARE=$(dirname "$rtl") ./imcfab fabric "$(dirname "$rtl")/arch/ecp5.arch" -o fpga.build || exit 1
logic fabric 'DP16KD 112 MULT18X18D 112 TRELLIS_DPR16X4 9' \
	"read_verilog -defer -DIMC_MULTIPLIERS -I fpga.build/rtl $(sed -n 's|^[^+]|fpga.build/&|p' fpga.build/fpga.f | tr '\n' ' ');
	hierarchy -check -top imc_fabric; setattr -set ram_style \"block\" m:mem"

# The product of imc_mac is the same with the multipliers of an FPGA: any factors and sum.
n=$((n + 1))
cat >"$log.v" <<END
module both #(parameter A = 8, parameter D = 3, parameter W = 11) (
  input [A-1:0] a, input [2*D-2:0] b, input [W-1:0] c, output differ
);
  wire [3*D-1:0] digits;
  wire [W-1:0] x, y;
  imc_digits #(.BITS(2*D-1)) of_b (.b_i(b), .digit_o(digits));
  imc_mac #(.A_BITS(A), .DIGITS(D), .WIDTH(W)) mac (.en_i(1'b1), .a_i(a), .digit_i(digits), .c_i(c), .p_o(x));
  imc_mac_fpga #(.A_BITS(A), .DIGITS(D), .WIDTH(W)) fpga (.en_i(1'b1), .a_i(a), .digit_i(digits), .c_i(c), .p_o(y));
  assign differ = x != y;
endmodule
END
sed 's/^module imc_mac /module imc_mac_fpga /' "$rtl/imc_mac.v" >"$log.fpga.v"
for shape in 'A 8 -chparam D 3 -chparam W 11' 'A 7 -chparam D 3 -chparam W 7' 'A 4 -chparam D 2 -chparam W 9'; do
	"$yosys" -p "read_verilog -defer $log.v $rtl/imc_digits.v $rtl/imc_mac.v; read_verilog -defer -DIMC_MULTIPLIERS $log.fpga.v
		hierarchy -check -top both -chparam $shape; proc; flatten; opt
		sat -verify -set-def-inputs -prove differ 0 -show a,b,c" >"$log" 2>&1 || {
		tail -20 "$log"
		echo "imc_mac: another product with IMC_MULTIPLIERS ($shape)"
		failed=$((failed + 1))
	}
	grep -q 'mul' "$log" || { echo "imc_mac: no product to compare"; failed=$((failed + 1)); }
done
imcfab=$PWD/imcfab
rm -rf fpga.build
IMCFAB_SHARE=$(cd "${srcdir:-.}" && pwd)
export IMCFAB_SHARE
"$imcfab" fabric "$IMCFAB_SHARE/tests/nets/tiny.arch" \
	--set 'topology=path(1)' -o fpga.build >/dev/null || exit 1
cd fpga.build || exit 1
{
	sed -n "s|^[a-z].*|read_verilog -defer &|p" fpga.f
	echo "synth_xilinx -top imc_fabric -run begin:map_ffram"
	echo "select -assert-count 1 t:RAMB18E1"	# in the module of activations and residual
	echo "select -assert-count 1 t:*imc_xbar*"
	echo "select -assert-none *imc_sram*/t:\$mem*"
} >run.ys
yosys -q -s run.ys >run.log 2>&1 || {
	tail -3 run.log
	failed=$((failed + 1))
}
echo "$n memories and products and a fabric, $failed not as expected"
[ $failed = 0 ]
