#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What judges imcfab embed agrees with itself on random small instances: a search through all
# placements, igraph's LAD where igraph is there, the formula with a proof, and imcfab-verify.
set -u
. "${srcdir:-.}/tests/embed_common"
judged_by embed_oracles "$build/imcfab-verify"
