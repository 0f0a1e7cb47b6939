// Lines and dots of very many points: the picture, the tip, the memory.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
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

/** Runs `work(S, el, given)` in a page with what the tests need; gives what it gives. */
async function inPage(work, given, ready = () => {}) {
  const page = await tab(chrome);
  await page.goto(`${site.address}/blank.html`);
  await page.evaluate(async () => {
    document.body.innerHTML = '<div id="el" style="width:320px;height:200px"></div><div id="other" style="width:320px;height:200px"></div>';
    globalThis.S = await import('/pkg/shushuo.js');
    await S.init();
    // A noisy wave; the same numbers in every run.
    globalThis.wave = (count, noise = 0.4) => {
      let seed = 7;
      const random = () => { seed = (seed * 48271) % 2147483647; return seed / 2147483647; };
      const x = Float64Array.from({ length: count }, (_, i) => i);
      const y = x.map((i) => Math.sin((i * 9) / count) + noise * (random() - 0.5));
      return { x, y };
    };
    globalThis.spec = (mark, transform) => ({
      width: 320, height: 200, autosize: { type: 'fit', contains: 'padding' }, data: { name: 'd' }, transform, mark,
      encoding: { x: { field: 'x', type: 'quantitative', axis: { grid: false } }, y: { field: 'y', type: 'quantitative', axis: { grid: false } } },
    });
    // With a transform the rows are drawn one by one.
    globalThis.all = [{ filter: 'true' }];
    globalThis.pixels = (chart) => chart.canvas.getContext('2d').getImageData(0, 0, chart.canvas.width, chart.canvas.height);
    // The ink of two pictures on white, by what it takes of the red, and where they differ.
    globalThis.compare = (a, b) => {
      let [ink, off] = [0, 0];
      for (let i = 0; i < a.data.length; i += 4) {
        ink += 255 - b.data[i];
        off += Math.abs(a.data[i] - b.data[i]);
      }
      return { ink, off: off / ink };
    };
  });
  await ready(page);
  const found = await page.evaluate(({ code, it }) => (0, eval)(`(${code})`)(S, document.getElementById('el'), it), { code: work.toString(), it: given });
  const { wrong } = page;
  await page.context().close();
  assert.deepEqual(wrong, []);
  return found;
}

for (const [name, mark, count, domain] of [
  ['a line of 40,000', { type: 'line', strokeWidth: 1, clip: true }, 40000, [0, 39999]],
  ['the same line nearer', { type: 'line', strokeWidth: 1, clip: true }, 40000, [10000, 10800]],
  ['a line without noise', { type: 'line', strokeWidth: 2, clip: true }, 8000, [0, 7999]],
  ['a few points of many', { type: 'line', strokeWidth: 3, clip: true }, 40000, [500, 560]],
  ['opaque circles', { type: 'circle', size: 9, opacity: 1, clip: true }, 8000, [0, 7999]],
  ['squares that show through', { type: 'square', size: 16, opacity: 0.3, clip: true }, 8000, [0, 7999]],
]) {
  test(`${name}: the picture is that of all its points`, async () => {
    const found = await inPage(async (_, el, given) => {
      const d = wave(given.count, given.name.includes('without') ? 0 : 0.4);
      const charts = await Promise.all([
        S.render(el, spec(given.mark), { data: { d } }),
        S.render(document.getElementById('other'), spec(given.mark, all), { data: { d } }),
      ]);
      charts.forEach((chart) => chart.setDomain('x', ...given.domain));
      return compare(...charts.map(pixels));
    }, { name, mark, count, domain });
    assert.ok(found.ink > 1e5, `${found.ink}`);
    assert.ok(found.off < 0.08, `${found.off} of the ink is elsewhere`);
  });
}

test('a single spike shows at every zoom', async () => {
  const found = await inPage(async (_, el) => {
    const d = { x: Float64Array.from({ length: 2e5 }, (__, i) => i), y: new Float64Array(2e5) };
    d.y[123456] = 1;
    const chart = await S.render(el, spec({ type: 'line', clip: true }), { data: { d } });
    const tops = () => {
      const { data, width } = pixels(chart);
      let columns = 0;
      // A third below the top: only the spike comes there.
      const row = 4 * width * Math.round(width / 5);
      for (let i = row; i < row + 4 * width; i += 4) columns += data[i + 2] - data[i] > 50 ? 1 : 0;
      return columns;
    };
    return [[0, 199999], [100000, 150000], [120000, 125000], [123400, 123500], [0, 100000]].map((domain) => {
      chart.setDomain('x', ...domain);
      return tops();
    });
  });
  found.slice(0, 4).forEach((columns) => assert.ok(columns >= 3 && columns <= 60, `${found}`));
  assert.equal(found[4], 0);
});

test('a tip has the row under the pointer, rows are all there, and new data are drawn', async () => {
  const found = await inPage(async (_, el) => {
    const d = wave(10000);
    const chart = await S.render(el, spec({ type: 'line', tooltip: true, clip: true }), { data: { d } });
    const at = (x) => chart.canvas.dispatchEvent(new PointerEvent('pointermove', { clientX: el.getBoundingClientRect().x + x, clientY: el.getBoundingClientRect().y + 80, bubbles: true }));
    at(200);
    const first = chart.tip();
    chart.setDomain('x', 5000, 5010);
    at(250);
    const second = chart.tip();
    const { description } = chart;
    const rows = chart.rows();
    chart.setData('d', { x: d.x, y: d.x });
    chart.setDomain('x', 5000, 5010);
    at(250);
    return { first, second, third: chart.tip(), description, rows: rows.length, last: rows[9999].values };
  });
  assert.match(found.first, /^x: [\d,]+\ny: -?[−\d.]+$/);
  assert.match(found.second, /^x: 5,?00[78]\ny: -?[−\d.]+$/);
  assert.match(found.third, /^x: (5,?00[78])\ny: \1$/);
  assert.match(found.description, /10,?000 points in 1 line/);
  assert.equal(found.rows, 10000);
  assert.match(found.last.x, /^9,?999$/);
});

test('what is no plain line is drawn as ever', async () => {
  const found = await inPage(async (_, el) => {
    const d = wave(5000);
    d.y[2500] = NaN;
    const swapped = { x: d.y, y: d.x };
    const charts = [];
    for (const [mark, data] of [[{ type: 'line' }, d], [{ type: 'line', order: null }, swapped], [{ type: 'area' }, d], [{ type: 'line', strokeDash: [4, 4] }, d]]) {
      charts.push(await S.render(el, spec(mark), { data: { d: data } }));
      charts.push(pixels(charts.pop()));
      charts.push(pixels(await S.render(el, spec(mark, all), { data: { d: data } })));
    }
    return [0, 2, 4, 6].map((i) => compare(charts[i], charts[i + 1]).off);
  });
  assert.deepEqual(found, [0, 0, 0, 0]);
});

test('a line of a million points takes little memory beside its columns', async () => {
  let usage;
  const found = await inPage(async (_, el) => {
    const d = wave(1e6);
    await globalThis.measure();
    const before = await globalThis.measure();
    const chart = await S.render(el, spec({ type: 'line' }), { data: { d } });
    chart.setDomain('x', 1000, 900000);
    const after = await globalThis.measure();
    return { before, after };
  }, undefined, async (page) => {
    const session = await page.context().newCDPSession(page);
    await page.exposeFunction('measure', async () => {
      await session.send('HeapProfiler.collectGarbage');
      usage = await session.send('Runtime.getHeapUsage');
      return usage.usedSize + (usage.backingStorageSize || 0);
    });
  });
  assert.ok(found.after - found.before < 6e6, `${found.after - found.before} bytes more`);
});
