// Maps: areas whose outlines are read from the picture, and degrees of points. Only pages with a map have this.

/** Areas of a map as the picture has them: their paths, and the corners of their rings in the units of the axes. */
function readAreas(mark, { x, y }, group) {
  mark.home = [x, y];
  mark.paths = [...group.querySelectorAll("path")].map(path => path.getAttribute("d"));
  mark.rings = mark.paths.map(path => path.split("Z").slice(0, -1).map(ring => {
    let [px, py] = [0, 0];
    const steps = ring.match(/-?(\d+\.?\d*|\.\d+)/g);
    const corners = [];
    for (let i = 0; i < steps.length; i += 2) {
      px += Math.round(10 * steps[i]);
      py += Math.round(10 * steps[i + 1]);
      corners.push([valueAt(x, px / 10), valueAt(y, py / 10)]);
    }
    return corners;
  }));
}

const bordered = mark => ({ fill: mark.colors.length === 1 ? mark.colors[0] : undefined,
  "fill-opacity": faint(mark.opacity), stroke: mark.border, "stroke-width": mark.size });

const enlarged = (first, now) => "shown " + fixed((first.high - first.low) / (now.high - now.low), 1) + " times as large";

function drawAreas(mark, x, y) {
  const still = x === mark.home[0] && y === mark.home[1];
  const corner = ([px, py]) => digits(place(x, px)) + " " + digits(place(y, py));
  return mark.rings.map((rings, i) => element("path", {
    d: still ? mark.paths[i] : rings.map(ring => "M" + ring.map(corner).join("L") + "Z").join(""),
    fill: mark.colors.length === 1 ? undefined : mark.colors[i] }));
}

/** Countries: those without a value are only pointed at. */
function mapItems(mark, program) {
  const inside = (rings, x, y) => rings.reduce((odd, ring) => ring.reduce((now, [ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length];
    return ay > y !== by > y && x < ax + (y - ay) / (by - ay) * (bx - ax) ? !now : now;
  }, odd), false);
  return { count: mark.quiet ? 0 : mark.names.length, x: i => mark.x[i], y: i => mark.y[i], along: i => mark.names[i],
    value: i => mark.quiet ? mark.name : lengthText(program.color, mark.values[i]),
    hit: (x, y) => mark.rings.findIndex(rings => inside(rings, x, y)) };
}

/** Points of a map: the degrees that the projection Equal Earth puts there, by Newton's method. */
function placeItems(mark) {
  const [a1, a2, a3, a4] = [1.340264, -0.081106, 0.000893, 0.003796];
  const m = Math.sqrt(3) / 2;
  const slope = t => a1 + 3 * a2 * t ** 2 + 7 * a3 * t ** 6 + 9 * a4 * t ** 8;
  const angle = y => {
    let t = y / a1;
    for (let k = 0; k < 9; k++) {
      t -= (t * (a1 + a2 * t ** 2 + a3 * t ** 6 + a4 * t ** 8) - y) / slope(t);
    }
    return t;
  };
  const degrees = radians => fixed(radians * 180 / Math.PI, 2) + "°";
  return { count: mark.x.length, x: i => mark.x[i], y: i => mark.y[i],
    along: i => degrees(m * mark.x[i] * slope(angle(mark.y[i])) / Math.cos(angle(mark.y[i]))),
    value: i => degrees(Math.asin(Math.max(-1, Math.min(1, Math.sin(angle(mark.y[i])) / m)))) };
}

/** The country at a position, or null. */
function countryAt(runs, [px, py]) {
  for (const run of runs) {
    const [x, y] = run.scales ?? [];
    const [left, top, width, height] = run.panel.box ?? [];
    const i = run.all.hit && px >= left && px <= left + width && py >= top && py <= top + height
      ? run.all.hit(valueAt(x, px), valueAt(y, py)) : -1;
    if (i >= 0) {
      return { run, k: Math.max(0, run.item.indexOf(i)), panel: run.panel, series: "", x: px, y: py,
        at: [run.all.x(i), run.all.y(i)], along: run.all.along(i), value: run.all.value(i) };
    }
  }
  return null;
}
