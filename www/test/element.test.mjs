// <shushuo-chart> in a page that is not ours.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bars } from './charts.mjs';
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

const element = (spec, { attributes = '', still = '' } = {}) => `<shushuo-chart ${attributes}><script type="application/json">${
  typeof spec === 'string' ? spec : JSON.stringify(spec)}</script>${still}</shushuo-chart>`;
const STILL = '<div class="still"><svg width="300" height="150" role="img" aria-label="still"></svg></div>';

/** A page of these elements, opened after `arrange(page)`. */
async function open(elements, { lang = 'zh', theme, arrange = () => {}, ...more } = {}) {
  const page = await tab(chrome, { width: 400, height: 2000, dpr: 1, ...more });
  await arrange(page);
  const head = theme ? `<script type="application/json" id="shushuo-theme">${JSON.stringify(theme)}</script>` : '';
  const html = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><link rel="icon" href="data:,"><title>t</title>${head}
    ${elements.join('\n')}<script type="module" src="/pkg/shushuo-element.js"></script>`;
  await page.route('**/page.html', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto(`${site.address}/page.html`);
  return page;
}

const drawn = (page, count) => page.waitForFunction((n) => [...document.querySelectorAll('shushuo-chart')]
  .filter((it) => it.chart?.canvas).length === n, count);

/** Ends a page; errors of the console that `allowed` matches are meant. */
async function close(page, allowed) {
  assert.deepEqual(page.wrong.filter((line) => !allowed?.test(line)), []);
  await page.context().close();
}

test('draws its spec, in the language of the page', async () => {
  const page = await open([element(bars({ width: 'container' }))]);
  await drawn(page, 1);
  assert.deepEqual(await page.evaluate(() => {
    const { chart } = document.querySelector('shushuo-chart');
    return [chart.canvas.clientWidth, chart.lang];
  }), [384, 'zh']);
  await close(page);
});

test('a canvas stands in for the still picture', async () => {
  const page = await open([element(bars(), { still: STILL })]);
  await drawn(page, 1);
  assert.equal(await page.locator('.still').isVisible(), false);
  await close(page);
});

test('far away, the still picture stands in again', async () => {
  const page = await open([element(bars(), { still: STILL }), '<div style="height:20000px"></div>'], { height: 600 });
  await drawn(page, 1);
  const shown = () => page.evaluate(() => ['.still', '.shushuo'].map((it) => document.querySelector(`shushuo-chart > ${it}`).clientHeight > 0));
  assert.deepEqual(await shown(), [false, true]);
  await page.evaluate(() => scrollTo(0, 1e6));
  await page.waitForFunction(() => !document.querySelector('shushuo-chart canvas').width);
  assert.deepEqual(await shown(), [true, false]);
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForFunction(() => document.querySelector('shushuo-chart canvas').width > 0);
  assert.deepEqual(await shown(), [false, true]);
  await close(page);
});

test('of fourteen, the broken one says what, where and did you mean; the others draw', async () => {
  const elements = Array.from({ length: 14 }, (_, i) => element(i === 6 ? bars({ mark: 'bars' }) : bars(), { still: STILL }));
  for (const [lang, words] of [['zh', /这张图没有画出来 .*\/mark .*“bars”.*“bar”/], ['en', /This chart is not drawn .*\/mark .*"bars".*"bar"/]]) {
    const page = await open(elements, { lang, height: 3000 });
    await drawn(page, 13);
    const places = await page.evaluate(() => [...document.querySelectorAll('shushuo-chart')].map((it) => it.querySelector('.problem')?.textContent));
    assert.match(places[6], words);
    assert.equal(places.filter(Boolean).length, 1);
    assert.equal(await page.locator('.still').nth(6).isVisible(), true);
    await close(page, /\/mark/);
  }
});

test('a spec that is no JSON is told with line and column', async () => {
  const page = await open([element('{"mark":\n }')]);
  await page.waitForSelector('.problem');
  assert.match(await page.locator('.problem').textContent(), /2:2/);
  await close(page, /2:2/);
});

/** Lets the rest of the program through when `now()` is called, in the page or here. */
async function hold(page) {
  let now;
  const held = new Promise((done) => { now = done; });
  await page.route('**/shushuo_rest.wasm', async (route) => {
    await held;
    await route.continue();
  });
  return now;
}

test('a trap leaves that chart its still picture and a message; the rest go on in a fresh instance', async () => {
  let now;
  const page = await open(Array.from({ length: 4 }, (_, i) => element(bars({ title: `t${i}` }), { still: STILL })), {
    arrange: async (it) => {
      now = await hold(it);
      await it.addInitScript(() => {
        // The third painting traps, as a fault in the engine would; what comes after in that instance would be undefined.
        // In the first instance that may be a function of the rest, which is fetched; in the second it is a fault.
        const { instantiate } = WebAssembly;
        globalThis.instances = 0;
        WebAssembly.instantiate = async (module, imports) => {
          const instance = await instantiate.call(WebAssembly, module, imports);
          if (!instance.exports.drawing_paint) return instance;
          instances += 1;
          const number = instances;
          const exports = { ...instance.exports };
          let calls = 0;
          let dead = false;
          for (const [name, value] of Object.entries(exports)) {
            if (typeof value !== 'function') continue;
            exports[name] = (...words) => {
              if (dead) throw new Error(`a dead instance is called: ${name}`);
              if (name === 'drawing_paint' && number <= 2) {
                calls += 1;
                if (calls === 3) {
                  dead = true;
                  globalThis.broken = true;
                  throw new WebAssembly.RuntimeError('unreachable');
                }
              }
              return value(...words);
            };
          }
          return { exports };
        };
      });
    },
  });
  await page.waitForFunction(() => globalThis.broken);
  now();
  await drawn(page, 3);
  const found = await page.evaluate(() => [...document.querySelectorAll('shushuo-chart')].map((it) => [
    !!it.querySelector('canvas'), it.querySelector('.still').hidden, it.querySelector('.problem')?.textContent ?? '',
    it.chart?.rows().length ?? 0,
  ]));
  assert.deepEqual(found.map((it) => it.slice(0, 2)), [[true, true], [true, true], [false, false], [true, true]]);
  assert.deepEqual(found.map((it) => it[3]), [3, 3, 0, 3]);
  assert.match(found[2][2], /绘图程序/);
  assert.equal(await page.evaluate(() => instances), 3);
  await close(page, /unreachable|绘图程序/);
});

test('usual charts are drawn before the rest of the program is there, the others as soon as it is', async () => {
  const plain = { data: { values: [{ a: 1, b: 2 }, { a: 2, b: 3 }] }, mark: 'line', encoding: { x: { field: 'a', type: 'quantitative' }, y: { field: 'b', type: 'quantitative' } } };
  const box = { ...plain, mark: 'boxplot', encoding: { y: plain.encoding.y } };
  let now;
  const page = await open([element(plain, { still: STILL }), element(box, { still: STILL }), element(plain, { still: STILL })], {
    arrange: async (it) => {
      now = await hold(it);
      // How many charts are on their canvas when the rest comes.
      await it.addInitScript(() => addEventListener('shushuo-draw', () => { globalThis.draws = (globalThis.draws || 0) + 1; }));
    },
  });
  await page.waitForFunction(() => globalThis.draws >= 1);
  now();
  await drawn(page, 3);
  const found = await page.evaluate(() => [...document.querySelectorAll('shushuo-chart')].map((it) => [
    it.chart.rows().length, it.chart.description !== '', it.chart.notes.length,
  ]));
  assert.deepEqual(found.map(([, ...it]) => it), [[true, 0], [true, 0], [true, 0]]);
  assert.deepEqual([found[0][0], found[1][0] > 0, found[2][0]], [2, true, 2]);
  await close(page);
});

test('without the rest of the program a chart that needs it says so, and usual ones are there', async () => {
  const plain = { data: { values: [{ a: 1 }] }, mark: 'point', encoding: { x: { field: 'a', type: 'quantitative' } } };
  const page = await open([element(plain), element({ ...plain, mark: 'boxplot' }, { still: STILL })], {
    arrange: (it) => it.route('**/shushuo_rest.wasm', (route) => route.fulfill({ status: 404 })),
  });
  await page.waitForSelector('.problem');
  await drawn(page, 1);
  assert.match(await page.locator('.problem').textContent(), /shushuo_rest\.wasm: 404/);
  await close(page, /404|shushuo_rest|unreachable/);
});

test('taken out and put in again, it draws again; what it had is gone', async () => {
  const page = await open([element(bars(), { still: STILL })]);
  await drawn(page, 1);
  const out = await page.evaluate(() => {
    globalThis.it = document.querySelector('shushuo-chart');
    it.remove();
    return [!!it.querySelector('canvas'), it.querySelector('.still').hidden, !!it.chart];
  });
  assert.deepEqual(out, [false, false, false]);
  await page.evaluate(() => document.body.append(it));
  await drawn(page, 1);
  await close(page);
});

test('data come only from data-base and below', async () => {
  const spec = bars({ data: { url: 'rows.json' } });
  const outside = bars({ data: { url: '../rows.json' } });
  const page = await open([
    element(spec, { attributes: 'data-base="/data/"' }), element(spec), element(outside, { attributes: 'data-base="/data/"' }),
  ], { arrange: (it) => it.route('**/rows.json', (route) => route.fulfill({ json: [{ a: 'p', b: 1 }] })) });
  await drawn(page, 1);
  await page.waitForFunction(() => document.querySelectorAll('.problem').length === 2);
  const problems = await page.locator('.problem').allTextContents();
  assert.match(problems[0], /rows\.json/);
  assert.match(problems[1], /rows\.json.*\/data\//);
  await close(page, /rows\.json/);
});

test('in the dark, colours are those of the theme', async () => {
  const theme = { config: { background: '#ffffff', bar: { color: '#b4472a' } }, dark: { '#ffffff': '#14191f', '#b4472a': '#ee8562' } };
  const page = await open([element(bars())], { theme });
  await drawn(page, 1);
  const colors = () => page.evaluate(() => {
    const { canvas } = document.querySelector('shushuo-chart').chart;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const seen = new Set();
    for (let i = 0; i < data.length; i += 4) seen.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
    return ['255,255,255', '180,71,42', '20,25,31', '238,133,98'].map((color) => seen.has(color));
  });
  assert.deepEqual(await colors(), [true, true, false, false]);
  await page.evaluate(() => { globalThis.before = document.querySelector('shushuo-chart').chart; });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForFunction(() => {
    const { chart } = document.querySelector('shushuo-chart');
    return chart !== before && chart?.canvas;
  });
  assert.deepEqual(await colors(), [false, false, true, true]);
  await close(page);
});
