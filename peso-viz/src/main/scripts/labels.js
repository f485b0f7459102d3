// Pages without words do not have this.
//
// Words beside points, beyond the ends of bars or inside them, as layout/Labels and layout/Covered do in Java.

const DESCENT = 0.22;
const INSET = 2;

/** On which side of its point the i-th word stands. */
function sideOf(mark, i) {
  switch (mark.stand) {
    case "OVER": return "above";
    case "UPRIGHT_END": return mark.y[i] < 0 ? "below" : "above";
    case "LYING_END": return mark.x[i] < 0 ? "left" : "right";
    default: return mark.stand === "ON" ? "on" : "within";
  }
}

/** Where the i-th of some bars is: [left, top, right, bottom]. */
function barBox(mark, i, x, y) {
  const [ax, bx] = [edge(x, mark.x1[i]), edge(x, mark.x2[i])];
  const [ay, by] = [edge(y, mark.y1[i]), edge(y, mark.y2[i])];
  return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
}

/** The places that words have taken, and what stands in their way. */
const roomIn = (marks, x, y, box) => Object.assign([], {
  bars: marks.some(mark => mark.type === "label" && mark.x1)
    ? marks.filter(mark => mark.type === "bar").flatMap(mark => mark.x1.map((_, i) => barBox(mark, i, x, y)))
      .concat(marks.filter(mark => mark.type === "segment").flatMap(mark => lineBoxes(mark, x, y))) : [],
  covered: marks.some(isBeside) ? coveredBy(marks, x, y, box) : null,
  words: 0,
  out: 0
});

/** Where the lines of values are, not those through all of the panel, which explain others. */
function lineBoxes(mark, x, y) {
  const boxes = mark.x1.map((_, i) => {
    const [ax, bx, ay, by] = [place(x, mark.x1[i]), place(x, mark.x2[i]), place(y, mark.y1[i]), place(y, mark.y2[i])];
    return [Math.min(ax, bx) - 0.5, Math.min(ay, by) - 0.5, Math.max(ax, bx) + 0.5, Math.max(ay, by) + 0.5];
  });
  return boxes.filter(box => box.every(Number.isFinite));
}

const isBeside = mark => mark.type === "label" && !mark.x1 && (mark.stand === "OVER" || mark.stand === "BESIDE");
const SIDE = 2;
const FREE = 3;
const [BAR, LINE, POINT] = [1, 2, 3];

/** Which parts of a panel are covered by marks, in small squares. */
function coveredBy(marks, x, y, [left, top, width, height]) {
  const columns = Math.ceil(width / SIDE);
  const rows = Math.ceil(height / SIDE);
  const squares = new Uint8Array(columns * rows);
  const radii = new Map();
  const square = (px, py) => {
    const [column, row] = [Math.floor((px - left) / SIDE), Math.floor((py - top) / SIDE)];
    return column >= 0 && row >= 0 && column < columns && row < rows ? row * columns + column : -1;
  };
  const each = ([x1, y1, x2, y2], use) => {
    for (let row = Math.max(0, Math.floor((y1 - top) / SIDE)); row < Math.min(rows, Math.ceil((y2 - top) / SIDE)); row++) {
      for (let at = Math.max(0, Math.floor((x1 - left) / SIDE)); at < Math.min(columns, Math.ceil((x2 - left) / SIDE)); at++) {
        use(row * columns + at);
      }
    }
  };
  const raise = (at, what) => { squares[at] = Math.max(squares[at], what); };
  const cover = (box, what) => Number.isFinite(box[0] + box[1] + box[2] + box[3])
    && each(box, at => raise(at, what));
  const walk = (x1, y1, x2, y2) => {
    let [from, to] = [0, 1];
    const cut = (a, b, low, high) => {
      if (a === b) {
        return a >= low && a <= high;
      }
      const [first, last] = [(low - a) / (b - a), (high - a) / (b - a)];
      from = Math.max(from, Math.min(first, last));
      to = Math.min(to, Math.max(first, last));
      return from <= to;
    };
    if (!Number.isFinite(x1 + y1 + x2 + y2) || !cut(x1, x2, left, left + width) || !cut(y1, y2, top, top + height)) {
      return;
    }
    const share = to - from;
    const steps = 1 + Math.ceil(Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1)) * share);
    for (let i = 0; i <= steps; i++) {
      const at = square(x1 + (x2 - x1) * (from + share * i / steps), y1 + (y2 - y1) * (from + share * i / steps));
      if (at >= 0) {
        raise(at, LINE);
      }
    }
  };
  for (const mark of marks) {
    if (mark.type === "point") {
      mark.x.forEach((value, i) => {
        const [px, py] = [place(x, value), place(y, mark.y[i])];
        const radius = (mark.sizes ? mark.sizes[i] : mark.size) / 2;
        const reach = 0.8 * radius;
        cover([px - reach, py - reach, px + reach, py + reach], POINT);
        radii.set(square(px, py), Math.max(radii.get(square(px, py)) ?? 0, radius));
      });
    } else if (mark.type === "line" || mark.type === "shape") {
      const [px, py] = [mark.x.map(value => place(x, value)), mark.y.map(value => place(y, value))];
      px.forEach((_, i) => i > 0 && walk(px[i - 1], py[i - 1], px[i], py[i]));
    } else if (mark.type === "segment") {
      mark.x1.forEach((_, i) =>
        walk(lineEnd(x, mark.x1[i]), lineEnd(y, mark.y1[i]), lineEnd(x, mark.x2[i]), lineEnd(y, mark.y2[i])));
    } else if (mark.type === "bar") {
      mark.x1.forEach((_, i) => cover(barBox(mark, i, x, y), BAR));
    }
  }
  return {
    radius: (px, py) => radii.get(square(px, py)) ?? 0,
    cost(box) {
      const found = [0, 0, 0, 0];
      each(box, at => found[squares[at]]++);
      return found[POINT] > 0 || found[LINE] * 2 * SIDE > box[2] - box[0] ? Infinity : found[BAR] + 2 * found[LINE];
    }
  };
}

/** Where words may stand around points, best first: left or right, above or below. */
const AROUND = {
  OVER: [[0, -1], [0, 1], [1, 0], [-1, 0], [1, -1], [-1, -1], [1, 1], [-1, 1]],
  BESIDE: [[1, 0], [-1, 0], [0, -1], [0, 1], [1, -1], [1, 1], [-1, -1], [-1, 1]]
};

/** The place around a point where a word covers no other one, no point, and the least of lines and bars. */
function beside(mark, i, x, y, [left, top, width, height], taken) {
  const [px, py] = [place(x, mark.x[i]), place(y, mark.y[i])];
  if (!seen(px, left, width) || !seen(py, top, height)) {
    return null;
  }
  const half = mark.widths[i] / 2;
  const { size } = mark;
  const radius = taken.covered.radius(px, py);
  const away = Math.max(mark.away, radius + FREE);
  let best = null;
  let least = Infinity;
  for (const [across, down] of AROUND[mark.stand]) {
    const base = py + (down < 0 ? -away : down > 0 ? away + size * ASCENT : size * 0.35);
    const wanted = px + across * (down === 0 ? away + half : half - radius);
    const at = down === 0 ? wanted : Math.min(Math.max(wanted, left + half), Math.max(left + half, left + width - half));
    const space = spaceOf(at, base, half, size);
    if (space[0] < left - 0.5 || space[2] > left + width + 0.5 || space[1] < top - 0.5 || space[3] > top + height + 2
      || taken.some(other => overlap(space, other))) {
      continue;
    }
    const cost = taken.covered.cost([space[0], space[1], space[2], base]);
    if (cost < least) {
      least = cost;
      best = [at, base, colorOf(mark, i)];
    }
  }
  taken.words++;
  taken.out += best === null ? 1 : 0;
  return best;
}

const spaceOf = (at, base, half, size) => [at - half, base - ASCENT * size, at + half, base + DESCENT * size];

/** How many words have no room, or nothing if all have. */
const leftOut = (out, of) => out === 0 ? ""
  : fixed(out, 0) + " of " + fixed(of, 0) + (out === 1 ? " labels has no room" : " labels have no room");

const seen = (at, from, length) => at >= from - 0.5 && at <= from + length + 0.5;
const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** Whether a word would stand on another bar than its own, if it has one. */
function onOthers(mark, i, space, x, y, bars) {
  if (!mark.x1) {
    return false;
  }
  const own = barBox(mark, i, x, y);
  return bars.some(bar => bar[2] > bar[0] && bar[3] > bar[1] && overlap(bar, space)
    && bar.some((edge, k) => edge !== own[k]));
}

/** Inside what is in sight of a bar, at its end or in its middle, if it fits: [middle, baseline, colour]. */
function insideBar(mark, i, side, x, y, [left, top, width, height]) {
  const bar = barBox(mark, i, x, y);
  const from = Math.max(left, bar[0]);
  const to = Math.min(left + width, bar[2]);
  const high = Math.max(top, bar[1]);
  const low = Math.min(top + height, bar[3]);
  const half = mark.widths[i] / 2;
  const up = mark.size * ASCENT + INSET;
  const down = mark.size * DESCENT + INSET;
  if (!(to - from >= 2 * (half + INSET) && low - high >= up + down)) {
    return null;
  }
  const at = side === "left" ? from + half + INSET : side === "right" ? to - half - INSET : (from + to) / 2;
  const base = side === "above" ? high + up : side === "below" ? low - down : (high + low) / 2 + mark.size * 0.35;
  return [at, base, mark.inner[mark.inner.length === 1 ? 0 : i]];
}

/** Where a word stands, and its colour; null where there is no room. */
function wordSpot(mark, i, x, y, box) {
  const [left, top, width, height] = box;
  const px = place(x, mark.x[i]);
  const py = place(y, mark.y[i]);
  if (!Number.isFinite(px) || !Number.isFinite(py)) {
    return null;
  }
  const side = sideOf(mark, i);
  const bars = mark.x1 !== undefined;
  const across = side === "left" || side === "right";
  if ((!bars || across) && !seen(py, top, height) || (!bars || !across) && !seen(px, left, width)) {
    return null;
  }
  if (side === "within") {
    return insideBar(mark, i, side, x, y, box);
  }
  const half = mark.widths[i] / 2;
  if (mark.cell && 2 * half > Math.abs(place(x, 1) - place(x, 0))) {
    return null;
  }
  const at = px + (side === "left" ? -mark.away - half : side === "right" ? mark.away + half : 0);
  const base = py + (side === "above" ? -mark.away : side === "below" ? mark.away + mark.size * ASCENT : mark.size * 0.35);
  const fitAt = Math.min(Math.max(at, left + half), Math.max(left + half, left + width - half));
  const low = side === "below" ? Math.min(base, top + height - mark.size * DESCENT) : base;
  const fitBase = Math.max(low, top + mark.size * ASCENT);
  const fits = across ? Math.abs(fitAt - at) < 1 : Math.abs(fitBase - base) < 1;
  return fits || !bars ? [fitAt, fitBase, colorOf(mark, i)] : insideBar(mark, i, side, x, y, box);
}

/** Words that would cover others, points or other bars, or leave their bar or cell, are left out. */
function drawWords(mark, x, y, box, taken) {
  const shapes = [];
  const size = mark.size;
  const free = isBeside(mark);
  for (let i = 0; i < mark.x.length; i++) {
    const spot = !mark.words[i] ? null : free ? beside(mark, i, x, y, box, taken) : wordSpot(mark, i, x, y, box);
    if (spot === null) {
      continue;
    }
    const [at, base, fill] = spot;
    const space = spaceOf(at, base, mark.widths[i] / 2, size);
    if (free || space[3] <= box[1] + box[3] + 2 && !taken.some(other => overlap(space, other))
      && !onOthers(mark, i, space, x, y, taken.bars)) {
      taken.push(space);
      shapes.push(element("text", { x: at, y: base, "font-size": size, "text-anchor": "middle", fill }, mark.words[i]));
    }
  }
  return shapes;
}
