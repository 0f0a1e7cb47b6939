// The package in a page: it loads from wherever it can be loaded from.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { browser, root, serve, tab } from './site.mjs';

let site;
let chrome;
let version;
before(async () => {
  [site, chrome] = await Promise.all([serve('www/test'), browser()]);
  const cargo = await readFile(`${root}Cargo.toml`, 'utf8');
  version = cargo.match(/^version = "(.+)"$/m)[1];
});
after(async () => {
  await chrome?.close();
  await site?.end();
});

/** Loads the engine in a blank page after `arrange(page)`; `input` is code that gives init's argument. */
async function load(input, arrange = () => {}) {
  const page = await tab(chrome);
  await arrange(page);
  await page.goto(`${site.address}/blank.html`);
  const found = await page.evaluate(async (code) => {
    const { init, version } = await import('/pkg/shushuo.js');
    await init(await eval(code));
    return version();
  }, input);
  assert.equal(found, version);
  assert.deepEqual(page.wrong, []);
  await page.context().close();
}

const wasm = '/pkg/shushuo_bg.wasm';
const bytes = `fetch('${wasm}').then((response) => response.arrayBuffer())`;

test('from beside the module', () => load('undefined'));
test('from an address', () => load(`'${wasm}'`));
test('from a URL', () => load(`new URL('${wasm}', location)`));
test('from a response', () => load(`fetch('${wasm}')`));
test('from bytes', () => load(bytes));
test('from a view of bytes', () => load(`${bytes}.then((buffer) => new Uint8Array(buffer))`));
test('from a module', () => load(`${bytes}.then((buffer) => WebAssembly.compile(buffer))`));

test('served with a wrong media type', () => load('undefined', (page) => page.route(`**${wasm}`, async (route) => {
  const response = await route.fetch();
  await route.fulfill({ response, headers: { ...response.headers(), 'content-type': 'text/plain' } });
})));

test('where there are no streams', () => load('undefined', (page) => page.addInitScript(() => {
  delete WebAssembly.compileStreaming;
  delete WebAssembly.instantiateStreaming;
})));

test('where streams are refused after they were read', () => load('undefined', (page) => page.addInitScript(() => {
  WebAssembly.compileStreaming = async (response) => {
    await (await response).arrayBuffer();
    throw new TypeError('refused');
  };
})));

test('a program that is not there is told, and the next call tries anew', async () => {
  const page = await tab(chrome);
  await page.route(`**${wasm}`, (route) => route.fulfill({ status: 404 }));
  await page.goto(`${site.address}/blank.html`);
  const attempt = () => page.evaluate(async () => {
    const { init, version } = await import('/pkg/shushuo.js');
    return init().then(version, (error) => error.message);
  });
  assert.match(await attempt(), /shushuo_bg\.wasm: 404/);
  await page.unroute(`**${wasm}`);
  assert.equal(await attempt(), version);
  await page.context().close();
});
