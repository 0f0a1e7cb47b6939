// Parse → scene of four charts at three sizes: natively, in WebAssembly, and by Vega, from the same
// JSON text, one after the other: `run.mjs PROGRAM FOLDER [ROWS…]`. Prints medians in milliseconds and how many
// times as long Vega takes. Ends with 1 when it is less than five times at 1e5 rows or more.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const [program, folder, ...given] = process.argv.slice(2);
const sizes = given.length ? given.map(Number) : [1e3, 1e5, 1e6];
const GOAL = 5;

/** The same numbers from 0 to 1 in every run. */
function random() {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function rows(count) {
  const next = random();
  let walk = 0;
  return Array.from({ length: count }, (_, i) => {
    walk += next() - 0.5;
    return { i, walk: +walk.toFixed(3), a: +next().toFixed(4), b: +next().toFixed(4), city: `city ${Math.floor(next() * 20)}` };
  });
}

const quantitative = (field) => ({ field, type: 'quantitative' });
const charts = {
  line: { mark: 'line', encoding: { x: quantitative('i'), y: quantitative('walk') } },
  scatter: { mark: 'point', encoding: { x: quantitative('a'), y: quantitative('b') } },
  'aggregated bar': {
    mark: 'bar',
    encoding: { x: { field: 'city', type: 'nominal' }, y: { aggregate: 'mean', ...quantitative('a') } },
  },
  'binned histogram': {
    mark: 'bar',
    encoding: { x: { bin: true, ...quantitative('walk') }, y: { aggregate: 'count', type: 'quantitative' } },
  },
};

function median(list) {
  const sorted = list.sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

function time(command, args) {
  const out = execFileSync(command, args.map(String), { encoding: 'utf8' });
  return median(out.trim().split('\n').map(Number));
}

const node = ['--max-old-space-size=6000', path.join(here, 'time.mjs')];
const temp = fs.mkdtempSync(path.join(os.tmpdir(), 'shushuo-bench-'));
const table = [['chart', 'rows', 'native', 'wasm', 'Vega', 'Vega/native', 'Vega/wasm']];
let low = false;
try {
  for (const count of sizes) {
    const values = rows(count);
    for (const [name, chart] of Object.entries(charts)) {
      const file = path.join(temp, 'spec.json');
      fs.writeFileSync(file, JSON.stringify({ data: { values }, width: 600, height: 300, ...chart }));
      const runs = count > 3e5 ? 3 : count > 3e4 ? 7 : 31;
      const native = time(program, [file, runs]);
      const wasm = time(process.execPath, [...node, folder, file, runs]);
      const vega = time(process.execPath, [...node, 'vega', file, runs]);
      low ||= count >= 1e5 && Math.min(vega / native, vega / wasm) < GOAL;
      const ms = (value) => value.toPrecision(3);
      table.push([name, String(count), ms(native), ms(wasm), ms(vega), ms(vega / native), ms(vega / wasm)]);
      console.error(`  ${table.at(-1).join('  ')}`);
    }
  }
} finally {
  fs.rmSync(temp, { recursive: true });
}
const widths = table[0].map((_, i) => Math.max(...table.map((row) => row[i].length)));
for (const row of table) {
  console.log(row.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  '));
}
if (low) {
  console.log(`Vega takes less than ${GOAL} times as long somewhere at 1e5 rows or more`);
  process.exit(1);
}
