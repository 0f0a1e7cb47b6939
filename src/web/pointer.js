// Pointers and keys on a canvas: the tip, the ring around a mark, what is read aloud.

const MOUSE = 8; // how near a mouse must be, in CSS pixels
const TOUCH = 22; // how near a finger
let ids = 0;

const BOX = 'position:absolute;pointer-events:none;';
const TIP = `${BOX}z-index:9;box-sizing:border-box;width:max-content;max-width:min(100%,24em);padding:.4em .6em;border-radius:4px;`
  + 'font:14px/1.45 system-ui,sans-serif;white-space:pre-wrap;background:var(--shushuo-ground,Canvas);color:var(--shushuo-ink,CanvasText);box-shadow:0 0 0 1px #8888,0 2px 8px #0003;';
const RING = `${BOX}z-index:8;box-sizing:border-box;outline:2px solid currentColor;outline-offset:1px;border-radius:2px;`;
const HIDDEN = 'position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;';

export class Pointer {
  text = '';
  #chart;
  #host;
  #canvas;
  #call;
  #tip;
  #ring;
  #live;
  #place = -1;
  #touch = false;
  #idle;

  constructor(chart, host, canvas, call) {
    this.#chart = chart;
    this.#host = host;
    this.#canvas = canvas;
    this.#call = call;
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'img');
    for (const type of ['pointermove', 'pointerdown', 'pointerleave', 'click', 'keydown', 'blur']) canvas.addEventListener(type, this);
    // Words wait until the picture is on the screen.
    this.#idle = setTimeout(() => this.#name(), 0);
  }

  // The name, and the sentence inside the canvas that describes it.
  #name() {
    const { description } = this.#chart;
    const words = document.createElement('span');
    ids += 1;
    words.id = `shushuo-${ids}`;
    words.textContent = description;
    this.#canvas.setAttribute('aria-label', this.#chart.el.getAttribute('aria-label') || this.#chart.name || description);
    this.#canvas.setAttribute('aria-describedby', words.id);
    this.#canvas.append(words);
  }

  handleEvent(event) {
    try {
      this[event.type](event);
    } catch (error) {
      this.#chart.el.dispatchEvent(new CustomEvent('shushuo-error', { bubbles: true, detail: { error } }));
    }
  }

  pointerdown(event) {
    this.#touch = event.pointerType === 'touch';
  }

  pointermove(event) {
    if (event.pointerType === 'touch') return;
    const found = this.#call((drawing) => drawing.hover(event.offsetX, event.offsetY, MOUSE, true));
    if (found !== undefined) this.#show(found, 'hover');
  }

  pointerleave(event) {
    if (event.pointerType !== 'touch') this.clear();
  }

  click(event) {
    const radius = this.#touch ? TOUCH : MOUSE;
    this.#show(this.#call((drawing) => drawing.tap(event.offsetX, event.offsetY, radius, !this.#touch)), 'tap');
  }

  blur() {
    this.clear();
  }

  keydown(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const count = this.#call((drawing) => drawing.count());
    const last = count - 1;
    const to = {
      ArrowRight: this.#place + 1,
      ArrowDown: this.#place + 1,
      ArrowLeft: this.#place < 0 ? last : this.#place - 1,
      ArrowUp: this.#place < 0 ? last : this.#place - 1,
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
    return this.#show(this.#call((drawing) => drawing.select(place)), 'key');
  }

  clear() {
    if (!this.text && this.#place < 0 && !this.#ring?.parentNode) return;
    this.#call((drawing) => drawing.leave());
    this.#show(null, 'leave');
  }

  #show(found, via) {
    if (!found) {
      this.#place = -1;
      this.text = '';
      this.#canvas.style.cursor = '';
      this.#tip?.remove();
      this.#ring?.remove();
      this.#tell(null);
      return null;
    }
    const [text, x0, y0, x1, y1, figure, place, href] = found;
    this.#canvas.style.cursor = href ? 'pointer' : '';
    if (href && via === 'tap') this.#follow(href);
    if (place >= 0 || via !== 'hover') this.#place = place;
    this.text = text;
    this.#tip ||= document.createElement('div');
    this.#ring ||= document.createElement('i');
    const tip = this.#tip;
    tip.className = 'shushuo-tip';
    this.#ring.className = 'shushuo-ring';
    tip.textContent = text;
    const mark = { figure, text, place, via, chart: this.#chart, tip };
    this.#tell(mark);
    this.text = tip.textContent;
    const { width, height } = this.#chart;
    // Its own width does not matter: a part of it is left of the mark as of the picture.
    const part = Math.max(0, Math.min(1, (x0 + x1) / 2 / width));
    const side = y0 > height / 2 ? `bottom:${height - y0 + 8}px` : `top:${y1 + 8}px`;
    tip.style.cssText = `${TIP}left:${part * 100}%;${side};transform:translateX(${-part * 100}%)`;
    this.#ring.style.cssText = `${RING}left:${x0}px;top:${y0}px;width:${x1 - x0}px;height:${y1 - y0}px`;
    if (!this.#ring.parentNode) this.#host.append(this.#ring);
    if (this.text && !tip.parentNode) this.#host.append(tip);
    else if (!this.text) tip.remove();
    if (via === 'key' || via === 'tap') this.say(this.text);
    return { figure, text: this.text, place };
  }

  // Only what a link of a page may lead to.
  #follow(href) {
    const link = document.createElement('a');
    link.href = href;
    if (/^(https?|mailto|file):$/.test(link.protocol)) link.click();
  }

  // Tells the page which mark is meant; it may put its own words into the tip.
  #tell(detail) {
    this.#chart.el.dispatchEvent(new CustomEvent('shushuo-mark', { bubbles: true, detail }));
  }

  /** Reads a text out. */
  say(text) {
    if (!this.#live) {
      this.#live = document.createElement('span');
      this.#live.setAttribute('role', 'status');
      this.#live.style.cssText = HIDDEN;
      this.#host.append(this.#live);
    }
    this.#live.textContent = text;
  }

  end() {
    clearTimeout(this.#idle);
    for (const type of ['pointermove', 'pointerdown', 'pointerleave', 'click', 'keydown', 'blur']) this.#canvas.removeEventListener(type, this);
  }
}
