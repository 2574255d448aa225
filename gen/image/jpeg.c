/* SPDX-License-Identifier: Apache-2.0 */
#include "impl.h"

#include <setjmp.h>
#include <stdio.h>
#include <jpeglib.h>

#define MAX_SCANS 200	/* of a progressive picture; encoders make about ten */

struct reader {
	struct jpeg_decompress_struct jpeg;
	struct jpeg_error_mgr errors;
	struct jpeg_progress_mgr progress;
	jmp_buf end;
	const struct image_job *j;
	struct images *im;
	struct err *e;
};

/* Ends reading: libjpeg does not expect to return from here. */
static void refuse(j_common_ptr jpeg)
{
	struct reader *r = jpeg->client_data;
	char text[JMSG_LENGTH_MAX];

	jpeg->err->format_message(jpeg, text);
	err_set(r->e, r->j->path, 0, "not a whole JPEG: %s", text);
	longjmp(r->end, 1);
}

/* A warning is damage that libjpeg would paint over. */
static void message(j_common_ptr jpeg, int level)
{
	if (level < 0)
		refuse(jpeg);
}

static void check_scans(j_common_ptr jpeg)
{
	struct reader *r = jpeg->client_data;

	if (r->jpeg.input_scan_number <= MAX_SCANS)
		return;
	err_set(r->e, r->j->path, 0, "more than %d scans", MAX_SCANS);
	longjmp(r->end, 1);
}

static int decode(struct reader *r)
{
	j_decompress_ptr jpeg = &r->jpeg;
	J_COLOR_SPACE space;

	if (setjmp(r->end))
		return -1;
	jpeg_create_decompress(jpeg);
	jpeg->progress = &r->progress;
	jpeg_mem_src(jpeg, r->j->p, r->j->n);
	jpeg_read_header(jpeg, TRUE);
	space = jpeg->jpeg_color_space;
	if (space != JCS_GRAYSCALE && space != JCS_YCbCr && space != JCS_RGB)
		return err_set(r->e, r->j->path, 0, "%d components%s: must be "
			       "gray or red, green, blue",
			       jpeg->num_components, jpeg->num_components == 4 ?
			       ", as CMYK has" : "");
	if (image_picture(r->j, jpeg->image_width, jpeg->image_height,
			  space == JCS_GRAYSCALE ? 1 : 3, r->im, r->e) < 0)
		return -1;
	jpeg->out_color_space = space == JCS_GRAYSCALE ? JCS_GRAYSCALE :
		JCS_RGB;
	jpeg_start_decompress(jpeg);
	while (jpeg->output_scanline < jpeg->output_height) {
		JSAMPROW row = r->im->pixel + (size_t)jpeg->output_scanline *
			r->im->w * r->im->c;

		jpeg_read_scanlines(jpeg, &row, 1);
	}
	jpeg_finish_decompress(jpeg);
	return 0;
}

int image_jpeg(const struct image_job *j, struct images *im, struct err *e)
{
	struct reader r = {.j = j, .im = im, .e = e};
	int failed;

	r.jpeg.err = jpeg_std_error(&r.errors);
	r.jpeg.client_data = &r;
	r.errors.error_exit = refuse;
	r.errors.emit_message = message;
	r.progress.progress_monitor = check_scans;
	failed = decode(&r);
	jpeg_destroy_decompress(&r.jpeg);
	return failed;
}
