// What marks say: to the pointer, to the keys, and in the table. Words are made when they are asked for.

/** What the items of a mark are: how many, their values on the axes, and words for each; null for marks that say nothing. */
function items(mark, x, y, program) {
  switch (mark.type) {
    case "line":
    case "point":
      return mark.quiet ? null : { count: mark.x.length, x: i => mark.x[i], y: i => mark.y[i],
        along: i => valueText(x, mark.x[i]), value: i => valueText(y, mark.y[i]) };
    case "bar": return barItems(mark, x, y, program);
    case "density": return cellItems(mark, x, y);
    default: return null;
  }
}

function barItems(mark, x, y, program) {
  const measured = free(y) ? y : x;
  const span = (from, to) => program.fromZero ? lengthText(measured, to - from)
    : lengthText(measured, from) + " – " + lengthText(measured, to);
  const middleX = i => (mark.x1[i] + mark.x2[i]) / 2;
  const middleY = i => (mark.y1[i] + mark.y2[i]) / 2;
  const count = mark.x1.length;
  if (mark.values) {
    return { count, x: middleX, y: middleY, along: i => valueText(x, middleX(i)) + ", " + valueText(y, middleY(i)),
      value: i => lengthText(program.color, mark.values[i]) };
  }
  if (!free(y)) {
    return { count, x: i => mark.x2[i], y: middleY, along: i => valueText(y, middleY(i)),
      value: i => span(mark.x1[i], mark.x2[i]) };
  }
  return { count, x: middleX, y: i => mark.y2[i], value: i => span(mark.y1[i], mark.y2[i]),
    along: i => free(x) ? valueText(x, mark.x1[i]) + " – " + valueText(x, mark.x2[i]) : valueText(x, middleX(i)) };
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
      const run = { panel, all, series: mark.name, count: 0, x: new Float64Array(all.count), y: new Float64Array(all.count),
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
      if (run.count > 0) {
        runs.push(run);
      }
    }
  }
  return runs;
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
  for (const run of runs) {
    for (let k = 0; k < run.count; k++) {
      const distance = (run.x[k] - px) ** 2 + (run.y[k] - py) ** 2;
      if (distance < least) {
        least = distance;
        found = [run, k];
      }
    }
  }
  return found && spotOf(...found);
}

/** How many items, or rows where items are counts, lie in a part of the axes. */
function countIn(runs, [x1, x2, y1, y2]) {
  let count = 0;
  for (const { all, count: shown, item } of runs) {
    for (let k = 0; k < shown; k++) {
      const [vx, vy] = [all.x(item[k]), all.y(item[k])];
      if (vx >= x1 && vx <= x2 && vy >= y1 && vy <= y2) {
        count += all.rows?.(item[k]) ?? 1;
      }
    }
  }
  const what = runs.some(run => run.all.rows) ? " row" : " mark";
  return fixed(count, 0) + what + (count === 1 ? "" : "s") + " selected";
}

/** Where a key leads from an item: arrows along its series and to the others, Home and End to the ends; null for other keys. */
function walk(runs, current, key) {
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
  const counted = runs.some(run => run.all.rows);
  line(["series", program.x || "x", program.y || "value", ...counted ? ["rows"] : []], "th");
  let left = MOST_LINES;
  for (const run of runs) {
    for (let k = 0; k < run.count && left > 0; k++, left--) {
      const spot = spotOf(run, k);
      line([spot.series, spot.along, spot.value, ...counted ? [spot.rows ?? ""] : []], "td");
    }
  }
  const more = runs.reduce((sum, run) => sum + run.count, 0) - MOST_LINES;
  if (more > 0) {
    line(["and " + fixed(more, 0) + " more"], "td");
  }
}
