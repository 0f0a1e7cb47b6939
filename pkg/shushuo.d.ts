/** What a part of the program can be loaded from; by default both stand beside this module. */
export type InitInput = string | URL | Request | Response | BufferSource | WebAssembly.Module;

/**
 * Loads the engine, once: a second call waits for the first. `render` calls it too.
 * `input` is its first part, `shushuo_bg.wasm`; `rest`, `shushuo_rest.wasm`, follows: usual charts are drawn before it is there.
 * A page that calls it ahead of its charts has small ones drawn out of sight while it waits, so that its first is as fast as those after it.
 * Rejects when the program cannot be loaded or compiled; the next call tries anew.
 */
export function init(input?: InitInput | Promise<InitInput>, rest?: InitInput | Promise<InitInput>): Promise<void>;
export default init;

/** The engine's version, such as `0.1.0`. */
export function version(): Promise<string>;

/**
 * A column: numbers, texts, dates, or a mixture; null is missing. Typed arrays are copied in one call,
 * or not at all: where a line, circles or squares show 4096 rows or more along plain scales, the chart
 * reads a Float64Array where it is. Whoever changes its numbers hands it over anew by `setData`.
 */
export type Column = ArrayLike<number> | readonly unknown[];

/** Columns of equal length by name. A list of rows will do for small tables. */
export type Table = Record<string, Column> | readonly Record<string, unknown>[];

export interface RenderOptions {
  /** The rows of the spec's named data: `{"data": {"name": "sales"}}` reads `data.sales`. */
  data?: Record<string, Table>;
  /** Whether marks that do not say have a tip of their fields. Default: no. */
  tooltip?: boolean;
  /** The language of numbers, dates and messages. Default: English. */
  lang?: 'en' | 'zh' | (string & {});
  /** Reads the url of a spec's data. Without it no url is read. */
  load?: (url: string) => LoadedFile | Promise<LoadedFile>;
  /** Whether a chart that is more than half a screen away waits until it comes near. Default: yes. */
  lazy?: boolean;
  /** A Vega-Lite `config` under the spec's own, as an object or JSON text. */
  theme?: object | string;
}

export type LoadedFile = Response | ArrayBuffer | ArrayBufferView | string;

/** What is wrong, or what the author should know. */
export interface Diagnostic {
  level: 'error' | 'warning';
  /** The file it is about; empty for the spec. */
  file: string;
  /** Where in the spec: a JSON pointer such as `/encoding/x/type`; empty is the whole. */
  pointer: string;
  /** Line and column of a text, from 1; 0 is unknown. */
  line: number;
  column: number;
  /** What was found and what was expected, in the chart's language. */
  message: string;
}

/** What `render` rejects with. */
export interface ChartError extends Error {
  diagnostics: Diagnostic[];
}

/** A mark that a pointer or a key means. */
export interface Mark {
  /** The id of the stated figure behind it; empty when it has none. */
  figure: string;
  /** What the tip says. */
  text: string;
  /** Its place in reading order, from 0; −1 when it was only hovered. */
  place: number;
}

/** What the `shushuo-mark` event of the chart's element says; null when no mark is meant any more. */
export interface MarkEvent extends Mark {
  chart: Chart;
  via: 'hover' | 'tap' | 'key';
  /** The tip: a listener may put its own words there. */
  tip: HTMLElement;
}

/** A row of the chart, one for each target, in reading order. */
export interface Row {
  figure: string;
  text: string;
  /** Title → value in words. */
  values: Record<string, string>;
}

/**
 * A chart. When an interval parameter is bound to its scales, these gestures move them: a wheel with
 * Ctrl or ⌘, two fingers, a mouse's drag, a finger's to the sides after a tap; + and −, then arrows
 * (with Shift they go through the marks), 0 or Escape puts back. Its element gets the events `shushuo-draw` (on its canvas now), `shushuo-release`
 * (so far away that its pixels were given back), `shushuo-mark` (a mark is meant) and
 * `shushuo-error` (it cannot be drawn any more).
 */
export interface Chart {
  readonly el: HTMLElement;
  /** The warnings, once it is drawn; they go to `console.warn` too. */
  readonly notes: Diagnostic[];
  /** The canvas, once it is drawn. */
  readonly canvas: HTMLCanvasElement | undefined;
  /** The size of the picture, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** The title, and a sentence that says what is seen; empty before it is drawn. */
  readonly name: string;
  readonly description: string;
  /** Gives the scale of a channel a new domain; drawn when it returns. Times are milliseconds. */
  setDomain(channel: string, low: number, high: number): void;
  /** Replaces a table; drawn when it returns. */
  setData(name: string, columns: Table): void;
  /** The text of the tip now; empty when none is shown. */
  tip(): string;
  /** Does ahead, in a moment of leisure, what the first hover would do. */
  idle(): void;
  /** The rows of the chart; of a mark of more than 100,000 points every so manieth. */
  rows(): Row[];
  /** Shows the tip of the target at a place in reading order. */
  select(place: number): Mark | null;
  /** The picture as PNG, on a ground of a colour when one is given. */
  toBlob(ground?: string): Promise<Blob | null>;
  /** The rows as CSV. */
  csv(): string;
  /** Draws anew, texts measured anew: after fonts have come. */
  redraw(): void;
  /** Takes everything away: canvas, listeners, the memory in the engine. */
  destroy(): void;
}

/**
 * Draws a Vega-Lite spec, an object or JSON text, in an element; an earlier chart there goes.
 * Resolves when the chart is on its canvas, or will be when it comes near: its spec is read then.
 * Rejects with a {@link ChartError} when it cannot be drawn; one that comes near later says so by `shushuo-error`.
 */
export function render(el: HTMLElement, spec: object | string, options?: RenderOptions): Promise<Chart>;
