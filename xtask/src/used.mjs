// Which functions of the engine usual charts run: draws specs on canvases that
// keep nothing, and prints a line of 0 and 1, a digit for each function.
//   node used.mjs WATCHED.wasm GLUE.js USUAL … -- OTHER …
// A file is a spec, or a page with specs in its charts. Of the others counts only
// what answers questions about a chart, not what draws it.
import { readFileSync } from 'node:fs';

const [wasm, glue, ...files] = process.argv.slice(2);

// As much of a browser as the engine sees.
const anything = () => {};
class Anything {
  constructor() {
    return new Proxy(this, {
      get: (target, key) => (key in target ? target[key] : anything),
    });
  }
}
class CanvasGradient extends Anything {}
class TextMetrics extends Anything {}
class CanvasRenderingContext2D extends Anything {
  createLinearGradient() { return new CanvasGradient(); }

  createRadialGradient() { return new CanvasGradient(); }

  // Six pixels a letter, in sixteenths.
  measureText(text) { return Object.assign(new TextMetrics(), { width: 96 * text.length }); }
}
class Node {}
class HTMLCanvasElement extends Node {
  getContext() { return new CanvasRenderingContext2D(); }
}
class Head extends Node {
  appendChild(child) { return child; }
}
class Document {
  currentScript = { src: 'x:' };

  createElement() { return new HTMLCanvasElement(); }

  querySelector() { return new Head(); }
}
class Window {
  static [Symbol.hasInstance](value) { return value === globalThis; }
}
class ImageData extends Anything {}
class Missing {}
Object.assign(globalThis, {
  CanvasGradient, CanvasRenderingContext2D, HTMLCanvasElement, Node, Window, TextMetrics, ImageData,
  HTMLElement: Node, Element: Node, HTMLImageElement: Missing, document: new Document(), window: globalThis, self: globalThis, location: { href: 'x:' },
});

function specs(file) {
  const text = readFileSync(file, 'utf8');
  if (!file.endsWith('.html')) return [text];
  const found = text.matchAll(/<shushuo-chart[^>]*>[^]*?<script type="application\/json">([^]*?)<\/script>/g);
  return [...found].map(([, spec]) => spec);
}

const bind = new Function(`${readFileSync(glue, 'utf8')}\nreturn wasm_bindgen;`)();
const exports = await bind({ module_or_path: await WebAssembly.compile(readFileSync(wasm)) });

// The functions called since the last time.
const globals = [];
for (let place = 0; exports[`h${place}`]; place += 1) globals.push(exports[`h${place}`]);
function called() {
  return globals.map((global) => {
    const was = global.value;
    global.value = 0;
    return was;
  });
}
const used = called();
const add = () => called().forEach((was, place) => { used[place] |= was; });

// What a page does with a chart. `isUsual` says whether what it takes to draw it counts.
function draw(spec, zh, isUsual) {
  const drawing = new bind.Drawing(spec, undefined, zh, true);
  drawing.wanted();
  drawing.fluid();
  drawing.arrange(360, 300);
  const canvas = new HTMLCanvasElement();
  const size = drawing.paint(canvas, 360, 300, 2);
  drawing.zoomable();
  if (isUsual) drawing.paint(canvas, 360, 300, 2);
  if (isUsual) drawing.paint(new HTMLCanvasElement(), 680, 300, 1);
  if (isUsual) add(); else called();
  // What one asks of a chart that is drawn is answered at once, whatever the chart.
  const [width, height] = size;
  drawing.notes();
  drawing.missing();
  drawing.name();
  drawing.description();
  drawing.ready();
  for (let x = 0; x < width; x += width / 8) drawing.hover(x, height / 2, 22, true);
  drawing.tap(width / 2, height / 2, 22, true);
  drawing.leave();
  const count = drawing.count();
  for (let place = 0; place < count; place += 1) drawing.select(place);
  drawing.rows();
  drawing.free();
  add();
}

// Columns that are handed over.
function hand() {
  const drawing = new bind.Drawing('{"data":{"name":"a"},"mark":"bar","encoding":{}}', undefined, false, false);
  drawing.numbers('n', new Float64Array([1, 2]), false);
  drawing.texts('t', new Uint32Array([0, 1]), 'a\0b');
  drawing.mixed('m', [1, 'a']);
  drawing.table('a');
  drawing.domain('x', 0, 1);
  drawing.fonts();
  drawing.free();
  bind.version();
  add();
}

// What is wrong is said at once, too: an error, and a warning.
function fail() {
  try {
    new bind.Drawing('{"mark":"bra"}', undefined, false, false);
  } catch (list) {
    if (!Array.isArray(list)) throw list;
  }
  const spec = '{"data":{"values":[{"a":1}]},"mark":"bar","encoding":{"x":{"field":"a","tpye":"nominal"}},"config":{"axes":{}}}';
  const drawing = new bind.Drawing(spec, undefined, true, false);
  drawing.paint(new HTMLCanvasElement(), 360, 300, 2);
  drawing.notes();
  drawing.free();
  add();
}

const end = files.indexOf('--');
files.forEach((file, place) => {
  if (place === end) return;
  for (const spec of specs(file)) {
    draw(spec, true, place < end);
    draw(JSON.parse(spec), false, place < end);
  }
});
hand();
fail();
console.log(used.join(''));
