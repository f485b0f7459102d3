// The pointer: what it says at a mark, and what dragging and turning its wheel do.

function startTips(view) {
  const { figure, program, svg } = view;
  const tip = figure.querySelector(".tip");
  const ring = element("circle", { class: "ring off", r: 6 });
  svg.append(ring);
  const several = new Set(program.panels.flatMap(panel => panel.marks.map(mark => mark.name))).size > 1;
  const words = spot => (spot.panel.title ? spot.panel.title + "\n" : "") + (several && spot.series ? spot.series + "\n" : "")
    + (program.x && spot.along ? program.x + ": " : "") + (spot.along ? spot.along + "\n" : "")
    + (program.y ? program.y + ": " : "") + spot.value
    + (spot.rows === undefined ? "" : "\n" + fixed(spot.rows, 0) + (spot.rows === 1 ? " row" : " rows"));

  Object.assign(view, {
    show(spot, [x, y] = [spot.x, spot.y]) {
      const scale = view.scale();
      view.current = spot;
      ring.setAttribute("cx", spot.x);
      ring.setAttribute("cy", spot.y);
      ring.classList.remove("off");
      tip.textContent = words(spot);
      tip.classList.remove("off");
      tip.style.left = Math.max(0, Math.min(x * scale + 12, figure.clientWidth - tip.offsetWidth - 4)) + "px";
      tip.style.top = Math.max(0, y * scale - tip.offsetHeight - 10) + "px";
    },
    hide() {
      view.current = null;
      ring.classList.add("off");
      tip.classList.add("off");
    }
  });
}

function startPointer(view) {
  const { figure, program, svg } = view;
  const band = element("rect", { class: "band off" });
  svg.append(band);
  let drag = null;

  function point(event) {
    const box = svg.getBoundingClientRect();
    return [(event.clientX - box.left) / view.scale(), (event.clientY - box.top) / view.scale()];
  }

  const panelAt = ([px, py]) => program.panels.find(({ box: [left, top, width, height] }) =>
    px >= left - 1 && px <= left + width + 1 && py >= top - 1 && py <= top + height + 1);

  svg.addEventListener("pointerdown", event => {
    const at = point(event);
    const panel = panelAt(at);
    if (panel && event.button === 0 && !event.target.closest("[role=button]")) {
      drag = { panel, from: at, last: at, select: view.selecting || event.shiftKey, moved: false, id: event.pointerId };
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
      view.hide();
      if (drag.select) {
        drawBand(drag.panel, drag.from, at);
      } else {
        view.pan(drag.panel, [at[0] - drag.last[0], at[1] - drag.last[1]]);
      }
      drag.last = at;
      return;
    }
    const spot = view.sliceAt(event.target) ?? pointed(view.seen(), at, program.reach);
    if (spot) {
      view.show(spot, at);
    } else {
      view.hide();
    }
  });

  svg.addEventListener("pointerup", event => {
    if (drag?.moved && drag.select) {
      band.classList.add("off");
      view.setBrush(part(drag.panel, drag.from, drag.last));
      view.pick();
    } else if (drag && !drag.moved && figure.closest(".board")) {
      view.drill(pointed(view.seen().filter(run => run.panel === drag.panel), drag.from, Infinity));
    } else if (drag && !drag.moved && view.brush !== null) {
      view.setBrush(null);
    } else if (!drag && figure.closest(".board")) {
      view.drill(view.sliceAt(event.target));
    }
    drag = null;
  });
  svg.addEventListener("pointerleave", view.hide);

  const inBox = ([left, top, width, height], [px, py]) =>
    [Math.min(Math.max(px, left), left + width), Math.min(Math.max(py, top), top + height)];

  function drawBand(panel, from, to) {
    const [a, b] = [inBox(panel.box, from), inBox(panel.box, to)];
    band.classList.remove("off");
    Object.entries({ x: Math.min(a[0], b[0]), y: Math.min(a[1], b[1]), width: Math.abs(a[0] - b[0]),
      height: Math.abs(a[1] - b[1]) }).forEach(([name, value]) => band.setAttribute(name, value));
  }

  /** The part of the axes between two positions: their ends along x, and along y. */
  function part(panel, from, to) {
    const [x, y] = view.scales(panel);
    const [a, b] = [inBox(panel.box, from), inBox(panel.box, to)];
    const ends = (axis, i) => [valueAt(axis, a[i]), valueAt(axis, b[i])].sort((p, q) => p - q);
    return [...ends(x, 0), ...ends(y, 1)];
  }

  if (view.canZoom) {
    svg.addEventListener("wheel", event => {
      const at = point(event);
      const panel = panelAt(at);
      if (panel) {
        event.preventDefault();
        view.zoomAt(panel, event.deltaY < 0 ? 1 / 1.25 : 1.25, at);
      }
    }, { passive: false });
  }
  svg.addEventListener("dblclick", view.reset);
  Object.assign(view, { point, noBand: () => band.classList.add("off") });
}
