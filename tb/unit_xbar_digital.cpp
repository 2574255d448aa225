/* SPDX-License-Identifier: Apache-2.0 */

/* imc_xbar_digital by the contract of imc_xbar. */
#define BENCH "unit_xbar_digital"
#include "unit_xbar.cpp"
