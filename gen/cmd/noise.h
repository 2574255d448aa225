/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CMD_NOISE_H
#define CMD_NOISE_H

#include "cmd.h"
#include "device/device.h"
#include "model/plan.h"

/* Devices of the crossbars in run, cosim and program: --noise and what stands over it. */
struct noise_from {
	const char *file;	/* NULL: every device is as it was programmed */
	struct cmd_list set;	/* "key=value" over the file's */
};

#define CMD_OPT_NOISE(field, ...) {0, "noise", CMD_INPUT, "DEVICE", field, __VA_ARGS__ \
	.help = "devices of the crossbars that differ from what they were programmed to " \
		"(docs/devices.md, files in the folder devices)"}
#define CMD_OPT_NOISE_SET(field) {0, "noise-set", CMD_TEXT, "KEY=VALUE", field, \
	.max_given = CMD_MAX_SET, .requires = "noise", \
	.help = "override a key of the device file"}

/* Gives the plan these devices and says on standard output what came of it. Without
 * a file nothing. read: with the noise of reading them. 0, or -1 and *e. */
int noise_apply(struct plan *p, const struct noise_from *from, int read, struct err *e);

/* The line that it says, without its end. */
void noise_text(const struct device *d, const struct device_report *r, struct text *t);

#endif
