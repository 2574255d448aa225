/* SPDX-License-Identifier: Apache-2.0 */
#ifndef EXPAND_H
#define EXPAND_H

#include "base/util.h"

/*
 * Templates: a text in which data stand in pairs of braces, so that markup has files of
 * its own. All that is inserted is escaped for HTML, also inside quoted attributes.
 *
 *	{{E}}		a value as it is: numbers plain, for attributes
 *	{{,E}}		the same for people: 133,120; 0.04217; a dash for null
 *	{{,.2 E}}	with two digits behind the point
 *	{{~E}}		a name as it is, with places to break the line (U+200B) in it
	{{#E}}..{{/}}	once for each element of an array, once in an object that is not
 *			empty, else once where E is true: not null, false, 0 or ""
 *	{{^E}}..{{/}}	once where the other would be left out
 *	{{>FILE}}	another template, {{<FILE}} a file as it is
 *	{{=E}}		the value as JSON that may stand inside a <script> element
 *
 * E is made of numbers, 'texts', + - * / %, < > = and !=, ?: and parentheses, as in C, and of
 * names: a.b is member b of the value a, which is looked for in the values that the
 * template is inside of, the innermost first; a[E] element E of an array, null behind its
 * end; . is the innermost value; @ the number of the innermost element, from 0, and @a that in the loop over a;
 * floor(E) and count(E) are what they say. Arithmetic with null gives null, and so does a
 * division by 0. A name that none of the values has is an error.
 */
struct json_t;

/* Adds the template `name` of the folder to *t. 0, or -1 and *e with file and line. */
int expand(const char *dir, const char *name, const struct json_t *data,
	   struct text *t, struct err *e);

#endif
