// A first drawing before the first chart.
//
// Browsers compile a function when it is called first, which takes longer than to draw a small chart.
// A page that starts the engine ahead of its charts has one drawn when it is idle, on a canvas that nobody sees.
import { live } from './chart.js';
import { hand } from './columns.js';

const channel = (field) => ({ field, type: 'quantitative' });
const SPEC = { width: 99, height: 99, autosize: 'fit', data: { name: 'd' }, mark: 'line', encoding: { x: channel('x'), y: channel('y') } };

/** Has an instance draw once in an idle moment, when it is whole and there is no chart yet. */
export function warm(instance, tries = 9) {
  globalThis.requestIdleCallback?.(() => {
    if (live.size || !tries) return;
    if (!instance.whole) {
      setTimeout(warm, 50, instance, tries - 1);
      return;
    }
    const drawing = new instance.Drawing(SPEC, undefined, false, false);
    // So long that they stay where they are.
    const numbers = Float64Array.from({ length: 5000 }, (_, i) => i);
    hand(drawing, 'd', { x: numbers, y: numbers });
    drawing.paint(document.createElement('canvas'), 0, 0, 1);
    drawing.free();
  });
}
