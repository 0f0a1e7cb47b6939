// The package's module: what a page imports.
import { engine } from './load.js';

/** Loads the engine, once. */
export async function init(input) {
  await engine(input);
}

/** The engine's version. */
export async function version() {
  return (await engine()).version();
}
