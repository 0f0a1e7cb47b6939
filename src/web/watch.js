// Where charts are and how large: one observer of each kind for all charts of the page.

const charts = new Map(); // element → its chart and what is known of its place
let sizes;
let nearness;
let farness;
let screen; // the query that holds while the screen has this many pixels
let dirty; // places whose size is new, until the next frame

/** How many pixels of the screen make one of CSS. */
export const ratio = () => globalThis.devicePixelRatio || 1;

// The room inside an element, from its box.
function room(el, box) {
  const style = getComputedStyle(el);
  const inside = (length, a, b) => Math.floor(['padding', 'border'].reduce((rest, part) => rest
    - [a, b].reduce((sum, side) => sum + (parseFloat(style[part === 'border' ? `border${side}Width` : `padding${side}`]) || 0), 0), length));
  return [inside(box.width, 'Left', 'Right'), inside(box.height, 'Top', 'Bottom')];
}

function resized(entries) {
  for (const { target, contentRect } of entries) {
    const place = charts.get(target);
    if (!place) continue;
    place.room = [Math.floor(contentRect.width), Math.floor(contentRect.height)];
    // In the next frame: drawing changes sizes, which an observer must not.
    if (!dirty) {
      dirty = new Set();
      requestAnimationFrame(() => {
        const now = dirty;
        dirty = undefined;
        now.forEach(update);
      });
    }
    dirty.add(place);
  }
}

// Draws a chart that is near; the others are drawn when they come near.
function update(place) {
  if (place.near && place.ready && charts.get(place.chart.el) === place) place.chart.refit(...place.room);
}

function neared(entries) {
  for (const { target, isIntersecting } of entries) {
    const place = charts.get(target);
    if (!place) continue;
    place.near = isIntersecting || place.eager;
    update(place);
  }
}

// The pixels of a chart far away are given back; it is drawn anew when it comes near.
function left(entries) {
  for (const { target, isIntersecting } of entries) {
    const place = charts.get(target);
    if (place && !isIntersecting && !place.eager) place.chart.release();
  }
}

function rescreen() {
  screen?.removeEventListener('change', rescreen);
  screen = matchMedia(`(resolution:${ratio()}dppx)`);
  screen.addEventListener('change', rescreen);
  charts.forEach(update);
}

// A zoom changes both; some browsers tell only of the window.
function resize() {
  if (!screen.matches) rescreen();
}

/** Follows a chart's element until `unwatch`. */
export function watch(chart) {
  if (!sizes) {
    sizes = new ResizeObserver(resized);
    nearness = new IntersectionObserver(neared, { rootMargin: '50%' });
    farness = new IntersectionObserver(left, { rootMargin: '300%' });
    // Fonts that come late change how wide texts are.
    document.fonts?.addEventListener?.('loadingdone', () => charts.forEach(({ chart }) => chart.redraw()));
  }
  if (!screen) {
    rescreen();
    addEventListener('resize', resize);
  }
  charts.set(chart.el, { chart, room: [0, 0], near: false, ready: false });
}

export function unwatch(chart) {
  if (charts.get(chart.el)?.chart !== chart) return;
  charts.delete(chart.el);
  sizes.unobserve(chart.el);
  nearness.unobserve(chart.el);
  farness.unobserve(chart.el);
  if (!charts.size) {
    screen.removeEventListener('change', rescreen);
    removeEventListener('resize', resize);
    screen = undefined;
  }
}

// Gives the browser a turn: input and frames come first.
const pause = () => new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    done();
  };
  port2.postMessage(0);
});

const LONG = 30; // milliseconds of drawing at a stretch
let waiting; // charts that wait for their first turn

// Reads all places first, then draws: the page is laid out once. Those on the screen come first.
async function flush() {
  const jobs = waiting;
  waiting = undefined;
  const height = globalThis.innerHeight || 0;
  const near = [];
  for (const job of jobs) {
    const place = charts.get(job.chart.el);
    if (place?.chart !== job.chart) {
      job.done();
      continue;
    }
    const box = job.chart.el.getBoundingClientRect();
    job.place = place;
    place.room = room(job.chart.el, box);
    place.eager = !job.lazy;
    place.near = place.eager || (box.bottom > -height / 2 && box.top < height * 1.5);
    if (place.near) near.push(job);
    else job.done();
  }
  const lazy = jobs.filter((job) => job.place && !near.includes(job));
  const start = (job) => {
    job.place.ready = true;
    sizes.observe(job.chart.el);
    nearness.observe(job.chart.el);
    farness.observe(job.chart.el);
  };
  let since = performance.now();
  for (const job of near) {
    if (performance.now() - since > LONG) {
      await pause();
      since = performance.now();
    }
    try {
      job.chart.fit(...job.place.room);
      if (charts.get(job.chart.el) === job.place) start(job);
      job.done();
    } catch (error) {
      job.fail(error);
    }
  }
  for (const job of lazy) if (charts.get(job.chart.el) === job.place) start(job);
}

/** A chart's first turn: drawn when it is near, else when it comes near. */
export function turn(chart, lazy) {
  return new Promise((done, fail) => {
    if (!waiting) {
      waiting = [];
      queueMicrotask(flush);
    }
    waiting.push({ chart, lazy, done, fail });
  });
}
