#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Whatever plan_read accepts can be checked and run. tests/plan_edits.c edits every
# field of small plans; it and all that it calls are compiled here with the address
# and undefined-behaviour sanitizers (imcfab itself need not be).
set -u
src=$(cd "${srcdir:-.}" && pwd)
dir=plan_edits.build
nets=$src/tests/nets
cc=gcc
command -v ccache >/dev/null && cc="ccache gcc"
mkdir -p $dir

./imcfab images --split test --count 1 -o $dir/images || exit 1
./imcfab map "$nets/tiny.arch" "$nets/small.json" --set xbar.rows=40 \
	--set "topology=5pp(12)" -o $dir/5pp.plan >/dev/null || exit 1
./imcfab map "$nets/tiny.arch" "$nets/small.json" --set xbar.rows=40 \
	--set "topology=tree(3, 4)" --vcs auto -o $dir/tree.plan >/dev/null || exit 1
./imcfab map "$nets/tiny.arch" "$nets/small.json" --set xbar.rows=40 \
	--set xbar.cols=8 --set act.sources=8 --vcs auto --place order \
	--set "topology=5pp(28)" --interval 1024 -o $dir/bands.plan >/dev/null || exit 1

cat >$dir/Makefile <<END
objects = \$(patsubst %.c,%.o,\$(subst /,+,\$(sources)))
sources = $(cd "$src" && echo gen/base/*.c gen/image/*.c gen/topo/*.c gen/model/*.c gen/check/*.c gen/embed/*.c refmodel/*.c \
	gen/compile/*.c gen/compare/compare.c gen/compare/compare_run.c gen/compare/floor.c gen/compare/topo.c \
	gen/measure/stimulus.c gen/cmd/check.c gen/cmd/cmd.c gen/cmd/input.c gen/cmd/option*.c \
	gen/cmd/plan_use.c gen/cmd/noise.c gen/cmd/ref.c gen/cmd/run.c gen/device/*.c \
	tests/plan_edits.c)
# Sections: what no command here calls needs nothing linked.
flags = -std=gnu11 -g -O1 -ffunction-sections -fsanitize=address,undefined -fno-sanitize-recover=undefined \
	-DPACKAGE_VERSION='""' -DIMCFAB_PKGDATADIR='""' -I$src/gen -I$src
plan_edits: \$(objects)
	gcc -fsanitize=address,undefined -Wl,--gc-sections -o \$@ \$^ \$\$(pkg-config --libs jansson libpng libjpeg) $(sed -n 's/^CADICAL_LIBS = //p' Makefile) -lm
define rule
$(printf '%s' '$(patsubst %.c,%.o,$(subst /,+,$(1))): '"$src"'/$(1) Makefile')
	$cc \$(flags) -c -o \$\$@ \$\$<
endef
\$(foreach s,\$(sources),\$(eval \$(call rule,\$(s))))
END
make -s -C $dir plan_edits || exit 1
cd $dir || exit 1
failed=0
# edits PLAN [WORD]: of all its lines, or from the first that begins with WORD.
edits() {
	./plan_edits "$1.plan" images ${2:+"$2"} >"$1.log" 2>"$1.err" || failed=1
	tail -40 "$1.log"
}
edits 5pp ""
edits tree stream	# of many hops, between routers
edits bands "task 14"	# images of several sources, an output in two parts
[ $failed = 0 ]
