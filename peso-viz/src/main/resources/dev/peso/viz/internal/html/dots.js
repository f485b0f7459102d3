// Many points: blended one by one into the pixels of a canvas, which stands where their group stands in the picture. An
// element for each of them, as marks.js makes it, would take seconds.

const PHASES = 4;

/** Which points of a mark lie in the panel: their positions in the picture, and their numbers. */
function inside(mark, x, y, [left, top, width, height]) {
  const all = mark.x.length;
  const found = { x: new Float64Array(all), y: new Float64Array(all), at: new Int32Array(all), count: 0 };
  for (let i = 0; i < all; i++) {
    const px = place(x, mark.x[i]);
    const py = place(y, mark.y[i]);
    if (px >= left - 0.5 && px <= left + width + 0.5 && py >= top - 0.5 && py <= top + height + 0.5) {
      found.x[found.count] = px;
      found.y[found.count] = py;
      found.at[found.count++] = i;
    }
  }
  return found;
}

/**
 * How much of each pixel a point covers, from 0 to 1: a pattern for each of 4 x 4 places that its middle may have within a
 * pixel, for large points one.
 */
function stamps(mark, size, ratio) {
  const reach = Math.ceil(size * ratio * 0.7) + 2;
  const side = 2 * reach + 1;
  const phases = size > 8 ? 1 : PHASES;
  const context = Object.assign(document.createElement("canvas"), { width: side, height: side })
    .getContext("2d", { willReadFrequently: true });
  const masks = [];
  for (let i = 0; i < phases * phases; i++) {
    const px = reach + (i % phases + 0.5) / phases;
    const py = reach + (Math.floor(i / phases) + 0.5) / phases;
    const path = new Path2D(mark.shape === "CIRCLE" ? "" : symbol(mark.shape, px, py, size * ratio).getAttribute("d"));
    if (mark.shape === "CIRCLE") {
      path.arc(px, py, size * ratio / 2, 0, 2 * Math.PI);
    }
    context.clearRect(0, 0, side, side);
    context.globalAlpha = mark.opacity;
    context.fill(path);
    if (mark.sizes) {
      context.globalAlpha = 1;
      context.lineWidth = ratio;
      context.stroke(path);
    }
    const pixels = context.getImageData(0, 0, side, side).data;
    masks.push(Float32Array.from({ length: side * side }, (_, k) => pixels[4 * k + 3] / 255));
  }
  return { reach, side, phases, masks };
}

/** Lays a point over what is there. */
function blend({ data, width }, { reach, side, phases, masks }, px, py, rgb) {
  const column = Math.floor(px);
  const row = Math.floor(py);
  const mask = masks[Math.floor((py - row) * phases) * phases + Math.floor((px - column) * phases)];
  const [red, green, blue] = [rgb >> 16, rgb >> 8 & 255, rgb & 255];
  let m = 0;
  for (let j = 0; j < side; j++) {
    let o = 4 * ((row - reach + j) * width + column - reach);
    for (let i = 0; i < side; i++, o += 4, m++) {
      const share = mask[m];
      if (share > 0) {
        const whole = share + data[o + 3] / 255 * (1 - share);
        const part = share / whole;
        data[o] += (red - data[o]) * part;
        data[o + 1] += (green - data[o + 1]) * part;
        data[o + 2] += (blue - data[o + 2]) * part;
        data[o + 3] = 255 * whole;
      }
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
  const context = canvas.getContext("2d");
  const image = context.createImageData(width, height);
  const known = new Map();
  const rgb = mark.colors.map(color => parseInt(color.slice(1), 16));
  for (let k = 0; k < found.count; k++) {
    const i = found.at[k];
    const size = mark.sizes ? Math.round(mark.sizes[i] * 2) / 2 : mark.size;
    let stamp = known.get(size);
    if (!stamp) {
      stamp = stamps(mark, size, ratio);
      known.set(size, stamp);
    }
    blend(image, stamp, (found.x[k] - left) * ratio, (found.y[k] - top) * ratio, rgb.length === 1 ? rgb[0] : rgb[i]);
  }
  context.putImageData(image, 0, 0);
  return node;
}
