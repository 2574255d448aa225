/* SPDX-License-Identifier: Apache-2.0 */

/* imc_slot is the queue of unit_fifo.cpp with one place, a word in two cycles. */

#define DEPTH 1
#include "unit_fifo.cpp"
