// Pointers and keys on a chart, in a page of its own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bars, line } from './charts.mjs';
import { browser, serve, tab } from './site.mjs';

let site;
let chrome;
before(async () => {
  [site, chrome] = await Promise.all([serve('www/test'), browser()]);
});
after(async () => {
  await chrome?.close();
  await site?.end();
});

/** A page with one chart, `globalThis.chart`, and its events, `globalThis.marks`. */
async function open(spec, options = {}, more = {}) {
  const page = await tab(chrome, { width: 400, height: 500, dpr: 1, ...more });
  await page.goto(`${site.address}/blank.html`);
  await page.evaluate(async ([it, given]) => {
    document.body.innerHTML = '<div id="el" style="width:320px;height:200px"></div><div style="height:3000px"></div>';
    document.body.style.margin = '0';
    const S = await import('/pkg/shushuo.js');
    const el = document.getElementById('el');
    globalThis.marks = [];
    el.addEventListener('shushuo-mark', ({ detail }) => marks.push(detail && [detail.text, detail.figure, detail.place, detail.via]));
    globalThis.chart = await S.render(el, it, given);
  }, [spec, options]);
  return page;
}

const tip = (page) => page.evaluate(() => chart.tip());
const marks = (page) => page.evaluate(() => marks);

async function close(page) {
  assert.deepEqual(page.wrong, []);
  await page.context().close();
}

const FIT = { autosize: { type: 'fit', contains: 'padding' } };
// Three bars, each a third of 300 wide and 100 high at most, without guides.
const plain = () => bars({
  width: 300,
  height: 100,
  padding: 0,
  data: { values: [{ a: 'p', b: 10, f: 'one' }, { a: 'q', b: 5, f: 'two' }, { a: 'r', b: 1, f: 'three' }] },
  encoding: {
    x: { field: 'a', axis: null, scale: { padding: 0 } },
    y: { field: 'b', type: 'quantitative', axis: null },
    figure: { field: 'f' },
  },
});

test('a mouse over a mark shows its tip, and off it none', async () => {
  const page = await open(plain(), { tooltip: true });
  await page.mouse.move(50, 50);
  assert.equal(await tip(page), 'a: p\nb: 10');
  await page.mouse.move(150, 90);
  assert.equal(await tip(page), 'a: q\nb: 5');
  await page.mouse.move(250, 20);
  assert.equal(await tip(page), '');
  assert.deepEqual(await marks(page), [
    ['a: p\nb: 10', 'one', -1, 'hover'], ['a: q\nb: 5', 'two', -1, 'hover'], null,
  ]);
  await close(page);
});

test('a finger takes the nearest within 22 pixels', async () => {
  const page = await open(plain(), { tooltip: true }, { hasTouch: true });
  await page.touchscreen.tap(250, 70); // 20 above the third bar
  assert.equal(await tip(page), 'a: r\nb: 1');
  await page.touchscreen.tap(250, 60); // 30 above
  assert.equal(await tip(page), '');
  await close(page);
});

test('a line has a tip for each of its places, however far the mouse', async () => {
  const n = 1000;
  const page = await open(line({ width: 300, height: 100, padding: 0, encoding: {
    x: { field: 'x', type: 'quantitative', axis: null }, y: { field: 'y', type: 'quantitative', axis: null },
  } }), { tooltip: true, data: { d: { x: Array.from({ length: n }, (_, i) => i), y: Array.from({ length: n }, (_, i) => i % 2) } } });
  await page.mouse.move(150, 50);
  const near = async (x) => Math.abs(Number((await tip(page)).match(/^x: ([\d,]+)\n/)[1].replace(',', '')) - x);
  assert.ok(await near(500) < 10);
  await page.mouse.move(30, 50);
  assert.ok(await near(100) < 10);
  await close(page);
});

test('arrow keys go through the marks in reading order and are read out', async () => {
  const page = await open(plain(), { tooltip: true });
  await page.locator('#el canvas').focus();
  const said = [];
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowLeft', 'Home', 'End']) {
    await page.keyboard.press(key);
    said.push(await page.locator('[role=status]').textContent());
  }
  const [p, q, r] = ['a: p\nb: 10', 'a: q\nb: 5', 'a: r\nb: 1'];
  assert.deepEqual(said, [p, q, r, r, q, p, r]);
  assert.equal(await page.evaluate(() => scrollY), 0);
  await page.keyboard.press('Escape');
  assert.equal(await tip(page), '');
  // Other keys are the page's.
  await page.keyboard.press('PageDown');
  await page.waitForFunction(() => scrollY > 0);
  await close(page);
});

test('the tip stays inside the chart', async () => {
  const page = await open(plain(), { tooltip: true });
  for (const x of [5, 150, 295]) {
    await page.mouse.move(x, 95);
    const box = await page.locator('.shushuo-tip').boundingBox();
    assert.ok(box.x >= -0.5 && box.x + box.width <= 320.5, `${x}: ${JSON.stringify(box)}`);
  }
  await close(page);
});

test('a vertical swipe over a chart scrolls the page', async () => {
  const page = await open(plain(), { tooltip: true }, { hasTouch: true, isMobile: true });
  const devtools = await page.context().newCDPSession(page);
  const touch = (type, ...touchPoints) => devtools.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', { x: 150, y: 90 });
  for (let y = 80; y > 10; y -= 8) await touch('touchMove', { x: 150, y });
  await touch('touchEnd');
  await page.waitForFunction(() => scrollY > 0);
  assert.equal(await tip(page), '');
  await close(page);
});

test('a mark that leads somewhere is followed, but not into a script', async () => {
  const spec = plain();
  spec.data.values.forEach((row, i) => { row.to = ['#there', 'javascript:globalThis.ran=1', 'data:text/html,x'][i]; });
  spec.encoding.href = { field: 'to' };
  const page = await open(spec);
  for (const x of [150, 250]) await page.mouse.click(x, 98);
  assert.deepEqual(await page.evaluate(() => [location.hash, 'ran' in globalThis]), ['', false]);
  await page.mouse.click(50, 50);
  await page.waitForFunction(() => location.hash === '#there');
  await close(page);
});

test('identical units are one target', async () => {
  const values = Array.from({ length: 12 }, (_, i) => ({ x: i, f: i < 8 ? 'many' : 'few' }));
  const page = await open({
    width: 300, height: 40, padding: 0, data: { values }, mark: { type: 'circle', size: 100 },
    encoding: { x: { field: 'x', type: 'quantitative', axis: null }, figure: { field: 'f' } },
  }, { tooltip: true });
  assert.deepEqual(await page.evaluate(() => chart.rows().map((row) => row.figure)), ['many', 'few']);
  await close(page);
});

test('a name and a sentence for those who do not see it', async () => {
  const page = await open(bars({ title: '三根柱子', ...FIT }), { lang: 'zh' });
  await page.waitForSelector('#el canvas[aria-describedby]');
  const canvas = page.locator('#el canvas');
  assert.equal(await canvas.getAttribute('role'), 'img');
  assert.equal(await canvas.getAttribute('aria-label'), '三根柱子');
  assert.match(await page.evaluate(() => document.getElementById(chart.canvas.getAttribute('aria-describedby')).textContent), /^柱形图，共3项.*。$/);
  await close(page);
});
