// The engine in Node, from the folder that `cargo xtask bench` and `cargo xtask test` bind it in.
import fs from 'node:fs';
import path from 'node:path';

/** The functions of benches/scene.rs. */
export function engine(folder) {
  const glue = fs.readFileSync(path.join(folder, 'shushuo.js'), 'utf8');
  const bound = new Function(`${glue}\nreturn wasm_bindgen;`)();
  bound.initSync({ module: fs.readFileSync(path.join(folder, 'shushuo_bg.wasm')) });
  return bound;
}
