// Gets the program over the wire, and makes instances of it.
import { bind } from './glue.js';

let compiled; // the promise of the compiled program
let current; // the instance in use, or its promise

const url = () => new URL('./shushuo_bg.wasm', import.meta.url);

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

async function start(module) {
  const exports = bind();
  await exports({ module_or_path: module });
  return exports;
}

/** The instance in use; the first call loads it, from `input` or from beside this file. */
export function engine(input) {
  if (!current) {
    compiled = compile(input === undefined ? url() : input);
    current = compiled.then(start);
    // A failure is told to who asked; the next call tries anew.
    current.catch(() => { current = undefined; });
  }
  return current;
}

/** A fresh instance in place of `broken`, which trapped. Those who ask later get the same one. */
export async function renew(broken) {
  if ((await current) === broken) current = compiled.then(start);
  return current;
}
