// Puts the rest of the program into its first part, which gives the whole: the other half of xtask/src/split.rs.

const CODE = 10;

// Reads bytes from a place on, and numbers as WebAssembly writes them (unsigned LEB128).
class Reader {
  constructor(bytes, at = 0) {
    this._bytes = bytes;
    this._at = at;
  }

  _number() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this._bytes[this._at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }

  _take(length) {
    return this._bytes.subarray(this._at, this._at += length);
  }
}

/** The whole module. `rest` is the section of the rest: the length of its list of places, that list, its bytes. */
export function patch(first, rest) {
  const out = new Uint8Array(first.length + rest.length);
  let to = 0;
  const put = (bytes) => { out.set(bytes, to); to += bytes.length; };
  const number = (value) => {
    for (; value > 127; value >>>= 7) out[to++] = (value & 127) | 128;
    out[to++] = value;
  };
  const from = new Reader(first);
  const bytes = new Reader(rest);
  const places = new Reader(bytes._take(bytes._number()));

  // A function's body: as it stands, wholly the rest's, or with pieces of it in the place of single bytes.
  const body = (old) => {
    const count = places._number();
    if (count === 1) return put(bytes._take(places._number()));
    for (let cut = 1; cut < count; cut += 1) {
      put(old._take(places._number()));
      put(bytes._take(places._number()));
      old._at += 1;
    }
    return put(old._take(old._bytes.length - old._at));
  };
  // Puts what `write` puts, after its length, which is known when it stands.
  const sized = (write) => {
    const start = to;
    write();
    const end = to;
    number(end - start);
    const head = out.slice(end, to);
    out.copyWithin(start + head.length, start, end);
    out.set(head, start);
  };

  put(from._take(8));
  while (from._at < first.length) {
    const id = from._number();
    const section = new Reader(from._take(from._number()));
    out[to++] = id;
    sized(() => {
      if (id === CODE) {
        const count = section._number();
        number(count);
        for (let place = 0; place < count; place += 1) {
          const old = new Reader(section._take(section._number()));
          sized(() => body(old));
        }
      }
      put(section._take(section._bytes.length - section._at));
    });
  }
  return out.subarray(0, to);
}
