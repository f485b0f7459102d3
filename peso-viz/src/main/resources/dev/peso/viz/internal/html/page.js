// What a reader can do with a figure: point, walk with keys, zoom, pan, hide series, select a part.

/** What is known of a figure; its long texts stand before all that uses them, which has their numbers. */
function read(json) {
  if (!json.startsWith('{"texts"')) {
    return JSON.parse(json);
  }
  let texts = null;
  return JSON.parse(json, (key, value) => {
    texts ??= key === "texts" ? value : null;
    return texts?.[value?.text] ?? value;
  });
}

function start(figure) {
  const program = read(figure.querySelector("script[type='application/json']").textContent);
  const svg = figure.querySelector("svg");
  const tip = figure.querySelector(".tip");
  const status = figure.querySelector(".status");
  prepare(program);
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
  const note = svg.querySelector("g.room text");
  const ring = element("circle", { class: "ring off", r: 6 });
  const band = element("rect", { class: "band off" });
  svg.append(band, ring);
  svg.setAttribute("role", "group");
  figure.classList.add("live");
  figure.style.setProperty("--least", Math.min(520, svg.viewBox.baseVal.width) + "px");

  const views = new Map();
  const hidden = new Set();
  let brush = null;
  let current = null;
  let runs = null;

  const scaled = (scale, ends) => ends && free(scale) ? { ...scale, low: ends[0], high: ends[1] } : scale;
  const scales = panel => {
    const view = views.get(panel.grid) ?? {};
    return [scaled(panel.x, view.x), scaled(panel.y, view.y)];
  };

  // Drawing.

  const worded = program.panels.some(panel => panel.marks.some(mark => mark.type === "label"));
  const room = (marks, panel) => worded ? roomIn(marks, ...scales(panel), panel.box) : [];

  const seen = () => runs ??= runsOf(program, scales, hidden);
  const sharp = () => scale() * devicePixelRatio;

  function redraw() {
    runs = null;
    hide();
    let [words, out] = [0, 0];
    for (const panel of program.panels) {
      const [x, y] = scales(panel);
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
      words += taken.words;
      out += taken.out;
    }
    if (note) {
      note.textContent = leftOut(out, words);
    }
  }

  function drawAxes(panel, x, y) {
    const view = views.get(panel.grid);
    if (program.map || !view && !panel.moved) {
      return;
    }
    panel.moved = true;
    const first = panel.first ??= [panel.axisX, panel.axisY, panel.lines].map(group => [...group.childNodes]);
    if (!view) {
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

  // What marks say.

  const several = new Set(program.panels.flatMap(panel => panel.marks.map(mark => mark.name))).size > 1;
  const words = spot => (spot.panel.title ? spot.panel.title + "\n" : "") + (several && spot.series ? spot.series + "\n" : "")
    + (program.x && spot.along ? program.x + ": " : "") + (spot.along ? spot.along + "\n" : "")
    + (program.y ? program.y + ": " : "") + spot.value
    + (spot.rows === undefined ? "" : "\n" + fixed(spot.rows, 0) + (spot.rows === 1 ? " row" : " rows"));

  const scale = () => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;

  function point(event) {
    const box = svg.getBoundingClientRect();
    return [(event.clientX - box.left) / scale(), (event.clientY - box.top) / scale()];
  }

  function show(spot, atX, atY) {
    current = spot;
    ring.setAttribute("cx", spot.x);
    ring.setAttribute("cy", spot.y);
    ring.classList.remove("off");
    tip.textContent = words(spot);
    tip.classList.remove("off");
    // On a narrow screen only a part of the picture is in sight.
    const left = figure.scrollLeft;
    tip.style.left = Math.max(left, Math.min(atX + 12, left + figure.clientWidth - tip.offsetWidth - 4)) + "px";
    tip.style.top = Math.max(0, atY - tip.offsetHeight - 10) + "px";
  }

  function hide() {
    current = null;
    ring.classList.add("off");
    tip.classList.add("off");
  }

  const panelAt = ([px, py]) => program.panels.find(({ box: [left, top, width, height] }) =>
    px >= left - 1 && px <= left + width + 1 && py >= top - 1 && py <= top + height + 1);

  // Zoom: both axes for points, else the axis that marks stand along.

  const zooms = panel => {
    const points = panel.marks.every(mark => mark.type === "point" || mark.type === "segment" || mark.type === "density"
      || mark.type === "label" || mark.type === "map");
    const x = free(panel.x);
    return { x, y: free(panel.y) && (points || !x) };
  };
  const canZoom = program.panels.some(panel => zooms(panel).x || zooms(panel).y);

  function transform(panel, change) {
    const axis = zooms(panel);
    const [x, y] = scales(panel);
    const view = { ...views.get(panel.grid) };
    const moved = (now, first, i) => {
      const [a, b] = change(now.from, now.to, i).map(at => valueAt(now, at));
      const span = (first.high - first.low);
      const fine = Math.max(Math.abs(first.low), Math.abs(first.high)) * 1e-9;
      return a < b && b - a > fine && (first.kind === "LOG" ? a > 0 : b - a < span * 20) ? [a, b] : null;
    };
    if (axis.x) {
      view.x = moved(x, panel.x, 0) ?? view.x;
    }
    if (axis.y) {
      view.y = moved(y, panel.y, 1) ?? view.y;
    }
    views.set(panel.grid, view);
    redraw();
    announce(panel);
  }

  const zoomAt = (panel, factor, at) => transform(panel, (from, to, i) =>
    [at[i] + (from - at[i]) * factor, at[i] + (to - at[i]) * factor]);
  const pan = (panel, by) => transform(panel, (from, to, i) => [from - by[i], to - by[i]]);
  const middle = ({ box: [left, top, width, height] }) => [left + width / 2, top + height / 2];
  const home = () => current?.panel ?? program.panels[0];

  function announce(panel) {
    const [x, y] = scales(panel);
    const view = views.get(panel.grid) ?? {};
    if (program.map) {
      status.textContent = enlarged(panel.x, x);
      return;
    }
    // Of long times, days say enough.
    const day = axis => axis.kind === "TIME" && axis.high - axis.low > 10 * DAY ? value => Math.round(value / DAY) * DAY : value => value;
    const range = (axis, name) => name + " from " + valueText(axis, day(axis)(axis.low)) + " to " + valueText(axis, day(axis)(axis.high));
    status.textContent = [view.x && range(x, program.xTitle || "x"), view.y && range(y, program.yTitle || "y")]
      .filter(Boolean).join(", ");
  }

  function reset() {
    views.clear();
    const picked = brush !== null;
    brush = null;
    band.classList.add("off");
    status.textContent = "";
    redraw();
    tell();
    if (picked) {
      pick();
    }
  }

  // Selecting a part: the marks in it stay, the others fade, in all panels.

  let selecting = false;

  function setBrush(part) {
    brush = part;
    redraw();
    const [country, more] = brush !== null && program.map ? countries().flatMap(each => each.names) : [];
    status.textContent = brush === null ? "" : country && !more ? country + " selected" : countIn(seen(), brush);
    tell();
  }

  /** Which values of the axes are selected: [title, ends or names], for the filters of a dashboard. */
  function selected() {
    const panel = program.panels[0];
    if (!panel) {
      return [];
    }
    if (program.map) {
      return countries();
    }
    return [[panel.x, program.xColumn, 0], [panel.y, program.yColumn, 2]].map(([axis, title, at]) => {
      if (free(axis)) {
        return brush === null ? { title } : { title, from: brush[at], to: brush[at + 1] };
      }
      return { title, names: brush === null ? [] : axis.names.filter((_, i) => i >= brush[at] - 0.4 && i <= brush[at + 1] + 0.4) };
    });
  }

  /** The countries that are selected, if this is a map of their values. */
  function countries() {
    const runs = seen().filter(run => run.all.hit);
    const inside = ([vx, vy]) => brush && vx >= brush[0] && vx <= brush[1] && vy >= brush[2] && vy <= brush[3];
    const names = runs.flatMap(run => [...run.item].slice(0, run.count)
      .filter(i => inside([run.all.x(i), run.all.y(i)])).map(run.all.along));
    return runs.some(run => run.count > 0) ? [{ title: program.xColumn, names }] : [];
  }

  const pick = () => figure.dispatchEvent(new CustomEvent("peso:select", { detail: selected() }));

  const tell = () => figure.dispatchEvent(new CustomEvent("peso:view", { bubbles: true, detail: state() }));
  const state = () => ({ views: [...views], hidden: [...hidden], brush });

  // Slices of circles; the one that is chosen keeps its colour.

  const slices = [...svg.querySelectorAll("g.mark.slice path")];
  const parts = program.circles.flatMap(circle => circle.slices);
  let slice = null;

  function markSlice(i) {
    slice = i;
    slices.forEach((path, k) => path.classList.toggle("faint", i !== null && parts[k].along !== parts[i].along));
    status.textContent = i === null ? "" : parts[i].along + " selected";
  }

  function setSlice(i) {
    const name = i === null ? null : parts[i].along;
    markSlice(i);
    figure.dispatchEvent(new CustomEvent("peso:select",
      { detail: [{ title: program.x, names: i === null ? [] : [name] }] }));
  }

  /** The slice at an element of the picture, as an item. */
  function sliceAt(target) {
    const i = slices.indexOf(target);
    return i < 0 ? null : spotOf(...seen().flatMap(run => [...run.item.keys()].map(k => [run, k]))[i]);
  }

  let drag = null;

  svg.addEventListener("pointerdown", event => {
    const at = point(event);
    const panel = panelAt(at);
    if (panel && event.button === 0 && !event.target.closest("[role=button]")) {
      drag = { panel, from: at, last: at, select: selecting || event.shiftKey, moved: false, id: event.pointerId };
    }
  });

  svg.addEventListener("pointermove", event => {
    const at = point(event);
    if (drag) {
      const far = Math.hypot(at[0] - drag.from[0], at[1] - drag.from[1]);
      if (!drag.moved && far < 4) {
        return;
      }
      if (!drag.moved) {
        drag.moved = true;
        svg.setPointerCapture(drag.id);
      }
      hide();
      if (drag.select) {
        drawBand(drag.panel, drag.from, at);
      } else {
        pan(drag.panel, [at[0] - drag.last[0], at[1] - drag.last[1]]);
      }
      drag.last = at;
      return;
    }
    const spot = sliceAt(event.target) ?? pointed(seen(), at, program.reach);
    if (spot) {
      show(spot, at[0] * scale(), at[1] * scale());
    } else {
      hide();
    }
  });

  svg.addEventListener("pointerup", event => {
    if (drag?.moved && drag.select) {
      band.classList.add("off");
      setBrush(part(drag.panel, drag.from, drag.last));
      pick();
    } else if (drag && !drag.moved && figure.closest(".board")) {
      drill(pointed(seen().filter(run => run.panel === drag.panel), drag.from, Infinity));
    } else if (drag && !drag.moved && brush !== null) {
      setBrush(null);
    } else if (!drag && figure.closest(".board")) {
      drill(sliceAt(event.target));
    }
    drag = null;
  });
  svg.addEventListener("pointerleave", hide);

  /** In a dashboard a click on a mark that stands at a name, or Enter, chooses the rows behind it; once more, all rows. */
  function drill(spot) {
    if (slices.length > 0) {
      const i = spot ? parts.indexOf(spot.panel.slices[spot.k]) : -1;
      setSlice(i < 0 || slice !== null && parts[slice].along === spot.along ? null : i);
      return;
    }
    const chosen = spot && chosenBy(spot);
    setBrush(chosen && String(chosen) !== String(brush) ? chosen : null);
    pick();
  }

  /** The part of the axes that a mark at a name, or a country with a value, stands for; null for other marks. */
  function chosenBy({ panel, run, at }) {
    const near = value => [value - 1e-9, value + 1e-9];
    if (program.map) {
      return run.all.hit && run.count > 0 ? [...near(at[0]), ...near(at[1])] : null;
    }
    const { x, y } = panel;
    if (free(x) && free(y)) {
      return null;
    }
    const ends = scale => [Math.min(scale.low, scale.high), Math.max(scale.low, scale.high)];
    const i = rint(at[free(x) ? 1 : 0]);
    return free(x) ? [...ends(x), i - 0.5, i + 0.5] : [i - 0.5, i + 0.5, ...ends(y)];
  }

  /** Chooses the rows behind the mark that keys have led to, and stays there; or all rows. */
  function choose() {
    const spot = current;
    drill(spot);
    const again = spot && nearest(seen(), [spot.x, spot.y], 1);
    if (again) {
      show(again, again.x * scale(), again.y * scale());
    }
  }

  const inBox = ([left, top, width, height], [px, py]) =>
    [Math.min(Math.max(px, left), left + width), Math.min(Math.max(py, top), top + height)];

  function drawBand(panel, from, to) {
    const [a, b] = [inBox(panel.box, from), inBox(panel.box, to)];
    band.classList.remove("off");
    Object.entries({ x: Math.min(a[0], b[0]), y: Math.min(a[1], b[1]), width: Math.abs(a[0] - b[0]),
      height: Math.abs(a[1] - b[1]) }).forEach(([name, value]) => band.setAttribute(name, value));
  }

  function part(panel, from, to) {
    const [x, y] = scales(panel);
    const [a, b] = [inBox(panel.box, from), inBox(panel.box, to)];
    const ends = (axis, i) => [valueAt(axis, a[i]), valueAt(axis, b[i])].sort((p, q) => p - q);
    return [...ends(x, 0), ...ends(y, 1)];
  }

  if (canZoom) {
    svg.addEventListener("wheel", event => {
      const at = point(event);
      const panel = panelAt(at);
      if (panel) {
        event.preventDefault();
        zoomAt(panel, event.deltaY < 0 ? 1 / 1.25 : 1.25, at);
      }
    }, { passive: false });
  }
  svg.addEventListener("dblclick", reset);

  // Keys: arrows walk along a series and between them; + and - zoom, Shift with arrows moves, 0 shows all.

  figure.addEventListener("keydown", event => {
    if (event.target !== figure || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const panel = home();
    const shift = { ArrowRight: [-40, 0], ArrowLeft: [40, 0], ArrowDown: [0, -40], ArrowUp: [0, 40] }[event.key];
    if (event.key === "Escape") {
      hide();
      if (slice !== null) {
        setSlice(null);
      }
      if (brush !== null) {
        setBrush(null);
        pick();
      }
      return;
    }
    if (canZoom && (event.key === "+" || event.key === "-")) {
      zoomAt(panel, event.key === "+" ? 1 / 1.25 : 1.25, current ? [current.x, current.y] : middle(panel));
    } else if (canZoom && event.key === "0") {
      reset();
    } else if (event.key === "Enter" && figure.closest(".board")) {
      choose();
    } else if (canZoom && event.shiftKey && shift) {
      pan(panel, shift);
    } else {
      const spot = walk(seen(), current, event.key);
      if (!spot) {
        return;
      }
      show(spot, spot.x * scale(), spot.y * scale());
    }
    event.preventDefault();
  });

  const view = { program, svg, groups, hidden, views, scales, point, redraw, announce, tell };
  startLegend(view);
  if (program.overview) {
    startOverview(view);
  }

  // Buttons.

  if (program.panels.length > 0) {
    const tools = figure.querySelector(".tools");
    const button = (text, title, act) => {
      const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, title });
      made.setAttribute("aria-label", title);
      made.addEventListener("click", () => act(made));
      tools.append(made);
    };
    if (canZoom) {
      button("+", "Zoom in", () => zoomAt(home(), 1 / 1.5, middle(home())));
      button("−", "Zoom out", () => zoomAt(home(), 1.5, middle(home())));
    }
    button("Select", "Select a part by dragging", made => {
      selecting = !selecting;
      made.setAttribute("aria-pressed", String(selecting));
      svg.classList.toggle("selecting", selecting);
    });
    button("Reset", "Show all", reset);
  }

  // The table is made when it is asked for.

  const details = figure.querySelector("details");
  details.addEventListener("toggle", () => {
    const table = details.querySelector("table");
    if (table.rows.length === 0) {
      fillTable(table, seen(), program);
    }
  });
  details.hidden = seen().length === 0;

  /** For scripts of the page and for tests: the view as data. */
  figure.peso = {
    state,
    reset,
    zoom(x, y, grid = 0) {
      views.set(grid, { x, y });
      redraw();
      tell();
    },
    brush: setBrush,
    redraw,
    /** All marks as shapes, those of canvases too. */
    shapes: () => program.panels.flatMap(panel => {
      const marks = settle(panel, hidden).filter(mark => !hidden.has(mark.name));
      const taken = room(marks, panel);
      return marks.map(mark => {
        const part = brush === null ? mark : select(mark, brush);
        return element("g", shared(part), ...draw(part, ...scales(panel), panel.box, taken) ?? []);
      });
    }),
    /** Selects nothing, and tells nobody. */
    forget() {
      markSlice(null);
      if (brush !== null) {
        setBrush(null);
      }
    },
    refill(layers, chosen) {
      program.panels.forEach(panel => { panel.letters = program.letters; });
      refill(program, layers, chosen);
      redraw();
    }
  };
  if (program.panels.some(panel => panel.marks.some(mark => mark.canvas))) {
    redraw();
    addEventListener("resize", () => figure.isConnected && redraw());
  }
}

document.querySelectorAll("figure.peso").forEach(start);
