// Marks that many rows make together: drawn again from the rows that fit a filter, as data/Groups, data/Distributions,
// data/Curves and data/Grids do in Java.

const GOLDEN = 0.6180339887498949;
const KERNEL = 8;

/** Between the two nearest of sorted values (type 7 of Hyndman and Fan). */
function quantile(sorted, share) {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  return sorted[low] + (at - low) * (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]);
}

/** Silverman's rule of thumb. */
function bandwidth(sorted) {
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const deviation = Math.sqrt(squares / Math.max(1, sorted.length - 1));
  const spread = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.34;
  const scale = spread > 0 ? Math.min(deviation, spread) : deviation;
  return 0.9 * (scale > 0 ? scale : Math.abs(sorted[0]) || 1) * Math.pow(sorted.length, -0.2);
}

/** The density of sorted values at ascending places. */
function densities(sorted, width, places) {
  const factor = 1 / (width * Math.sqrt(2 * Math.PI) * sorted.length);
  let from = 0;
  return places.map(x => {
    while (from < sorted.length && sorted[from] < x - KERNEL * width) {
      from++;
    }
    let sum = 0;
    for (let k = from; k < sorted.length && sorted[k] <= x + KERNEL * width; k++) {
      const z = (x - sorted[k]) / width;
      sum += Math.exp(-z * z / 2);
    }
    return sum * factor;
  });
}

const pieces = upright => upright ? ["x1", "x2", "y1", "y2"] : ["y1", "y2", "x1", "x2"];

/** A mark of lines or rectangles: for each its two ends along the names, then its two values. */
function spans(mark, upright, rows) {
  const made = { ...mark };
  pieces(upright).forEach((name, i) => { made[name] = rows.map(row => row[i]); });
  return made;
}

const dots = (mark, upright, rows) => ({ ...mark, x: rows.map(row => row[upright ? 0 : 1]),
  y: rows.map(row => row[upright ? 1 : 0]) });

/** By the kind of a cube: the marks of one of its slots anew, from the m-th on; rows are [item, value] in order. */
const SPREADS = {
  box(panel, m, rows, { upright }) {
    const [whiskers, boxes, medians, outliers] = panel.full.slice(m, m + 4);
    const [from, to] = pieces(upright);
    const made = [[], [], [], []];
    for (const [item, sorted] of grouped(rows)) {
      const at = whiskers[from][2 * item];
      const [q1, median, q3] = [0.25, 0.5, 0.75].map(share => quantile(sorted, share));
      const reach = 1.5 * (q3 - q1);
      const within = sorted.filter(value => value >= q1 - reach && value <= q3 + reach);
      made[0].push([at, at, within[0], q1], [at, at, q3, within[within.length - 1]]);
      made[1].push([boxes[from][item], boxes[to][item], q1, q3]);
      made[2].push([boxes[from][item], boxes[to][item], median, median]);
      sorted.filter(value => value < q1 - reach || value > q3 + reach).forEach(value => made[3].push([at, value]));
    }
    [whiskers, boxes, medians].forEach((mark, i) => { panel.marks[m + i] = spans(mark, upright, made[i]); });
    Object.assign(panel.marks[m + 2], { low: made[1].map(row => row[2]), high: made[1].map(row => row[3]) });
    panel.marks[m + 3] = dots(outliers, upright, made[3]);
  },

  violin(panel, m, rows, { upright, amount: asked }) {
    const groups = grouped(rows);
    const quartiles = [];
    const medians = [];
    let item = 0;
    for (; panel.full[m + item].type === "area"; item++) {
      const shape = panel.full[m + item];
      const sorted = groups.get(item);
      if (!sorted) {
        panel.marks[m + item] = { ...shape, along: [], low: [], high: [] };
        continue;
      }
      const at = (shape.low[0] + shape.high[0]) / 2;
      const half = shape.low.reduce((most, low, i) => Math.max(most, (shape.high[i] - low) / 2), 0);
      const count = shape.along.length;
      const last = sorted[sorted.length - 1];
      const along = shape.along.map((_, i) => sorted[0] + (last - sorted[0]) * i / (count - 1));
      const y = densities(sorted, asked || bandwidth(sorted), along);
      const most = y.reduce((a, b) => Math.max(a, b), 0);
      const reach = y.map(value => most > 0 ? half * value / most : half);
      panel.marks[m + item] = { ...shape, along, low: reach.map(by => at - by), high: reach.map(by => at + by) };
      quartiles.push([at, at, quantile(sorted, 0.25), quantile(sorted, 0.75)]);
      medians.push([at, quantile(sorted, 0.5)]);
    }
    for (const i of [m + item, m + item + 2]) {
      panel.marks[i] = spans(panel.full[i], upright, quartiles);
      panel.marks[i + 1] = dots(panel.full[i + 1], upright, medians);
    }
  },

  strip(panel, m, rows, { upright, amount: width }) {
    const mark = panel.full[m];
    const along = upright ? mark.x : mark.y;
    const moved = rows.map(([item, value], k) => [along[item] + width * (k * GOLDEN % 1 - item * GOLDEN % 1), value]);
    panel.marks[m] = dots(mark, upright, moved);
    for (const name of ["colors", "values"]) {
      if (mark[name]?.length > 1) {
        panel.marks[m][name] = rows.map(([item]) => mark[name][item]);
      }
    }
  },

  density(panel, m, rows, { amount: asked }) {
    const [area, curve] = panel.full.slice(m, m + 2);
    const sorted = grouped(rows).get(0);
    const along = sorted ? area.along : [];
    const y = sorted ? densities(sorted, asked || bandwidth(sorted), along) : [];
    panel.marks[m] = { ...area, along, low: along.map(() => 0), high: y };
    panel.marks[m + 1] = { ...curve, x: along, y };
  },

  ecdf(panel, m, rows) {
    const sorted = grouped(rows).get(0) ?? [];
    const x = sorted.slice(0, 1);
    const y = sorted.length > 0 ? [0] : [];
    sorted.forEach((value, i) => {
      if (sorted[i + 1] !== value) {
        const share = (i + 1) / sorted.length;
        x.push(value);
        y.push(share);
        if (i + 1 < sorted.length) {
          x.push(sorted[i + 1]);
          y.push(share);
        }
      }
    });
    panel.marks[m] = { ...panel.full[m], x, y };
  }
};

/** Sorted values by item, in order of the items. */
function grouped(rows) {
  const groups = new Map([...new Set(rows.map(row => row[0]))].sort((a, b) => a - b).map(item => [item, []]));
  rows.forEach(([item, value]) => groups.get(item).push(value));
  groups.forEach(values => values.sort((a, b) => a - b));
  return groups;
}

function respread(program, cube, passes) {
  const rows = cube.slots.map(() => []);
  for (let i = 0; i < cube.slot.length; i++) {
    if (passes(i)) {
      rows[cube.slot[i]].push([cube.item[i], cube.value[i]]);
    }
  }
  cube.slots.forEach(([p, m], slot) => SPREADS[cube.kind](program.panels[p], m, rows[slot], cube));
}

/** Areas that share their places: those where any of them has a value. */
function reshape(program, cube, valueOf) {
  for (const p of new Set(cube.slots.map(([panel]) => panel))) {
    const panel = program.panels[p];
    const own = cube.slots.map(([panelOf, m], slot) => [m, slot, panelOf]).filter(each => each[2] === p);
    const all = panel.full[own[0][0]].along;
    const places = [...all.keys()].filter(i => own.some(each => valueOf(each[1], i) !== undefined));
    for (const [m, slot] of own) {
      const mark = panel.full[m];
      const along = places.map(i => all[i]);
      const high = places.map(i => valueOf(slot, i) ?? 0);
      panel.marks[m] = { ...mark, along, low: along.map(() => 0), high };
      if (!cube.stacked) {
        panel.marks[m + 1] = { ...panel.full[m + 1], x: along, y: high };
      }
    }
  }
}

/** The colour of a value on a ramp. */
function rampColor({ low, high, diverging, colors, none }, value) {
  if (!Number.isFinite(value)) {
    return none;
  }
  const most = Math.max(Math.abs(low), Math.abs(high));
  const share = diverging ? (most === 0 ? 0.5 : 0.5 + value / most / 2) : high > low ? (value - low) / (high - low) : 0.5;
  const at = Math.min(1, Math.max(0, share)) * (colors.length - 1);
  const i = Math.min(colors.length - 2, Math.floor(at));
  const part = shift => Math.round((colors[i] >> shift & 255) + ((colors[i + 1] >> shift & 255) - (colors[i] >> shift & 255)) * (at - i));
  return "#" + [16, 8, 0].map(shift => part(shift).toString(16).padStart(2, "0")).join("");
}

/** Black or white, whichever is easier to read on a colour. */
function readableOn(color) {
  const linear = start => {
    const share = parseInt(color.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5) > 0.179 ? "#000000" : "#ffffff";
}

/** Countries; those without rows join the ones that had none before. */
function recolorMap(panel, m, kept, changed) {
  const [mark, empty] = [panel.full[m], panel.full[m - 1]];
  const stays = new Set(kept);
  const left = [...mark.names.keys()].filter(i => !stays.has(i));
  panel.marks[m] = { ...mark, ...changed };
  panel.marks[m - 1] = { ...empty };
  for (const name of ["x", "y", "names", "paths", "rings"]) {
    panel.marks[m][name] = kept.map(i => mark[name][i]);
    panel.marks[m - 1][name] = empty[name].concat(left.map(i => mark[name][i]));
  }
}

/** Cells of a heatmap with their words. */
function recolor(panel, m, cube, kept, values) {
  const mark = panel.full[m];
  const pick = (from, name) => kept.map(i => from[name][i]);
  const colors = values.map(value => rampColor(cube.ramp, value));
  if (mark.type === "map") {
    recolorMap(panel, m, kept, { colors, values });
    return;
  }
  panel.marks[m] = { ...mark, colors, x1: pick(mark, "x1"), x2: pick(mark, "x2"), y1: pick(mark, "y1"), y2: pick(mark, "y2"),
    values };
  const words = panel.full[m + 1];
  if (words?.type === "label" && words.name === mark.name) {
    const small = values.every(value => Math.abs(value) <= 1) && values.some(value => value !== Math.round(value));
    const texts = values.map(value => small ? fixed(value, 2) : brief(value));
    panel.marks[m + 1] = { ...words, words: texts, widths: texts.map(text => widthOf(text, panel.letters)),
      colors: colors.map(readableOn), x: pick(words, "x"), y: pick(words, "y") };
  }
}
