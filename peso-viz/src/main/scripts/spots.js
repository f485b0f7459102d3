// What marks say: to the pointer, to the keys, and in the table. Words are made when they are asked for.

/** What the items of a mark are: how many, their values on the axes, and words for each; null for marks that say nothing. */
function items(mark, x, y, program) {
  if (mark.rings && mark.name) {
    return mapItems(mark, program);
  }
  if (mark.quiet) {
    return null;
  }
  if (program.map && mark.type === "point") {
    return placeItems(mark);
  }
  switch (mark.type) {
    case "line":
    case "point": return pointItems(mark, x, y);
    case "area": return areaItems(mark, x, y, program);
    case "bar": return mark.values ? colorItems(mark, x, y, program) : spanItems(mark, x, y, program);
    case "segment": return mark.part ? spanItems(mark, x, y, program) : null;
    case "density": return cellItems(mark, x, y);
    default: return null;
  }
}

/** Words after what they are about, if the name does not say it. */
const partly = (mark, text) => mark.part && mark.part !== mark.name ? mark.part + " " + text : text;

/** What is between two values: a length where lengths are measured from zero. */
function spanText(mark, scale, program, from, to) {
  if (!mark.part && program.fromZero) {
    return lengthText(scale, to - from);
  }
  const [a, b] = [from, to].map(value => lengthText(scale, value));
  return partly(mark, a === b ? a : a + " – " + b);
}

function pointItems(mark, x, y) {
  const lying = !free(y) && free(x);
  const words = [i => valueText(x, mark.x[i]), i => valueText(y, mark.y[i])];
  const value = words[lying ? 0 : 1];
  // Every second point of level pieces is only a corner.
  const [first, every] = mark.first === undefined ? [0, 1] : [mark.first, 2];
  const at = i => first + i * every;
  return { count: Math.ceil((mark.x.length - first) / every), x: i => mark.x[at(i)], y: i => mark.y[at(i)],
    along: i => words[lying ? 1 : 0](at(i)), value: i => partly(mark, value(at(i))) };
}

/** The places of an area; they are pointed at on its upper edge, or in the middle where it does not start at zero. */
function areaItems(mark, x, y, program) {
  const [scale, across] = mark.upright ? [x, y] : [y, x];
  const along = i => mark.along[i];
  const edge = i => mark.part ? (mark.low[i] + mark.high[i]) / 2 : mark.high[i];
  return { count: mark.along.length, x: mark.upright ? along : edge, y: mark.upright ? edge : along,
    along: i => valueText(scale, mark.along[i]), value: i => spanText(mark, across, program, mark.low[i], mark.high[i]) };
}

const middle = (a, b) => i => (a[i] + b[i]) / 2;

/** Cells of a colour. */
function colorItems(mark, x, y, program) {
  const [atX, atY] = [middle(mark.x1, mark.x2), middle(mark.y1, mark.y2)];
  return { count: mark.x1.length, x: atX, y: atY, within: (i, brush) => touches(mark, i, brush), along: i => valueText(x, atX(i)) + ", " + valueText(y, atY(i)),
    value: i => lengthText(program.color, mark.values[i]) };
}

/** Bars and lines between two values; where they show a part of things they are pointed at in the middle. */
function spanItems(mark, x, y, program) {
  const lying = !free(y) && free(x) || mark.type === "segment" && free(x) && mark.y1.every((from, i) => from === mark.y2[i]);
  const [scale, measured] = lying ? [y, x] : [x, y];
  const [start, end, from, to] = lying ? [mark.y1, mark.y2, mark.x1, mark.x2] : [mark.x1, mark.x2, mark.y1, mark.y2];
  const at = middle(start, end);
  const tip = mark.part ? middle(from, to) : i => to[i];
  return { count: start.length, x: lying ? tip : at, y: lying ? at : tip, within: (i, brush) => touches(mark, i, brush),
    along: i => free(scale) && !mark.part ? valueText(scale, start[i]) + " – " + valueText(scale, end[i])
      : valueText(scale, at(i)),
    value: i => spanText(mark, measured, program, from[i], to[i]) };
}

/** Cells with anything in them. */
function cellItems(mark, x, y) {
  const cells = [...mark.counts.keys()].filter(i => mark.counts[i] > 0);
  const side = (scale, from, to, share) =>
    valueAt(scale, place(scale, from) + (place(scale, to) - place(scale, from)) * share);
  const edgeX = (i, more) => side(x, mark.x1[0], mark.x2[0], (cells[i] % mark.columns + more) / mark.columns);
  const edgeY = (i, more) => side(y, mark.y1[0], mark.y2[0], (Math.floor(cells[i] / mark.columns) + more) / mark.rows);
  return { count: cells.length, x: i => edgeX(i, 0.5), y: i => edgeY(i, 0.5), rows: i => mark.counts[cells[i]],
    along: i => valueText(x, edgeX(i, 0)) + " – " + valueText(x, edgeX(i, 1)),
    value: i => valueText(y, edgeY(i, 0)) + " – " + valueText(y, edgeY(i, 1)) };
}

/** What can be pointed at now: for each mark the items in sight, with their positions in the picture. */
function runsOf(program, scales, hidden) {
  const runs = [];
  for (const panel of program.panels) {
    const [x, y] = scales(panel);
    const [left, top, width, height] = panel.box;
    for (const mark of settle(panel, hidden)) {
      const all = hidden.has(mark.name) ? null : items(mark, x, y, program);
      if (all === null) {
        continue;
      }
      const run = { panel, all, scales: [x, y], series: mark.rings ? "" : mark.name, count: 0, x: new Float64Array(all.count), y: new Float64Array(all.count),
        item: new Int32Array(all.count) };
      for (let i = 0; i < all.count; i++) {
        const px = place(x, all.x(i));
        const py = place(y, all.y(i));
        if (px >= left - 1 && px <= left + width + 1 && py >= top - 1 && py <= top + height + 1) {
          run.x[run.count] = px;
          run.y[run.count] = py;
          run.item[run.count++] = i;
        }
      }
      if (run.count > 0 || all.hit) {
        runs.push(run);
      }
    }
  }
  return runs.concat(program.circles.map(sliceRun));
}

/** The slices of a circle, which stand where they are. */
function sliceRun(circle) {
  const { slices } = circle;
  const all = { x: i => slices[i].x, y: i => slices[i].y, along: i => slices[i].along, value: i => slices[i].value };
  return { panel: circle, all, series: "", count: slices.length, x: slices.map(slice => slice.x), y: slices.map(slice => slice.y),
    item: [...slices.keys()] };
}

/** The k-th item of a run. */
function spotOf(run, k) {
  const { all, panel, series } = run;
  const i = run.item[k];
  return { run, k, panel, series, x: run.x[k], y: run.y[k], at: [all.x(i), all.y(i)], along: all.along(i), value: all.value(i),
    rows: all.rows?.(i) };
}

/** The item nearest to a position, or null if none is within reach. */
function nearest(runs, [px, py], reach) {
  let least = reach * reach;
  let found = null;
  for (const run of runs.filter(run => !run.all.hit)) {
    for (let k = 0; k < run.count; k++) {
      const distance = (run.x[k] - px) ** 2 + (run.y[k] - py) ** 2;
      if (distance < least) {
        least = distance;
        found = [run, k];
      }
    }
  }
  return found ? spotOf(...found) : runs.some(run => run.all.hit) ? countryAt(runs, [px, py]) : null;
}

/** How near to a mark the pointer is at it, even within another one. */
const AT = 8;

/** What the pointer is at: a mark it touches, the bar or cell it is in, or the nearest within reach; else null. */
function pointed(runs, at, reach) {
  const bars = runs.filter(run => run.all.within && run.scales);
  for (const run of nearest(runs.filter(each => !each.all.hit), at, AT) ? [] : bars.reverse()) {
    const [vx, vy] = run.scales.map((scale, i) => valueAt(scale, at[i]));
    const k = run.item.subarray(0, run.count).findIndex(i => run.all.within(i, [vx, vx, vy, vy]));
    if (k >= 0) {
      return spotOf(run, k);
    }
  }
  return nearest(runs, at, reach);
}

/** How many items, or rows where items are counts, lie in a part of the axes. */
function countIn(runs, brush) {
  const [x1, x2, y1, y2] = brush;
  let count = 0;
  for (const { all, count: shown, item } of runs) {
    for (let k = 0; k < shown; k++) {
      const [vx, vy] = [all.x(item[k]), all.y(item[k])];
      if (all.within ? all.within(item[k], brush) : vx >= x1 && vx <= x2 && vy >= y1 && vy <= y2) {
        count += all.rows?.(item[k]) ?? 1;
      }
    }
  }
  const what = runs.some(run => run.all.rows) ? " row" : " mark";
  return fixed(count, 0) + what + (count === 1 ? "" : "s") + " selected";
}

/** Where a key leads from an item: arrows along its series and to the others, Home and End to the ends; null for other keys. */
function walk(runs, current, key) {
  runs = runs.filter(run => run.count > 0);
  if (runs.length === 0) {
    return null;
  }
  const names = [...new Set(runs.map(run => run.series))];
  const name = current?.series ?? names[0];
  const of = series => runs.filter(run => run.series === series);
  const row = of(name);
  const length = list => list.reduce((sum, run) => sum + run.count, 0);
  let at = -1;
  if (current) {
    const before = row.findIndex(run => run === current.run);
    at = length(row.slice(0, before)) + current.k;
  }
  const pick = (list, position) => {
    let rest = Math.min(Math.max(position, 0), length(list) - 1);
    const run = list.find(each => rest < each.count || (rest -= each.count, false));
    return spotOf(run, rest);
  };
  switch (key) {
    case "ArrowRight": return pick(row, at + 1);
    case "ArrowLeft": return pick(row, at - 1);
    case "ArrowDown": return pick(of(names[(names.indexOf(name) + 1) % names.length]), at);
    case "ArrowUp": return pick(of(names[(names.indexOf(name) - 1 + names.length) % names.length]), at);
    case "Home": return pick(row, 0);
    case "End": return pick(row, Infinity);
    default: return null;
  }
}

const MOST_LINES = 1000;

/** The items as lines of a table. */
function fillTable(table, runs, program) {
  const line = (cells, tag) => {
    const row = table.insertRow();
    for (const text of cells) {
      row.append(Object.assign(document.createElement(tag), { textContent: text }));
    }
  };
  const spots = [];
  for (const run of runs) {
    for (let k = 0; k < run.count && spots.length < MOST_LINES; k++) {
      spots.push(spotOf(run, k));
    }
  }
  // A column that says nothing, or the same in all lines, is left out.
  const columns = [["panel", spot => spot.panel.title ?? "", runs.some(run => run.panel.title)],
    [program.series || "series", spot => spot.series, runs.some(run => run.series !== runs[0].series)],
    [program.x || "x", spot => spot.along, spots.some(spot => spot.along)],
    [program.y || "value", spot => spot.value, true],
    ["rows", spot => spot.rows ?? "", runs.some(run => run.all.rows)]].filter(([, , said]) => said);
  line(columns.map(([title]) => title), "th");
  spots.forEach(spot => line(columns.map(([, text]) => text(spot)), "td"));
  const more = runs.reduce((sum, run) => sum + run.count, 0) - MOST_LINES;
  if (more > 0) {
    line(["and " + fixed(more, 0) + " more"], "td");
  }
}
