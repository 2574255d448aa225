/* SPDX-License-Identifier: Apache-2.0 */
#ifndef VERIFY_IMPL_H
#define VERIFY_IMPL_H

#include "verify.h"

/* Between the files of the check only. */
void report_say(struct report *r, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* Name of a stream's source. */
const char *verify_source(const struct plan *p, int stream);

void verify_streams(const struct plan *p, struct report *r);
void verify_tasks(const struct plan *p, struct report *r);

/* Runs a plan that has no other fault. */
void verify_run(const struct plan *p, struct report *r);

#endif
