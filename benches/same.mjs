// The scenes of tests/specs natively and in WebAssembly, byte by byte: `same.mjs PROGRAM FOLDER`.
// Ends with 1 when one is not the same.
import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { engine } from './engine.mjs';

const [program, folder] = process.argv.slice(2);
const specs = fileURLToPath(new URL('../tests/specs', import.meta.url));
const { scene } = engine(folder);
const wrong = [];
let count = 0;
for (const name of fs.readdirSync(specs, { recursive: true }).sort()) {
  if (!name.endsWith('.vl.json')) continue;
  const file = path.join(specs, name);
  const native = spawnSync(program, ['scene', file], { encoding: 'utf8' });
  const own = scene(fs.readFileSync(file, 'utf8'));
  // What no scene comes of has none in WebAssembly either, for the same reason.
  const same = native.status === 0 ? native.stdout === `${own}\n` : native.stderr.includes(own);
  if (!same) wrong.push(name);
  count += 1;
}
console.log(`${count - wrong.length} of ${count} scenes are the same natively and in wasm`);
for (const name of wrong) console.log(`  ${name}`);
process.exit(wrong.length || count < 100 ? 1 : 0);
