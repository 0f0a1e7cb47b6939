// A chart: its drawing in an instance, its canvas in the page.
import { engine, renew } from './load.js';
import { hand } from './columns.js';
import { Pointer } from './pointer.js';
import { Zoom } from './zoom.js';
import { ratio, turn, unwatch, watch } from './watch.js';

const live = new Set(); // every chart that has a drawing
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

const BOX = 'display:block;touch-action:manipulation;';

export class Chart {
  #spec;
  #options;
  #engine;
  #drawing;
  #files = new Map();
  #asked = new Set(); // the images that were loaded
  #domains = new Map();
  #pointer;
  #zoom;
  #host;
  #canvas;
  #drawn = false;
  #wanted = false; // on its canvas
  #size = [NaN, NaN]; // the container's, that the canvas was drawn for
  #dpr;
  #gone = false;
  #moving = false; // from a broken instance to a fresh one
  #starting = true;

  constructor(el, spec, options = {}) {
    this.el = el;
    this.notes = [];
    this.#spec = spec;
    this.#options = options;
    this.lang = (options.lang || 'en').startsWith('zh') ? 'zh' : 'en';
  }

  /** Loads and, when it is near, reads and draws. */
  async start() {
    while (this.#starting) {
      try {
        await this.#begin();
        this.#starting = false;
      } catch (error) {
        if (error !== ANEW) throw error;
      }
    }
  }

  async #begin() {
    this.#engine = await engine();
    this.#moving = false;
    if (this.#gone) return;
    const before = places.get(this.el);
    if (before !== this) before?.destroy();
    places.set(this.el, this);
    live.add(this);
    watch(this);
    await turn(this, this.#options.lazy !== false);
  }

  /** Reads the spec, when that was not done; a promise when files have to come. The watcher calls it. */
  open() {
    return this.#drawing ? undefined : this.#call((drawing) => this.#read(drawing.wanted()));
  }

  // Makes the drawing, of what JavaScript keeps.
  #open() {
    const { theme, tooltip, data = {} } = this.#options;
    this.#asked.clear();
    const drawing = new this.#engine.Drawing(this.#spec, theme, this.lang === 'zh', !!tooltip);
    this.#drawing = drawing;
    for (const name of Object.keys(data)) hand(drawing, name, data[name]);
    for (const [url, bytes] of this.#files) drawing.file(url, bytes);
    for (const [channel, ends] of this.#domains) drawing.domain(channel, ...ends);
  }

  // Reads the files that the spec wants, when the page lets it.
  #read(wanted = []) {
    const { load } = this.#options;
    const urls = wanted.filter((url) => !this.#files.has(url));
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
        this.#files.set(url, bytes);
        this.#call((drawing) => drawing.file(url, bytes));
      } catch (error) {
        this.#call((drawing) => drawing.failed(url, error.message));
      }
    }));
  }

  // Calls the drawing, made when it is not there. What it says is wrong is an error; a trap ends its instance.
  #call(work) {
    if (this.#gone) return undefined;
    if (!this.#moving) {
      try {
        if (!this.#drawing) this.#open();
        return work(this.#drawing);
      } catch (error) {
        if (Array.isArray(error)) throw failure(error);
        const { whole, want } = this.#engine;
        this.#trapped();
        if (whole || want) {
          console.error(error);
          this.destroy();
          throw want || failure([{ level: 'error', file: '', pointer: '', line: 0, column: 0, message: STOPPED[this.lang] }]);
        }
      }
    }
    if (this.#starting) throw ANEW;
    return undefined;
  }

  // The instance is broken: its charts go on in a fresh one.
  #trapped() {
    const broken = this.#engine;
    const charts = new Set([this, ...live].filter((chart) => chart.#engine === broken));
    for (const chart of charts) {
      chart.#moving = true;
      // Nothing of the broken instance may be called any more, by the collector neither.
      chart.#drawing?.__destroy_into_raw();
      chart.#drawing = undefined;
    }
    renew(broken).then((instance) => charts.forEach((chart) => chart.#gone || chart.#starting || chart.#move(instance)));
  }

  #move(instance) {
    this.#engine = instance;
    this.#moving = false;
    // Who was told less than there is asks again, after the next drawing.
    this.#dpr = undefined;
    if (this.#wanted) this.refit(...this.#size);
  }

  #fail(error) {
    this.#tell('shushuo-error', { error });
  }

  /** Whether the picture changes when its container does. */
  get fluid() {
    return this.#call((drawing) => drawing.fluid()) || 0;
  }

  /** Draws for a container of this size, when that or the screen is new. The watcher calls it. */
  fit(width, height) {
    const fluid = this.fluid;
    const same = (!(fluid & 1) || width === this.#size[0]) && (!(fluid & 2) || height === this.#size[1]);
    if (this.#gone || (this.#drawn && same && this.#dpr === ratio()) || (fluid & 1 && !(width > 0))) return;
    this.#size = [width, height];
    this.draw();
  }

  /** The same once it is read, telling the page of an error rather than the caller. */
  refit(width, height) {
    try {
      const files = this.open();
      if (files) files.then(() => this.refit(width, height), (error) => this.#fail(error));
      else this.fit(width, height);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Draws on the canvas, now. */
  draw() {
    if (this.#gone) return;
    this.#wanted = true;
    // In the page before it is painted: its fonts are those of its place and language.
    if (!this.#host) this.#stand();
    const canvas = this.#canvas;
    const dpr = ratio();
    const size = this.#call((drawing) => drawing.paint(canvas, ...this.#size, dpr));
    if (!size) return;
    const anew = !this.#dpr;
    this.#dpr = dpr;
    const [width, height, images] = size;
    if (images) this.#call((drawing) => drawing.missing()).forEach((url) => this.#image(url));
    if (canvas.style.width !== `${width}px` || canvas.style.height !== `${height}px`) {
      const { style } = canvas;
      if (!style.display) style.cssText = BOX;
      style.width = `${width}px`;
      style.height = `${height}px`;
    }
    this.width = width;
    this.height = height;
    this.#pointer?.clear();
    if (!this.#drawn) {
      this.#drawn = true;
      const call = (work) => this.#call(work);
      this.#pointer = new Pointer(this, this.#host, canvas, call);
      if (call((drawing) => drawing.zoomable())) {
        this.#zoom = new Zoom(this, canvas, { call, redraw: () => this.#redraw(), say: (text) => this.#pointer?.say(text) });
      }
      this.#note();
    }
    if (anew) this.#tell('shushuo-draw', { chart: this });
  }

  // Loads an image that stands in the spec, or that the page lets be loaded, and paints it.
  async #image(url) {
    const { load } = this.#options;
    if (this.#asked.has(url)) return;
    this.#asked.add(url);
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
      this.#call((drawing) => drawing.image(url, image));
      this.#redraw();
    } catch (error) {
      if (error !== ANEW) console.warn(`${url} ${error.message}`);
    }
  }

  #stand() {
    this.#host = document.createElement('div');
    this.#host.className = 'shushuo';
    this.#host.style.position = 'relative';
    this.#canvas = document.createElement('canvas');
    this.#host.append(this.#canvas);
    this.el.append(this.#host);
  }

  #note() {
    this.notes = this.#call((drawing) => drawing.notes());
    for (const { pointer, message } of this.notes) console.warn(`${pointer} ${message}`);
  }

  // Draws what was changed, when the chart is on its canvas.
  #redraw() {
    if (this.#drawn && this.#dpr) this.draw();
  }

  /** Gives the pixels of the canvas back; `fit` draws them anew. The watcher calls it. */
  release() {
    if (!this.#drawn || !this.#dpr || document.activeElement === this.#canvas) return;
    this.#dpr = undefined;
    this.#wanted = false;
    this.#pointer.clear();
    this.#canvas.width = 0;
    this.#tell('shushuo-release', { chart: this });
  }

  #tell(type, detail) {
    this.el.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }

  setDomain(channel, low, high) {
    if (this.#gone) return;
    this.#domains.set(channel, [+low, +high]);
    if (this.#drawing) this.#call((drawing) => drawing.domain(channel, +low, +high));
    this.#redraw();
  }

  setData(name, columns) {
    if (this.#gone) return;
    this.#options = { ...this.#options, data: { ...this.#options.data, [name]: columns } };
    if (this.#drawing) this.#call((drawing) => hand(drawing, name, columns));
    this.#redraw();
  }

  /** Draws anew, with the fonts and the screen as they are now. */
  redraw() {
    if (this.#drawing) this.#call((drawing) => drawing.fonts());
    this.#redraw();
  }

  tip() {
    return this.#pointer ? this.#pointer.text : '';
  }

  idle() {
    if (this.#drawn) this.#call((drawing) => drawing.ready());
  }

  rows() {
    return this.#drawn ? this.#call((drawing) => drawing.rows()) || [] : [];
  }

  select(place) {
    return this.#pointer ? this.#pointer.select(place) : null;
  }

  get description() {
    return this.#drawn ? this.#call((drawing) => drawing.description()) || '' : '';
  }

  get name() {
    return this.#drawn ? this.#call((drawing) => drawing.name()) || '' : '';
  }

  get canvas() {
    return this.#drawn ? this.#canvas : undefined;
  }

  /** The picture as PNG on a ground of a colour. */
  toBlob(ground) {
    if (!this.#drawn) return Promise.resolve(null);
    if (!this.#dpr) this.draw();
    const { width, height } = this.#canvas;
    const copy = Object.assign(document.createElement('canvas'), { width, height });
    const context = copy.getContext('2d');
    if (ground) {
      context.fillStyle = ground;
      context.fillRect(0, 0, width, height);
    }
    context.drawImage(this.#canvas, 0, 0);
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
    if (this.#gone) return;
    this.#gone = true;
    this.#drawn = false;
    live.delete(this);
    unwatch(this);
    this.#pointer?.end();
    this.#zoom?.end();
    this.#host?.remove();
    this.#drawing?.free();
    if (this.#canvas) this.#canvas.width = 0;
    if (places.get(this.el) === this) places.delete(this.el);
    this.#drawing = this.#host = this.#pointer = this.#zoom = this.#canvas = undefined;
    this.#spec = this.#options = undefined;
    this.#files.clear();
  }
}
