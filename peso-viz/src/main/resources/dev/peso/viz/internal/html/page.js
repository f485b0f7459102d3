"use strict";
(() => {
  const data = JSON.parse(document.getElementById("marks").textContent);
  const figure = document.querySelector("figure");
  const svg = figure.querySelector("svg");
  const tip = figure.querySelector(".tip");
  const ring = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  ring.setAttribute("class", "ring off");
  ring.setAttribute("r", "6");
  svg.append(ring);
  const spots = data.spots.map(([x, y, series, along, value]) =>
    ({ x, y, series: data.series[series], along, value }));
  const hidden = new Set();
  const visible = () => spots.filter(spot => !hidden.has(spot.series));
  let current = null;

  // Tooltips: the nearest mark within reach of the pointer.
  const words = spot => (data.series.length > 1 ? spot.series + "\n" : "")
    + (data.x && spot.along ? data.x + ": " : "") + (spot.along ? spot.along + "\n" : "")
    + (data.y ? data.y + ": " : "") + spot.value;

  function show(spot, atX, atY) {
    current = spot;
    ring.setAttribute("cx", spot.x);
    ring.setAttribute("cy", spot.y);
    ring.classList.remove("off");
    tip.textContent = words(spot);
    tip.classList.remove("off");
    const box = figure.getBoundingClientRect();
    tip.style.left = Math.max(0, Math.min(atX + 12, box.width - tip.offsetWidth - 4)) + "px";
    tip.style.top = Math.max(0, atY - tip.offsetHeight - 10) + "px";
  }

  function hide() {
    current = null;
    ring.classList.add("off");
    tip.classList.add("off");
  }

  function scale() {
    return svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  }

  function showByKey(spot) {
    show(spot, spot.x * scale(), spot.y * scale());
  }

  svg.addEventListener("pointermove", event => {
    const box = svg.getBoundingClientRect();
    const x = (event.clientX - box.left) / scale();
    const y = (event.clientY - box.top) / scale();
    let nearest = null;
    let least = data.reach * data.reach;
    for (const spot of visible()) {
      const distance = (spot.x - x) ** 2 + (spot.y - y) ** 2;
      if (distance < least) {
        least = distance;
        nearest = spot;
      }
    }
    if (nearest) {
      show(nearest, event.clientX - box.left, event.clientY - box.top);
    } else {
      hide();
    }
  });
  svg.addEventListener("pointerleave", hide);

  // Keys: left and right along a series, up and down between them.
  figure.addEventListener("keydown", event => {
    const shown = visible();
    if (event.target !== figure || shown.length === 0) {
      return;
    }
    const names = [...new Set(shown.map(spot => spot.series))];
    const row = shown.filter(spot => spot.series === (current ?? shown[0]).series);
    const at = row.indexOf(current);
    const series = names.indexOf((current ?? shown[0]).series);
    const other = step => {
      const next = shown.filter(spot => spot.series === names[(series + step + names.length) % names.length]);
      return next[Math.min(Math.max(at, 0), next.length - 1)];
    };
    const next = {
      ArrowRight: () => row[Math.min(at + 1, row.length - 1)],
      ArrowLeft: () => row[Math.max(at - 1, 0)],
      ArrowDown: () => other(1),
      ArrowUp: () => other(-1),
      Home: () => row[0],
      End: () => row[row.length - 1]
    }[event.key];
    if (event.key === "Escape") {
      hide();
    } else if (next) {
      event.preventDefault();
      showByKey(next());
    }
  });

  // The legend: a name hides and shows its marks.
  const names = [...svg.querySelectorAll("g.legend text:not([font-weight])")];
  data.legend.forEach((name, i) => {
    const word = names[i];
    const groups = [...svg.querySelectorAll("g.mark")].filter(group => group.getAttribute("aria-label") === name);
    if (!word || groups.length === 0) {
      return;
    }
    word.setAttribute("role", "button");
    word.setAttribute("tabindex", "0");
    word.setAttribute("aria-pressed", "true");
    word.setAttribute("aria-label", "show " + name);
    const toggle = () => {
      const off = !hidden.has(name);
      off ? hidden.add(name) : hidden.delete(name);
      groups.forEach(group => group.classList.toggle("off", off));
      word.setAttribute("aria-pressed", String(!off));
      hide();
    };
    word.addEventListener("click", toggle);
    word.addEventListener("keydown", event => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        toggle();
      }
    });
  });
  svg.setAttribute("role", "group");

  // The table is made when it is asked for.
  const details = document.querySelector("details");
  details.addEventListener("toggle", () => {
    const table = details.querySelector("table");
    if (table.rows.length > 0) {
      return;
    }
    const line = (cells, tag) => {
      const row = table.insertRow();
      for (const text of cells) {
        row.append(Object.assign(document.createElement(tag), { textContent: text }));
      }
    };
    line(["series", data.x || "x", data.y || "value"], "th");
    spots.forEach(spot => line([spot.series, spot.along, spot.value], "td"));
  });
  details.hidden = spots.length === 0;
})();
