/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KIND_H
#define KIND_H

/* What a file is by its first words, for the message of a reader that expected
 * another: " but a plan", " but a hardware file", " but JSON", or "" where the text
 * begins like none of them. */
const char *kind_but(const char *text);

#endif
