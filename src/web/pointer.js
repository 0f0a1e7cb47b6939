// Pointers and keys on a canvas: the tip, the ring around a mark, what is read aloud.

const MOUSE = 8; // how near a mouse must be, in CSS pixels
const TOUCH = 22; // how near a finger
const WORDS = 99; // milliseconds until the words are there
let ids = 0;

const BOX = 'position:absolute;pointer-events:none;';
const TIP = `${BOX}z-index:9;box-sizing:border-box;width:max-content;max-width:min(100%,24em);padding:.4em .6em;border-radius:4px;`
  + 'font:14px/1.45 system-ui,sans-serif;white-space:pre-wrap;background:var(--shushuo-ground,Canvas);color:var(--shushuo-ink,CanvasText);box-shadow:0 0 0 1px #8888,0 2px 8px #0003;';
const RING = `${BOX}z-index:8;box-sizing:border-box;outline:2px solid currentColor;outline-offset:1px;border-radius:2px;`;
const HIDDEN = 'position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;';

export class Pointer {
  text = '';
  _chart;
  _host;
  _canvas;
  _call;
  _tip;
  _ring;
  _live;
  _place = -1;
  _touch = false;
  _idle;

  constructor(chart, host, canvas, call) {
    this._chart = chart;
    this._host = host;
    this._canvas = canvas;
    this._call = call;
    canvas.tabIndex = 0;
    for (const type of ['pointermove', 'pointerdown', 'pointerleave', 'click', 'keydown', 'blur']) canvas.addEventListener(type, this);
    // Words wait until the picture is on the screen.
    this._idle = setTimeout(() => this._name(), WORDS);
  }

  // What it is, its name, and the sentence inside the canvas that describes it: an image is never without a name.
  _name() {
    const { description } = this._chart;
    const words = document.createElement('span');
    ids += 1;
    words.id = `shushuo-${ids}`;
    words.textContent = description;
    this._canvas.setAttribute('role', 'img');
    this._canvas.setAttribute('aria-label', this._chart.el.getAttribute('aria-label') || this._chart.name || description);
    this._canvas.setAttribute('aria-describedby', words.id);
    this._canvas.append(words);
  }

  handleEvent(event) {
    try {
      this[event.type](event);
    } catch (error) {
      this._chart.el.dispatchEvent(new CustomEvent('shushuo-error', { bubbles: true, detail: { error } }));
    }
  }

  pointerdown(event) {
    this._touch = event.pointerType === 'touch';
  }

  pointermove(event) {
    if (event.pointerType === 'touch') return;
    const found = this._call((drawing) => drawing.hover(event.offsetX, event.offsetY, MOUSE, true));
    if (found !== undefined) this._show(found, 'hover');
  }

  pointerleave(event) {
    if (event.pointerType !== 'touch') this.clear();
  }

  click(event) {
    const radius = this._touch ? TOUCH : MOUSE;
    this._show(this._call((drawing) => drawing.tap(event.offsetX, event.offsetY, radius, !this._touch)), 'tap');
  }

  blur() {
    this.clear();
  }

  keydown(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const count = this._call((drawing) => drawing.count());
    const last = count - 1;
    const to = {
      ArrowRight: this._place + 1,
      ArrowDown: this._place + 1,
      ArrowLeft: this._place < 0 ? last : this._place - 1,
      ArrowUp: this._place < 0 ? last : this._place - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === 'Escape') this.clear();
    if (to === undefined || !count) return;
    event.preventDefault();
    this.select(Math.max(0, Math.min(last, to)));
  }

  /** Goes to the target at a place in reading order; gives its figure, text and place. */
  select(place) {
    return this._show(this._call((drawing) => drawing.select(place)), 'key');
  }

  clear() {
    if (!this.text && this._place < 0 && !this._ring?.parentNode) return;
    this._call((drawing) => drawing.leave());
    this._show(null, 'leave');
  }

  _show(found, via) {
    if (!found) {
      this._place = -1;
      this.text = '';
      this._canvas.style.cursor = '';
      this._tip?.remove();
      this._ring?.remove();
      this._tell(null);
      return null;
    }
    const [text, x0, y0, x1, y1, figure, place, href] = found;
    this._canvas.style.cursor = href ? 'pointer' : '';
    if (href && via === 'tap') this._follow(href);
    if (place >= 0 || via !== 'hover') this._place = place;
    this.text = text;
    this._tip ||= document.createElement('div');
    this._ring ||= document.createElement('i');
    const tip = this._tip;
    tip.className = 'shushuo-tip';
    this._ring.className = 'shushuo-ring';
    tip.textContent = text;
    const mark = { figure, text, place, via, chart: this._chart, tip };
    this._tell(mark);
    this.text = tip.textContent;
    const { width, height } = this._chart;
    // Its own width does not matter: a part of it is left of the mark as of the picture.
    const part = Math.max(0, Math.min(1, (x0 + x1) / 2 / width));
    const side = y0 > height / 2 ? `bottom:${height - y0 + 8}px` : `top:${y1 + 8}px`;
    tip.style.cssText = `${TIP}left:${part * 100}%;${side};transform:translateX(${-part * 100}%)`;
    this._ring.style.cssText = `${RING}left:${x0}px;top:${y0}px;width:${x1 - x0}px;height:${y1 - y0}px`;
    if (!this._ring.parentNode) this._host.append(this._ring);
    if (this.text && !tip.parentNode) this._host.append(tip);
    else if (!this.text) tip.remove();
    if (via === 'key' || via === 'tap') this.say(this.text);
    return { figure, text: this.text, place };
  }

  // Only what a link of a page may lead to.
  _follow(href) {
    const link = document.createElement('a');
    link.href = href;
    if (/^(https?|mailto|file):$/.test(link.protocol)) link.click();
  }

  // Tells the page which mark is meant; it may put its own words into the tip.
  _tell(detail) {
    this._chart.el.dispatchEvent(new CustomEvent('shushuo-mark', { bubbles: true, detail }));
  }

  /** Reads a text out. */
  say(text) {
    if (!this._live) {
      this._live = document.createElement('span');
      this._live.setAttribute('role', 'status');
      this._live.style.cssText = HIDDEN;
      this._host.append(this._live);
    }
    this._live.textContent = text;
  }

  end() {
    clearTimeout(this._idle);
    for (const type of ['pointermove', 'pointerdown', 'pointerleave', 'click', 'keydown', 'blur']) this._canvas.removeEventListener(type, this);
  }
}
