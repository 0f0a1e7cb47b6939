// A first drawing before the first chart.
//
// Browsers compile a function when it is called first, which takes longer than to draw a small chart.
// A page that starts the engine ahead of its charts has some drawn while it waits, on a canvas that nobody sees.
import { live } from './chart.js';
import { hand } from './columns.js';
import { spare } from './load.js';
import { pause } from './watch.js';

let warmed = false;

const spec = (mark, type) => ({
  width: 99,
  height: 99,
  autosize: { type: 'fit', contains: 'padding' },
  data: { name: 'd' },
  mark: { type: mark, clip: true },
  encoding: { x: { field: 'x', type, title: null }, y: { field: 'y', type: 'quantitative', scale: { zero: false } } },
});
// So long that they stay where they are.
const far = () => Float64Array.from({ length: 5000 }, (_, i) => i);
const CHARTS = [['line', 'temporal', far], ['line', 'quantitative', () => [1, 2, 3]], ['bar', 'nominal', () => ['1', '2']]];

/** Draws, with turns for the browser between, as long as there is no chart. */
export async function warm() {
  if (warmed || live.size) return;
  warmed = true;
  // What is compiled serves all instances; this one leaves nothing behind.
  const { Drawing, whole } = await spare();
  if (!whole) return;
  const canvas = document.createElement('canvas');
  for (const [mark, type, column] of CHARTS) {
    let drawing;
    const steps = [
      () => {
        drawing = new Drawing(spec(mark, type), undefined, false, false);
        hand(drawing, 'd', { x: column(), y: column().map(Number) });
      },
      () => drawing.arrange(99, 99),
      () => drawing.paint(canvas, 99, 99, 1),
    ];
    for (const step of steps) {
      await pause();
      if (live.size) return;
      step();
    }
  }
}
