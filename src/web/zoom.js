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
  _chart;
  _canvas;
  _call;
  _redraw;
  _say;
  _down = new Map(); // where the pointers are that are down
  _drags = false;
  _dragged = false; // until the click that ends it
  _changed = false;
  _wanted; // [enlargement, x and y that the corner moves by, x and y of the gesture], until the next frame
  _quiet;

  constructor(chart, canvas, { call, redraw, say }) {
    this._chart = chart;
    this._canvas = canvas;
    this._call = call;
    this._redraw = redraw;
    this._say = say;
    for (const type of TYPES) canvas.addEventListener(type, this, HOW);
    this.blur();
  }

  end() {
    clearTimeout(this._quiet);
    for (const type of TYPES) this._canvas.removeEventListener(type, this, HOW);
    this._wanted = undefined;
    this._call = () => undefined;
  }

  handleEvent(event) {
    if (this[event.type](event)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  // A tap has chosen the chart: one finger may drag it to the sides. Up and down always scroll the page.
  focus() {
    this._canvas.style.touchAction = 'pan-y';
  }

  blur() {
    this._canvas.style.touchAction = 'pan-x pan-y';
  }

  wheel({ ctrlKey, metaKey, deltaY, deltaMode, offsetX, offsetY }) {
    if (!ctrlKey && !metaKey) return false;
    const turned = Math.max(-60, Math.min(60, deltaMode ? deltaY * 16 : deltaY));
    this._move([offsetX, offsetY], 2 ** (-turned / 150));
    return true;
  }

  pointerdown({ pointerId, pointerType, button, offsetX, offsetY }) {
    if (button) return false;
    this._down.set(pointerId, [offsetX, offsetY]);
    this._dragged = false;
    this._drags = pointerType === 'touch' && document.activeElement === this._canvas;
    return false;
  }

  pointermove({ pointerId, pointerType, offsetX, offsetY }) {
    const old = this._down.get(pointerId);
    if (!old) return false;
    const now = [offsetX, offsetY];
    if (pointerType !== 'touch' && !this._drags) {
      if (apart([old, now]) < STILL) return false;
      this._drags = true;
    }
    const before = [...this._down.values()];
    this._down.set(pointerId, now);
    if (this._down.size < 2 && !this._drags) return false;
    this._canvas.setPointerCapture(pointerId);
    this._dragged = true;
    const after = [...this._down.values()];
    const [from, to] = [middle(before), middle(after)];
    this._move(from, apart(after) / apart(before) || 1, [to[0] - from[0], to[1] - from[1]]);
    return true;
  }

  pointerup({ pointerId }) {
    this._down.delete(pointerId);
    return false;
  }

  pointercancel(event) {
    return this.pointerup(event);
  }

  // A drag is no click.
  click() {
    const was = this._dragged;
    this._dragged = false;
    return was;
  }

  keydown({ key, altKey, ctrlKey, metaKey, shiftKey }) {
    if (altKey || ctrlKey || metaKey) return false;
    const { width, height } = this._chart;
    const enlarged = { '+': STEP, '=': STEP, '-': 1 / STEP, _: 1 / STEP }[key];
    const moved = { ArrowRight: [-1, 0], ArrowLeft: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key];
    if (enlarged) this._move([width / 2, height / 2], enlarged);
    else if (!this._changed) return false;
    else if (moved && !shiftKey) this._move([width / 2, height / 2], 1, [moved[0] * PART * width, moved[1] * PART * height]);
    else if (key === 'Escape' || key === '0') this._reset();
    else return false;
    return true;
  }

  _reset() {
    this._changed = false;
    this._wanted = undefined;
    this._call((drawing) => drawing.unzoom());
    this._shown();
  }

  // Gestures add up until the next frame shows them.
  _move(at, factor, by = [0, 0]) {
    if (!this._wanted) {
      this._wanted = [1, 0, 0];
      requestAnimationFrame(() => this._apply());
    }
    const [old, ...corner] = this._wanted;
    this._wanted = [old * factor, ...[0, 1].map((i) => corner[i] * factor + at[i] * (1 - factor) + by[i]), ...at];
  }

  _apply() {
    if (!this._wanted) return;
    const [factor, left, top, x, y] = this._wanted;
    const moved = this._call((drawing) => drawing.zoom(x, y, factor, left - x * (1 - factor), top - y * (1 - factor)));
    // Nothing is said while the chart moves to another instance.
    if (moved === undefined) {
      requestAnimationFrame(() => this._apply());
      return;
    }
    this._wanted = undefined;
    if (moved) {
      this._changed = true;
      this._shown();
    }
  }

  _shown() {
    this._redraw();
    clearTimeout(this._quiet);
    this._quiet = setTimeout(() => this._say(this._call((drawing) => drawing.seen()) || ''), QUIET);
  }
}
