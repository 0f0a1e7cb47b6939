// Milliseconds from the text of a spec to its scene: `time.mjs vega|FOLDER FILE COUNT`, one line a run.
// FOLDER holds the engine.
import fs from 'node:fs';

const [who, file, count] = process.argv.slice(2);

async function vega() {
  const vega = await import('vega');
  const { compile } = await import('vega-lite');
  return async (text) => {
    const view = new vega.View(vega.parse(compile(JSON.parse(text)).spec), { renderer: 'none' });
    view.logLevel(vega.Error);
    await view.runAsync();
    const root = view.scenegraph().root;
    if (!root.items.length) throw new Error('an empty scene');
    view.finalize();
  };
}

async function own() {
  const { engine } = await import('./engine.mjs');
  const { width } = engine(who);
  return (text) => {
    if (!(width(text) > 0)) throw new Error('no scene');
  };
}

const draw = await (who === 'vega' ? vega() : own());
const text = fs.readFileSync(file, 'utf8');
await draw(text); // compiles what runs
for (let i = 0; i < Number(count); i += 1) {
  const start = performance.now();
  await draw(text);
  console.log(performance.now() - start);
}
