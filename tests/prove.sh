#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The small shapes are proved, and for every property of every wrapper there is a broken
# copy of the module, which fails it.
set -u
cd "${srcdir:-.}/prove" || exit 1
missing=0 n=0
for wrapper in prove_*.v; do
	for property in $(sed -n 's/.* \(p_[a-z_]*\): assert.*/\1/p' "$wrapper"); do
		n=$((n + 1))
		if ! grep -q "^[0-9]* ${wrapper%.v} $property\( \|$\)" broken/*.diff; then
			echo "$wrapper: no broken copy for $property"
			missing=$((missing + 1))
		fi
	done
done
echo "$n properties, $missing without a broken copy"
[ $missing = 0 ] && [ $n != 0 ] || exit 1
exec ./prove.sh small broken
