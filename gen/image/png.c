/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#define MAX_CHUNK (8 << 20)	/* bytes of a chunk that is no picture */

struct reader {
	const struct image_job *j;
	struct images *im;
	struct err *e;
	size_t at;	/* bytes read */
	png_structp png;
	png_infop info;
	png_bytep *row;
};

/* Ends reading: libpng does not expect to return from here. */
static void refuse(png_structp png, const char *text)
{
	struct reader *r = png_get_error_ptr(png);

	err_set(r->e, r->j->path, 0, "not a whole PNG: %.200s", text);
	png_longjmp(png, 1);
}

static void ignore(png_structp png, const char *text)
{
	(void)png;
	(void)text;
}

static void read_bytes(png_structp png, png_bytep to, size_t n)
{
	struct reader *r = png_get_io_ptr(png);

	if (n > r->j->n - r->at)
		png_error(png, "the file ends early");
	memcpy(to, r->j->p + r->at, n);
	r->at += n;
}

/* The first image is turned into gray or red, green, blue of 8 bits. -1 and *e. */
static int prepare(struct reader *r)
{
	png_uint_32 w, h;
	int bits, colour;

	png_get_IHDR(r->png, r->info, &w, &h, &bits, &colour, NULL, NULL, NULL);
	if (bits == 16)
		return err_set(r->e, r->j->path, 0, "16 bits a sample: must be "
			       "8 or fewer");
	if (image_picture(r->j, w, h, colour & PNG_COLOR_MASK_COLOR ? 3 : 1,
			  r->im, r->e) < 0)
		return -1;
	if (colour == PNG_COLOR_TYPE_PALETTE)
		png_set_palette_to_rgb(r->png);
	else if (bits < 8)
		png_set_expand_gray_1_2_4_to_8(r->png);
	png_set_strip_alpha(r->png);
	png_set_interlace_handling(r->png);
	png_read_update_info(r->png, r->info);
	if (png_get_rowbytes(r->png, r->info) != (size_t)w * r->im->c)
		png_error(r->png, "rows of an unknown form");
	r->row = xmalloc(h * sizeof(*r->row));
	for (png_uint_32 y = 0; y < h; y++)
		r->row[y] = r->im->pixel + (size_t)y * w * r->im->c;
	return 0;
}

static int decode(struct reader *r)
{
	if (setjmp(png_jmpbuf(r->png)))
		return -1;
	png_set_read_fn(r->png, r, read_bytes);
	png_set_user_limits(r->png, IMAGES_MAX_SIDE, IMAGES_MAX_SIDE);
	png_set_chunk_malloc_max(r->png, MAX_CHUNK);
	png_read_info(r->png, r->info);
	if (prepare(r) < 0)
		return -1;
	png_read_image(r->png, r->row);
	png_read_end(r->png, NULL);
	return 0;
}

int image_png(const struct image_job *j, struct images *im, struct err *e)
{
	struct reader r = {.j = j, .im = im, .e = e};
	int failed;

	r.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &r, refuse,
				       ignore);
	r.info = r.png ? png_create_info_struct(r.png) : NULL;
	failed = r.info ? decode(&r) :
		err_set(e, j->path, 0, "libpng cannot be used");
	png_destroy_read_struct(&r.png, &r.info, NULL);
	free(r.row);
	return failed;
}
