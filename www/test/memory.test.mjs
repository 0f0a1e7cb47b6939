// What ten thousand charts leave behind in a page when they are gone: nothing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser, serve, tab } from './site.mjs';

// The code that the browser makes of ours while it runs is no memory that a chart leaves.
const CODE = '--js-flags=--no-opt --no-maglev --no-sparkplug --no-lazy-feedback-allocation';

let site;
let chrome;
before(async () => {
  [site, chrome] = await Promise.all([serve('www/test'), browser(CODE)]);
});
after(async () => {
  await chrome?.close();
  await site?.end();
});

const small = {
  width: 20, height: 20, padding: 0, data: { name: 'd' },
  params: [{ name: 'p', select: 'interval', bind: 'scales' }], mark: 'point',
  encoding: { x: { field: 'x', type: 'quantitative', axis: null }, y: { field: 'y', type: 'quantitative', axis: { title: '值' } } },
};

test('ten thousand charts that come and go leave as much as a hundred', async () => {
  const page = await tab(chrome, { width: 400, height: 400, dpr: 1 });
  await page.goto(`${site.address}/blank.html`);
  await page.evaluate(async (spec) => {
    document.body.innerHTML = '<div id="el"></div>';
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...words) => {
      const made = await instantiate.apply(WebAssembly, words);
      globalThis.memory ??= (made.instance ?? made).exports.memory;
      return made;
    };
    const S = await import('/pkg/shushuo.js');
    const el = document.getElementById('el');
    const data = { d: { x: new Float64Array([1, 2]), y: new Float64Array([2, 1]) } };
    globalThis.mount = async (times) => {
      for (let i = 0; i < times; i += 1) (await S.render(el, spec, { data, lazy: false, tooltip: true })).destroy();
    };
  }, small);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const state = async () => {
    // What observers and frames still hold goes with them.
    await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 100)); }));
    for (let i = 0; i < 3; i += 1) await devtools.send('HeapProfiler.collectGarbage');
    const { metrics } = await devtools.send('Performance.getMetrics');
    const found = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
    const wasm = await page.evaluate(() => memory.buffer.byteLength);
    return { wasm, heap: found.JSHeapUsedSize, nodes: found.Nodes, listeners: found.JSEventListeners };
  };
  await page.evaluate(() => mount(100));
  const before = await state();
  await page.evaluate(() => mount(9900));
  const later = await state();
  for (const key of Object.keys(before)) {
    assert.ok(later[key] <= before[key] * 1.02, `${key}: ${before[key]} after 100, ${later[key]} after 10,000`);
  }
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});
