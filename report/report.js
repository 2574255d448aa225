// What the page does beyond standing there: choosing designs, shading, zoom, and a selection
// that holds in every design that shows it. Without scripts all of them are shown.

const data = JSON.parse(document.getElementById('data').textContent);
const articles = Array.from(document.querySelectorAll('.design'));
const panel = document.getElementById('selection');
let selected = null;	// {kind: 'core'|'stream'|'channel'|'layer', design, index}
let shown = [0, 1].filter(i => i < articles.length);

const people = new Intl.NumberFormat('en-US', {maximumSignificantDigits: 6});
function number(value, unit) {
	if (value === null || value === undefined) return '\u2013';
	const digits = Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4));
	return people.format(digits) + (unit ? ' ' + unit : '');
}
function percent(value) {
	return value === null || value === undefined ? '\u2013' : number(Math.round(value * 1000) / 10) + ' %';
}

// The same thing in another design: tasks, streams and layers by name, channels by their
// ends, and a core without a task by its number. -1: it is not there.
function inDesign(selection, design) {
	const from = data.designs[selection.design], to = data.designs[design];
	if (from === to) return selection.index;
	const list = {core: 'nodes', stream: 'streams', channel: 'channels', layer: 'layers'}[selection.kind];
	const thing = from[list][selection.index];
	if (selection.kind === 'channel')
		return from.topology === to.topology ? selection.index : -1;
	if (selection.kind === 'core') {
		if (thing.task === null) return -1;
		const name = from.tasks[thing.task].name;
		const task = to.tasks.findIndex(t => t.name === name);
		return task < 0 ? -1 : to.tasks[task].node;
	}
	return to[list].findIndex(t => t.name === thing.name);
}

// What is to be marked for a selection: classes by channel and by node.
function marks(kind, index, design) {
	const d = data.designs[design], channels = new Map(), nodes = new Map();
	const tree = (stream, mark) => d.streams[stream].hops.forEach(h => channels.set(h[0], mark));
	const ends = (stream) => {
		const s = d.streams[stream];
		if (s.source !== null) nodes.set(d.tasks[s.source].node, 'also');
		for (const r of s.readers) if (r.task !== null) nodes.set(d.tasks[r.task].node, 'also');
	};
	if (kind === 'core') {
		const task = d.nodes[index].task;
		d.streams.forEach((s, i) => {
			if (task === null) return;
			if (s.readers.some(r => r.task === task)) tree(i, 'in');
			if (s.readers.some(r => r.task === task) && s.source !== null) nodes.set(d.tasks[s.source].node, 'also');
		});
		d.streams.forEach((s, i) => {
			if (task === null || s.source !== task) return;
			tree(i, 'out');
			ends(i);
		});
		nodes.set(index, 'main');
	} else if (kind === 'stream') {
		tree(index, 'out');
		ends(index);
		const source = d.streams[index].source;
		if (source !== null) nodes.set(d.tasks[source].node, 'main');
	} else if (kind === 'channel') {
		channels.set(index, 'out');
		nodes.set(d.channels[index].tail, 'also');
		nodes.set(d.channels[index].head, 'also');
	} else {
		d.tasks.forEach(t => { if (t.layer === index) nodes.set(t.node, 'main'); });
	}
	return {channels, nodes};
}

function mark(article, found) {
	const svg = article.querySelector('.floor svg');
	for (const e of svg.querySelectorAll('.on')) e.classList.remove('on', 'in', 'also');
	for (const row of article.querySelectorAll('tr.selected')) row.classList.remove('selected');
	article.classList.toggle('picked', found !== null);
	if (!found) return;
	for (const path of svg.querySelectorAll('.channels path')) {
		const how = found.channels.get(Number(path.dataset.c));
		if (how) path.classList.add('on', how === 'in' ? 'in' : 'on');
	}
	for (const node of svg.querySelectorAll('.nodes [data-n]')) {
		const how = found.nodes.get(Number(node.dataset.n));
		if (how) node.classList.add('on', how === 'also' ? 'also' : 'on');
	}
}

function markRow(article, kind, index) {
	const design = data.designs[Number(article.dataset.design)];
	const of = kind === 'core' ? ['task', design.nodes[index].task] : [kind, index];
	for (const row of article.querySelectorAll(`tr[data-${of[0]}="${of[1]}"]`)) row.classList.add('selected');
}

// The panel: names and values as text.
function facts(pairs) {
	const list = element('dl');
	for (const [name, value] of pairs) {
		if (value === null || value === undefined || value === '') continue;
		const dd = element('dd');
		dd.append(value);
		list.append(element('dt', {}, name), dd);
	}
	return list;
}

function link(text, kind, design, index) {
	const button = element('button', {type: 'button', class: 'link'}, text);
	button.addEventListener('click', () => select(kind, design, index));
	return button;
}

function links(items) {
	return element('ul', {}, ...items.map(i => element('li', {}, ...i)));
}

function span(pair) {
	return pair ? `${pair[0]} to ${pair[1] - 1}` : null;
}

function bytes(used, room) {
	return used === null ? null : number(used, 'bytes') + (room ? ` of ${number(room)}` : '');
}

function aboutCore(design, index) {
	const d = data.designs[design], node = d.nodes[index], t = node.task === null ? null : d.tasks[node.task];
	if (!t) return ['', facts([['core', index], ['state', node.state === 'works' ? 'no task' : node.state]])];
	const layer = t.layer === null ? null : d.layers[t.layer];
	const out = facts([
		['core', index], ['layer', layer ? link(layer.name, 'layer', design, t.layer) : null],
		['part', t.parts > 1 ? `${t.part + 1} of ${t.parts} (rows of the matrix)` : null],
		['band', t.copy ? 'puts together what a task of the layer reads' : span(t.columns) && `columns ${span(t.columns)}`],
		['channels', span(t.channels)],
		['matrix', t.crossbar ? `${t.rows} rows, ${t.cols} columns, ${percent(t.cells)} of the cells` : t.crossbar === false ? 'no crossbar' : null],
		['at work', percent(t.busy)], ['cycles an image', number(t.cycles)],
		['activation memory', bytes(t.act_bytes, d.act_bytes)], ['residual memory', t.skip_bytes ? bytes(t.skip_bytes, d.skip_bytes) : null],
		['first word in', t.first_in === null ? null : 'cycle ' + number(t.first_in)], ['first word out', t.first_out === null ? null : 'cycle ' + number(t.first_out)],
		['last word out', t.last_out === null ? null : 'cycle ' + number(t.last_out)],
	]);
	const reads = [], makes = [];
	d.streams.forEach((s, i) => {
		for (const r of s.readers) if (r.task === node.task)
			reads.push([link(s.name, 'stream', design, i), ` ${r.role}, ${number(r.hops)} hop${r.hops === 1 ? '' : 's'}`]);
		if (s.source === node.task) makes.push([link(s.name, 'stream', design, i), ` ${number(s.words)} words an image`]);
	});
	return [t.name, out, element('h4', {}, 'reads (dashed)'), links(reads), element('h4', {}, 'makes'), links(makes)];
}

function aboutStream(design, index) {
	const d = data.designs[design], s = d.streams[index];
	const vcs = [...new Set(s.hops.map(h => h[1]).filter(v => v >= 0))].sort((a, b) => a - b);
	const out = facts([
		['words an image', number(s.words)], ['bits a cycle', number(s.bits_per_cycle)],
		['channels of its tree', number(s.hops.length)], ['virtual channels', vcs.join(', ')],
	]);
	const readers = s.readers.map(r => r.task === null ? [`output of the fabric, ${r.hops} hops`] :
		[link(d.tasks[r.task].name, 'core', design, d.tasks[r.task].node), ` ${r.role}, ${r.hops} hop${r.hops === 1 ? '' : 's'}`]);
	const tree = s.hops.map(h => [link(`${d.channels[h[0]].tail} \u2192 ${d.channels[h[0]].head}`, 'channel', design, h[0]),
		h[1] >= 0 ? ` virtual channel ${h[1]}` : '']);
	return ['stream of ' + s.name, out, element('h4', {}, 'read by'), links(readers), element('h4', {}, 'tree'), links(tree)];
}

function aboutChannel(design, index) {
	const d = data.designs[design], c = d.channels[index], on = [];
	d.streams.forEach((s, i) => {
		for (const h of s.hops) if (h[0] === index)
			on.push([link(s.name, 'stream', design, i), h[1] >= 0 ? ` virtual channel ${h[1]}, ` : ' ', `${number(s.bits_per_cycle)} bits a cycle`]);
	});
	return [`channel ${c.tail} \u2192 ${c.head}`, facts([
		['number', index], ['bits a cycle', `${number(c.bits_per_cycle)} of ${d.link_bits}`], ['words an image', number(c.words)],
		['state', c.dead ? 'dead' : null], ['a flit waited', d.stalled ? number(c.stalls, 'cycles') : null],
	]), element('h4', {}, `streams: ${on.length}`), links(on)];
}

function aboutLayer(design, index) {
	const d = data.designs[design], l = d.layers[index];
	const cores = d.tasks.filter(t => t.layer === index).map(t => [link(t.name, 'core', design, t.node), ` core ${t.node}, ${percent(t.busy)} at work`]);
	return ['layer ' + l.name, facts([
		['windows an image', number(l.windows)], ['matrix', `${l.rows} rows, ${l.cols} columns`], ['parts', l.parts], ['copies', l.copies],
		['cycles an image', number(l.cycles)], ['use', percent(l.use)], ['adds to the latency', number(l.adds, 'cycles')],
	]), element('h4', {}, `cores: ${l.cores}`), links(cores)];
}

const about = {core: aboutCore, stream: aboutStream, channel: aboutChannel, layer: aboutLayer};

function showSelection() {
	const close = element('button', {type: 'button', class: 'close'}, 'close');
	close.addEventListener('click', clear);
	panel.replaceChildren(close);
	panel.classList.toggle('two', shown.length > 1);
	for (const article of articles) {
		const design = Number(article.dataset.design);
		if (article.hidden) continue;
		const index = inDesign(selected, design);
		mark(article, index < 0 ? null : marks(selected.kind, index, design));
		if (index < 0) continue;
		markRow(article, selected.kind, index);
		const [title, ...rest] = about[selected.kind](design, index);
		const label = shown.length > 1 ? element('p', {class: 'facts'}, data.designs[design].label) : null;
		panel.append(element('div', {}, element('h3', {}, title || 'core ' + index), label, ...rest));
	}
	panel.hidden = false;
}

// Brings what is marked into sight inside of its frame; the page stays where it is.
function reveal(article) {
	const pan = article.querySelector('.pan'), node = pan.querySelector('.nodes .on:not(.also)') || pan.querySelector('.on');
	if (!node) return;
	const a = node.getBoundingClientRect(), b = pan.getBoundingClientRect();
	if (a.left < b.left || a.right > b.right) pan.scrollLeft += (a.left + a.right - b.left - b.right) / 2;
	if (a.top < b.top || a.bottom > b.bottom) pan.scrollTop += (a.top + a.bottom - b.top - b.bottom) / 2;
}

function select(kind, design, index) {
	selected = {kind, design, index};
	showSelection();
	for (const article of articles) if (!article.hidden) reveal(article);
}

function clear() {
	pick(null);
	selected = null;
	panel.hidden = true;
	for (const article of articles) mark(article, null);
}

// The nearest core in the direction of an arrow key.
function neighbour(nodes, from, key) {
	const way = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[key];
	let best = -1, least = Infinity;
	nodes.forEach((n, i) => {
		const dx = n.x - nodes[from].x, dy = n.y - nodes[from].y;
		const ahead = dx * way[0] + dy * way[1], beside = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
		const cost = ahead + 3 * beside;
		if (n.core && ahead > 0 && cost < least) { least = cost; best = i; }
	});
	return best;
}

function makeFloor(article) {
	const svg = article.querySelector('.floor svg'), design = Number(article.dataset.design);
	svg.tabIndex = 0;
	svg.addEventListener('click', event => {
		const core = event.target.closest('[data-n]'), channel = event.target.closest('[data-c]');
		if (core) select('core', design, Number(core.dataset.n));
		else if (channel) select('channel', design, Number(channel.dataset.c));
		else clear();
	});
	svg.addEventListener('keydown', event => {
		if (!event.key.startsWith('Arrow')) return;
		const nodes = data.designs[design].nodes;
		const at = selected && selected.kind === 'core' ? inDesign(selected, design) : -1;
		const next = at < 0 ? nodes.findIndex(n => n.core) : neighbour(nodes, at, event.key);
		event.preventDefault();
		if (next < 0) return;
		select('core', design, next);
	});
}

// Points of a sweep, in plot and tables: designs with the same figures lie on each other.
function pick(points) {
	for (const e of document.querySelectorAll('[data-point]')) e.classList.toggle('selected', points.includes(e.dataset.point));
}

function makePlot(svg) {
	svg.addEventListener('click', event => {
		const circles = document.elementsFromPoint(event.clientX, event.clientY).filter(e => e.matches('circle[data-point]'));
		pick(circles.map(e => e.dataset.point));
		const row = document.querySelector('.points tr.selected');
		if (row) row.scrollIntoView({block: 'center'});
	});
}

function chooseRow(article, row) {
	if (!row) return;
	if (row.dataset.point !== undefined) {
		pick([row.dataset.point]);
		return;
	}
	const design = Number(article ? article.dataset.design : row.dataset.design);
	if (row.dataset.task !== undefined) select('core', design, data.designs[design].tasks[row.dataset.task].node);
	for (const kind of ['stream', 'channel', 'layer'])
		if (row.dataset[kind] !== undefined) select(kind, design, Number(row.dataset[kind]));
	if (!article && row.dataset.design !== undefined) showDesigns([design, ...shown.filter(i => i !== design)].slice(0, 2));
}

function showDesigns(which) {
	shown = which;
	articles.forEach((article, i) => {
		article.hidden = !shown.includes(i);
		article.style.order = shown.indexOf(i);
	});
	document.getElementById('designs').classList.toggle('two', shown.length > 1);
	document.querySelectorAll('#controls select').forEach((s, i) => { s.value = shown[i] ?? ''; });
	if (selected) showSelection();
}

function shade(what) {
	for (const way of ['use', 'cells']) {
		document.body.classList.toggle(`by-${way}-shade`, way === what);
		for (const e of document.querySelectorAll(`.by-${way}`)) e.hidden = way !== what;
	}
}

function zoom(by) {
	for (const pan of document.querySelectorAll('.pan')) {
		const svg = pan.firstElementChild, tiles = Number(getComputedStyle(svg).getPropertyValue('--w'));
		if (svg.clientWidth) pan.dataset.size = svg.clientWidth / tiles;
		pan.classList.toggle('zoomed', by !== 0);
		if (by) pan.style.setProperty('--zoom', `${Math.min(400, Math.max(12, pan.dataset.size * by))}px`);
	}
}

// A row of buttons of which one is pressed; press(value) is called with its value.
function choices(label, values, press) {
	const group = element('span', {class: 'group', role: 'group', 'aria-label': label}, element('span', {}, label));
	for (const [value, text] of values) {
		const button = element('button', {type: 'button', 'aria-pressed': value === values[0][0], 'data-value': value}, text);
		button.setAttribute('aria-pressed', String(value === values[0][0]));
		button.addEventListener('click', () => {
			for (const b of group.querySelectorAll('button')) b.setAttribute('aria-pressed', String(b === button));
			press(value);
		});
		group.append(button);
	}
	return group;
}

function chooser(label, n) {
	const select = element('select', {'aria-label': label, id: 'design-' + n});
	if (n) select.append(element('option', {value: ''}, 'nothing'));
	data.designs.forEach((d, i) => select.append(element('option', {value: i}, d.label)));
	select.addEventListener('change', () => {
		const values = Array.from(document.querySelectorAll('#controls select'), s => s.value);
		showDesigns([...new Set(values.filter(v => v !== '').map(Number))]);
	});
	return element('label', {class: 'group'}, label, select);
}

function makeControls() {
	const bar = document.getElementById('controls');
	if (articles.length > 1) bar.append(chooser('design', 0), chooser('beside', 1));
	if (articles.length) {
		const keys = element('span', {class: 'group', role: 'group', 'aria-label': 'zoom'}, 'zoom');
		for (const [text, by] of [['\u2212', 1 / 1.4], ['fit', 0], ['+', 1.4]]) {
			const button = element('button', {type: 'button', title: `zoom ${text}`}, text);
			button.addEventListener('click', () => zoom(by));
			keys.append(button);
		}
		bar.append(choices('cores by', [['use', 'use'], ['cells', 'cells']], shade), keys);
	}
	bar.append(choices('colours', [['', 'of the system'], ['light', 'light'], ['dark', 'dark']], theme => {
		if (theme) document.documentElement.dataset.theme = theme;
		else delete document.documentElement.dataset.theme;
	}));
	bar.hidden = false;
}

makeControls();
shade('use');
for (const article of articles) {
	makeFloor(article);
	for (const table of article.querySelectorAll('table.data')) makeTable(table, row => chooseRow(article, row));
}
for (const svg of document.querySelectorAll('.plot svg')) makePlot(svg);
for (const table of document.querySelectorAll('.wide table.data')) makeTable(table, row => chooseRow(null, row));
if (articles.length > 1) showDesigns(shown);
document.addEventListener('keydown', event => { if (event.key === 'Escape') clear(); });
window.addEventListener('beforeprint', () => { for (const d of document.querySelectorAll('details')) d.open = true; });
