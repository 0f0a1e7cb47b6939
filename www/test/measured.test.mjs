// The report on the project itself, which ships its source text: numbers in it and marks know each other.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser, root, serve, tab } from './site.mjs';

const PATH = '/measured/index.html';
let site;
let chrome;
before(async () => { [site, chrome] = await Promise.all([serve(), browser()]); });
after(async () => {
  await chrome?.close();
  await site?.end();
});

async function open(more = {}) {
  const page = await tab(chrome, more);
  await page.goto(site.address + PATH, { waitUntil: 'load' });
  return page;
}

/** The numbers of the text that are lit. */
const lit = (page) => page.evaluate(() => [...document.querySelectorAll('.said.lit')].map((it) => it.dataset.figure));

test('every figure is a number of the text, and leads to its entry', async () => {
  const page = await open();
  const [said, entries] = await page.evaluate(() => [
    [...document.querySelectorAll('.source .said')].map((it) => it.getAttribute('href')),
    [...document.querySelectorAll('.entry .where')].map((it) => `#${it.closest('.entry').id}`),
  ]);
  assert.deepEqual([...said].sort(), [...entries].sort());
  assert.ok(said.length > 40, said.length);
  const [length, drawn] = await page.evaluate(() => [
    document.querySelectorAll('.coverage li').length, document.querySelectorAll('.said.drawn').length]);
  assert.equal(length, said.length);
  assert.ok(drawn > 20, drawn);
  await page.context().close();
});

test('a number in the text lights up its mark, by pointer and by key', async () => {
  const page = await open();
  for (const act of ['click', 'press']) {
    const link = page.locator(act === 'click' ? '#t-goal' : '#t-tests-whole');
    const [figure, value] = act === 'click' ? ['goal', '200,000'] : ['tests-whole', await link.textContent()];
    const chart = act === 'click' ? 'weights' : 'places';
    await (act === 'click' ? link.click() : link.press('Enter'));
    await page.waitForFunction((it) => document.querySelector(`#${it} shushuo-chart`).chart.tip(), chart);
    const tip = await page.evaluate((it) => document.querySelector(`#${it} shushuo-chart`).chart.tip(), chart);
    assert.ok(tip.includes(value), `${tip} has no ${value}`);
    assert.deepEqual(await lit(page), [figure]);
    assert.equal(await page.evaluate(() => document.activeElement.localName), 'canvas');
    assert.equal(new URL(page.url()).hash, `#t-${figure}`);
  }
  await page.context().close();
});

test('a mark lights up its number in the text, and its panel leads there', async () => {
  const page = await open();
  await page.evaluate(() => document.querySelector('#folders').scrollIntoView({ behavior: 'instant' }));
  await page.waitForFunction(() => document.querySelector('#folders canvas')?.width > 0);
  await page.locator('#folders canvas').focus();
  const rows = await page.evaluate(() => document.querySelector('#folders shushuo-chart').chart.rows().map((row) => row.figure));
  await page.keyboard.press('ArrowRight');
  assert.deepEqual(await lit(page), [rows[0]]);
  await page.keyboard.press('ArrowRight');
  assert.deepEqual(await lit(page), [rows[1]]);
  const link = await page.evaluate((it) => document.querySelector(`#f-${it} .where a`).getAttribute('href'), rows[1]);
  assert.equal(link, `#t-${rows[1]}`);
  assert.ok(await page.evaluate((it) => document.querySelector(`#f-${it} .where mark`).textContent.includes('lines'), rows[1]));
  await page.context().close();
});

test('a link to a folded entry unfolds it', async () => {
  const page = await open();
  await page.evaluate(() => document.querySelector('.coverage a').closest('details').setAttribute('open', ''));
  await page.locator('#checks .working a').first().click();
  const [id, shown] = await page.evaluate(() => [location.hash.slice(1), document.querySelector(location.hash).checkVisibility()]);
  assert.ok(id.startsWith('f-') && shown, id);
  await page.context().close();
});

test('without scripts it is plain text with anchors; on paper nothing is folded', async () => {
  const page = await open({ javaScriptEnabled: false });
  const link = page.locator('#t-sent');
  assert.equal(await link.getAttribute('href'), '#f-sent');
  assert.ok(await page.locator('.source').isVisible());
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.locator('#f-sent').isVisible());
  await page.context().close();
});

test('accessible, narrow enough, and nothing wrong', async () => {
  const page = await open({ width: 320, height: 640, dpr: 2 });
  await page.addScriptTag({ path: `${root}www/test/node_modules/axe-core/axe.min.js` });
  const found = await page.evaluate(async () => {
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.filter((it) => ['serious', 'critical'].includes(it.impact))
      .map((it) => `${it.id}: ${it.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' ')}`);
  });
  assert.deepEqual(found, []);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  assert.equal(await page.locator('.problem').count(), 0);
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});
