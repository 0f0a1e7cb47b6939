// The page of Xiangfang as `serve` gives it, on a small phone, a phone and a desk.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { LIKE, NEAR, SHARE, unlike } from './picture.mjs';
import { browser, root, serve, tab } from './site.mjs';

const run = promisify(execFile);
const SIZES = [[320, 640, 2], [390, 844, 3], [1280, 800, 1]];
const CHARTS = Array.from({ length: 14 }, (_, i) => `c${String(i + 1).padStart(2, '0')}`);

let site;
let chrome;
let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shushuo-page-'));
  [site, chrome] = await Promise.all([serve(), browser()]);
});
after(async () => {
  await chrome?.close();
  await site?.end();
  await rm(folder, { recursive: true, force: true });
});

/** The page, with the layout shifts it makes in `globalThis.shifts`. */
async function open([width, height, dpr], path = '/', more = {}) {
  const page = await tab(chrome, { width, height, dpr, ...more });
  await page.addInitScript(() => {
    globalThis.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) shifts += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(site.address + path, { waitUntil: 'load' });
  return page;
}

/** Brings a chart into view and waits for its canvas. */
async function show(page, id) {
  await page.evaluate((it) => document.getElementById(it).scrollIntoView({ behavior: 'instant', block: 'start' }), id);
  await page.waitForFunction((it) => document.querySelector(`#${it} canvas`)?.width > 0, id);
}

/** All charts, from top to bottom. */
async function scroll(page) {
  for (const id of CHARTS) await show(page, id);
}

/** The chart's own SVG, drawn natively at a width. */
async function svg(page, id, width) {
  const [text, theme] = await page.evaluate((it) => [
    document.querySelector(`#${it} script[type="application/json"]`).textContent, document.getElementById('shushuo-theme').textContent,
  ], id);
  const spec = { autosize: { type: 'fit-x', contains: 'padding' }, config: JSON.parse(theme).config, ...JSON.parse(text) };
  if (spec.width === 'container') spec.width = width;
  const [from, to] = [join(folder, `${id}.vl.json`), join(folder, `${id}-${width}.svg`)];
  await writeFile(from, JSON.stringify(spec));
  await run(`${root}target/release/shushuo`, ['render', from, '-o', to, '--lang', 'zh']);
  return readFile(to, 'utf8');
}

for (const size of SIZES) {
  const name = `${size[0]}×${size[1]}`;

  test(`${name}: fourteen canvases, no jump, nothing wrong`, async () => {
    const page = await open(size);
    for (const id of CHARTS) {
      await show(page, id);
      const [canvas, still] = await page.evaluate((it) => {
        const picture = document.querySelector(`#${it} .still`);
        const { height } = document.querySelector(`#${it} canvas`).getBoundingClientRect();
        picture.hidden = false;
        const own = picture.getBoundingClientRect().height;
        picture.hidden = true;
        return [height, own];
      }, id);
      assert.ok(canvas > 50 && Math.abs(canvas - still) < 1, `${id}: canvas ${canvas}, still ${still}`);
    }
    assert.equal(await page.locator('figure.chart canvas').count(), 14);
    assert.equal(await page.locator('.problem').count(), 0);
    // What is far from the screen has its picture all the same.
    const blank = await page.evaluate(() => [...document.querySelectorAll('figure.chart')].filter((it) => {
      const canvas = it.querySelector('canvas');
      return !(canvas.width && canvas.clientHeight) && !it.querySelector('.still').clientHeight;
    }).map((it) => it.id));
    assert.deepEqual(blank, []);
    const [shifts, width] = await page.evaluate(() => [globalThis.shifts, document.documentElement.scrollWidth]);
    assert.ok(shifts <= 0.1, `layout shifts of ${shifts}`);
    assert.equal(width, size[0]);
    assert.deepEqual(page.wrong, []);
    await page.context().close();
  });

  test(`${name}: each canvas agrees with its own SVG`, async () => {
    const page = await open(size);
    const wrong = [];
    for (const id of CHARTS) {
      await show(page, id);
      const width = await page.evaluate((it) => document.querySelector(`#${it} shushuo-chart`).chart.width, id);
      const text = await svg(page, id, width);
      const found = await page.evaluate(async ([it, source, code, near, like]) => {
        const { chart } = document.querySelector(`#${it} shushuo-chart`);
        const image = new Image();
        image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
        await image.decode();
        const compare = (0, eval)(`(${code})`);
        const ground = getComputedStyle(document.body).backgroundColor;
        return { ...compare(chart.canvas, image, chart.width, chart.height, ground, near, like), size: [chart.width, chart.height, image.width, image.height] };
      }, [id, text, unlike.toString(), NEAR, LIKE]);
      const [w, h, iw, ih] = found.size;
      if (Math.abs(w - iw) > 1 || Math.abs(h - ih) > 1) wrong.push(`${id}: canvas ${w}×${h}, SVG ${iw}×${ih}`);
      if (!(found.ink > 200)) wrong.push(`${id}: hardly any ink (${found.ink})`);
      if (!(found.share <= SHARE)) wrong.push(`${id}: ${(100 * found.share).toFixed(1)} % of the ink has no like`);
    }
    assert.deepEqual(wrong, []);
    await page.context().close();
  });

  test(`${name}: accessible`, async () => {
    const page = await open(size);
    await scroll(page);
    await page.addScriptTag({ path: `${root}www/test/node_modules/axe-core/axe.min.js` });
    const found = await page.evaluate(async () => {
      const { violations } = await axe.run(document, { resultTypes: ['violations'] });
      return violations.filter((it) => ['serious', 'critical'].includes(it.impact))
        .map((it) => `${it.id}: ${it.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' ')}`);
    });
    assert.deepEqual(found, []);
    await page.context().close();
  });

  test(`${name}: readable without scripts`, async () => {
    const page = await open(size, '/', { javaScriptEnabled: false });
    for (const id of CHARTS) {
      const figure = page.locator(`#${id}`);
      assert.equal(await figure.locator('.still svg').filter({ visible: true }).count(), 1, id);
      assert.ok(await figure.locator('tbody tr').count() > 0, id);
    }
    // The browser gives up the scripts it was told to load ahead.
    assert.deepEqual(page.wrong.filter((line) => !/^failed: .*\.js$/.test(line)), []);
    await page.context().close();
  });
}

test('the marks reached by keyboard are the rows of the table', async () => {
  const page = await open(SIZES[1]);
  await page.evaluate(() => {
    addEventListener('shushuo-mark', ({ detail }) => { globalThis.mark = detail && { figure: detail.figure, text: detail.tip.textContent }; });
  });
  for (const id of CHARTS) {
    await show(page, id);
    await page.locator(`#${id} canvas`).focus();
    const reached = [];
    for (;;) {
      await page.keyboard.press('ArrowRight');
      const { figure, text } = await page.evaluate(() => mark);
      if (reached.at(-1) === figure) break;
      assert.ok(text.length > 3, `${id}: ${figure} says "${text}"`);
      reached.push(figure);
    }
    const rows = await page.evaluate((it) => [...document.querySelectorAll(`#${it} tr[data-figure]`)].map((row) => row.dataset.figure), id);
    assert.deepEqual([...reached].sort(), rows.sort(), id);
  }
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test('a mark says its value, phrase and line; a computed one its working', async () => {
  const page = await open(SIZES[1], '/', { hasTouch: true });
  const say = async (id, figure) => {
    await show(page, id);
    return page.evaluate(([chart, it]) => {
      const { chart: own } = document.querySelector(`#${chart} shushuo-chart`);
      const place = own.rows().findIndex((row) => row.figure === it);
      return own.select(place)?.text;
    }, [id, figure]);
  };
  const stated = await page.evaluate(() => document.querySelector('#c02 tr[data-figure]').dataset.figure);
  assert.match(await say('c02', stated), /亿元.*第\d+行/);
  const computed = await page.evaluate(() => [...document.querySelectorAll('.entry')]
    .filter((it) => it.querySelector('.working')).map((it) => it.id.slice(2)));
  let seen = 0;
  for (const id of CHARTS) {
    await show(page, id);
    const own = await page.evaluate((it) => document.querySelector(`#${it} shushuo-chart`).chart.rows().map((row) => row.figure), id);
    for (const figure of own.filter((it) => computed.includes(it))) {
      assert.match(await say(id, figure), /算得/);
      seen += 1;
    }
  }
  assert.ok(seen > 0);
  await page.context().close();
});

test('the other language, the dark, and a picture and a table to take along', async () => {
  const page = await open(SIZES[2], '/en/index.html', { colorScheme: 'dark', acceptDownloads: true });
  await show(page, 'c02');
  assert.equal(await page.evaluate(() => document.querySelector('#c02 shushuo-chart').chart.lang), 'en');
  const take = async (label) => {
    const waiting = page.waitForEvent('download');
    await page.locator('#c02 .tools').getByText(label, { exact: true }).click();
    const file = await (await waiting).path();
    return readFile(file);
  };
  const png = await take('PNG');
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
  const csv = (await take('CSV')).toString();
  assert.equal(csv.split('\r\n').length - 2, await page.locator('#c02 tbody tr').count());
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test('opened from disk it stays pictures and tables, without an error box', async () => {
  const page = await tab(chrome);
  await page.goto(`file://${root}www/index.html`);
  await page.waitForTimeout(300);
  assert.equal(await page.locator('.problem').count(), 0);
  assert.equal(await page.locator('#c01 .still svg').filter({ visible: true }).count(), 1);
  assert.ok(await page.locator('#c01 tbody tr').count() > 0);
  await page.context().close();
});
