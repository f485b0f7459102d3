// Words at points, beyond the ends of bars or inside them, as layout/Labels does in Java.

const ASCENT = 0.74;
const DESCENT = 0.22;
const INSET = 2;

/** On which side of its point the i-th word stands. */
function sideOf(mark, i) {
  switch (mark.stand) {
    case "OVER": return "above";
    case "BESIDE": return "right";
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

/** The bars of a panel where words stand at bars. */
const barBoxes = (marks, x, y) => marks.some(mark => mark.type === "label" && mark.x1)
  ? marks.filter(mark => mark.type === "bar").flatMap(mark => mark.x1.map((_, i) => barBox(mark, i, x, y)))
  : [];

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
  const seen = (at, from, length) => at >= from - 0.5 && at <= from + length + 0.5;
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

/** Words that would cover others or other bars, or leave their bar or cell, are left out. */
function drawWords(mark, x, y, box, taken) {
  const shapes = [];
  const size = mark.size;
  for (let i = 0; i < mark.x.length; i++) {
    const spot = mark.words[i] ? wordSpot(mark, i, x, y, box) : null;
    if (spot === null) {
      continue;
    }
    const [at, base, fill] = spot;
    const half = mark.widths[i] / 2;
    const space = [at - half, base - ASCENT * size, at + half, base + DESCENT * size];
    if (space[3] <= box[1] + box[3] + 2 && !taken.some(other => overlap(space, other))
      && !onOthers(mark, i, space, x, y, taken.bars)) {
      taken.push(space);
      shapes.push(element("text", { x: at, y: base, "font-size": size, "text-anchor": "middle", fill }, mark.words[i]));
    }
  }
  return shapes;
}
