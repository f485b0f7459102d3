// Circles cut into slices again, for the rows that fit a filter: what data/Shares and layout/Pies do in Java.

const WORDS = 96;
const WORD_LINE = 15;

/** The text, or its start with an ellipsis when it is wider than `width`. */
function fitText(text, width, letters) {
  let shown = text.replace(/[\x00-\x1f\x7f-\x9f]/g, " ");
  if (widthOf(shown, letters) <= width) {
    return shown;
  }
  const left = [...shown];
  while (left.length > 0) {
    left.pop();
    shown = left.join("").trimEnd() + "…";
    if (widthOf(shown, letters) <= width) {
      return shown;
    }
  }
  return widthOf("…", letters) <= width ? "…" : "";
}

/** Cubic curves along a part of a turn. */
function arc(circle, r, from, to) {
  const pieces = Math.max(1, Math.ceil(Math.abs(to - from) * 8));
  const step = (to - from) / pieces;
  const k = 4 / 3 * Math.tan(2 * Math.PI * step / 4) * r;
  let path = "";
  for (let i = 0; i < pieces; i++) {
    const [a, b] = [from + i * step, from + i * step + step];
    const [ax, ay] = onCircle(circle, r, a);
    const [bx, by] = onCircle(circle, r, b);
    const [sinA, cosA, sinB, cosB] = [Math.sin(2 * Math.PI * a), Math.cos(2 * Math.PI * a), Math.sin(2 * Math.PI * b),
      Math.cos(2 * Math.PI * b)];
    path += "C" + [ax + k * cosA, ay + k * sinA, bx - k * cosB, by - k * sinB, bx, by].map(digits).join(" ");
  }
  return path;
}

function onCircle({ box: [left, top, width, height] }, r, turn) {
  return [left + width / 2 + r * Math.sin(2 * Math.PI * turn), top + height / 2 - r * Math.cos(2 * Math.PI * turn)];
}

function slicePath(circle, r, hole, from, to) {
  const end = Math.min(to, from + 0.999999);
  const point = (radius, turn) => onCircle(circle, radius, turn).map(digits).join(" ");
  return "M" + point(r, from) + arc(circle, r, from, end) + "L"
    + (hole > 0 ? point(hole, end) + arc(circle, hole, end, from) : point(0, 0)) + "Z";
}

/** The word beside a slice, and the space it takes; null where there is none. */
function sliceWord(circle, text, middle, r, program, taken) {
  const [left, top, width, height] = circle.box;
  const [px, py] = onCircle(circle, r + 8, middle);
  const right = Math.sin(2 * Math.PI * middle) >= 0;
  const shown = fitText(text, right ? left + width - px : px - left, program.letters);
  const wide = widthOf(shown, program.letters);
  const from = right ? px : px - wide;
  const y = py + 4;
  const space = [from, y - ASCENT * LABEL, from + wide, y + DESCENT * LABEL];
  const clear = !taken.some(each => overlap(each.space, space) || each.right === right && Math.abs(each.y - y) < WORD_LINE - 3);
  if (!shown || !clear || space[0] < left - 2 || space[1] < top - 2 || space[2] > left + width + 2 || space[3] > top + height + 2) {
    return null;
  }
  taken.push({ space, right, y });
  return element("text", { x: px, y, "font-size": LABEL, "text-anchor": right ? undefined : "end", fill: program.ink }, shown);
}

/** The slices of a circle for other sums; all are zero where nothing is left. */
function recut(circle, sums, format, program) {
  const [,, width, height] = circle.box;
  const paths = [...circle.group.querySelectorAll("path")];
  const all = sums.reduce((sum, value) => sum + value, 0);
  const r = Math.max(1, Math.min(width / 2 - Math.min(WORDS, width * 0.28), height / 2 - 14));
  const taken = [];
  const words = [];
  let from = 0;
  circle.slices.forEach((slice, i) => {
    const share = all > 0 ? sums[i] / all : 0;
    const to = from + share;
    const percent = fixed(100 * share, 0) + "%";
    const seam = share > 0 && share < 1;
    paths[i].setAttribute("d", all > 0 ? slicePath(circle, r, r * circle.hole, from, to) : "");
    paths[i].setAttribute("stroke", seam ? program.paper : "none");
    paths[i].setAttribute("stroke-width", seam ? 1.5 : 0);
    [slice.x, slice.y] = onCircle(circle, r * (1 + circle.hole) / 2, (from + to) / 2);
    slice.value = lengthText({ format }, sums[i]) + ", " + percent;
    const word = share > 0 ? sliceWord(circle, (slice.label ?? slice.along) + " " + percent, (from + to) / 2, r, program, taken) : null;
    words.push(...word ? [word] : []);
    from = to;
  });
  circle.group.querySelectorAll("text").forEach(word => word.remove());
  circle.group.append(...words);
}

/** Parts of a whole that the rows of a filter have. */
function share(program, cube, whole) {
  program.circles.forEach((circle, panel) => {
    const slot = cube.slots.findIndex(([p]) => p === panel);
    recut(circle, circle.slices.map((_, i) => Math.max(0, whole.value(slot * 1e7 + i) ?? 0)), cube.format, program);
  });
}
