// Specs that the tests of charts share.
export const rows = [{ a: '甲', b: 3 }, { a: '乙', b: 5 }, { a: '丙', b: 2 }];

/** A bar chart of three bars, with changes. */
export const bars = (more = {}) => ({
  width: 300,
  height: 150,
  data: { values: rows },
  mark: 'bar',
  encoding: { x: { field: 'a', axis: { labelAngle: 0 } }, y: { field: 'b', type: 'quantitative' } },
  ...more,
});

/** A line over a named table. */
export const line = (more = {}) => ({
  width: 300,
  height: 150,
  data: { name: 'd' },
  mark: { type: 'line', clip: true },
  encoding: { x: { field: 'x', type: 'quantitative' }, y: { field: 'y', type: 'quantitative' } },
  ...more,
});
