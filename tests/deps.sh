#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A file includes headers of its own folder, by name alone, and headers of the folders
# that tests/levels lets its folder see, by FOLDER/NAME. Folders are those of gen, and refmodel.
# Makefile.am names each of the files, so that an archive of the sources has it.
set -u
cd "${srcdir:-.}" || exit 1
awk '
function folder(path) {
	sub(/\/[^\/]*$/, "", path)
	sub(/.*\//, "", path)
	return path
}
FNR == NR {
	if (/^#/) next
	own = substr($1, 1, length($1) - 1)
	known[own] = 1
	for (i = 2; i <= NF; i++) {
		if (!($i in known)) {
			print FILENAME ":" FNR ": " $i " does not stand before " own
			bad = 1
		}
		sees[own, $i] = 1
	}
	next
}
FNR == 1 {
	own = folder(FILENAME)
	n_files++
	if (!(own in known)) { print FILENAME ": " own " is not in tests/levels"; bad = 1 }
}
/^#include "/ {
	split($0, part, "\"")
	if (!index(part[2], "/")) next
	other = folder(part[2])
	if (other == own || !((own, other) in sees)) {
		print FILENAME ":" FNR ": " own " includes " part[2] \
			", which tests/levels does not let it see"
		bad = 1
	}
}
END {
	print n_files " files"
	exit bad || n_files < 100
}
' tests/levels gen/*/*.[ch] refmodel/*.[ch] || exit 1
for file in gen/*/*.[ch] refmodel/*.[ch]; do
	grep -qE "(^|[[:space:]])$file([[:space:]]|\$)" Makefile.am || {
		echo "Makefile.am does not name $file"
		exit 1
	}
done
if ls gen/*.[ch] 2>/dev/null; then
	echo 'a file of gen has its folder'
	exit 1
fi
if grep -l endmodule gen/*/*.c refmodel/*.c | grep -v '^gen/base/vlog.c$'; then
	echo 'only gen/base/vlog.c writes the words of a Verilog module'
	exit 1
fi
echo "directions hold"
