#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# imc_sram becomes block RAM on four families of FPGA: so many cells of that kind after
# Yosys has mapped memories, no other memory and no flip-flop beside them. So do those of a
# fabric by its list fpga.f, around the crossbar.
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
echo "$n memories and a fabric, $failed not mapped as expected"
[ $failed = 0 ]
