/* SPDX-License-Identifier: Apache-2.0 */
#include "page.h"

#include <jansson.h>
#include <stdlib.h>

#include "cmd.h"
#include "base/file.h"
#include "report/report.h"

int page_write(json_t *data, const char *path, struct err *e)
{
	char *templates = data ? cmd_share("report", e) : NULL;
	struct text t = {0};
	int r = templates ? report_page(data, templates, &t, e) : -1;

	if (!r)
		r = file_write(path, t.s, t.n, e);
	text_free(&t);
	json_decref(data);
	free(templates);
	return r;
}
