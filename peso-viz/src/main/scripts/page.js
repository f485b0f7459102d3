// What a reader can do with a figure: point, walk with keys, zoom, pan, hide series, select a part. The other rooms do it; this one
// puts them together.

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

/** @param kept what a reader had changed of the figure that stood here before */
function start(figure, kept) {
  const program = read(figure.querySelector("script[type='application/json']").textContent);
  prepare(program);
  const view = viewOf(figure, program, kept);
  const { svg, status, views, hidden } = view;
  svg.setAttribute("role", "group");
  figure.classList.add("live");

  const state = () => ({ views: [...views], hidden: [...hidden], brush: view.brush });
  Object.assign(view, {
    tell: () => figure.dispatchEvent(new CustomEvent("peso:view", { bubbles: true, detail: state() })),
    /** Shows all, and selects nothing. */
    reset() {
      views.clear();
      const picked = view.brush !== null;
      view.brush = null;
      view.noBand();
      status.textContent = "";
      view.redraw();
      view.tell();
      if (picked) {
        view.pick();
      }
    }
  });
  startDrawing(view);
  startTips(view);
  startZoom(view);
  startSelection(view);
  startPointer(view);
  startKeys(view);
  startLegend(view);
  if (program.overview) {
    startOverview(view);
  }
  if (program.panels.length > 0) {
    startTools(view);
  }

  // The table is made when it is asked for.

  const details = figure.querySelector("details");
  details.addEventListener("toggle", () => {
    const table = details.querySelector("table");
    if (table.rows.length === 0) {
      fillTable(table, view.seen(), program);
    }
  });
  details.hidden = view.seen().length === 0;

  /** For scripts of the page and for tests: the view as data. */
  const { redraw, reset, shapes, forget, setBrush: brush } = view;
  figure.peso = {
    state,
    reset,
    brush,
    redraw,
    shapes,
    forget,
    kept: () => ({ ...state(), choice: view.choice() }),
    zoom(x, y, grid = 0) {
      views.set(grid, { x, y });
      redraw();
      view.tell();
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
  } else if (kept) {
    redraw();
  }
  view.restore(kept?.choice ?? {});
}

const middleOf = ({ box: [left, top, width, height] }) => [left + width / 2, top + height / 2];
const homeOf = view => view.current?.panel ?? view.program.panels[0];

/** Keys: arrows walk along a series and between them; + and - zoom, Shift with arrows moves, 0 shows all. */
function startKeys(view) {
  const { figure, canZoom } = view;
  figure.addEventListener("keydown", event => {
    if (event.target !== figure || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const panel = homeOf(view);
    const { current } = view;
    const shift = { ArrowRight: [-40, 0], ArrowLeft: [40, 0], ArrowDown: [0, -40], ArrowUp: [0, 40] }[event.key];
    if (event.key === "Escape") {
      view.hide();
      view.clear();
      return;
    }
    if (canZoom && (event.key === "+" || event.key === "-")) {
      view.zoomAt(panel, event.key === "+" ? 1 / 1.25 : 1.25, current ? [current.x, current.y] : middleOf(panel));
    } else if (canZoom && event.key === "0") {
      view.reset();
    } else if (event.key === "Enter" && figure.closest(".board")) {
      choose();
    } else if (canZoom && event.shiftKey && shift) {
      view.pan(panel, shift);
    } else {
      const spot = walk(view.seen(), current, event.key);
      if (!spot) {
        return;
      }
      view.show(spot);
    }
    event.preventDefault();
  });

  /** Chooses the rows behind the mark that keys have led to, and stays there; or all rows. */
  function choose() {
    const spot = view.current;
    view.drill(spot);
    const again = spot && nearest(view.seen(), [spot.x, spot.y], 1);
    if (again) {
      view.show(again);
    }
  }
}

function startTools(view) {
  const tools = view.figure.querySelector(".tools");
  const button = (text, title, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, title });
    made.setAttribute("aria-label", title);
    made.addEventListener("click", () => act(made));
    tools.append(made);
  };
  const zoom = factor => view.zoomAt(homeOf(view), factor, middleOf(homeOf(view)));
  if (view.canZoom) {
    button("+", "Zoom in", () => zoom(1 / 1.5));
    button("−", "Zoom out", () => zoom(1.5));
  }
  button("Select", "Select a part by dragging", made => {
    view.selecting = !view.selecting;
    made.setAttribute("aria-pressed", String(view.selecting));
    view.svg.classList.toggle("selecting", view.selecting);
  });
  button("Reset", "Show all", view.reset);
}

document.querySelectorAll("figure.peso").forEach(figure => start(figure));
