// Many points: blended one by one into the pixels of a canvas, which stands where their group stands in the picture. An
// element for each of them, as marks.js makes it, would take seconds. Only pages with such a canvas have this.

const PHASES = 4;

/** Stamps that were made before: zooming asks for the same ones again. */
const STAMPS = new Map();
const COLORS = new WeakMap();

/**
 * How much of which pixels a point covers, from 0 to 1: a pattern for each of 4 x 4 places that its middle may have within a
 * pixel, for large points one. Pixels are counted from the one with the middle, in rows of `width`.
 */
function stamps(mark, size, ratio, width) {
  const name = [mark.shape, mark.opacity, !mark.sizes, size, ratio, width].join();
  if (STAMPS.has(name)) {
    return STAMPS.get(name);
  }
  const reach = Math.ceil(size * ratio * 0.7) + 2;
  const side = 2 * reach + 1;
  const phases = size > 8 ? 1 : PHASES;
  const context = Object.assign(document.createElement("canvas"), { width: side * phases * phases, height: side })
    .getContext("2d", { willReadFrequently: true });
  for (let i = 0; i < phases * phases; i++) {
    const px = side * i + reach + (i % phases + 0.5) / phases;
    const py = reach + (Math.floor(i / phases) + 0.5) / phases;
    const path = new Path2D(mark.shape === "CIRCLE" ? "" : symbol(mark.shape, px, py, size * ratio).getAttribute("d"));
    if (mark.shape === "CIRCLE") {
      path.arc(px, py, size * ratio / 2, 0, 2 * Math.PI);
    }
    context.globalAlpha = mark.opacity;
    context.fill(path);
    if (mark.sizes) {
      context.globalAlpha = 1;
      context.lineWidth = ratio;
      context.stroke(path);
    }
  }
  const pixels = context.getImageData(0, 0, side * phases * phases, side).data;
  const masks = [];
  for (let i = 0; i < phases * phases; i++) {
    const at = [];
    const shares = [];
    for (let k = 0; k < side * side; k++) {
      const [row, column] = [Math.floor(k / side), k % side];
      const share = pixels[4 * (row * side * phases * phases + i * side + column) + 3] / 255;
      if (share > 0) {
        at.push((row - reach) * width + column - reach);
        shares.push(share);
      }
    }
    masks.push({ at: Int32Array.from(at), shares: Float32Array.from(shares) });
  }
  const made = { phases, masks };
  if (STAMPS.size > 999) {
    STAMPS.clear();
  }
  STAMPS.set(name, made);
  return made;
}

/** Colours as numbers, which for many points take longer to read than to draw. */
function readColors(colors) {
  if (!COLORS.has(colors)) {
    COLORS.set(colors, Int32Array.from(colors, color => parseInt(color.slice(1), 16)));
  }
  return COLORS.get(colors);
}

/** Lays points of one colour over each other: how opaque each pixel is. */
function blendOne(ink, points) {
  points((o, { at, shares }) => {
    for (let m = 0; m < at.length; m++) {
      ink[o + at[m]] += (1 - ink[o + at[m]]) * shares[m];
    }
  });
}

/** Lays points over each other: red, green, blue and opacity of each pixel, the colours as much as they are opaque. */
function blendMany(ink, points, rgb) {
  points((o, { at, shares }, i) => {
    const red = rgb[i] >> 16;
    const green = rgb[i] >> 8 & 255;
    const blue = rgb[i] & 255;
    for (let m = 0; m < at.length; m++) {
      const share = shares[m];
      const p = 4 * (o + at[m]);
      ink[p] += (red - ink[p]) * share;
      ink[p + 1] += (green - ink[p + 1]) * share;
      ink[p + 2] += (blue - ink[p + 2]) * share;
      ink[p + 3] += (1 - ink[p + 3]) * share;
    }
  });
}

/** What was laid over each other as the pixels of an image. */
function develop(ink, data, rgb) {
  if (rgb.length > 1) {
    for (let o = 0; o < data.length; o += 4) {
      const whole = ink[o + 3];
      if (whole > 0) {
        data[o] = ink[o] / whole;
        data[o + 1] = ink[o + 1] / whole;
        data[o + 2] = ink[o + 2] / whole;
        data[o + 3] = 255 * whole;
      }
    }
    return;
  }
  const [red, green, blue] = [rgb[0] >> 16, rgb[0] >> 8 & 255, rgb[0] & 255];
  for (let k = 0, o = 0; k < ink.length; k++, o += 4) {
    if (ink[k] > 0) {
      data[o] = red;
      data[o + 1] = green;
      data[o + 2] = blue;
      data[o + 3] = 255 * ink[k];
    }
  }
}

/** The points of a mark as a canvas in the picture; `old` is painted anew if there is one. */
function paintDots(mark, x, y, box, density, old) {
  const found = inside(mark, x, y, box);
  const largest = mark.sizes ? mark.sizes.reduce((a, b) => Math.max(a, b), 0) : mark.size;
  const pad = Math.ceil(largest * 0.7) + 4;
  const [left, top, wide, high] = [box[0] - pad, box[1] - pad, Math.ceil(box[2]) + 2 * pad, Math.ceil(box[3]) + 2 * pad];
  const node = old ?? element("foreignObject", { x: left, y: top, width: wide, height: high });
  const canvas = node.firstChild ?? document.createElement("canvas");
  const width = Math.round(wide * Math.min(3, Math.max(1, density)));
  const height = Math.round(width * high / wide);
  if (canvas.width !== width || canvas.height !== height || !node.firstChild) {
    Object.assign(canvas, { width, height });
    canvas.style.width = wide + "px";
    canvas.style.height = high + "px";
    node.append(canvas);
  }
  const ratio = width / wide;
  const known = new Map();
  const stampOf = size => {
    let stamp = known.get(size);
    if (!stamp) {
      stamp = stamps(mark, size, ratio, width);
      known.set(size, stamp);
    }
    return stamp;
  };
  const same = mark.sizes ? null : stampOf(mark.size);
  const points = lay => {
    for (let k = 0; k < found.count; k++) {
      const i = found.at[k];
      const { phases, masks } = same ?? stampOf(Math.round(mark.sizes[i] * 2) / 2);
      const px = (found.x[k] - left) * ratio;
      const py = (found.y[k] - top) * ratio;
      const column = Math.floor(px);
      const row = Math.floor(py);
      lay(row * width + column, masks[Math.floor((py - row) * phases) * phases + Math.floor((px - column) * phases)], i);
    }
  };
  const rgb = readColors(mark.colors);
  const ink = new Float32Array(width * height * (rgb.length > 1 ? 4 : 1));
  if (rgb.length > 1) {
    blendMany(ink, points, rgb);
  } else {
    blendOne(ink, points);
  }
  const context = canvas.getContext("2d");
  const image = context.createImageData(width, height);
  develop(ink, image.data, rgb);
  context.putImageData(image, 0, 0);
  return node;
}
