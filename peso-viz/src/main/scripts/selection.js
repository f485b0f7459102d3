// Selecting: the marks of a part stay, the others fade, in all panels; a dashboard learns which values were chosen.

function startSelection(view) {
  const { figure, program, svg, status } = view;

  function setBrush(part) {
    view.brush = part;
    view.redraw();
    const [country, more] = part !== null && program.map ? countries().flatMap(each => each.names) : [];
    status.textContent = part === null ? "" : country && !more ? country + " selected" : countIn(view.seen(), part);
    view.tell();
  }

  /** Which values of the axes are selected: [title, ends or names], for the filters of a dashboard. */
  function selected() {
    const panel = program.panels[0];
    const { brush } = view;
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
    const { brush } = view;
    const runs = view.seen().filter(run => run.all.hit);
    const inside = ([vx, vy]) => brush && vx >= brush[0] && vx <= brush[1] && vy >= brush[2] && vy <= brush[3];
    const names = runs.flatMap(run => [...run.item].slice(0, run.count)
      .filter(i => inside([run.all.x(i), run.all.y(i)])).map(run.all.along));
    return runs.some(run => run.count > 0) ? [{ title: program.xColumn, names }] : [];
  }

  const choose = detail => figure.dispatchEvent(new CustomEvent("peso:select", { detail }));
  const pick = () => choose(selected());

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
    choose([{ title: program.x, names: i === null ? [] : [name] }]);
  }

  /** The slice at an element of the picture, as an item. */
  function sliceAt(target) {
    const i = slices.indexOf(target);
    return i < 0 ? null : spotOf(...view.seen().flatMap(run => [...run.item.keys()].map(k => [run, k]))[i]);
  }

  /** In a dashboard a click on a mark that stands at a name, or Enter, chooses the rows behind it; once more, all rows. */
  function drill(spot) {
    if (slices.length > 0) {
      const i = spot ? parts.indexOf(spot.panel.slices[spot.k]) : -1;
      setSlice(i < 0 || slice !== null && parts[slice].along === spot.along ? null : i);
      return;
    }
    const chosen = spot && chosenBy(spot);
    setBrush(chosen && String(chosen) !== String(view.brush) ? chosen : null);
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

  /** Selects nothing; tells the dashboard of it, if anything was selected. */
  function clear() {
    if (slice !== null) {
      setSlice(null);
    }
    if (view.brush !== null) {
      setBrush(null);
      pick();
    }
  }

  /** Selects nothing, and does not tell the dashboard. */
  function forget() {
    markSlice(null);
    if (view.brush !== null) {
      setBrush(null);
    }
  }

  const axes = () => program.map || !program.panels[0] ? [] : [program.panels[0].x, program.panels[0].y];

  /** What is selected, to find it again in other data: names of the axes, and whether a length is all there is. */
  const choice = () => ({ brush: view.brush, slice: slice === null ? null : parts[slice].along,
    along: view.brush === null ? [] : axes().map((axis, at) => free(axis)
      ? view.brush[2 * at] <= axis.low && view.brush[2 * at + 1] >= axis.high : selected()[at].names) });

  /** Selects what was selected before the figure was drawn anew, if it is still there; the dashboard knows of it. */
  function restore({ brush, slice: name, along }) {
    const i = parts.findIndex(each => each.along === name);
    if (i >= 0) {
      markSlice(i);
    }
    if (!brush) {
      return;
    }
    const ends = axes().flatMap((axis, at) => {
      const old = brush.slice(2 * at, 2 * at + 2);
      if (free(axis)) {
        return along[at] === true ? [axis.low, axis.high] : old;
      }
      const places = [...axis.names.keys()].filter(k => along[at].includes(axis.names[k]));
      const [first, last] = [places[0], places.at(-1)];
      return places.length === along[at].length && last - first < places.length ? [first - 0.5, last + 0.5] : [NaN, NaN];
    });
    if (!ends.some(Number.isNaN)) {
      setBrush(program.map ? brush : ends);
    }
  }

  Object.assign(view, { setBrush, pick, sliceAt, drill, clear, forget, choice, restore });
}
