#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Builds and runs the bench of one module: tb/unit.sh NAME [SEED...]
#
# One row of the table a bench: name, top module, C files to link, and the parameter
# sets it is built for. Each set gets a build of its own under $BUILD_DIR (default
# unit.dir), linted with -Wall, and runs with every seed (default 1 2 3). The bench is
# tb/unit_NAME.cpp; it sees the parameters as macros and the model as class Vdut. The
# top module is in rtl_templates, or in tb where a bench wraps several. RTL is another
# folder of templates, SET a parameter set in place of those of the row.
set -eu

table() {
	cat <<-'END'
	fifo    imc_fifo    -  WIDTH=33,DEPTH=2 WIDTH=1,DEPTH=4 WIDTH=40,DEPTH=7 WIDTH=130,DEPTH=3
	cdc_fifo imc_cdc_fifo - WIDTH=33,DEPTH=8 WIDTH=1,DEPTH=2 WIDTH=130,DEPTH=4 WIDTH=8,DEPTH=16
	cdc     imc_cdc     -  BITS=32,DEPTH=8 BITS=128,DEPTH=4
	slot    imc_slot    -  WIDTH=33 WIDTH=1
	link    imc_link    -  WIDTH=33,VCS=2,STAGES=0 WIDTH=33,VCS=1,STAGES=1 WIDTH=36,VCS=4,STAGES=3
	router  imc_router  -  IN_PORTS=1,OUT_PORTS=1,VCS=1,DEPTH=2,WIDTH=33,ROLES=3 IN_PORTS=2,OUT_PORTS=3,VCS=2,DEPTH=3,WIDTH=33,ROLES=3 IN_PORTS=5,OUT_PORTS=5,VCS=1,DEPTH=2,WIDTH=36,ROLES=3 IN_PORTS=3,OUT_PORTS=2,VCS=1,DEPTH=5,WIDTH=33,ROLES=3 IN_PORTS=3,OUT_PORTS=2,VCS=4,DEPTH=2,WIDTH=33,ROLES=6 IN_PORTS=6,OUT_PORTS=6,VCS=2,DEPTH=4,WIDTH=33,ROLES=3 IN_PORTS=2,OUT_PORTS=2,VCS=16,DEPTH=2,WIDTH=33,ROLES=5
	edge    unit_edge   -  VCS=1,DEPTH=2 VCS=2,DEPTH=4
	collect imc_collect -  VCS=1,DEPTH=2,FIXED=0 VCS=3,DEPTH=4,FIXED=0,WAY_BITS=3 VCS=8,DEPTH=3,FIXED=0 VCS=4,DEPTH=4,FIXED=1
	ctrl    imc_ctrl    gen/model/program.c,gen/model/control.c  TILES=1,STAGES=0,STATE=1 TILES=7,STAGES=8,STATE=1 TILES=3,STAGES=64 TILES=2,STAGES=1,IMAGE_WORDS=77,STATE=1 TILES=3,STAGES=2,PARITY=1
	config  imc_config  gen/model/registers.c,gen/model/plan.c  REGS=19,ROUTES=5,SEL_BITS=3,FIXED=0,STATE=1 REGS=34,ROUTES=23,SEL_BITS=16,FIXED=0,LEAK=1 REGS=0,ROUTES=4,SEL_BITS=13,FIXED=0 REGS=28,ROUTES=1,SEL_BITS=2,FIXED=1,STATE=1,LEAK=1 REGS=0,ROUTES=2,SEL_BITS=13,FIXED=1 REGS=34,ROUTES=9,SEL_BITS=5,FIXED=0,PARITY=1 REGS=28,ROUTES=2,SEL_BITS=3,FIXED=1,PARITY=1,STATE=1
	adc     imc_adc     refmodel/num.c  ADC_BITS=2 ADC_BITS=8 ADC_BITS=32
	pool    imc_pool    refmodel/num.c  BITS=32,WORDS=0 BITS=32,WORDS=300 BITS=64,WORDS=2 BITS=128,WORDS=60
	window  imc_window  refmodel/num.c,gen/model/registers.c,gen/model/plan.c  WORDS=16,SOURCES=1 WORDS=64,SOURCES=3 WORDS=300,SOURCES=1 WORDS=300,SOURCES=5
	post    imc_post    refmodel/num.c  COLS=8,ADC_BITS=8,POST_CYCLES=1,POST_LANES=1,BITS=32,PSUM_BITS=32,ELEMENT=8 COLS=20,ADC_BITS=32,POST_CYCLES=1,POST_LANES=1,BITS=128,PSUM_BITS=24,ELEMENT=24,POST_TABLE=1,POST_LEAK=1 COLS=64,ADC_BITS=2,POST_CYCLES=2,POST_LANES=1,BITS=64,PSUM_BITS=32,ELEMENT=8,POST_TABLE=0,POST_LEAK=1 COLS=20,ADC_BITS=9,POST_CYCLES=4,POST_LANES=1,BITS=32,PSUM_BITS=16,ELEMENT=24,POST_TABLE=1,POST_LEAK=1 COLS=8,ADC_BITS=10,POST_CYCLES=2,POST_LANES=1,BITS=32,PSUM_BITS=32,ELEMENT=8,POST_TABLE=1,POST_LEAK=0 COLS=12,ADC_BITS=26,POST_CYCLES=4,POST_LANES=1,BITS=128,PSUM_BITS=32,ELEMENT=8,POST_TABLE=0,POST_LEAK=1 COLS=10,ADC_BITS=8,POST_CYCLES=1,POST_LANES=2,BITS=32,PSUM_BITS=16,ELEMENT=8,POST_TABLE=1,POST_LEAK=1 COLS=64,ADC_BITS=12,POST_CYCLES=1,POST_LANES=4,BITS=128,PSUM_BITS=32,ELEMENT=24 COLS=19,ADC_BITS=9,POST_CYCLES=1,POST_LANES=4,BITS=128,PSUM_BITS=16,ELEMENT=24,POST_TABLE=1,POST_LEAK=0 COLS=4,ADC_BITS=32,POST_CYCLES=1,POST_LANES=2,BITS=64,PSUM_BITS=24,ELEMENT=8,POST_TABLE=1,POST_LEAK=1 COLS=8,ADC_BITS=8,POST_CYCLES=2,POST_LANES=1,BITS=32,PSUM_BITS=32,ELEMENT=8,POST_TABLE=1,POST_LEAK=1 COLS=8,ADC_BITS=10,POST_CYCLES=1,POST_LANES=1,BITS=32,PSUM_BITS=32,ELEMENT=8,POST_TABLE=0,POST_LEAK=1
	xbar    imc_xbar    refmodel/num.c  ROWS=16,COLS=8,CYCLES=10,ADC_BITS=12,WEIGHT_BITS=8,BITS=32,READ_COLS=1 ROWS=40,COLS=20,CYCLES=7,ADC_BITS=32,WEIGHT_BITS=3,BITS=64,READ_COLS=2 ROWS=4,COLS=4,CYCLES=2,ADC_BITS=8,WEIGHT_BITS=2,BITS=32,READ_COLS=4 ROWS=48,COLS=12,CYCLES=9,ADC_BITS=9,WEIGHT_BITS=8,BITS=128,READ_COLS=4
	xbar_digital imc_xbar_digital refmodel/num.c ROWS=16,COLS=8,MACS=4,CYCLES=45,ADC_BITS=12,WEIGHT_BITS=8,BITS=32,READ_COLS=1 ROWS=40,COLS=24,MACS=8,CYCLES=137,ADC_BITS=32,WEIGHT_BITS=3,BITS=64,READ_COLS=2 ROWS=4,COLS=4,MACS=4,CYCLES=17,ADC_BITS=8,WEIGHT_BITS=2,BITS=32,READ_COLS=4 ROWS=48,COLS=16,MACS=16,CYCLES=90,ADC_BITS=9,WEIGHT_BITS=8,BITS=128,READ_COLS=4 ROWS=36,COLS=20,MACS=4,CYCLES=193,ADC_BITS=2,WEIGHT_BITS=7,BITS=32,READ_COLS=1
	core    imc_core    refmodel/num.c,gen/model/registers.c,gen/model/plan.c  ROWS=64,COLS=16,CYCLES=20,ADC_BITS=9,WEIGHT_BITS=8,POST_CYCLES=4,ACT_WORDS=64,SKIP_WORDS=16,SOURCES=1,POOL_WORDS=0 ROWS=144,COLS=20,CYCLES=37,ADC_BITS=32,WEIGHT_BITS=4,POST_CYCLES=1,ACT_WORDS=180,SKIP_WORDS=50,SOURCES=4,POOL_WORDS=50,POST_TABLE=1,POST_LEAK=1 ROWS=64,COLS=16,CYCLES=145,MACS=8,ADC_BITS=9,WEIGHT_BITS=8,POST_CYCLES=4,ACT_WORDS=64,SKIP_WORDS=16,SOURCES=1,POOL_WORDS=0,POST_TABLE=0,POST_LEAK=1
	tile    imc_tile    refmodel/num.c,gen/model/registers.c,gen/model/plan.c  IN_PORTS=2,OUT_PORTS=3,VCS=2,DEPTH=4,ROWS=64,COLS=16,CYCLES=20,ADC_BITS=10,WEIGHT_BITS=8,POST_CYCLES=1,ACT_WORDS=64,SKIP_WORDS=16,SOURCES=1,POOL_WORDS=30,FIXED=0,STATE=1,COUNT_BITS=0 IN_PORTS=5,OUT_PORTS=4,VCS=1,DEPTH=2,ROWS=36,COLS=20,CYCLES=37,ADC_BITS=32,WEIGHT_BITS=4,POST_CYCLES=2,ACT_WORDS=90,SKIP_WORDS=50,SOURCES=3,POOL_WORDS=0,FIXED=0,POST_TABLE=1,POST_LEAK=1 IN_PORTS=1,OUT_PORTS=2,VCS=3,DEPTH=3,ROWS=64,COLS=16,CYCLES=20,ADC_BITS=8,WEIGHT_BITS=8,POST_CYCLES=4,ACT_WORDS=64,SKIP_WORDS=16,SOURCES=2,POOL_WORDS=64,FIXED=1,STATE=1,COUNT_BITS=7,POST_TABLE=1,POST_LEAK=0
	END
}

name=${1:?usage: tb/unit.sh NAME [SEED...]}
shift
row=$(table | awk -v name="$name" '$1 == name')
if [ -z "$row" ]; then
	echo "unit.sh: no bench '$name'; there are: $(table | awk '{printf "%s ", $1}')" >&2
	exit 2
fi
verilator=${VERILATOR:-verilator}
if ! command -v "$verilator" >/dev/null 2>&1; then
	echo "unit.sh: $name skipped: no Verilator"
	exit 77
fi
top_src=$(cd "$(dirname "$0")/.." && pwd)
rtl=${RTL:-$top_src/rtl_templates}
mkdir -p "${BUILD_DIR:-unit.dir}"
build=$(cd "${BUILD_DIR:-unit.dir}" && pwd)

# shellcheck disable=SC2086 # the row is split on purpose
set -- "$@" -- $row
seeds=
while [ "$1" != -- ]; do
	seeds="$seeds $1"
	shift
done
top=$3
c_files=$4
shift 4
# shellcheck disable=SC2086 # so is the set
[ -z "${SET:-}" ] || set -- $SET

objects=
if [ "$c_files" != - ]; then
	for c_file in $(echo "$c_files" | tr , ' '); do
		# Sections, so that of a file only what the bench calls is linked.
		object=$build/unit_$name.$(basename "$c_file" .c).o
		${CC:-cc} -std=c11 -O2 -ffunction-sections -I"$top_src/gen" -I"$top_src" \
			-c "$top_src/$c_file" -o "$object"
		objects="$objects $object"
	done
fi

for set in "$@"; do
	dir=$build/unit_$name.$(echo "$set" | tr -d '=' | tr ',' '-')
	flags= macros=
	for pair in $(echo "$set" | tr , ' '); do
		# A parameter that the module does not have is the bench's own.
		if grep -q "parameter.* ${pair%%=*} *=" "$rtl/$top.v" \
		    "$top_src"/tb/"$top".v 2>/dev/null; then
			flags="$flags -G$pair"
		fi
		macros="$macros -D$pair"
	done
	mkdir -p "$dir"
	# shellcheck disable=SC2086 # flags, macros and objects are lists
	"$verilator" --cc --exe -Wall -O3 --x-assign unique --x-initial unique \
		--top-module "$top" --prefix Vdut --Mdir "$dir" $flags \
		-LDFLAGS -Wl,--gc-sections \
		-y "$rtl" -y "$top_src/tb" \
		"$top" "$top_src/tb/unit_$name.cpp" $objects
	compile() {
		make -s -C "$dir" -f Vdut.mk OPT_FAST=-O1 OPT_SLOW=-O0 OPT_GLOBAL=-O1 \
			OBJCACHE="$(command -v ccache || true)" "$@" >"$dir/make.log" 2>&1 ||
			{ cat "$dir/make.log" >&2; exit 1; }
	}
	# What is Verilator's own knows no parameter, so that ccache has it from the first set on.
	compile VM_USER_CFLAGS=-std=c++17 verilated.o verilated_threads.o
	compile VM_USER_CFLAGS="-std=c++17 -I$top_src/tb -I$top_src/gen -I$top_src$macros" Vdut
	for seed in ${seeds:-1 2 3}; do
		"$dir/Vdut" "$seed"
	done
done
