// The package's module: what a page imports.
import { engine } from './load.js';
import { Chart } from './chart.js';
import { warm } from './warm.js';

/** Loads the engine, once. */
export async function init(input, rest) {
  await engine(input, rest);
  // A page that draws at once has charts by then.
  setTimeout(warm);
}

export default init;

/** The engine's version. */
export async function version() {
  return (await engine()).version();
}

/** Draws a spec in an element. */
export async function render(el, spec, options) {
  const chart = new Chart(el, spec, options);
  try {
    await chart.start();
  } catch (error) {
    chart.destroy();
    throw error;
  }
  return chart;
}
