// Which pieces of the engine usual charts run: draws specs on canvases that
// keep nothing, and prints a line of 0 and 1, a digit for each piece. The module
// notes what it runs in COUNT bytes of its memory, from START on.
//   node ran.mjs WATCHED.wasm GLUE.js START COUNT FILE …
// A file is a spec, or a page with specs in its charts.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [wasm, glue, start, count, ...files] = process.argv.slice(2);

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
class TextMetrics extends Anything {
  width = 10;
}
class CanvasRenderingContext2D extends Anything {
  createLinearGradient() { return new CanvasGradient(); }

  createRadialGradient() { return new CanvasGradient(); }

  measureText() { return new TextMetrics(); }
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

// What a page does with a chart, whose data stand in `folder`.
function draw(spec, zh, folder) {
  const drawing = new bind.Drawing(spec, undefined, zh, true);
  for (const url of drawing.wanted() || []) drawing.file(url, readFileSync(join(folder, url)));
  drawing.fluid();
  const canvas = new HTMLCanvasElement();
  const [width, height] = drawing.paint(canvas, 360, 300, 2);
  drawing.zoomable();
  drawing.paint(canvas, 360, 300, 2);
  drawing.paint(new HTMLCanvasElement(), 680, 300, 1);
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
}

// Columns that stay in the page's memory: many points of a mark, moved about in.
function many(mark) {
  const channel = (field) => ({ field, type: 'quantitative', scale: { zero: false, nice: false } });
  const spec = {
    width: 300, height: 200, data: { name: 'a' }, mark,
    params: [{ name: 'moved', select: 'interval', bind: 'scales' }],
    encoding: { x: channel('x'), y: channel('y') },
  };
  const drawing = new bind.Drawing(spec, undefined, false, true);
  const column = (value) => Float64Array.from({ length: 20000 }, (_, row) => value(row));
  drawing.numbers('x', column((row) => row), false);
  drawing.numbers('y', column((row) => Math.sin(row / 100) + (row % 7)), false);
  drawing.table('a');
  const canvas = new HTMLCanvasElement();
  drawing.paint(canvas, 300, 200, 2);
  drawing.ready();
  for (const end of [5000, 200]) {
    drawing.domain('x', 100, end);
    drawing.paint(canvas, 300, 200, 2);
  }
  for (let x = 0; x < 300; x += 10) drawing.hover(x, 100, 22, true);
  drawing.leave();
  drawing.free();
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
}

for (const file of files) {
  for (const spec of specs(file)) {
    draw(spec, true, dirname(file));
    draw(JSON.parse(spec), false, dirname(file));
  }
}
hand();
['line', 'point'].forEach(many);
fail();
console.log(new Uint8Array(exports.memory.buffer, +start, +count).join(''));
