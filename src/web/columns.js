// Columns from JavaScript to the engine: one call each, whatever their length.

// A code for each text, in order of first appearance; what is missing has the last code.
function coded(drawing, name, list) {
  const codes = new Uint32Array(list.length);
  const known = new Map();
  for (let i = 0; i < list.length; i += 1) {
    const text = list[i];
    let code = known.get(text);
    if (code === undefined) {
      code = text == null ? 0xffffffff : known.size;
      if (text != null) known.set(text, code);
    }
    codes[i] = code;
  }
  drawing.texts(name, codes, [...known.keys()].join('\0'));
}

// All of one type, or missing.
const all = (list, type) => list.every((value) => value == null || typeof value === type);

function column(drawing, name, list) {
  if (ArrayBuffer.isView(list)) {
    drawing.numbers(name, list instanceof Float64Array ? list : Float64Array.from(list, Number), false);
  } else if (list.every((value) => typeof value === 'number')) {
    drawing.numbers(name, Float64Array.from(list), false);
  } else if (list.length && list.every((value) => value instanceof Date)) {
    drawing.numbers(name, Float64Array.from(list, Number), true);
  } else if (all(list, 'string') && !list.some((text) => text && text.includes('\0'))) {
    coded(drawing, name, list);
  } else {
    drawing.mixed(name, Array.from(list));
  }
}

/** Hands a table over: columns by name, or a list of rows. */
export function hand(drawing, name, table) {
  let columns = table;
  if (Array.isArray(table)) {
    columns = {};
    for (const key of new Set(table.flatMap(Object.keys))) columns[key] = table.map((row) => row[key]);
  }
  for (const key of Object.keys(columns)) column(drawing, key, columns[key]);
  drawing.table(name);
}
