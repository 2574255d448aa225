/* SPDX-License-Identifier: Apache-2.0 */
#ifndef FIELDS_HPP
#define FIELDS_HPP

#include <cstdint>

extern "C" {
#include "model/registers.h"
}

/* Bits of task register i of a tile that belong to a field; registers of the sources follow
 * those of the task. */
inline uint32_t field_bits(unsigned i)
{
	const unsigned n_task = (unsigned)task_fields.n_regs;
	const task_field_list &l = i < n_task ? task_fields : source_fields;
	uint32_t bits = 0;

	if (i >= n_task)
		i = (i - n_task) % (unsigned)source_fields.n_regs;
	for (int k = 0; k < l.n; k++)
		if (l.field[k].reg == (int)i)
			bits |= (uint32_t)(((UINT64_C(1) << l.field[k].n_bits) - 1)
					   << l.field[k].at);
	return bits;
}

#endif
