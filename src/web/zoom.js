// Gestures that move scales: a wheel with a modifier, two fingers, drags, keys. The page's own scroll is never taken.

const STEP = 1.5; // how much a key enlarges
const PART = 0.2; // how much of the picture an arrow moves it by
const STILL = 4; // pixels that a mouse may move in a click
const QUIET = 400; // milliseconds without a gesture before it is said what is seen

const TYPES = ['wheel', 'pointerdown', 'pointermove', 'pointerup', 'pointercancel', 'click', 'keydown', 'focus', 'blur'];
// Before the listeners that show marks, which must not see what a gesture took.
const HOW = { capture: true, passive: false };

const middle = (points) => [0, 1].map((i) => points.reduce((sum, point) => sum + point[i], 0) / points.length);
const apart = ([a, b]) => (b ? Math.hypot(a[0] - b[0], a[1] - b[1]) : 0);

export class Zoom {
  #chart;
  #canvas;
  #call;
  #redraw;
  #say;
  #down = new Map(); // where the pointers are that are down
  #drags = false;
  #dragged = false; // until the click that ends it
  #changed = false;
  #wanted; // [enlargement, x and y that the corner moves by, x and y of the gesture], until the next frame
  #quiet;

  constructor(chart, canvas, { call, redraw, say }) {
    this.#chart = chart;
    this.#canvas = canvas;
    this.#call = call;
    this.#redraw = redraw;
    this.#say = say;
    for (const type of TYPES) canvas.addEventListener(type, this, HOW);
    this.blur();
  }

  end() {
    clearTimeout(this.#quiet);
    for (const type of TYPES) this.#canvas.removeEventListener(type, this, HOW);
    this.#wanted = undefined;
    this.#call = () => undefined;
  }

  handleEvent(event) {
    if (this[event.type](event)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  // A tap has chosen the chart: one finger may drag it to the sides. Up and down always scroll the page.
  focus() {
    this.#canvas.style.touchAction = 'pan-y';
  }

  blur() {
    this.#canvas.style.touchAction = 'pan-x pan-y';
  }

  wheel({ ctrlKey, metaKey, deltaY, deltaMode, offsetX, offsetY }) {
    if (!ctrlKey && !metaKey) return false;
    const turned = Math.max(-60, Math.min(60, deltaMode ? deltaY * 16 : deltaY));
    this.#move([offsetX, offsetY], 2 ** (-turned / 150));
    return true;
  }

  pointerdown({ pointerId, pointerType, button, offsetX, offsetY }) {
    if (button) return false;
    this.#down.set(pointerId, [offsetX, offsetY]);
    this.#dragged = false;
    this.#drags = pointerType === 'touch' && document.activeElement === this.#canvas;
    return false;
  }

  pointermove({ pointerId, pointerType, offsetX, offsetY }) {
    const old = this.#down.get(pointerId);
    if (!old) return false;
    const now = [offsetX, offsetY];
    if (pointerType !== 'touch' && !this.#drags) {
      if (apart([old, now]) < STILL) return false;
      this.#drags = true;
    }
    const before = [...this.#down.values()];
    this.#down.set(pointerId, now);
    if (this.#down.size < 2 && !this.#drags) return false;
    this.#canvas.setPointerCapture(pointerId);
    this.#dragged = true;
    const after = [...this.#down.values()];
    const [from, to] = [middle(before), middle(after)];
    this.#move(from, apart(after) / apart(before) || 1, [to[0] - from[0], to[1] - from[1]]);
    return true;
  }

  pointerup({ pointerId }) {
    this.#down.delete(pointerId);
    return false;
  }

  pointercancel(event) {
    return this.pointerup(event);
  }

  // A drag is no click.
  click() {
    const was = this.#dragged;
    this.#dragged = false;
    return was;
  }

  keydown({ key, altKey, ctrlKey, metaKey, shiftKey }) {
    if (altKey || ctrlKey || metaKey) return false;
    const { width, height } = this.#chart;
    const enlarged = { '+': STEP, '=': STEP, '-': 1 / STEP, _: 1 / STEP }[key];
    const moved = { ArrowRight: [-1, 0], ArrowLeft: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key];
    if (enlarged) this.#move([width / 2, height / 2], enlarged);
    else if (!this.#changed) return false;
    else if (moved && !shiftKey) this.#move([width / 2, height / 2], 1, [moved[0] * PART * width, moved[1] * PART * height]);
    else if (key === 'Escape' || key === '0') this.#reset();
    else return false;
    return true;
  }

  #reset() {
    this.#changed = false;
    this.#wanted = undefined;
    this.#call((drawing) => drawing.unzoom());
    this.#shown();
  }

  // Gestures add up until the next frame shows them.
  #move(at, factor, by = [0, 0]) {
    if (!this.#wanted) {
      this.#wanted = [1, 0, 0];
      requestAnimationFrame(() => this.#apply());
    }
    const [old, ...corner] = this.#wanted;
    this.#wanted = [old * factor, ...[0, 1].map((i) => corner[i] * factor + at[i] * (1 - factor) + by[i]), ...at];
  }

  #apply() {
    if (!this.#wanted) return;
    const [factor, left, top, x, y] = this.#wanted;
    const moved = this.#call((drawing) => drawing.zoom(x, y, factor, left - x * (1 - factor), top - y * (1 - factor)));
    // Nothing is said while the chart moves to another instance.
    if (moved === undefined) {
      requestAnimationFrame(() => this.#apply());
      return;
    }
    this.#wanted = undefined;
    if (moved) {
      this.#changed = true;
      this.#shown();
    }
  }

  #shown() {
    this.#redraw();
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#say(this.#call((drawing) => drawing.seen()) || ''), QUIET);
  }
}
