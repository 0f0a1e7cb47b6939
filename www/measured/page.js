// The script of a report's page: what a mark says, and what can be taken along of a chart.
const zh = document.documentElement.lang.startsWith('zh');
const say = (chinese, english) => (zh ? chinese : english);

// The tip of a mark says what the page's list says of its figure.
addEventListener('shushuo-mark', ({ detail }) => {
  const entry = detail?.figure && document.getElementById(`f-${detail.figure}`);
  if (!entry) return;
  const copy = entry.cloneNode(true);
  copy.querySelector('.used')?.remove();
  if (!copy.lastChild.textContent.trim()) copy.lastChild.remove();
  detail.tip.replaceChildren(...copy.childNodes);
  detail.tip.classList.add('entry');
});

function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// A text in lines no wider than `width`: Chinese breaks anywhere, Latin between words.
function wrap(context, text, width) {
  const lines = [''];
  for (const part of text.match(/[\u0020-\u024f]+?(?:\s+|$|(?=[^\u0020-\u024f]))|[^]/gu) || []) {
    const last = lines.length - 1;
    if (lines[last] && context.measureText((lines[last] + part).trimEnd()).width > width && !/^[，。、；：）》”％]/.test(part)) lines.push(part);
    else lines[last] += part;
  }
  return lines.map((line) => line.trim());
}

/** The picture with its finding above and the page's name below, as PNG. */
async function picture(figure, chart) {
  const { canvas } = chart;
  const style = getComputedStyle(document.body);
  const scale = canvas.width / chart.width;
  const copy = document.createElement('canvas');
  const context = copy.getContext('2d');
  const family = style.fontFamily;
  const [head, foot] = [`600 18px ${family}`, `14px ${family}`];
  context.font = head;
  const lines = wrap(context, figure.querySelector('h3').textContent, chart.width);
  const [top, margin] = [lines.length * 26 + 12, 16];
  copy.width = Math.round((chart.width + 2 * margin) * scale);
  copy.height = Math.round((chart.height + top + 26 + 2 * margin) * scale);
  context.scale(scale, scale);
  context.fillStyle = style.backgroundColor;
  context.fillRect(0, 0, copy.width, copy.height);
  context.translate(margin, margin);
  context.fillStyle = style.color;
  context.font = head;
  lines.forEach((line, i) => context.fillText(line, 0, 18 + i * 26));
  context.drawImage(canvas, 0, top, chart.width, chart.height);
  context.font = foot;
  context.globalAlpha = 0.7;
  context.fillText(document.title, 0, top + chart.height + 22, chart.width);
  return new Promise((done) => { copy.toBlob(done); });
}

/** The table of a chart's values as CSV, with the mark that Excel wants. */
function values(table) {
  const cell = ({ textContent: text }) => (/[",\r\n]/.test(text) ? `"${text.trim().replace(/"/g, '""')}"` : text.trim());
  const rows = [...table.rows].map((row) => `${[...row.cells].map(cell).join(',')}\r\n`);
  return new Blob(['\ufeff', ...rows], { type: 'text/csv' });
}

function button(tools, label, name, act) {
  const it = document.createElement('button');
  it.type = 'button';
  it.textContent = label;
  it.title = name;
  it.addEventListener('click', act);
  tools.append(it);
  return it;
}

function equip(figure) {
  const element = figure.querySelector('shushuo-chart');
  const tools = figure.querySelector('.tools');
  const table = figure.querySelector('table');
  if (!element || !tools) return;
  const name = `${document.title}-${figure.id}`;
  const png = button(tools, 'PNG', say('存成图片', 'Save as a picture'), async () => {
    if (element.chart?.canvas) save(await picture(figure, element.chart), `${name}.png`);
  });
  png.hidden = true;
  element.addEventListener('shushuo-draw', () => { png.hidden = false; });
  element.addEventListener('shushuo-failed', () => { png.hidden = true; });
  if (element.chart?.canvas) png.hidden = false;
  if (table) button(tools, 'CSV', say('存成表格', 'Save as a table'), () => save(values(table), `${name}.csv`));
  const link = document.createElement('a');
  link.href = `#${figure.id}`;
  link.textContent = say('链接', 'Link');
  link.title = say('这张图的链接', 'Link to this chart');
  link.addEventListener('click', () => { navigator.clipboard?.writeText(link.href).catch(() => {}); });
  tools.append(link);
}

for (const figure of document.querySelectorAll('figure.chart')) equip(figure);

// What a link leads to is unfolded.
function unfold() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!place?.closest('details:not([open])')) return;
  for (let it = place.closest('details'); it; it = it.parentElement.closest('details')) it.open = true;
  place.scrollIntoView();
}
addEventListener('hashchange', unfold);
unfold();

// Where the page has the source text: a number in it lights up its mark, a mark its number.
const numbers = [...document.querySelectorAll('.said')];
const elementOf = (figure) => document.querySelector(`figure.chart tr[data-figure="${CSS.escape(figure)}"]`)?.closest('figure').querySelector('shushuo-chart');
const light = (figure) => numbers.forEach((it) => it.classList.toggle('lit', it.dataset.figure === figure));

function mark(element, figure) {
  const { chart } = element;
  const place = chart?.canvas?.width ? chart.rows().findIndex((row) => row.figure === figure) : -1;
  if (place < 0) return;
  chart.canvas.focus({ preventScroll: true });
  chart.select(place);
  light(figure);
}

for (const number of numbers) {
  const { figure } = number.dataset;
  if (!elementOf(figure)) continue;
  number.classList.add('drawn');
  number.title = say('在图上看', 'Show in the chart');
  number.addEventListener('click', (event) => {
    const element = elementOf(figure);
    if (!element?.chart || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, '', `#${number.id}`);
    element.closest('figure').scrollIntoView({ block: 'center' });
    if (element.chart.canvas?.width) mark(element, figure);
    else element.addEventListener('shushuo-draw', () => requestAnimationFrame(() => mark(element, figure)), { once: true });
  });
}
if (numbers.length) addEventListener('shushuo-mark', ({ detail }) => light(detail?.figure));
