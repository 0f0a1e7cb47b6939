// A chart: its drawing in an instance, its canvas in the page.
import { engine, renew } from './load.js';
import { hand } from './columns.js';
import { Pointer } from './pointer.js';
import { Zoom } from './zoom.js';
import { ratio, size, turn, unwatch, watch } from './watch.js';

export const live = new Set(); // every chart that has a drawing
const places = new WeakMap(); // the chart of an element

/** An error that says what is wrong, with the list of diagnostics. */
function failure(list) {
  const { pointer, line, column, message } = list[0];
  const place = line ? `${line}:${column}` : pointer;
  return Object.assign(new Error(place ? `${place}: ${message}` : message), { diagnostics: list });
}

/** Thrown at a chart that starts in an instance that is no more: it starts anew in the next one. */
const ANEW = Symbol('anew');

const STOPPED = {
  zh: '绘图程序在这张图上停止了',
  en: 'the engine stopped at this chart',
};

const NONE = new Map(); // what most charts have of most things

const BOX = 'display:block;touch-action:manipulation;';

export class Chart {
  _spec;
  _options;
  _engine;
  _drawing;
  _files = NONE; // the files that were read
  _asked = NONE; // the images that were loaded
  _domains = NONE; // those that were set
  _pointer;
  _zoom;
  _host;
  _canvas;
  _drawn = false;
  _wanted = false; // on its canvas
  _size = [NaN, NaN]; // the container's, that the canvas was drawn for
  _sized = false; // whether the container's size is followed
  _dpr;
  _gone = false;
  _moving = false; // from a broken instance to a fresh one
  _starting = true;

  constructor(el, spec, options = {}) {
    this.el = el;
    this.notes = [];
    this._spec = spec;
    this._options = options;
    this.lang = (options.lang || 'en').startsWith('zh') ? 'zh' : 'en';
  }

  /** Loads and, when it is near, reads and draws. */
  async start() {
    while (this._starting) {
      try {
        await this._begin();
        this._starting = false;
      } catch (error) {
        if (error !== ANEW) throw error;
      }
    }
  }

  async _begin() {
    this._engine = await engine();
    this._moving = false;
    if (this._gone) return;
    const before = places.get(this.el);
    if (before !== this) before?.destroy();
    places.set(this.el, this);
    live.add(this);
    watch(this);
    await turn(this, this._options.lazy !== false);
  }

  /** Reads the spec, when that was not done; a promise when files have to come. The watcher calls it. */
  open() {
    return this._drawing ? undefined : this._call((drawing) => this._read(drawing.wanted()));
  }

  // Makes the drawing, of what JavaScript keeps.
  _open() {
    const { theme, tooltip, data = {} } = this._options;
    this._asked = NONE;
    const drawing = new this._engine.Drawing(this._spec, theme, this.lang === 'zh', !!tooltip);
    this._drawing = drawing;
    for (const name of Object.keys(data)) hand(drawing, name, data[name]);
    for (const [url, bytes] of this._files) drawing.file(url, bytes);
    for (const [channel, ends] of this._domains) drawing.domain(channel, ...ends);
  }

  // Reads the files that the spec wants, when the page lets it.
  _read(wanted = []) {
    const { load } = this._options;
    const urls = wanted.filter((url) => !this._files.has(url));
    if (!urls.length || !load) return undefined;
    return Promise.all(urls.map(async (url) => {
      try {
        let found = await load(url);
        if (found instanceof Response) {
          if (!found.ok) throw new Error(`${found.status} ${found.statusText}`);
          found = await found.arrayBuffer();
        }
        if (typeof found === 'string') found = new TextEncoder().encode(found);
        const bytes = ArrayBuffer.isView(found) ? found : new Uint8Array(found);
        this._files = new Map(this._files).set(url, bytes);
        this._call((drawing) => drawing.file(url, bytes));
      } catch (error) {
        this._call((drawing) => drawing.failed(url, error.message));
      }
    }));
  }

  // Calls the drawing, made when it is not there. What it says is wrong is an error; a trap ends its instance.
  _call(work) {
    if (this._gone) return undefined;
    if (!this._moving) {
      try {
        if (!this._drawing) this._open();
        return work(this._drawing);
      } catch (error) {
        if (Array.isArray(error)) throw failure(error);
        const { whole, want } = this._engine;
        this._trapped();
        if (whole || want) {
          console.error(error);
          this.destroy();
          throw want || failure([{ level: 'error', file: '', pointer: '', line: 0, column: 0, message: STOPPED[this.lang] }]);
        }
      }
    }
    if (this._starting) throw ANEW;
    return undefined;
  }

  // The instance is broken: its charts go on in a fresh one.
  _trapped() {
    const broken = this._engine;
    const charts = new Set([this, ...live].filter((chart) => chart._engine === broken));
    for (const chart of charts) {
      chart._moving = true;
      // Nothing of the broken instance may be called any more, by the collector neither.
      chart._drawing?.__destroy_into_raw();
      chart._drawing = undefined;
    }
    const each = (then) => (found) => charts.forEach((chart) => chart._gone || chart._starting || then(chart, found));
    renew(broken).then(each((chart, instance) => chart._move(instance)), each((chart, error) => chart._fail(error)));
  }

  _move(instance) {
    this._engine = instance;
    this._moving = false;
    // Who was told less than there is asks again, after the next drawing.
    this._dpr = undefined;
    if (this._wanted) this.refit(...this._size);
  }

  _fail(error) {
    this._tell('shushuo-error', { error });
  }

  /** Whether the picture changes when its container does. */
  get fluid() {
    return this._call((drawing) => drawing.fluid()) || 0;
  }

  /** Lays the picture out for a container of this size, before `fit` draws it: a step of its own. The watcher calls it. */
  arrange(width, height) {
    if (!(this.fluid & 1) || width > 0) this._call((drawing) => drawing.arrange(width, height));
  }

  /** Draws for a container of this size, when that or the screen is new. The watcher calls it. */
  fit(width, height) {
    const fluid = this.fluid;
    if (fluid && !this._sized) {
      this._sized = true;
      size(this);
    }
    const same = (!(fluid & 1) || width === this._size[0]) && (!(fluid & 2) || height === this._size[1]);
    if (this._gone || (this._drawn && same && this._dpr === ratio()) || (fluid & 1 && !(width > 0))) return;
    this._size = [width, height];
    this.draw();
  }

  /** The same once it is read, telling the page of an error rather than the caller. */
  refit(width, height) {
    try {
      const files = this.open();
      if (files) files.then(() => this.refit(width, height), (error) => this._fail(error));
      else this.fit(width, height);
    } catch (error) {
      this._fail(error);
    }
  }

  /** Draws on the canvas, now. */
  draw() {
    if (this._gone) return;
    this._wanted = true;
    // In the page before it is painted: its fonts are those of its place and language.
    if (!this._host) this._stand();
    const canvas = this._canvas;
    const dpr = ratio();
    const size = this._call((drawing) => drawing.paint(canvas, ...this._size, dpr));
    if (!size) return;
    const anew = !this._dpr;
    this._dpr = dpr;
    const [width, height, images] = size;
    if (images) this._call((drawing) => drawing.missing()).forEach((url) => this._image(url));
    if (canvas.style.width !== `${width}px` || canvas.style.height !== `${height}px`) {
      const { style } = canvas;
      if (!style.display) style.cssText = BOX;
      style.width = `${width}px`;
      style.height = `${height}px`;
    }
    this.width = width;
    this.height = height;
    this._pointer?.clear();
    if (!this._drawn) {
      this._drawn = true;
      const call = (work) => this._call(work);
      this._pointer = new Pointer(this, this._host, canvas, call);
      if (call((drawing) => drawing.zoomable())) {
        this._zoom = new Zoom(this, canvas, { call, redraw: () => this._redraw(), say: (text) => this._pointer?.say(text) });
      }
      this._note();
    }
    if (anew) this._tell('shushuo-draw', { chart: this });
  }

  // Loads an image that stands in the spec, or that the page lets be loaded, and paints it.
  async _image(url) {
    const { load } = this._options;
    if (this._asked.has(url)) return;
    this._asked = new Map(this._asked).set(url);
    const image = new Image();
    try {
      if (url.startsWith('data:image/')) {
        image.src = url;
        await image.decode();
      } else if (load) {
        const found = await load(url);
        const blob = found instanceof Response ? await found.blob() : new Blob([found], url.endsWith('.svg') ? { type: 'image/svg+xml' } : {});
        image.src = URL.createObjectURL(blob);
        await image.decode().finally(() => URL.revokeObjectURL(image.src));
      } else return;
      this._call((drawing) => drawing.image(url, image));
      this._redraw();
    } catch (error) {
      if (error !== ANEW) console.warn(`${url} ${error.message}`);
    }
  }

  _stand() {
    this._host = document.createElement('div');
    this._host.className = 'shushuo';
    this._host.style.position = 'relative';
    this._canvas = document.createElement('canvas');
    this._host.append(this._canvas);
    this.el.append(this._host);
  }

  _note() {
    this.notes = this._call((drawing) => drawing.notes());
    for (const { pointer, message } of this.notes) console.warn(`${pointer} ${message}`);
  }

  // Draws what was changed, when the chart is on its canvas.
  _redraw() {
    if (this._drawn && this._dpr) this.draw();
  }

  /** Gives the pixels of the canvas back; `fit` draws them anew. The watcher calls it. */
  release() {
    if (!this._drawn || !this._dpr || document.activeElement === this._canvas) return;
    this._dpr = undefined;
    this._wanted = false;
    this._pointer.clear();
    this._canvas.width = 0;
    this._tell('shushuo-release', { chart: this });
  }

  _tell(type, detail) {
    this.el.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }

  setDomain(channel, low, high) {
    if (this._gone) return;
    this._domains = new Map(this._domains).set(channel, [+low, +high]);
    if (this._drawing) this._call((drawing) => drawing.domain(channel, +low, +high));
    this._redraw();
  }

  setData(name, columns) {
    if (this._gone) return;
    this._options = { ...this._options, data: { ...this._options.data, [name]: columns } };
    if (this._drawing) this._call((drawing) => hand(drawing, name, columns));
    this._redraw();
  }

  /** Draws anew, with the fonts and the screen as they are now. */
  redraw() {
    if (this._drawing) this._call((drawing) => drawing.fonts());
    this._redraw();
  }

  tip() {
    return this._pointer ? this._pointer.text : '';
  }

  idle() {
    if (this._drawn) this._call((drawing) => drawing.ready());
  }

  rows() {
    return this._drawn ? this._call((drawing) => drawing.rows()) || [] : [];
  }

  select(place) {
    return this._pointer ? this._pointer.select(place) : null;
  }

  get description() {
    return this._drawn ? this._call((drawing) => drawing.description()) || '' : '';
  }

  get name() {
    return this._drawn ? this._call((drawing) => drawing.name()) || '' : '';
  }

  get canvas() {
    return this._drawn ? this._canvas : undefined;
  }

  /** The picture as PNG on a ground of a colour. */
  toBlob(ground) {
    if (!this._drawn) return Promise.resolve(null);
    if (!this._dpr) this.draw();
    const { width, height } = this._canvas;
    const copy = Object.assign(document.createElement('canvas'), { width, height });
    const context = copy.getContext('2d');
    if (ground) {
      context.fillStyle = ground;
      context.fillRect(0, 0, width, height);
    }
    context.drawImage(this._canvas, 0, 0);
    return new Promise((done) => { copy.toBlob(done); });
  }

  /** The rows as CSV. */
  csv() {
    const rows = this.rows().map((row) => row.values);
    const titles = [...new Set(rows.flatMap(Object.keys))];
    const cell = (text = '') => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
    return [titles, ...rows.map((row) => titles.map((title) => row[title]))]
      .map((line) => `${line.map(cell).join(',')}\r\n`).join('');
  }

  destroy() {
    if (this._gone) return;
    this._gone = true;
    this._drawn = false;
    live.delete(this);
    unwatch(this);
    this._pointer?.end();
    this._zoom?.end();
    this._host?.remove();
    this._drawing?.free();
    if (this._canvas) this._canvas.width = 0;
    if (places.get(this.el) === this) places.delete(this.el);
    this._drawing = this._host = this._pointer = this._zoom = this._canvas = undefined;
    this._spec = this._options = undefined;
    this._files = NONE;
  }
}
