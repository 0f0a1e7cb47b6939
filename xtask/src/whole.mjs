// Whether the two parts of the engine, put together as a page does it, are the whole.
//   node whole.mjs FIRST.wasm REST.wasm WHOLE.wasm
import { readFileSync } from 'node:fs';

const [first, rest, whole] = process.argv.slice(2).map((name) => readFileSync(name));
// As text: it is a module for a page, not one for Node.
const text = readFileSync('src/web/patch.js', 'utf8');
const { patch } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
const [section] = WebAssembly.Module.customSections(await WebAssembly.compile(rest), 'rest');
if (Buffer.compare(patch(first, new Uint8Array(section)), whole) !== 0) throw new Error('the parts do not give the whole');
await WebAssembly.compile(first);
