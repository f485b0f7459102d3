// What stands beside the panels of a figure and changes them: the legend, and the overview of an axis.

/** A name of the legend hides and shows its marks. */
function startLegend({ program, svg, groups, hidden, redraw, tell }) {
  const names = [...svg.querySelectorAll("g.legend text:not([font-weight])")];
  program.legend.forEach((name, i) => {
    const word = names[i];
    if (!word || !program.panels.some(panel => panel.marks.some(mark => mark.name === name)) && !groups.some(group => group.getAttribute("aria-label") === name)) {
      return;
    }
    const set = (attributes) => Object.entries(attributes).forEach(([key, value]) => word.setAttribute(key, value));
    set({ role: "button", tabindex: "0", "aria-pressed": String(!hidden.has(name)), "aria-label": "show " + name });
    const toggle = () => {
      const off = !hidden.has(name);
      off ? hidden.add(name) : hidden.delete(name);
      word.setAttribute("aria-pressed", String(!off));
      if (program.panels.length > 0) {
        redraw();
      } else {
        groups.forEach(group => group.classList.toggle("off", hidden.has(group.getAttribute("aria-label"))));
      }
      tell();
    };
    word.addEventListener("click", toggle);
    word.addEventListener("keydown", event => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        toggle();
      }
    });
  });
}

/** Dragging the frame of the overview moves what is shown, dragging an end stretches it. */
function startOverview({ program, svg, views, scales, point, redraw, announce, tell }) {
  const [left, top, width, height] = program.overview;
  const panel = program.panels[0];
  const whole = { ...panel.x, from: left, to: left + width };
  const group = svg.querySelector("g.slider");
  group.lastElementChild.remove();
  const frame = element("rect", { class: "frame", x: left, y: top, width, height });
  const ends = [0, 1].map(() => element("rect", { class: "handle", x: left, y: top, width: 8, height }));
  group.append(frame, ...ends);
  const edges = () => [scales(panel)[0].low, scales(panel)[0].high].map(value =>
    Math.min(left + width, Math.max(left, place(whole, value))));
  panel.follow = () => {
    const [a, b] = edges();
    frame.setAttribute("x", a);
    frame.setAttribute("width", Math.max(1, b - a));
    ends.forEach((end, i) => end.setAttribute("x", [a, b][i] - 4));
  };
  panel.follow();
  let held = null;
  group.addEventListener("pointerdown", event => {
    const [px] = point(event);
    const [a, b] = edges();
    held = { px, a, b, end: ends.indexOf(event.target) };
    if (event.target !== frame && held.end < 0) {
      held = { px, a: px - (b - a) / 2, b: px + (b - a) / 2, end: -1 };
    }
    group.setPointerCapture(event.pointerId);
    event.stopPropagation();
  });
  group.addEventListener("pointermove", event => {
    if (!held) {
      return;
    }
    event.stopPropagation();
    const by = point(event)[0] - held.px;
    const shift = Math.min(left + width - held.b, Math.max(left - held.a, by));
    const at = held.end < 0 ? [held.a + shift, held.b + shift]
      : held.end === 0 ? [Math.min(held.b - 2, Math.max(left, held.a + by)), held.b]
        : [held.a, Math.max(held.a + 2, Math.min(left + width, held.b + by))];
    views.set(panel.grid, { ...views.get(panel.grid), x: at.map(px => valueAt(whole, px)) });
    redraw();
    announce(panel);
  });
  group.addEventListener("pointerup", () => {
    held = null;
    tell();
  });
}
