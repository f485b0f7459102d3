// Draws the marks and axes of a figure as they are seen now: what is zoomed, hidden and selected.

/** What is seen of a figure: its program, its elements, and what the reader has changed, also before it was drawn anew; the other
    rooms add what can be done. */
function viewOf(figure, program, kept) {
  const svg = figure.querySelector("svg");
  const groups = [...svg.querySelectorAll("g.mark")];
  program.circles.forEach((circle, i) => { circle.group = groups[i]; });
  const axes = kind => [...svg.querySelectorAll("g.axis." + kind)];
  const axesX = axes("x");
  const axesY = axes("y");
  const grids = [...svg.querySelectorAll("g.grid")];
  let next = 0;
  program.panels.forEach((panel, i) => {
    panel.groups = panel.marks.map(() => groups[next++]);
    panel.axisX = axesX[i];
    panel.axisY = axesY[i];
    panel.lines = grids[i];
    panel.marks.forEach((mark, m) => mark.type === "map" && readAreas(mark, panel, panel.groups[m]));
  });
  return { figure, program, svg, groups, status: figure.querySelector(".status"), views: new Map(kept?.views), hidden: new Set(kept?.hidden), brush: null,
    current: null };
}

function startDrawing(view) {
  const { program, svg, views, hidden } = view;
  const note = svg.querySelector("g.room text");
  let runs = null;

  const scaled = (scale, ends) => ends && free(scale) ? { ...scale, low: ends[0], high: ends[1] } : scale;
  const scales = panel => {
    const ends = views.get(panel.grid) ?? {};
    return [scaled(panel.x, ends.x), scaled(panel.y, ends.y)];
  };

  const worded = program.panels.some(panel => panel.marks.some(mark => mark.type === "label"));
  const room = (marks, panel) => worded ? roomIn(marks, ...scales(panel), panel.box) : [];
  const scale = () => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const sharp = () => scale() * devicePixelRatio;

  function redraw() {
    runs = null;
    view.hide();
    let [words, out] = [0, 0];
    for (const panel of program.panels) {
      const taken = drawPanel(panel);
      words += taken.words;
      out += taken.out;
    }
    if (note) {
      note.textContent = leftOut(out, words);
    }
  }

  /** Draws a panel, and says which of its words found room. */
  function drawPanel(panel) {
    const [x, y] = scales(panel);
    const { brush } = view;
    const over = [];
    const marks = settle(panel, hidden);
    const taken = room(marks.filter(mark => !hidden.has(mark.name)), panel);
    marks.forEach((mark, i) => {
      const group = panel.groups[i];
      const off = hidden.has(mark.name);
      group.classList.toggle("off", off);
      group.classList.toggle("faint", brush !== null && mark.type !== "label" && mark.type !== "density");
      if (off) {
        return;
      }
      const shapes = mark.canvas ? [paintDots(mark, x, y, panel.box, sharp(), group.querySelector("foreignObject"))]
        : draw(mark, x, y, panel.box, taken);
      if (shapes !== null) {
        Object.entries(shared(mark)).forEach(([name, value]) => value !== undefined && group.setAttribute(name, value));
        group.replaceChildren(...shapes);
      } else if (mark.type === "density") {
        const image = group.querySelector("image");
        Object.entries(rasterBox(mark, x, y)).forEach(([name, value]) => image.setAttribute(name, digits(value)));
      }
      if (brush !== null && mark.type === "label") {
        over.push(...shapes.map(shape => shape.cloneNode(true)));
      } else if (brush !== null && shapes !== null) {
        const part = select(mark, brush);
        const chosen = mark.canvas ? [paintDots(part, x, y, panel.box, sharp())] : draw(part, x, y, panel.box, []);
        const clip = group.getAttribute("clip-path");
        over.push(element("g", { class: "chosen", "data-mark": String(i), "clip-path": clip ?? undefined,
          ...shared(part) }, ...chosen));
      }
    });
    panel.over?.remove();
    panel.over = element("g", { class: "over" }, ...over);
    panel.axisX.before(panel.over);
    drawAxes(panel, x, y);
    panel.follow?.();
    return taken;
  }

  function drawAxes(panel, x, y) {
    const moved = views.get(panel.grid);
    if (program.map || !moved && !panel.moved) {
      return;
    }
    panel.moved = true;
    const first = panel.first ??= [panel.axisX, panel.axisY, panel.lines].map(group => [...group.childNodes]);
    if (!moved) {
      [panel.axisX, panel.axisY, panel.lines].forEach((group, i) => group.replaceChildren(...first[i]));
      panel.moved = false;
      return;
    }
    const { letters } = program;
    const [left, top, width, height] = panel.box;
    const thin = { fill: "none", stroke: program.grid, "stroke-width": 1 };
    const lines = [];
    const ticksX = free(x) ? planHorizontal(x, panel.left, panel.right, letters) : null;
    const ticksY = free(y) ? planVertical(y, panel.room, letters) : null;
    if (panel.linesY) {
      ticksY.forEach(([at]) => lines.push(element("line", { x1: left, y1: at, x2: left + width, y2: at, ...thin })));
    }
    if (panel.linesX) {
      ticksX.forEach(([at]) => lines.push(element("line", { x1: at, y1: top, x2: at, y2: top + height, ...thin })));
    }
    panel.lines.replaceChildren(...lines);
    if (ticksX) {
      panel.axisX.replaceChildren(...drawAxis(true, panel, y, ticksX, program));
    } else {
      // Names stay where they are, but not the line of zero.
      const names = first[0].filter(node => node.nodeType === 1).slice(drawAxis(true, panel, panel.y, [], program).length);
      panel.axisX.replaceChildren(...drawAxis(true, panel, y, [], program), ...names);
    }
    if (ticksY) {
      panel.axisY.replaceChildren(...drawAxis(false, panel, y, ticksY, program));
    }
  }

  /** All marks as shapes, those of canvases too. */
  const shapes = () => program.panels.flatMap(panel => {
    const marks = settle(panel, hidden).filter(mark => !hidden.has(mark.name));
    const taken = room(marks, panel);
    return marks.map(mark => {
      const part = view.brush === null ? mark : select(mark, view.brush);
      return element("g", shared(part), ...draw(part, ...scales(panel), panel.box, taken) ?? []);
    });
  });

  Object.assign(view, { scales, scale, redraw, shapes, seen: () => runs ??= runsOf(program, scales, hidden) });
}
