// Pictures compared by what a reader sees in them, not by their pixels: texts of a canvas are
// measured by the page's fonts, those of an SVG by built-in widths.

/** How far a shape may stand from its place in the other picture, in CSS pixels. */
export const NEAR = 5;
/** How far a colour may be from the other's, in each part. */
export const LIKE = 60;
/** The share of a picture's ink that may have no like in the other. */
export const SHARE = 0.02;

/**
 * The share of the ink of `a` and `b` that has no ink of a like colour near by in the other.
 * Runs in a page: both are things to draw, `width` × `height` CSS pixels, on `ground`.
 */
export function unlike(a, b, width, height, ground, near, like) {
  const pixels = (picture) => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.fillStyle = ground;
    context.fillRect(0, 0, width, height);
    context.drawImage(picture, 0, 0, width, height);
    return context.getImageData(0, 0, width, height).data;
  };
  const [p, q] = [pixels(a), pixels(b)];
  const far = (one, i, other, j) => Math.max(Math.abs(one[i] - other[j]), Math.abs(one[i + 1] - other[j + 1]), Math.abs(one[i + 2] - other[j + 2]));
  const blank = pixels(document.createElement('canvas'));
  let [ink, alone] = [0, 0];
  for (const [one, other] of [[p, q], [q, p]]) {
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const i = 4 * (y * width + x);
        if (far(one, i, blank, 0) <= like) continue;
        ink += 1;
        let found = false;
        for (let v = Math.max(0, y - near); !found && v <= Math.min(height - 1, y + near); v += 1) {
          for (let u = Math.max(0, x - near); !found && u <= Math.min(width - 1, x + near); u += 1) {
            found = far(one, i, other, 4 * (v * width + u)) <= like;
          }
        }
        if (!found) alone += 1;
      }
    }
  }
  return { ink, share: ink ? alone / ink : 0 };
}
