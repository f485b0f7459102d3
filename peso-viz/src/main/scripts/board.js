// Dashboards: filters, answered by the page itself from the values behind its marks, or by a server.

/** What is chosen: for each column a set of names, or two ends; columns of which all is chosen are left out. */
function chosenOf(form) {
  const chosen = new Map();
  for (const field of form.querySelectorAll("fieldset")) {
    const column = field.dataset.column;
    if (field.dataset.kind === "names") {
      const boxes = [...field.querySelectorAll("input")];
      const on = boxes.filter(box => box.checked);
      if (on.length < boxes.length) {
        chosen.set(column, { names: on.map(box => box.value), codes: new Set(on.map(box => boxes.indexOf(box))) });
      }
    } else {
      const [from, to] = rangeOf(field);
      const scale = scaleOf(field);
      const { low, high } = scale;
      field.querySelector("output").textContent = valueText(scale, from) + " to " + valueText(scale, to);
      if (from > low || to < high || field.querySelector("[data-exact]")) {
        chosen.set(column, { from, to });
      }
    }
  }
  return chosen;
}

const scaleOf = field => ({ low: Number(field.dataset.low), high: Number(field.dataset.high), kind: field.dataset.scale,
  unit: Number(field.dataset.unit), format: field.dataset.format && JSON.parse(field.dataset.format) });

/** What two sliders mean: a slider that nobody has moved stands for what was given, not for the step next to it. */
function rangeOf(field) {
  const { low, high, unit } = scaleOf(field);
  const ends = [...field.querySelectorAll("input")].map(input => {
    const [step, most] = [Number(input.value), Number(input.max)];
    const value = low + step * ((high - low) / most);
    return input.dataset.exact ? Number(input.dataset.exact) : step === most ? high
      : unit > 0 ? low + Math.round((value - low) / unit) * unit : value;
  });
  return [Math.min(...ends), Math.max(...ends)];
}

/** Puts a slider at a step. */
function move(input, step) {
  input.value = step;
  delete input.dataset.exact;
}

/** Whether the i-th row of a cube fits. */
function fits(cube, chosen) {
  const tests = [...chosen].filter(([column]) => column in cube.filters).map(([column, choice]) => {
    const values = cube.filters[column];
    return choice.codes
      ? i => choice.codes.has(values[i])
      : i => values[i] !== null && values[i] >= choice.from && values[i] <= choice.to;
  });
  return i => tests.every(test => test(i));
}

/** Puts values of several rows together: a function that takes rows, and one that gives the whole. */
function gather(cube) {
  const sums = new Map();
  return {
    take(key, i) {
      const value = cube.value[i];
      if (value === null) {
        return;
      }
      const sum = sums.get(key);
      const count = cube.count ? cube.count[i] : 1;
      if (sum === undefined) {
        sums.set(key, [value, count]);
      } else {
        sum[0] = cube.how === "min" ? Math.min(sum[0], value) : cube.how === "max" ? Math.max(sum[0], value)
          : sum[0] + value;
        sum[1] += count;
      }
    },
    value(key) {
      const sum = sums.get(key);
      return sum === undefined ? undefined : cube.how === "mean" ? sum[0] / sum[1] : sum[0];
    }
  };
}

/** The marks of a panel with the values of the rows that fit; a mark that no cube knows stays. */
function refill(program, layers, chosen) {
  program.panels.forEach(panel => {
    panel.full ??= panel.marks;
    panel.marks = panel.full.slice();
    panel.changed = chosen.size > 0;
  });
  program.cut ||= chosen.size > 0;
  for (const cube of chosen.size > 0 ? layers : layers.filter(each => each.kind === "slices" && program.cut)) {
    const passes = fits(cube, chosen);
    if (SPREADS[cube.kind]) {
      respread(program, cube, passes);
      continue;
    }
    const whole = gather(cube);
    for (let i = 0; i < cube.slot.length; i++) {
      if (passes(i)) {
        whole.take(cube.slot[i] * 1e7 + cube.item[i], i);
      }
    }
    if (cube.kind === "slices") {
      share(program, cube, whole);
      continue;
    }
    if (cube.kind === "area") {
      reshape(program, cube, (slot, i) => whole.value(slot * 1e7 + i));
      continue;
    }
    cube.slots.forEach(([p, m], slot) => {
      const panel = program.panels[p];
      const mark = panel.full[m];
      const kept = [];
      const values = [];
      const count = (mark.x ?? mark.x1).length;
      for (let i = 0; i < count; i++) {
        const value = whole.value(slot * 1e7 + i);
        if (value !== undefined) {
          kept.push(i);
          values.push(value);
        }
      }
      if (cube.kind === "heat") {
        recolor(panel, m, cube, kept, values);
      } else {
        fill(panel, m, cube.kind, kept, values);
      }
    });
  }
}

function fill(panel, m, kind, kept, values) {
  const mark = panel.full[m];
  const pick = name => kept.map(i => mark[name][i]);
  const colors = mark.colors.length > 1 ? pick("colors") : mark.colors;
  const zeros = kept.map(() => 0);
  // Bars lie when the ends that stand for zero are on x.
  const upright = panel.stacks.find(stack => m >= stack.first && m < stack.first + stack.count)?.upright
    ?? panel.x.kind === "CATEGORY" ? true : panel.y.kind !== "CATEGORY";
  if (kind === "bar") {
    panel.marks[m] = upright
      ? { ...mark, colors, x1: pick("x1"), x2: pick("x2"), y1: zeros, y2: values }
      : { ...mark, colors, y1: pick("y1"), y2: pick("y2"), x1: zeros, x2: values };
    label(panel, m + 1, kept, values, upright);
  } else if (kind === "lollipop") {
    panel.marks[m] = upright ? { ...mark, x1: pick("x1"), x2: pick("x2"), y1: zeros, y2: values }
      : { ...mark, y1: pick("y1"), y2: pick("y2"), x1: zeros, x2: values };
    const points = panel.full[m + 1];
    panel.marks[m + 1] = { ...points, x: upright ? kept.map(i => points.x[i]) : values,
      y: upright ? values : kept.map(i => points.y[i]) };
    label(panel, m + 2, kept, values, upright);
  } else if (kind === "line") {
    panel.marks[m] = { ...mark, x: pick("x"), y: values };
  } else {
    panel.marks[m] = { ...mark, colors, x: pick("x"), y: pick("y"), values: mark.values && pick("values") };
  }
}

/** The words at bars that have changed. */
function label(panel, m, kept, values, upright) {
  const words = panel.full[m];
  if (words?.type !== "label" || words.name !== panel.full[m - 1].name) {
    return;
  }
  const texts = values.map(value => lengthText(upright ? panel.y : panel.x, value));
  const { x1, x2, y1, y2 } = panel.marks[m - 1];
  panel.marks[m] = { ...words, ...words.x1 && { x1, x2, y1, y2 }, words: texts,
    widths: texts.map(text => widthOf(text, panel.letters)),
    x: upright ? kept.map(i => words.x[i]) : values, y: upright ? values : kept.map(i => words.y[i]) };
}

function board(main) {
  const form = main.querySelector("form.controls");
  const active = main.querySelector(".active");
  const tiles = [...main.querySelectorAll(".tile")];
  /** The columns that tiles have chosen a part of. */
  const picked = new Map();
  const say = chosen => {
    active.textContent = chosen.size === 0 ? "" : "Filtered by " + [...chosen.keys()].join(", ");
  };

  function note(tile, text) {
    let line = tile.querySelector(".frozen");
    if (text && !line) {
      line = Object.assign(document.createElement("p"), { className: "frozen note" });
      tile.append(line);
    }
    if (line) {
      line.textContent = text;
    }
  }

  function offline() {
    const cubes = JSON.parse(document.getElementById("cubes")?.textContent ?? "[]");
    return chosen => cubes.forEach((cube, i) => {
      const tile = tiles[i];
      if (cube === null) {
        note(tile, chosen.size > 0 ? "Not filtered: its values cannot be put together from parts." : "");
      } else if (cube.type === "chart") {
        // What a tile has chosen itself does not filter it: the other choices stay in sight.
        const others = [...chosen].filter(([column]) => !picked.get(tile)?.has(column));
        tile.querySelector("figure").peso.refill(cube.layers, new Map(others));
      } else if (cube.type === "figure") {
        const passes = fits(cube, chosen);
        const whole = gather(cube);
        cube.value.forEach((_, k) => passes(k) && whole.take(0, k));
        const value = whole.value(0) ?? (cube.how === "sum" && cube.whole ? 0 : undefined);
        tile.querySelector(".kpi").textContent = value === undefined ? ""
          : cube.format ? formatted(cube.format, value) : cube.whole ? (Math.abs(value) >= 1e4 ? fixed(value, 0) : String(value)) : brief(value);
      } else if (cube.type === "rows") {
        const body = tile.querySelector("tbody");
        const right = [...tile.querySelectorAll("th")].map(cell => cell.className);
        const passes = fits(cube, chosen);
        const left = cube.rows.filter((_, k) => passes(k));
        const more = left.length - cube.most;
        tile.querySelector(".more").textContent = more > 0 ? "and " + fixed(more, 0) + " more rows" : "";
        body.replaceChildren(...left.slice(0, cube.most).map(row => {
          const line = document.createElement("tr");
          row.forEach((text, c) => line.append(Object.assign(document.createElement("td"),
            { textContent: text, className: right[c] })));
          return line;
        }));
      }
    });
  }

  /** Shows a tile with other data: what the reader has zoomed, hidden and selected stays so, and the keys stay where they are. */
  function renew(tile, html) {
    const old = tile.querySelector("figure.peso");
    const [kept, held] = [old?.peso.kept(), old !== null && old === document.activeElement];
    tile.innerHTML = html;
    const figure = tile.querySelector("figure.peso");
    if (figure) {
      start(figure, kept);
      link(tile);
    }
    if (held) {
      figure?.focus({ preventScroll: true });
    }
  }

  /** Sends choices to the server, which sends the tiles that changed. */
  function online() {
    const client = crypto.randomUUID();
    const events = new EventSource("events?client=" + client);
    events.addEventListener("tile", event => {
      const { tile, html } = JSON.parse(event.data);
      renew(tiles[tile], html);
    });
    events.addEventListener("error", () => { active.textContent = "Waiting for the server"; });
    events.addEventListener("open", () => { send(form ? chosenOf(form) : new Map()); });
    let sent = Promise.resolve();
    const send = chosen => {
      const body = new URLSearchParams({ client });
      for (const [column, choice] of chosen) {
        if (choice.codes) {
          body.append("names", column);
          choice.names.forEach(name => body.append("name." + column, name));
        } else {
          body.append("range." + column, choice.from + " " + choice.to);
        }
      }
      // What a tile has chosen itself does not filter it.
      picked.forEach((columns, tile) => columns.forEach(column => body.append("own." + tiles.indexOf(tile), column)));
      say(chosen);
      sent = sent.then(() => fetch("filters", { method: "POST", body, headers: { "X-Peso": "1" } })).catch(() => {
        active.textContent = "The server does not answer";
      });
    };
    return send;
  }

  const apply = main.dataset.live ? online() : offline();
  const changed = () => {
    const chosen = chosenOf(form);
    say(chosen);
    apply(chosen);
  };

  /** The last choice of a column counts: what tiles have selected of it is selected no longer. */
  function forget(column, but) {
    for (const [tile, columns] of picked) {
      if (tile !== but && (column === undefined || columns.has(column))) {
        tile.querySelector("figure.peso")?.peso.forget();
        picked.delete(tile);
      }
    }
  }

  /** Selecting a part of a chart along a column of a control moves that control: all tiles follow. */
  function link(tile) {
    const figure = tile.querySelector("figure.peso");
    figure?.addEventListener("peso:select", event => {
      event.detail.forEach(each => forget(each.title, tile));
      picked.set(tile, new Set(event.detail.filter(each => each.names?.length > 0 || each.from !== undefined)
        .map(each => each.title)));
      for (const { title, from, to, names } of event.detail) {
        const field = form && [...form.querySelectorAll("fieldset")].find(each => each.dataset.column === title);
        if (!field) {
          continue;
        }
        const inputs = [...field.querySelectorAll("input")];
        if (field.dataset.kind === "names" && names) {
          const named = input => names.includes(input.dataset.country ?? input.value);
          inputs.forEach(input => { input.checked = !inputs.some(named) || named(input); });
        } else if (field.dataset.kind === "range" && !names) {
          const { low, high } = scaleOf(field);
          const steps = Number(inputs[0].max);
          [from ?? low, to ?? high].forEach((value, i) => {
            move(inputs[i], Math.round((value - low) / (high - low) * steps));
            if (value > low && value < high) {
              inputs[i].dataset.exact = value;
            }
          });
        }
      }
      if (form) {
        changed();
      }
    });
  }

  tiles.forEach(link);
  if (form) {
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("input", event => {
      delete event.target.dataset.exact;
      forget(event.target.closest("fieldset").dataset.column);
      changed();
    });
    form.addEventListener("reset", () => {
      // A reset gives what the page was written with; here it shows everything.
      setTimeout(() => {
        form.querySelectorAll("input[type=checkbox]").forEach(box => { box.checked = true; });
        form.querySelectorAll("fieldset[data-kind=range]").forEach(field => {
          const [a, b] = field.querySelectorAll("input");
          move(a, a.min);
          move(b, b.max);
        });
        forget();
        changed();
      });
    });
    if (!main.dataset.live) {
      changed();
    } else {
      chosenOf(form);
    }
  }
}

document.querySelectorAll("main.board").forEach(board);
