// The JavaScript API in a page of its own: what it draws, what it says, what it leaves behind.
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

/**
 * Runs `work(S, el, given)` in a page with the module and an empty element of 320×200; gives what it gives.
 * What goes wrong in the page fails the test, but for what `allowed` matches.
 */
async function inPage(work, given, { size, allowed, html = '' } = {}) {
  const page = await tab(chrome, size);
  await page.goto(`${site.address}/blank.html`);
  const found = await page.evaluate(async ({ code, given: it, html: more }) => {
    document.body.innerHTML = `<div id="el" style="width:320px;height:200px"></div>${more}`;
    const S = await import('/pkg/shushuo.js');
    globalThis.frame = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
    // Whether a pixel of the canvas, in CSS pixels, has colour.
    globalThis.ink = (canvas, x, y) => {
      const scale = canvas.width / canvas.clientWidth;
      const [r, g, b, a] = canvas.getContext('2d').getImageData(Math.round(x * scale), Math.round(y * scale), 1, 1).data;
      return a > 0 && Math.max(r, g, b) - Math.min(r, g, b) > 30;
    };
    globalThis.failed = (promise) => promise.then(() => 'no error', (error) => ({
      message: error.message, diagnostics: error.diagnostics, isError: error instanceof Error,
    }));
    return (0, eval)(`(${code})`)(S, document.getElementById('el'), it);
  }, { code: work.toString(), given, html });
  const wrong = page.wrong.filter((line) => !allowed?.test(line));
  await page.context().close();
  assert.deepEqual(wrong, []);
  return found;
}

test('draws an object, and JSON text alike', async () => {
  const found = await inPage(async (S, el, spec) => {
    const pictures = [];
    for (const it of [spec, JSON.stringify(spec)]) {
      const chart = await S.render(el, it);
      pictures.push(chart.canvas.toDataURL());
      chart.destroy();
    }
    return [pictures[0] === pictures[1], pictures[0].length > 3000];
  }, bars());
  assert.deepEqual(found, [true, true]);
});

test('init, the default export and render start one engine', async () => {
  const found = await inPage(async (S, el, spec) => {
    let compiled = 0;
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = (...words) => { compiled += 1; return instantiate.apply(WebAssembly, words); };
    await Promise.all([S.init(), S.default(), S.render(el, spec), S.init()]);
    return compiled;
  }, line({ mark: 'line', data: { values: [{ x: 1, y: 2 }, { x: 2, y: 3 }] } }));
  // One instance; the rest is linked to it later.
  assert.ok(found <= 2, `${found} instances`);
});

test('an engine that waits for its first chart draws some that nobody sees', async () => {
  const found = await inPage(async (S, el, spec) => {
    // Widths are measured on a canvas in the head, which the first drawing of an instance makes.
    const drawings = () => ['head', 'body'].map((part) => document.querySelectorAll(`${part} canvas`).length);
    await S.init();
    for (let i = 0; i < 500 && !drawings()[0]; i += 1) await frame();
    const ahead = drawings();
    await S.render(el, spec);
    return [ahead, drawings()];
  }, bars());
  assert.deepEqual(found, [[1, 0], [2, 1]]);
});

test('the canvas has the pixels of the screen', async () => {
  for (const dpr of [1, 2, 3, 1.5]) {
    const found = await inPage(async (S, el, spec) => {
      const { canvas, width, height } = await S.render(el, spec);
      return [canvas.width, canvas.height, canvas.clientWidth, canvas.clientHeight, width, height];
    }, bars({ autosize: { type: 'fit', contains: 'padding' } }), { size: { dpr } });
    assert.deepEqual(found, [300 * dpr, 150 * dpr, 300, 150, 300, 150]);
  }
});

test('columns: typed arrays, texts, dates, mixtures, rows', async () => {
  const found = await inPage(async (S, el, spec) => {
    const say = async (columns) => {
      const chart = await S.render(el, spec, { data: { d: columns }, tooltip: true });
      return chart.rows().map((row) => row.values);
    };
    return [
      await say({ x: new Float64Array([1, 2]), y: Int16Array.of(3, 4), c: ['p', null] }),
      await say({ x: [1, 2], y: [3, null], c: ['p', 'p'] }),
      await say({ x: [1, 2], y: ['3', '4'], c: [true, 'q'] }),
      await say([{ x: 1, y: 3, c: 'p' }, { x: 2, y: 4 }]),
    ];
  }, line({ mark: 'point', encoding: {
    x: { field: 'x', type: 'quantitative' }, y: { field: 'y', type: 'quantitative' }, color: { field: 'c', type: 'nominal' },
  } }));
  const row = (x, y, c) => ({ x, y, c });
  assert.deepEqual(found, [
    [row('1', '3', 'p'), row('2', '4', 'null')],
    [row('1', '3', 'p')],
    [row('1', '3', 'true'), row('2', '4', 'q')],
    [row('1', '3', 'p'), row('2', '4', 'null')],
  ]);
});

test('times come as dates or milliseconds', async () => {
  const found = await inPage(async (S, el, spec) => {
    const texts = [];
    for (const x of [[new Date(0), new Date(864e5)], new Float64Array([0, 864e5])]) {
      const chart = await S.render(el, spec, { data: { d: { x, y: [1, 2] } }, lang: 'zh', tooltip: true });
      texts.push(chart.rows()[1].text);
    }
    return texts;
  }, line({ encoding: { x: { field: 'x', type: 'temporal' }, y: { field: 'y', type: 'quantitative' } } }));
  assert.deepEqual(found, Array(2).fill('x：1970年1月2日\ny：2'));
});

test('a new domain and new data are drawn when the call returns', async () => {
  const found = await inPage(async (S, el, spec) => {
    const chart = await S.render(el, spec, { data: { d: { x: [0, 10], y: [0, 10] } } });
    const pictures = [chart.canvas.toDataURL()];
    chart.setDomain('x', 0, 5);
    pictures.push(chart.canvas.toDataURL());
    chart.setData('d', { x: [0, 10], y: [10, 0] });
    pictures.push(chart.canvas.toDataURL());
    chart.setDomain('x', 0, 10);
    chart.setData('d', { x: [0, 10], y: [0, 10] });
    pictures.push(chart.canvas.toDataURL());
    return [new Set(pictures).size, pictures[0] === pictures[3]];
  }, line());
  assert.deepEqual(found, [3, true]);
});

test('wrong specs reject with diagnostics: what, where, did you mean', async () => {
  const cases = [
    [bars({ mark: 'bars' }), '/mark', /"bars".*"bar"/],
    [bars({ encoding: { x: { field: 'aa' }, y: { field: 'b', type: 'quantitative' } } }), '/encoding/x/field', /"aa".*"a"/],
    [bars({ encoding: { x: { field: 'a', type: 'nominale' } } }), '/encoding/x/type', /"nominale".*"nominal"/],
    [bars({ encoding: { x: { field: 'a' }, colr: { field: 'a' } } }), '/encoding/colr', /"colr".*"color"/],
    [bars({ data: null }), '/encoding/y/field', /"b"/],
    [bars({ transform: [{ filtr: 'true' }] }), '/transform/0', /filtr/],
    [bars({ data: { name: 'nothing' } }), '/data', /"nothing"/],
    [bars({ data: { url: 'x.json' } }), '/data', /"x\.json".*load/],
    [bars({ width: 1e9 }), '', /1000000000|1e9|32768/],
    ['{"mark": }', '', /json|expected/i],
    [{}, '', /mark/],
  ];
  for (const [spec, pointer, message] of cases) {
    const found = await inPage(async (S, el, it) => {
      const error = await failed(S.render(el, it));
      return { ...error, left: el.childNodes.length };
    }, spec);
    assert.equal(found.isError, true, JSON.stringify(spec));
    assert.equal(found.left, 0);
    const [first] = found.diagnostics;
    assert.equal(first.level, 'error');
    assert.equal(first.pointer, pointer, first.message);
    assert.match(first.message, message);
    assert.match(found.message, message);
  }
});

test('an unknown property is a note: the chart draws', async () => {
  const found = await inPage(async (S, el, it) => {
    const chart = await S.render(el, it);
    return [chart.notes, !!chart.canvas];
  }, bars({ titel: 'x' }));
  assert.equal(found[1], true);
  assert.equal(found[0].length, 1);
  assert.equal(found[0][0].level, 'warning');
  assert.equal(found[0][0].pointer, '/titel');
  assert.match(found[0][0].message, /"titel".*"title"/);
});

test('no rows draw a frame', async () => {
  const found = await inPage(async (S, el, spec) => {
    const chart = await S.render(el, spec);
    return [chart.width > 100, chart.height > 100, chart.rows().length];
  }, bars({ data: { values: [] } }));
  assert.deepEqual(found, [true, true, 0]);
});

test('a logarithm of zero is told or drawn, not a crash', async () => {
  const found = await inPage(async (S, el, spec) => {
    const result = await S.render(el, spec).then((chart) => chart.notes, (error) => error.diagnostics);
    return result;
  }, bars({ encoding: { x: { field: 'a' }, y: { field: 'b', type: 'quantitative', scale: { type: 'log', domain: [0, 10] } } } }));
  assert.ok(found.length >= 1);
  assert.match(found[0].message, /log|zero|0/i);
});

test('nothing is drawn in a container of no width, until it has one', async () => {
  const found = await inPage(async (S, el, spec) => {
    el.style.width = '0';
    const chart = await S.render(el, spec);
    const before = !!chart.canvas;
    await frame();
    el.style.width = '280px';
    for (let i = 0; i < 20 && !chart.canvas; i += 1) await frame();
    return [before, chart.canvas?.clientWidth];
  }, bars({ width: 'container' }));
  assert.deepEqual(found, [false, 280]);
});

test('follows its container and the screen', async () => {
  const page = await tab(chrome, { width: 500, height: 600, dpr: 1 });
  await page.goto(`${site.address}/blank.html`);
  await page.evaluate(async (spec) => {
    document.body.innerHTML = '<div id="el" style="width:320px"></div>';
    const S = await import('/pkg/shushuo.js');
    globalThis.chart = await S.render(document.getElementById('el'), spec);
  }, bars({ width: 'container' }));
  const size = () => page.evaluate(() => [chart.canvas.width, chart.canvas.clientWidth]);
  assert.deepEqual(await size(), [320, 320]);
  await page.evaluate(() => { document.getElementById('el').style.width = '250px'; });
  await page.waitForFunction(() => chart.canvas.width === 250);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setDeviceMetricsOverride', { width: 510, height: 600, deviceScaleFactor: 2, mobile: false });
  await page.waitForFunction(() => chart.canvas.width === 500);
  assert.deepEqual(await size(), [500, 250]);
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test('a far chart waits until it comes near; lazy: false does not', async () => {
  const found = await inPage(async (S, el, spec) => {
    const far = document.getElementById('far');
    const eager = await S.render(document.getElementById('eager'), spec, { lazy: false });
    const chart = await S.render(far, spec);
    const before = [!!eager.canvas, !!chart.canvas];
    far.scrollIntoView();
    for (let i = 0; i < 30 && !chart.canvas; i += 1) await frame();
    return [...before, !!chart.canvas, el.childNodes.length];
  }, bars(), { html: '<div style="height:5000px"></div><div id="far" style="height:200px"></div><div id="eager" style="height:200px"></div>' });
  assert.deepEqual(found, [true, false, true, 0]);
});

test('a far chart is read when it comes near, and tells then what is wrong', async () => {
  const found = await inPage(async (S, el, spec) => {
    const far = document.getElementById('far');
    const errors = [];
    far.addEventListener('shushuo-error', ({ detail }) => errors.push(detail.error.diagnostics[0].pointer));
    await S.render(far, spec);
    const before = errors.length;
    far.scrollIntoView();
    for (let i = 0; i < 30 && !errors.length; i += 1) await frame();
    return [before, errors];
  }, bars({ mark: 'bars' }), { html: '<div style="height:5000px"></div><div id="far" style="height:200px"></div>' });
  assert.deepEqual(found, [0, ['/mark']]);
});

test('a chart far away gives its pixels back, and has them again when it comes near', async () => {
  const found = await inPage(async (S, el, spec) => {
    const chart = await S.render(el, spec);
    const before = chart.canvas.width;
    const wait = async (holds) => { for (let i = 0; i < 60 && !holds(); i += 1) await frame(); };
    scrollTo(0, 1e6);
    await wait(() => !chart.canvas.width);
    const away = [chart.canvas.width, chart.canvas.clientWidth, chart.rows().length, (await chart.toBlob()).size > 1000];
    scrollTo(0, 0);
    await wait(() => chart.canvas.width === before);
    return [...away, chart.canvas.width === before];
  }, bars(), { html: '<div style="height:9000px"></div>' });
  assert.equal(found[0], 0);
  assert.ok(found[1] > 300);
  assert.deepEqual(found.slice(2), [3, true, true]);
});

test('data are read only through load', async () => {
  const found = await inPage(async (S, el, spec) => {
    const asked = [];
    const rows = async (load) => {
      const result = await S.render(el, spec, { load: (url) => { asked.push(url); return load(url); } })
        .then((chart) => chart.rows().length, (error) => error.diagnostics[0].message);
      return result;
    };
    const csv = 'a,b\nA,1\nB,2\n';
    return [
      await rows(() => csv),
      await rows(() => new TextEncoder().encode(csv)),
      await rows(async () => new Response(csv)),
      await rows(async () => new Response('', { status: 404, statusText: 'Not Found' })),
      await rows(() => { throw new Error('no way'); }),
      [...new Set(asked)],
    ];
  }, bars({ data: { url: 'data/t.csv' } }));
  assert.deepEqual(found.slice(0, 3), [2, 2, 2]);
  assert.match(found[3], /404/);
  assert.match(found[4], /no way/);
  assert.deepEqual(found[5], ['data/t.csv']);
});

test('images come from the spec itself or through load', async () => {
  const found = await inPage(async (S, el, spec) => {
    const dot = document.createElement('canvas');
    [dot.width, dot.height] = [20, 20];
    const pen = dot.getContext('2d');
    pen.fillStyle = '#c00';
    pen.fillRect(0, 0, 20, 20);
    const blob = await new Promise((done) => { dot.toBlob(done); });
    const red = async (url, load) => {
      const chart = await S.render(el, { ...spec, data: { values: [{ url }] } }, { load });
      for (let i = 0; i < 20 && !ink(chart.canvas, 50, 50); i += 1) await frame();
      return ink(chart.canvas, 50, 50);
    };
    return [await red(dot.toDataURL()), await red('x.png', () => blob.arrayBuffer()), await red('x.png')];
  }, {
    width: 100, height: 100, padding: 0, mark: { type: 'image', width: 100, height: 100 },
    encoding: { x: { value: 50 }, y: { value: 50 }, url: { field: 'url' } },
  });
  assert.deepEqual(found, [true, true, false]);
});

test('a second chart in the element takes the place of the first', async () => {
  const found = await inPage(async (S, el, spec) => {
    const first = await S.render(el, spec);
    const second = await S.render(el, { ...spec, width: 200 });
    return [el.querySelectorAll('canvas').length, !!first.canvas, !!second.canvas];
  }, bars());
  assert.deepEqual(found, [1, false, true]);
});

test('destroy takes everything away, at any time', async () => {
  const found = await inPage(async (S, el, spec) => {
    const chart = await S.render(el, spec);
    const { canvas } = chart;
    chart.destroy();
    chart.destroy();
    chart.setDomain('x', 0, 1);
    chart.setData('d', {});
    chart.redraw();
    chart.idle();
    return [el.childNodes.length, canvas.width, chart.rows(), chart.tip(), chart.select(0)];
  }, bars());
  assert.deepEqual(found, [0, 0, [], '', null]);
});

test('a thousand charts leave no memory behind', async () => {
  const found = await inPage(async (S, el, spec) => {
    let memory;
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (...words) => {
      const made = await instantiate.apply(WebAssembly, words);
      memory = (made.instance ?? made).exports.memory ?? memory;
      return made;
    };
    const mount = async (times) => {
      for (let i = 0; i < times; i += 1) (await S.render(el, spec, { lazy: false })).destroy();
      return memory.buffer.byteLength;
    };
    return [await mount(100), await mount(900)];
  }, bars());
  assert.equal(found[1], found[0]);
});

test('PNG and CSV', async () => {
  const found = await inPage(async (S, el, spec) => {
    const chart = await S.render(el, spec);
    const blob = await chart.toBlob('#fff');
    const bitmap = await createImageBitmap(blob);
    return [blob.type, bitmap.width, chart.csv()];
  }, bars({ autosize: { type: 'fit', contains: 'padding' } }));
  assert.deepEqual(found, ['image/png', 900, 'a,b\r\n丙,2\r\n乙,5\r\n甲,3\r\n']);
});
