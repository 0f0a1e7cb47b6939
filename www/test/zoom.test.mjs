// Gestures that move scales bound to an interval, in a page of its own.
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

// A dot at 200, 50 of a plot in the picture's corner, 300 wide and 100 high, a pixel a unit.
const dot = (more = {}) => ({
  width: 300,
  height: 100,
  padding: 0,
  config: { view: { stroke: null } },
  data: { values: [{ a: 200, b: 50 }] },
  params: [{ name: 'p', select: 'interval', bind: 'scales' }],
  mark: { type: 'circle', size: 200, opacity: 1, color: '#c00' },
  encoding: {
    x: { field: 'a', type: 'quantitative', scale: { domain: [0, 300] }, axis: { grid: false, title: 'a' } },
    y: { field: 'b', type: 'quantitative', scale: { domain: [0, 100] }, axis: null },
  },
  ...more,
});

async function open(spec = dot(), more = {}) {
  const page = await tab(chrome, { width: 400, height: 500, dpr: 1, ...more });
  await page.goto(`${site.address}/blank.html`);
  await page.evaluate(async (it) => {
    document.body.innerHTML = '<div id="el" style="width:320px;height:200px"></div><div style="height:3000px"></div>';
    document.body.style.margin = '0';
    const S = await import('/pkg/shushuo.js');
    globalThis.chart = await S.render(document.getElementById('el'), it, { tooltip: true });
  }, spec);
  return page;
}

/** Where the middle of what is red is, in whole pixels, once two frames are drawn. */
const red = (page) => page.evaluate(async () => {
  for (let i = 0; i < 2; i += 1) await new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
  const { width, height } = chart.canvas;
  const { data } = chart.canvas.getContext('2d').getImageData(0, 0, width, height);
  let [n, x, y] = [0, 0, 0];
  for (let i = 0; i < data.length; i += 4) {
    if (data[i] > 180 && data[i + 1] < 60 && data[i + 3] > 200) {
      n += 1;
      x += (i / 4) % width;
      y += Math.floor(i / 4 / width);
    }
  }
  return n ? [Math.round((x + 0.5) / n), Math.round((y + 0.5) / n)] : null;
});
const near = (found, expected) => assert.ok(
  found && found.every((value, i) => Math.abs(value - expected[i]) <= 1.5), `${found} is not near ${expected}`,
);
const scrolled = (page) => page.evaluate(() => new Promise((done) => { setTimeout(() => done(scrollY), 150); }));

async function close(page) {
  assert.deepEqual(page.wrong, []);
  await page.context().close();
}

test('a wheel scrolls the page; with a modifier it enlarges around the pointer', async () => {
  const page = await open();
  near(await red(page), [200, 50]);
  await page.mouse.move(100, 50);
  await page.mouse.wheel(0, 40);
  assert.ok(await scrolled(page) > 0);
  await page.evaluate(() => scrollTo(0, 0));
  near(await red(page), [200, 50]);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -60);
  await page.keyboard.up('Control');
  assert.equal(await scrolled(page), 0);
  near(await red(page), [100 + 100 * 2 ** 0.4, 50]);
  await close(page);
});

test('a mouse drags the picture, which is no click', async () => {
  const page = await open();
  await page.mouse.move(190, 50);
  await page.mouse.down();
  await page.mouse.move(200, 55);
  await page.mouse.move(150, 70);
  await page.mouse.up();
  near(await red(page), [160, 70]);
  await page.mouse.click(160, 70);
  assert.equal(await page.evaluate(() => chart.tip()), 'a: 200\nb: 50');
  await close(page);
});

test('keys enlarge, move and put back, and what is seen is read out', async () => {
  const page = await open();
  await page.focus('#el canvas');
  const said = () => page.textContent('[role=status]');
  const height = await page.evaluate(() => chart.height);
  await page.keyboard.press('+');
  near(await red(page), [225, height / 2 + (50 - height / 2) * 1.5]);
  await page.waitForSelector('[role=status]', { state: 'attached' });
  assert.match(await said(), /^a \d+ – \d+$/);
  await page.keyboard.press('ArrowRight');
  near(await red(page), [165, height / 2 + (50 - height / 2) * 1.5]);
  await page.keyboard.press('Shift+ArrowRight');
  assert.equal(await page.evaluate(() => chart.tip()), 'a: 200\nb: 50');
  await page.keyboard.press('0');
  near(await red(page), [200, 50]);
  await page.waitForFunction(() => document.querySelector('[role=status]').textContent === 'a 0 – 300');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => chart.tip()), 'a: 200\nb: 50');
  await page.keyboard.press('-');
  near(await red(page), [150 + 50 / 1.5, height / 2 + (50 - height / 2) / 1.5]);
  await page.keyboard.press('Escape');
  near(await red(page), [200, 50]);
  await close(page);
});

/** Fingers that go from some points to others, in steps. */
async function touch(page, from, to) {
  const devtools = await page.context().newCDPSession(page);
  const send = (type, points) => devtools.send('Input.dispatchTouchEvent', {
    type, touchPoints: points.map(([x, y], id) => ({ x, y, id })),
  });
  await send('touchStart', from);
  for (let i = 1; i <= 8; i += 1) {
    await send('touchMove', from.map((point, k) => point.map((value, j) => value + ((to[k][j] - value) * i) / 8)));
    await page.waitForTimeout(20);
  }
  await send('touchEnd', []);
}

test('two fingers enlarge; before a tap one finger moves nothing', async () => {
  const page = await open(dot(), { hasTouch: true, isMobile: true });
  await touch(page, [[200, 50]], [[120, 50]]);
  near(await red(page), [200, 50]);
  await touch(page, [[100, 50], [200, 50]], [[75, 50], [225, 50]]);
  near(await red(page), [225, 50]);
  await close(page);
});

test('after a tap one finger drags to the sides, and up and down still scrolls the page', async () => {
  const page = await open(dot(), { hasTouch: true, isMobile: true });
  await page.touchscreen.tap(30, 30);
  await touch(page, [[200, 50]], [[120, 50]]);
  near(await red(page), [120, 50]);
  assert.equal(await scrolled(page), 0);
  await touch(page, [[200, 90]], [[200, 10]]);
  assert.ok(await scrolled(page) > 20);
  await close(page);
});

test('without a binding nothing is moved or taken', async () => {
  const page = await open(dot({ params: [] }));
  await page.mouse.move(190, 50);
  await page.mouse.down();
  await page.mouse.move(150, 70);
  await page.mouse.up();
  await page.focus('#el canvas');
  await page.keyboard.press('+');
  near(await red(page), [200, 50]);
  await close(page);
});
