/* SPDX-License-Identifier: Apache-2.0 */
#include <check.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/util.h"
#include "main.h"
#include "report/expand.h"

#define DIR "check_expand.tmp"

static const char data[] =
	"{\"n\": 1234567, \"real\": 0.0421749, \"minus\": -1234.5, \"none\": null, \"zero\": 0,"
	" \"yes\": true, \"no\": false, \"empty\": [], \"text\": \"<b>\\\"&'\\u2028\","
	" \"name\": \"outer\", \"long\": \"a.b_c\", \"list\": [10, 20, null],"
	" \"rows\": [{\"name\": \"x\", \"at\": 0, \"in\": [1, 2]}, {\"name\": \"y\", \"at\": 7, \"in\": [3]}],"
	" \"object\": {\"name\": \"inner\", \"deep\": {\"v\": 5}},"
	" \"end\": \"</script><!--\"}";

/* What the template of a text becomes; NULL and *e where it is refused. */
static char *expanded(const char *template, struct err *e)
{
	struct text t = {0};
	json_t *j = json_loads(data, 0, NULL);
	int r;

	ck_assert(j != NULL);
	check_folder(DIR);
	check_put(DIR, "part.html", "[{{name}}]\n");
	check_put(DIR, "raw.css", "a { b: {{c}} }\n\t< ");
	check_put(DIR, "main.html", template);
	text_add(&t, "%s", "");
	r = expand(DIR, "main.html", j, &t, e);
	json_decref(j);
	if (r < 0) {
		text_free(&t);
		return NULL;
	}
	return t.s;
}

static const struct {
	const char *template, *want;
} rows[] = {
	{ "plain {text} } {", "plain {text} } {" },
	{ "{{n}} {{real}} {{minus}} {{none}}", "1234567 0.0421749 -1234.5 " },
	{ "{{,n}} {{,real}} {{,minus}} {{,none}}", "1,234,567 0.04217 \xe2\x88\x92" "1,234 \xe2\x80\x93" },
	{ "{{,.2 n}} {{,.0 real}} {{,yes}} {{,no}}", "1,234,567.00 0 yes no" },
	{ "{{text}}", "&lt;b&gt;&quot;&amp;&#39;\xe2\x80\xa8" },
	{ "{{~long}}", "a.\xe2\x80\x8b" "b_\xe2\x80\x8b" "c" },
	{ "{{#list}}{{@}}:{{.}};{{/}}", "0:10;1:20;2:;" },
	{ "{{#rows}}{{name}}{{#in}} {{@rows}}.{{@}}={{.+at}}{{/}},{{/}}", "x 0.0=1 0.1=2,y 1.0=10," },
	{ "{{#object}}{{name}} {{deep.v}} {{n}}{{/}} {{name}} {{object.deep.v}}", "inner 5 1234567 outer 5" },
	{ "{{#yes}}a{{/}}{{#no}}b{{/}}{{#none}}c{{/}}{{#empty}}d{{/}}{{#zero}}e{{/}}", "a" },
	{ "{{^yes}}a{{/}}{{^no}}b{{/}}{{^none}}c{{/}}{{^empty}}d{{#n}}!{{/}}{{/}}{{^zero}}e{{/}}", "bcd!e" },
	{ "{{#no}}{{#list}}{{nothing}}{{/}}{{^x}}{{/}}{{/}}after", "after" },
	{ "{{1+2*3}} {{(1+2)*3}} {{7-2-1}} {{8/4/2}} {{-3+5}} {{7%4}}", "7 9 4 1 2 3" },
	{ "{{floor(7/2)}} {{count(list)}} {{list[1]}} {{list[zero]}}", "3 3 20 10" },
	{ "[{{list[9]}}{{list[none]}}{{none*2}}{{1/0}}{{floor(none)}}]", "[]" },
	{ "{{n>5 ? 'big' : 'small'}} {{n<5 ? 1 : zero ? 2 : 3}} {{'' ? 1 : 2}}", "big 3 2" },
	{ "{{name='outer'}}{{name!='outer'}}{{zero=0}}{{none=no}}", "1011" },
	{ "{{=rows}}", "[{\"name\":\"x\",\"at\":0,\"in\":[1,2]},{\"name\":\"y\",\"at\":7,\"in\":[3]}]" },
	{ "{{=end}}{{=text}}", "\"\\u003c/script\\u003e\\u003c!--\"\"\\u003cb\\u003e\\\"\\u0026'\\u2028\"" },
	{ "{{#rows}}{{>part.html}}{{/}}{{>part.html}}", "[x]\n[y]\n[outer]\n" },
	{ "{{<raw.css}}", "a { b: {{c}} }\n\t< " },
	{ "\t{{#list}}\n\t\tx\n\t{{/}}\nz", "x\nx\nx\nz" },
};

START_TEST(test_rows)
{
	struct err e = {0};
	char *s = expanded(rows[_i].template, &e);

	ck_assert_msg(s != NULL, "%s: %s", rows[_i].template, e.text);
	ck_assert_str_eq(s, rows[_i].want);
	free(s);
}
END_TEST

static const struct {
	const char *template, *says;
	int line;
} refused[] = {
	{ "a\nb {{nobody}}", "no `nobody' in the data", 2 },
	{ "{{object.nobody}}", "no `nobody' in the data", 1 },
	{ "{{n", "where }} should be", 1 },
	{ "{{n n}}", "where }} should be", 1 },
	{ "\n\n{{(n}}", "where ) should be", 3 },
	{ "{{n ? 1}}", "where : should be", 1 },
	{ "{{list[1}}", "where ] should be", 1 },
	{ "{{}}", "no value at", 1 },
	{ "{{shout(n)}}", "no function `shout'", 1 },
	{ "{{@rows}}", "no loop over `rows'", 1 },
	{ "{{/}}", "without a beginning", 1 },
	{ "a{{/}}b", "without a beginning", 1 },
	{ "\n{{#yes}}a", "no {{/}} behind this", 2 },
	{ "{{#list}}{{#no}}{{/}}", "no {{/}} behind this", 1 },
	{ "{{>../part.html}}", "where }} should be", 1 },
	{ "{{#no}}{{n", "no }}", 1 },
	{ "{{>main.html}}", "nest deeper", 1 },
	{ "{{,.99 n}}", "0 to 9 digits", 1 },
};

START_TEST(test_refused)
{
	struct err e = {0};

	ck_assert(expanded(refused[_i].template, &e) == NULL);
	ck_assert_msg(strstr(e.text, refused[_i].says) != NULL, "%s: %s", refused[_i].template, e.text);
	ck_assert_int_eq(e.line, refused[_i].line);
	ck_assert(strstr(e.file, "main.html") != NULL);
}
END_TEST

/* A template that is not there. */
START_TEST(test_absent)
{
	struct err e = {0};

	ck_assert(expanded("{{>nobody.html}}", &e) == NULL);
	ck_assert(strstr(e.file, "nobody.html") != NULL);
}
END_TEST

Suite *check_suite(void)
{
	Suite *s = suite_create("expand");
	TCase *c = tcase_create("expand");

	tcase_add_loop_test(c, test_rows, 0, sizeof(rows) / sizeof(rows[0]));
	tcase_add_loop_test(c, test_refused, 0, sizeof(refused) / sizeof(refused[0]));
	tcase_add_test(c, test_absent);
	suite_add_tcase(s, c);
	return s;
}
