// Gets the program over the wire, and makes instances of it.
//
// The program stands in two files: what usual charts run, and the rest, which
// comes after it. What the first part lacks traps, and the chart that wanted
// it is drawn in an instance of the whole, which both files together give.
import { bind } from './glue.js';
import { patch } from './patch.js';

let first; // the promise of the compiled first part
let bytes; // a function that gives a promise of its bytes
let rest; // the promise of the rest
let later; // where the rest is
let whole; // the promise of the whole, compiled
let current; // the promise of the instance in use

const beside = (name) => new URL(name, import.meta.url);

const isHere = (given) => given instanceof WebAssembly.Module || given instanceof ArrayBuffer || ArrayBuffer.isView(given);

// The response to a request, when it has to be made; or else what was given.
async function open(input, options) {
  const given = await input;
  if (isHere(given)) return given;
  const response = given instanceof Response ? given : await fetch(given, options);
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${response.statusText}`);
  return response;
}

// The bytes of a response or a buffer; a compiled module has none.
async function content(given) {
  const found = given instanceof Response ? await given.arrayBuffer() : given;
  return ArrayBuffer.isView(found) ? new Uint8Array(found.buffer, found.byteOffset, found.byteLength) : new Uint8Array(found);
}

// The compiled first part, from an address, a response, bytes, or compiled already.
async function compile(input) {
  const given = await open(input);
  if (given instanceof WebAssembly.Module) {
    bytes = () => open(beside('./shushuo_bg.wasm')).then(content);
    return given;
  }
  if (!(given instanceof Response)) {
    bytes = () => content(given);
    return WebAssembly.compile(given);
  }
  const copy = given.clone();
  let read;
  bytes = () => (read ||= content(copy));
  if (WebAssembly.compileStreaming) {
    try {
      return await WebAssembly.compileStreaming(given);
    } catch {
      // A wrong media type, or a web view that refuses streams.
    }
  }
  return WebAssembly.compile(await bytes());
}

async function start(module) {
  const instance = bind();
  instance.exports = await instance({ module_or_path: module });
  return instance;
}

// Gets the rest, behind all else that the page wants.
function follow() {
  rest ||= open(later, { priority: 'low' }).then(async (given) => (given instanceof WebAssembly.Module ? given : WebAssembly.compile(await content(given))));
  rest.catch(() => { rest = undefined; });
  return rest;
}

async function compileWhole() {
  const [section] = WebAssembly.Module.customSections(await follow(), 'rest');
  const module = await WebAssembly.compile(patch(await bytes(), new Uint8Array(section)));
  bytes = rest = undefined;
  return module;
}

/** The instance in use; the first call loads it, from `input` or from beside this file. The rest follows. */
export function engine(input = beside('./shushuo_bg.wasm'), other = beside('./shushuo_rest.wasm')) {
  if (!current) {
    later = other;
    first = compile(input);
    current = first.then(start);
    // A failure is told to who asked; the next call tries anew.
    current.then(follow).catch(() => {});
    current.catch(() => { current = undefined; });
  }
  return current;
}

// An instance of the whole; without the rest it is one of the first part, which says what it is in `want` of.
async function fresh() {
  try {
    whole ||= compileWhole();
    return Object.assign(await start(await whole), { whole: true });
  } catch (error) {
    whole = undefined;
    return Object.assign(await start(await first), { want: error });
  }
}

/** A fresh instance in place of `broken`, which trapped. Those who ask later get the same one. */
export async function renew(broken) {
  if ((await current) === broken) {
    current = fresh();
    current.catch(() => { current = undefined; });
  }
  return current;
}
