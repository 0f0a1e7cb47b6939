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
  for (const { target, isIntersecting, boundingClientRect } of entries) {
    const place = charts.get(target);
    if (!place) continue;
    place.near = isIntersecting || place.eager;
    if (!place.near) continue;
    if (!place.seen) {
      place.room = room(target, boundingClientRect);
      follow(place);
    }
    queue([() => update(place)]);
  }
}

// From when a chart is near first, it counts when it goes far away. Each frame of the browser
// looks at all that is observed: no more than has to be.
function follow(place) {
  place.seen = true;
  if (!place.eager) farness.observe(place.chart.el);
}

/** From now on a chart is drawn anew when its container's size changes. */
export function size(chart) {
  if (charts.get(chart.el)?.chart === chart) sizes.observe(chart.el);
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
  charts.set(chart.el, { chart, room: [0, 0], near: false, ready: false, seen: false });
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

/** Gives the browser a turn: input and frames come first. */
export const pause = () => new Promise((done) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    done();
  };
  port2.postMessage(0);
});

const SHORT = 12; // milliseconds of drawing at a stretch: what comes of it at a quarter of the speed is no long task
const LONG = 40; // no long task either
const SHARE = 3; // how many times as long as the turn before it a stretch may be
let jobs; // what is drawn one after the other: lists of steps, of which one that gives true is the last

// Draws what waits, with turns for the browser between. Where its frames take long, they are fewer.
async function work() {
  let stretch = SHORT;
  let since = performance.now();
  let before = since;
  for (let i = 0; i < jobs.length; i += 1) {
    for (const step of jobs[i]) {
      const now = performance.now();
      // The next one may take as long as the last.
      if (now - since + (now - before) > stretch) {
        await pause();
        since = performance.now();
        stretch = Math.max(SHORT, Math.min(LONG, SHARE * (since - now)));
      }
      before = performance.now();
      if (step()) break;
    }
    jobs[i] = undefined;
  }
  jobs = undefined;
}

function queue(job) {
  if (jobs) jobs.push(job);
  else {
    jobs = [job];
    queueMicrotask(work);
  }
}

let waiting; // charts that wait for their first turn

// From now on a chart is drawn when it comes near.
function begin(place) {
  place.ready = true;
  if (!place.eager) nearness.observe(place.chart.el);
  if (place.near) follow(place);
}

// Reads all places first, then draws: the page is laid out once. Those on the screen come first.
function flush() {
  const all = waiting;
  waiting = undefined;
  const height = globalThis.innerHeight || 0;
  for (const job of all) {
    const { el } = job.chart;
    const place = charts.get(el);
    job.place = place;
    if (place?.chart !== job.chart) continue;
    const box = el.getBoundingClientRect();
    place.eager = !job.lazy;
    place.near = place.eager || (box.bottom > -height / 2 && box.top < height * 1.5);
    if (place.near) place.room = room(el, box);
  }
  for (const { chart, place, done, fail } of all) {
    const mine = () => charts.get(chart.el) === place && place?.chart === chart;
    if (mine() && !place.near) {
      begin(place);
      done();
      continue;
    }
    const show = () => {
      if (mine()) {
        chart.fit(...place.room);
        if (mine()) begin(place);
      }
      done();
    };
    const steps = [
      () => {
        const files = mine() && chart.open();
        if (files) files.then(show).catch(fail);
        return files;
      },
      () => { if (mine()) chart.arrange(...place.room); },
      show,
    ].map((step) => () => {
      try {
        return step();
      } catch (error) {
        fail(error);
        return true;
      }
    });
    queue(steps);
  }
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
