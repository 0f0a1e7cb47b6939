// <shushuo-chart>: a spec that stands in a page becomes a chart.
import { render } from './shushuo.js';

const WORDS = {
  zh: { wrong: '这张图没有画出来' },
  en: { wrong: 'This chart is not drawn' },
};

// The colours of the page's theme, and what they are in the dark.
const dark = matchMedia('(prefers-color-scheme: dark)');
let theme;
const elements = new Set();

function look() {
  if (theme === undefined) {
    try {
      theme = JSON.parse(document.getElementById('shushuo-theme').textContent);
    } catch {
      theme = null;
    }
  }
  return theme;
}

// A text of JSON with each colour as it is now.
function coloured(text) {
  const other = dark.matches && look()?.dark;
  return other ? text.replace(/"(#[0-9a-f]{3,8})"/gi, (all, color) => (other[color] ? `"${other[color]}"` : all)) : text;
}

dark.addEventListener?.('change', () => elements.forEach((element) => element.draw()));

/** A folder that data may be read from: nothing above it and nowhere else. */
function reader(base) {
  if (base === undefined) return undefined;
  const folder = new URL(base || '.', document.baseURI);
  return async (url) => {
    const address = new URL(url, folder);
    const inside = address.href.startsWith(folder.href.replace(/[^/]*$/, ''));
    if (!inside) throw new Error(`not in ${folder.href}`);
    return fetch(address);
  };
}

export class ShushuoChart extends HTMLElement {
  _chart;
  _turn = 0;

  connectedCallback() {
    this.style.display ||= 'block';
    elements.add(this);
    for (const type of ['draw', 'release', 'error']) this.addEventListener(`shushuo-${type}`, this);
    this.draw();
  }

  disconnectedCallback() {
    elements.delete(this);
    this._turn += 1;
    this._end();
  }

  /** The chart, once it is there. */
  get chart() {
    return this._chart;
  }

  get _lang() {
    const lang = this.dataset.lang || this.closest('[lang]')?.lang || 'en';
    return lang.startsWith('zh') ? 'zh' : 'en';
  }

  get _still() {
    return this.querySelector(':scope > .still');
  }

  /** Draws the spec as it stands here now. */
  async draw() {
    this._turn += 1;
    const own = this._turn;
    // The parser may not have come to the spec yet.
    if (document.readyState === 'loading') {
      await new Promise((done) => { document.addEventListener('DOMContentLoaded', done, { once: true }); });
      if (own !== this._turn) return;
    }
    const spec = this.querySelector(':scope > script[type="application/json"]')?.textContent;
    if (!spec) return;
    this._end();
    const config = look()?.config;
    try {
      const chart = await render(this, coloured(spec), {
        tooltip: true,
        lang: this._lang,
        load: reader(this.dataset.base),
        lazy: this.dataset.lazy !== 'false',
        theme: config && coloured(JSON.stringify(config)),
      });
      if (own === this._turn) this._chart = chart;
      else chart.destroy();
    } catch (error) {
      if (own === this._turn) this._fail(error);
    }
  }

  handleEvent({ type, detail }) {
    if (type === 'shushuo-error') this._fail(detail.error);
    else this._stand(type === 'shushuo-draw');
  }

  // The canvas stands in for the still picture, or the other way round.
  _stand(drawn) {
    const still = this._still;
    const host = this.querySelector(':scope > .shushuo');
    if (still) still.hidden = drawn;
    if (host) host.hidden = !!still && !drawn;
    if (drawn) this.querySelector(':scope > .problem')?.remove();
  }

  // What is wrong stands in the chart's place.
  _fail(error) {
    this._end();
    // From a disk nothing can be loaded: the still picture is what there is.
    if (!error.diagnostics && location.protocol === 'file:') return;
    console.error(error);
    let box = this.querySelector(':scope > .problem');
    if (!box) {
      box = document.createElement('p');
      box.className = 'problem';
      this.append(box);
    }
    const strong = document.createElement('b');
    strong.textContent = WORDS[this._lang].wrong;
    const lines = (error.diagnostics || [{ message: error.message }]).flatMap(({ line, column, pointer, message }) => {
      const code = document.createElement('code');
      code.textContent = line ? `${line}:${column}` : pointer || '';
      return [' ', code, ' ', message];
    });
    box.replaceChildren(strong, ...lines);
    this.dispatchEvent(new CustomEvent('shushuo-failed', { bubbles: true, detail: { error } }));
  }

  _end() {
    this._chart?.destroy();
    this._chart = undefined;
    this._stand(false);
  }
}

if (!customElements.get('shushuo-chart')) customElements.define('shushuo-chart', ShushuoChart);
