// Tables of class "data": heads sort, a field filters, rows can be chosen by mouse and keys.
// Nothing of the data is ever made into markup: texts go in as text.
'use strict';

function element(name, attributes, ...children) {
	const e = document.createElement(name);
	for (const [key, value] of Object.entries(attributes || {}))
		if (value !== null && value !== false) e.setAttribute(key, value === true ? '' : value);
	e.append(...children.filter(c => c !== null));
	return e;
}

// What a cell sorts by: its number, or its text.
function cellValue(row, column) {
	const text = row.cells[column].textContent.trim();
	const number = parseFloat(text.replace(/,/g, '').replace('\u2212', '-'));
	return text === '' || text === '\u2013' ? null : /^[\u2212-]?[\d.,]/.test(text) && !isNaN(number) ? number : text;
}

function compareCells(a, b) {
	if (a === null || b === null) return (a === null) - (b === null);
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	return String(a).localeCompare(String(b), 'en', {numeric: true});
}

// Rows without a value stay last, whichever way.
function sortTable(table, column, down) {
	const body = table.tBodies[0];
	const rows = Array.from(body.rows, (row, i) => ({row, i, value: cellValue(row, column)}));
	rows.sort((a, b) => {
		const order = compareCells(a.value, b.value);
		const empty = a.value === null || b.value === null;
		return (down && !empty ? -order : order) || a.i - b.i;
	});
	body.append(...rows.map(r => r.row));
}

function makeHeads(table) {
	const heads = Array.from(table.tHead.rows[0].cells);
	heads.forEach((head, column) => {
		if (head.hasAttribute('data-plain')) return;
		const button = element('button', {type: 'button', title: 'sort'}, ...head.childNodes);
		head.replaceChildren(button);
		button.addEventListener('click', () => {
			const now = head.getAttribute('aria-sort');
			const down = now ? now === 'ascending' : head.classList.contains('n');
			for (const h of heads) h.removeAttribute('aria-sort');
			head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
			sortTable(table, column, down);
		});
	});
}

// A row stays where it has every word of the filter.
function filterTable(table, text) {
	const words = text.toLowerCase().split(/\s+/).filter(w => w);
	let shown = 0;
	for (const row of table.tBodies[0].rows) {
		const has = row.textContent.toLowerCase();
		row.hidden = !words.every(w => has.includes(w));
		shown += !row.hidden;
	}
	return shown;
}

function makeFilter(table) {
	const all = table.tBodies[0].rows.length;
	const count = element('span', {}, `${all} rows`);
	const input = element('input', {type: 'search', placeholder: 'filter', 'aria-label': 'filter rows'});
	input.addEventListener('input', () => {
		count.textContent = `${filterTable(table, input.value)} of ${all} rows`;
	});
	const scroll = element('div', {class: 'scroll'});
	table.replaceWith(scroll);
	scroll.append(table);
	if (all > 5) scroll.before(element('div', {class: 'filter'}, input, count));
}

// Rows that stand for something: one of them is in the order of the tabulator, arrows go on.
function makeRows(table, choose) {
	const body = table.tBodies[0];
	for (const row of body.rows) {
		if (!Object.keys(row.dataset).length) continue;
		row.dataset.row = '';
		row.tabIndex = -1;
	}
	if (body.rows.length && body.rows[0].dataset.row === '') body.rows[0].tabIndex = 0;
	body.addEventListener('click', event => choose(event.target.closest('tr')));
	body.addEventListener('keydown', event => {
		const row = event.target.closest('tr');
		const step = {ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling'}[event.key];
		if (event.key === 'Enter' || event.key === ' ') {
			event.preventDefault();
			choose(row);
		} else if (step) {
			event.preventDefault();
			let next = row[step];
			while (next && next.hidden) next = next[step];
			if (next) next.focus();
		}
	});
}

function makeTable(table, choose) {
	makeHeads(table);
	makeFilter(table);
	makeRows(table, choose);
}
