#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The C tests and those of the command line once more, built in the folder san so that
# the first bad address, undefined behaviour or leak ends them. Tests that run Yosys or
# Verilator are left out; the trained networks too, which the oracle works long on.
set -u
src=$(cd "${srcdir:-.}" && pwd)
unset MAKEFLAGS MAKELEVEL MFLAGS MAKEOVERRIDES
mkdir -p san
cd san || exit 1
if [ ! -f Makefile ] || [ "$src/configure" -nt Makefile ]; then
	"$src/configure" -q --enable-sanitizers >configure.log 2>&1 ||
		{ cat configure.log; exit 1; }
fi

# The faults that it is about are found with these flags.
flags=$(sed -n 's/^SANITIZERS = //p' Makefile)
cat >fault.c <<'END'
#include <stdlib.h>
int main(int argc, char **argv)
{
	char *volatile p = malloc(10);
	volatile int n = 2147483647;

	if (argc == 1)
		free(p);
	else if (*argv[1] == 'o')
		n += argc;
	else if (*argv[1] == 'a')
		p[8 + argc] = 1;
	p = 0;
	return n == 0;
}
END
# shellcheck disable=SC2086
${CC:-cc} $flags -o fault fault.c || exit 1
./fault || { echo "a program without a fault fails"; exit 1; }
for fault in overflow address leak; do
	if ./fault $fault >fault.log 2>&1; then
		echo "$fault: not found"
		exit 1
	fi
done

tests=$(cd "$src/tests" && ls check_*.c | sed 's|^|tests/|; s/\.c$//')
tests=$(echo "$tests" | grep -v '^tests/check_oracle_trained$')
for name in bad broken_plans edge_lists images options raise run topology verify; do
	tests="$tests tests/$name.sh"
done
export BUILD="$PWD" CHECK_TOOLS=no UBSAN_OPTIONS=print_stacktrace=1
failed=0
# shellcheck disable=SC2086
"$src/tests/check.sh" $tests || failed=1
IMCFAB_DATA=/nonexistent "$src/tests/check.sh" tests/check_oracle_trained || failed=1
exit $failed
