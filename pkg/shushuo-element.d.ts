import type { Chart } from './shushuo.js';

/**
 * `<shushuo-chart>`: draws the spec in its `<script type="application/json">`.
 *
 * A child `.still` is the picture until the canvas stands in its place, and again when that fails.
 * `data-lang` is its language (default: that of the page), `data-base` a folder that data may be
 * read from (default: none), `data-lazy="false"` draws it however far it is. A theme stands in
 * `#shushuo-theme`: `config`, and `dark`, the colours in the dark by their light ones.
 */
export class ShushuoChart extends HTMLElement {
  /** The chart, once it is there. */
  readonly chart: Chart | undefined;
  /** Draws the spec as it stands there now. */
  draw(): Promise<void>;
}

declare global {
  interface HTMLElementTagNameMap {
    'shushuo-chart': ShushuoChart;
  }
}
