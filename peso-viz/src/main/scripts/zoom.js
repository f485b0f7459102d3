// Zooming and moving: both axes for points, else the axis that marks stand along.

function startZoom(view) {
  const { program, status, views } = view;

  const zooms = panel => {
    const points = panel.marks.every(mark => mark.type === "point" || mark.type === "segment" || mark.type === "density"
      || mark.type === "label" || mark.type === "map");
    const x = free(panel.x);
    return { x, y: free(panel.y) && (points || !x) };
  };

  function transform(panel, change) {
    const axis = zooms(panel);
    const [x, y] = view.scales(panel);
    const ends = { ...views.get(panel.grid) };
    const moved = (now, first, i) => {
      const [a, b] = change(now.from, now.to, i).map(at => valueAt(now, at));
      const span = (first.high - first.low);
      const fine = Math.max(Math.abs(first.low), Math.abs(first.high)) * 1e-9;
      return a < b && b - a > fine && (first.kind === "LOG" ? a > 0 : b - a < span * 20) ? [a, b] : null;
    };
    if (axis.x) {
      ends.x = moved(x, panel.x, 0) ?? ends.x;
    }
    if (axis.y) {
      ends.y = moved(y, panel.y, 1) ?? ends.y;
    }
    views.set(panel.grid, ends);
    view.redraw();
    announce(panel);
  }

  function announce(panel) {
    const [x, y] = view.scales(panel);
    const ends = views.get(panel.grid) ?? {};
    if (program.map) {
      status.textContent = enlarged(panel.x, x);
      return;
    }
    // Of long times, days say enough.
    const day = axis => axis.kind === "TIME" && axis.high - axis.low > 10 * DAY ? value => Math.round(value / DAY) * DAY : value => value;
    const range = (axis, name) => name + " from " + valueText(axis, day(axis)(axis.low)) + " to " + valueText(axis, day(axis)(axis.high));
    status.textContent = [ends.x && range(x, program.xTitle || "x"), ends.y && range(y, program.yTitle || "y")]
      .filter(Boolean).join(", ");
  }

  Object.assign(view, {
    announce,
    canZoom: program.panels.some(panel => zooms(panel).x || zooms(panel).y),
    zoomAt: (panel, factor, at) => transform(panel, (from, to, i) =>
      [at[i] + (from - at[i]) * factor, at[i] + (to - at[i]) * factor]),
    pan: (panel, by) => transform(panel, (from, to, i) => [from - by[i], to - by[i]])
  });
}
