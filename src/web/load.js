// Gets the program over the wire, and makes instances of it.
//
// The program stands in two files: what usual charts run, and the rest, which
// comes after it. Until then a function of the rest traps, and the chart that
// wanted it is drawn in a whole instance.
import { bind } from './glue.js';

let first; // the promise of the compiled first part
let second; // the same of the rest
let later; // where the rest is
let current; // the promise of the instance in use

const beside = (name) => new URL(name, import.meta.url);

// The compiled program, from an address, a response, bytes, or compiled already.
async function compile(input) {
  const given = await input;
  if (given instanceof WebAssembly.Module) return given;
  if (given instanceof ArrayBuffer || ArrayBuffer.isView(given)) return WebAssembly.compile(given);
  const response = given instanceof Response ? given : await fetch(given);
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${response.statusText}`);
  let body = response;
  if (WebAssembly.compileStreaming) {
    try {
      return await WebAssembly.compileStreaming(response);
    } catch {
      // A wrong media type leaves the body unread. Some web views refuse streams of the right type too, after reading.
      if (response.bodyUsed) body = await fetch(response.url);
    }
  }
  return WebAssembly.compile(await body.arrayBuffer());
}

// What comes over the wire is a small program with the whole one in its memory, packed; it puts that together at 1 MB.
async function unpack(input) {
  const { exports } = await WebAssembly.instantiate(await compile(input));
  const length = exports.module();
  return WebAssembly.compile(new Uint8Array(exports.memory.buffer, 1 << 20, length));
}

async function start(module) {
  const instance = bind();
  instance.exports = await instance(module);
  return instance;
}

// Links the rest to an instance, which says whether it is `whole`, or else what it is in `want` of.
async function complete(instance) {
  second ||= unpack(later);
  try {
    await WebAssembly.instantiate(await second, { a: instance.exports });
    instance.whole = true;
  } catch (error) {
    second = undefined;
    instance.want = error;
  }
  return instance;
}

/** The instance in use; the first call loads it, from `input` or from beside this file. The rest follows. */
export function engine(input, rest) {
  if (!current) {
    later = rest ?? beside('./shushuo_rest.wasm');
    first = unpack(input ?? beside('./shushuo_bg.wasm'));
    current = first.then(start);
    // A failure is told to who asked; the next call tries anew.
    current.then(complete, () => { current = undefined; });
  }
  return current;
}

/** An instance beside the one in use, with the rest if that came. */
export const spare = () => first.then(start).then(complete);

/** A fresh instance in place of `broken`, which trapped, with the rest. Those who ask later get the same one. */
export async function renew(broken) {
  if ((await current) === broken) {
    current = first.then(start).then(complete);
    current.catch(() => { current = undefined; });
  }
  return current;
}
