/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <protobuf-c/protobuf-c.h>
#include <string.h>

#include "impl.h"

/* The wire format of protobuf: a tag (number of the field and how it is written), then
 * a number of up to ten bytes, four or eight bytes, or a length and so many bytes. */
enum { WIRE_VARINT = 0, WIRE_64 = 1, WIRE_BYTES = 2, WIRE_32 = 5 };

struct walk {
	const uint8_t *file;
	const char *path;
	struct err *e;
	int n_messages;
};

static int refuse(const struct walk *w, const uint8_t *at, const char *what,
		  const char *message)
{
	return err_set(w->e, w->path, 0, "is no ONNX model: %s in %s at byte %zu",
		       what, message, (size_t)(at - w->file));
}

/* The number at *p, which moves behind it; -1 where it does not end before `end`. */
static int varint(const uint8_t **p, const uint8_t *end, uint64_t *v)
{
	*v = 0;
	for (int shift = 0; *p < end && shift < 70; shift += 7) {
		uint8_t byte = *(*p)++;

		*v |= shift < 64 ? (uint64_t)(byte & 127) << shift : 0;
		if (!(byte & 128))
			return 0;
	}
	return -1;
}

static int message(struct walk *w, const ProtobufCMessageDescriptor *d,
		   const uint8_t *p, const uint8_t *end, int depth);

/* The bytes of a field with a length; *seen has the messages before it. */
static int bytes(struct walk *w, const ProtobufCMessageDescriptor *d,
		 const ProtobufCFieldDescriptor *f, const uint8_t **p,
		 const uint8_t *end, int depth, uint64_t *seen)
{
	const uint8_t *at = *p;
	uint64_t n;

	if (varint(p, end, &n) < 0)
		return refuse(w, at, "a number is cut off", d->name);
	if (n > (uint64_t)(end - *p))
		return err_set(w->e, w->path, 0, "is cut off or damaged: %s%s%s at "
			       "byte %zu has %" PRIu64 " bytes, %zu are left",
			       d->name, f ? ", field " : "", f ? f->name : "",
			       (size_t)(at - w->file), n, (size_t)(end - *p));
	at = *p;
	*p += n;
	if (f && f->type == PROTOBUF_C_TYPE_MESSAGE) {
		const uint64_t bit = (uint64_t)1 << ((f - d->fields) & 63);

		/* The unpacker would join it with the first, again and again. */
		if (f->label != PROTOBUF_C_LABEL_REPEATED && (*seen & bit))
			return refuse(w, at, "a message that is given twice", d->name);
		*seen |= bit;
		return message(w, f->descriptor, at, *p, depth + 1);
	}
	if (f && f->type == PROTOBUF_C_TYPE_STRING && memchr(at, 0, n))
		return refuse(w, at, "a name with a byte 0", d->name);
	return 0;
}

static int field(struct walk *w, const ProtobufCMessageDescriptor *d,
		 const uint8_t **p, const uint8_t *end, int depth, uint64_t *seen)
{
	const ProtobufCFieldDescriptor *f;
	const uint8_t *at = *p;
	uint64_t tag, v;
	size_t n;

	if (varint(p, end, &tag) < 0 || tag >> 3 == 0 || tag >> 32)
		return refuse(w, at, "a bad field", d->name);
	f = protobuf_c_message_descriptor_get_field(d, (unsigned)(tag >> 3));
	switch (tag & 7) {
	case WIRE_BYTES:
		return bytes(w, d, f, p, end, depth, seen);
	case WIRE_VARINT:
		return varint(p, end, &v) < 0 ?
			refuse(w, at, "a number is cut off", d->name) : 0;
	case WIRE_64:
	case WIRE_32:
		n = (tag & 7) == WIRE_64 ? 8 : 4;
		if ((size_t)(end - *p) < n)
			return refuse(w, at, "a number is cut off", d->name);
		*p += n;
		return 0;
	}
	return refuse(w, at, "a bad field", d->name);
}

static int message(struct walk *w, const ProtobufCMessageDescriptor *d,
		   const uint8_t *p, const uint8_t *end, int depth)
{
	uint64_t seen = 0;	/* fields, of which no message of onnx.proto has 64 */

	if (depth > ONNX_MAX_DEPTH)
		return refuse(w, p, "too many messages in messages", d->name);
	if (++w->n_messages > ONNX_MAX_MESSAGES)
		return refuse(w, p, "too many messages", d->name);
	while (p < end)
		if (field(w, d, &p, end, depth, &seen) < 0)
			return -1;
	return 0;
}

int proto_check(const ProtobufCMessageDescriptor *d, const uint8_t *p, size_t n,
	       const char *path, struct err *e)
{
	struct walk w = {p, path, e, 0};

	if (!n)
		return err_set(e, path, 0, "is empty: must be an ONNX model");
	return message(&w, d, p, p + n, 0);
}
