// From marks in the units of the axes to shapes: what layout/Painter, mark/Stack and mark/Selection do in Java, shape by
// shape in the same order. A test compares every number of both.

const SVG = "http://www.w3.org/2000/svg";
const digits = value => String(Math.round(value * 100) / 100);

function element(tag, attributes, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) {
      made.setAttribute(name, typeof value === "number" ? digits(value) : value);
    }
  }
  made.append(...children);
  return made;
}

/**
 * The numbers that a text or object stands for: [1, 2], {start, step, count}, the bytes of doubles or floats, or
 * {low, step, scale, bytes, data} for (low + step * code) / scale, where the largest code is for what is missing.
 */
function unpack(packed) {
  if (Array.isArray(packed)) {
    return packed;
  }
  if (packed.count !== undefined) {
    return Array.from({ length: packed.count }, (_, i) => packed.start + i * packed.step);
  }
  const text = atob(packed.data ?? packed.floats ?? packed);
  const octets = new Uint8Array(text.length);
  for (let i = 0; i < octets.length; i++) {
    octets[i] = text.charCodeAt(i);
  }
  if (packed.data === undefined) {
    return Array.from(packed.floats ? new Float32Array(octets.buffer) : new Float64Array(octets.buffer));
  }
  const { low, step, scale, bytes } = packed;
  const missing = 256 ** bytes - 1;
  const values = new Array(octets.length / bytes);
  for (let i = 0, o = 0; i < values.length; i++) {
    let code = 0;
    for (let b = 0, unit = 1; b < bytes; b++, unit *= 256) {
      code += octets[o++] * unit;
    }
    values[i] = code === missing ? NaN : (low + step * code) / scale;
  }
  return values;
}

const ARRAYS = ["x", "y", "along", "low", "high", "x1", "y1", "x2", "y2", "sizes", "widths", "values", "counts"];

function prepare(program) {
  const arrays = program.arrays.map(unpack);
  for (const panel of program.panels) {
    for (const mark of panel.marks) {
      for (const name of ARRAYS) {
        if (name in mark) {
          mark[name] = arrays[mark[name]];
        }
      }
      if (mark.palette) {
        mark.colors = arrays[mark.colors].map(i => mark.palette[i]);
      }
    }
  }
}

/** The marks of a panel without some series, those above brought down. */
function settle(panel, hidden) {
  const marks = panel.marks.slice();
  for (const stack of panel.stacks) {
    const range = [];
    for (let i = stack.first; i < stack.first + stack.count; i++) {
      range.push(i);
    }
    if (!panel.changed && !range.some(i => hidden.has(marks[i].name))) {
      continue;
    }
    const shown = range.filter(i => !hidden.has(marks[i].name));
    const [start, end, low, high] = stack.upright ? ["x1", "x2", "y1", "y2"] : ["y1", "y2", "x1", "x2"];
    const lengths = mark => mark.type === "bar"
      ? mark[low].map((from, i) => [(mark[start][i] + mark[end][i]) / 2, mark[high][i] - from])
      : mark.type === "area" ? mark.low.map((from, i) => [(mark.along[i] + mark.along[i]) / 2, mark.high[i] - from])
        : null;
    const sums = new Map();
    if (stack.shares) {
      for (const i of shown) {
        for (const [place, value] of lengths(marks[i]) ?? []) {
          sums.set(place, (sums.get(place) ?? 0) + Math.abs(value));
        }
      }
    }
    const bases = new Map();
    let under = null;
    for (const i of shown) {
      const mark = marks[i];
      const pairs = lengths(mark);
      if (pairs) {
        const from = [];
        const to = [];
        for (let [place, value] of pairs) {
          const sum = sums.get(place);
          value = sum === undefined ? value : sum === 0 ? 0 : value / sum;
          const base = bases.get(place) ?? [0, 0];
          const side = value < 0 && mark.type === "bar" ? 1 : 0;
          from.push(base[side]);
          to.push(base[side] + value);
          base[side] += Number.isFinite(value) ? value : 0;
          bases.set(place, base);
        }
        marks[i] = mark.type === "bar" ? { ...mark, [low]: from, [high]: to } : { ...mark, low: from, high: to };
        under = marks[i];
      } else if (mark.type === "label" && under?.type === "bar") {
        marks[i] = within(mark, under);
      }
    }
  }
  return marks;
}

/** Words in the middle of bars. */
function within(words, { x1, x2, y1, y2 }) {
  const middle = (from, to) => from.map((value, i) => (value + to[i]) / 2);
  return { ...words, x1, x2, y1, y2, x: middle(x1, x2), y: middle(y1, y2) };
}

/** Whether the i-th of bars or lines between two values reaches into a rectangle. */
const touches = (mark, i, [x1, x2, y1, y2]) =>
  Math.max(mark.x1[i], mark.x2[i]) >= x1 && Math.min(mark.x1[i], mark.x2[i]) <= x2
  && Math.max(mark.y1[i], mark.y2[i]) >= y1 && Math.min(mark.y1[i], mark.y2[i]) <= y2;

/** What of a mark lies in the rectangle [x1, x2, y1, y2]. */
function select(mark, brush) {
  if (!brush) {
    return mark;
  }
  const [x1, x2, y1, y2] = brush;
  const chosen = (x, y) => x >= x1 && x <= x2 && y >= y1 && y <= y2;
  const pick = (kept, ...names) => {
    const picked = { ...mark };
    for (const name of [...names, "colors", "sizes", "values", "low", "high"]) {
      const all = mark[name];
      if (all && (name !== "colors" || all.length > 1)) {
        picked[name] = kept.map(i => all[i]);
      }
    }
    return picked;
  };
  switch (mark.type) {
    case "line":
    case "shape":
      return { ...mark, y: mark.y.map((y, i) => chosen(mark.x[i], y) ? y : NaN) };
    case "area":
      return { ...mark, low: mark.low.map((low, i) =>
        (mark.upright ? mark.along[i] >= x1 && mark.along[i] <= x2 : mark.along[i] >= y1 && mark.along[i] <= y2)
          ? low : NaN) };
    case "bar":
    case "segment":
      return pick([...mark.x1.keys()].filter(i => touches(mark, i, brush)), "x1", "y1", "x2", "y2");
    case "point":
      return pick([...mark.x.keys()].filter(i => chosen(mark.x[i], mark.y[i])), "x", "y");
    case "label":
      return { ...mark, x: [], y: [], words: [], widths: [] };
    case "map":
      return pick([...mark.x.keys()].filter(i => chosen(mark.x[i], mark.y[i])), "x", "y", "names", "paths", "rings");
    default:
      return mark;
  }
}

const colorOf = (mark, i) => mark.colors[mark.colors.length === 1 ? 0 : i];
const ASCENT = 0.74;
const faint = value => value < 1 ? value : undefined;

/** On a logarithmic axis a bar starts where the axis does. */
function edge(scale, value) {
  const at = place(scale, value);
  if (!Number.isNaN(at) && Number.isFinite(at)) {
    return at;
  }
  return Number.isNaN(value) ? NaN : value <= 0 ? scale.from : value === Infinity ? scale.to : at;
}

function lineEnd(scale, value) {
  return value === -Infinity ? scale.from : value === Infinity ? scale.to : edge(scale, value);
}

const stroked = (mark, color) => ({ fill: "none", stroke: color, "stroke-opacity": faint(mark.opacity),
  "stroke-width": mark.size, "stroke-dasharray": mark.dash });

function drawLine(mark, x, y) {
  const color = colorOf(mark, 0);
  let path = "";
  let run = 0;
  let last = [];
  const single = [];
  for (let i = 0; i <= mark.x.length; i++) {
    const px = i < mark.x.length ? place(x, mark.x[i]) : NaN;
    const py = i < mark.x.length ? place(y, mark.y[i]) : NaN;
    if (!Number.isFinite(px) || !Number.isFinite(py)) {
      if (run === 1) {
        single.push([place(x, mark.x[i - 1]), place(y, mark.y[i - 1])]);
      }
      run = 0;
      continue;
    }
    path += (run === 0 ? "M" : "L") + digits(px) + " " + digits(py);
    // Equal points are one.
    run += run > 0 && px === last[0] && py === last[1] ? 0 : 1;
    last = [px, py];
  }
  const shapes = [];
  if (mark.type === "shape") {
    shapes.push(element("path", { d: path + "Z", fill: color, "fill-opacity": faint(mark.opacity), stroke: color,
      "stroke-width": mark.size }));
  } else if (path) {
    shapes.push(element("path", { d: path, ...stroked(mark, color) }));
  }
  if (single.length > 0) {
    shapes.push(roundDots(single, 2.5 * mark.size, color, mark.opacity));
  }
  return shapes;
}

const roundDots = (points, size, color, opacity) => element("path", {
  d: points.map(([px, py]) => "M" + digits(px) + " " + digits(py) + "h0").join(""), "stroke-linecap": "round",
  fill: "none", stroke: color, "stroke-opacity": faint(opacity), "stroke-width": size });

function drawArea(mark, x, y) {
  let path = "";
  const count = mark.along.length;
  const at = (i, across) => digits(place(x, mark.upright ? mark.along[i] : across)) + " "
    + digits(place(y, mark.upright ? across : mark.along[i]));
  let from = 0;
  while (from < count) {
    let to = from;
    while (to < count && Number.isFinite(mark.low[to]) && Number.isFinite(mark.high[to])) {
      to++;
    }
    if (to > from) {
      for (let i = from; i < to; i++) {
        path += (i === from ? "M" : "L") + at(i, mark.high[i]);
      }
      for (let i = to - 1; i >= from; i--) {
        path += "L" + at(i, mark.low[i]);
      }
      path += "Z";
    }
    from = to + 1;
  }
  const color = colorOf(mark, 0);
  const edge = mark.opacity < 0.5 && !mark.quiet ? { stroke: color, "stroke-width": 1 } : {};
  return path ? [element("path", { d: path, fill: color, "fill-opacity": faint(mark.opacity), ...edge })] : [];
}

function drawBars(mark, x, y) {
  const shapes = [];
  for (let i = 0; i < mark.x1.length; i++) {
    const [ax, bx] = [edge(x, mark.x1[i]), edge(x, mark.x2[i])];
    const [ay, by] = [edge(y, mark.y1[i]), edge(y, mark.y2[i])];
    if (!Number.isFinite(ax + bx + ay + by)) {
      continue;
    }
    const width = Math.abs(ax - bx);
    const height = Math.abs(ay - by);
    const fill = colorOf(mark, i);
    const cell = mark.border && Math.min(width, height) >= BORDERED;
    const dx = width > 3 * mark.gap && !cell ? mark.gap / 2 : 0;
    const dy = height > 3 * mark.gap && mark.gap > 0 && mark.border && !cell ? mark.gap / 2 : 0;
    const rim = cell || mark.opacity < 1 && width > 0 && height > 0
      ? { stroke: cell ? mark.border : fill, "stroke-width": 1 } : {};
    shapes.push(element("rect", { x: Math.min(ax, bx) + dx, y: Math.min(ay, by) + dy, width: width - 2 * dx,
      height: height - 2 * dy, fill, "fill-opacity": faint(mark.opacity), ...rim }));
  }
  return shapes;
}

const line = (...points) => points.map(([px, py], i) => (i === 0 ? "M" : "L") + digits(px) + " " + digits(py)).join("") + "Z";

function symbol(shape, x, y, size) {
  const r = size / 2;
  if (shape === "CIRCLE") {
    return element("circle", { cx: x, cy: y, r });
  }
  let d;
  if (shape === "SQUARE") {
    const a = r * 0.886;
    d = line([x - a, y - a], [x + a, y - a], [x + a, y + a], [x - a, y + a]);
  } else if (shape === "TRIANGLE") {
    const a = r * 1.35;
    d = line([x, y - a], [x + a * 0.866, y + a / 2], [x - a * 0.866, y + a / 2]);
  } else if (shape === "DIAMOND") {
    const a = r * 1.25;
    d = line([x, y - a], [x + a, y], [x, y + a], [x - a, y]);
  } else {
    const a = r * 1.15;
    const b = a * 0.36;
    d = line([x - b, y - a], [x + b, y - a], [x + b, y - b], [x + a, y - b], [x + a, y + b], [x + b, y + b],
      [x + b, y + a], [x - b, y + a], [x - b, y + b], [x - a, y + b], [x - a, y - b], [x - b, y - b]);
  }
  return element("path", { d });
}

/** Whether a mark is of round dots that differ in place and colour only: what they share stands at their group. */
const alike = mark => mark.type === "point" && mark.each && mark.shape === "CIRCLE" && !mark.sizes;

const shared = mark => mark.rings ? bordered(mark) : alike(mark) ? { "stroke-linecap": "round", fill: "none", "stroke-opacity": faint(mark.opacity),
  "stroke-width": mark.size } : {};

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

function drawPoints(mark, x, y, box) {
  const found = inside(mark, x, y, box);
  const kept = Array.from({ length: found.count }, (_, k) => [found.x[k], found.y[k], found.at[k]]);
  if (alike(mark)) {
    return kept.map(([px, py, i]) =>
      element("path", { d: "M" + digits(px) + " " + digits(py) + "h0", stroke: colorOf(mark, i) }));
  }
  const dots = (points, color) => {
    if (mark.shape === "CIRCLE" && !mark.sizes) {
      return roundDots(points, mark.size, color, mark.opacity);
    }
    const outlined = mark.sizes ? { stroke: color, "stroke-width": 1 } : {};
    return element("g", { fill: color, "fill-opacity": faint(mark.opacity), ...outlined },
      ...points.map(([px, py, i]) => symbol(mark.shape, px, py, mark.sizes ? mark.sizes[i] : mark.size)));
  };
  return mark.each ? kept.map(point => dots([point], colorOf(mark, point[2]))) : [dots(kept, colorOf(mark, 0))];
}

const BEYOND = 0.12;
const MOST_BEYOND = 4;
const THICK = 3;
const BORDERED = 8;

/** A line upon a fill is a little longer than that, and has the colour of the background upon it where the fill is thick. */
function onFill(mark, i, line, x, y) {
  const upright = mark.y1[i] === mark.y2[i];
  const more = Math.min(MOST_BEYOND, BEYOND * Math.abs(upright ? line.x2 - line.x1 : line.y2 - line.y1));
  const [wide, tall] = upright ? [more, 0] : [0, more];
  const [left, right] = [Math.min(line.x1, line.x2), Math.max(line.x1, line.x2)];
  const [top, bottom] = [Math.min(line.y1, line.y2), Math.max(line.y1, line.y2)];
  const across = upright ? y : x;
  const drawn = (by, over, color) => element("line", { x1: left - by, y1: top - over, x2: right + by, y2: bottom + over,
    ...stroked({ size: mark.size }, color) });
  const thick = Math.abs(lineEnd(across, mark.high[i]) - lineEnd(across, mark.low[i])) >= THICK * mark.size;
  return [drawn(wide, tall, colorOf(mark, i)), ...thick ? [drawn(0, 0, mark.paper)] : []];
}

function drawSegments(mark, x, y) {
  const shapes = [];
  for (let i = 0; i < mark.x1.length; i++) {
    const at = { x1: lineEnd(x, mark.x1[i]), y1: lineEnd(y, mark.y1[i]), x2: lineEnd(x, mark.x2[i]),
      y2: lineEnd(y, mark.y2[i]) };
    if (!Number.isFinite(at.x1 + at.y1 + at.x2 + at.y2)) {
      continue;
    }
    if (mark.paper) {
      shapes.push(...onFill(mark, i, at, x, y));
    } else {
      shapes.push(element("line", { ...at, ...stroked(mark, colorOf(mark, i)) }));
    }
  }
  return shapes;
}

/** The shapes of a mark; null for one that stays as it is. */
function draw(mark, x, y, box, taken) {
  switch (mark.type) {
    case "line":
    case "shape": return drawLine(mark, x, y);
    case "area": return drawArea(mark, x, y);
    case "bar": return drawBars(mark, x, y);
    case "point": return drawPoints(mark, x, y, box);
    case "segment": return drawSegments(mark, x, y);
    case "map": return drawAreas(mark, x, y);
    case "label": return drawWords(mark, x, y, box, taken);
    default: return null;
  }
}

function rasterBox(mark, x, y) {
  const [ax, bx, ay, by] = [place(x, mark.x1[0]), place(x, mark.x2[0]), place(y, mark.y1[0]), place(y, mark.y2[0])];
  return { x: Math.min(ax, bx), y: Math.min(ay, by), width: Math.abs(ax - bx), height: Math.abs(ay - by) };
}

function drawAxis(horizontal, panel, y, plan, program) {
  const [left, top, width, height] = panel.box;
  const bottom = top + height;
  const rule = { fill: "none", stroke: program.muted, "stroke-width": 1 };
  const word = { "font-size": LABEL, fill: program.muted };
  const shapes = [];
  if (horizontal) {
    shapes.push(element("line", { x1: left, y1: bottom, x2: left + width, y2: bottom, ...rule }));
    if (panel.zero && y.kind === "NUMBER" && y.low < 0 && y.high > 0) {
      const zero = place(y, 0);
      shapes.push(element("line", { x1: left, y1: zero, x2: left + width, y2: zero, ...rule }));
    }
    for (const [at, lines] of plan) {
      shapes.push(element("line", { x1: at, y1: bottom, x2: at, y2: bottom + TICK, ...rule }));
      lines.forEach((text, i) => panel.labelX && shapes.push(element("text", { x: at,
        y: bottom + TICK + GAP / 2 + LABEL * ASCENT + i * LINE_HEIGHT, "text-anchor": "middle", ...word }, text)));
    }
    return shapes;
  }
  for (const [at, lines] of plan) {
    shapes.push(element("line", { x1: left - TICK, y1: at, x2: left, y2: at, ...rule }));
    lines.forEach(text => panel.labelY && shapes.push(element("text", { x: left - TICK - GAP / 2, y: at + LABEL * 0.35,
      "text-anchor": "end", ...word }, text)));
  }
  return shapes;
}
