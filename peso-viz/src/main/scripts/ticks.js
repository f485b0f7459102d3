// Numbers and moments as words, and the ticks of an axis: what scale/NumberText, NumberTicks, TimeTicks and
// layout/AxisPlanner do in Java. A test holds both to the same answers.

const power10 = p => Number("1e" + p);
const log10 = Math.log10;

/** With a fixed number of decimals, halves to even; thousands of more than four digits are set apart. */
function fixed(value, decimals, together = 4) {
  const [mantissa, exponent] = Math.abs(value).toExponential().split("e");
  let digits = mantissa.replace(".", "");
  const keep = Number(exponent) + 1 + decimals;
  if (keep < digits.length) {
    const next = digits[keep] ?? "0";
    const even = keep <= 0 || digits[keep - 1] % 2 === 0;
    const half = keep >= 0 && next === "5" && digits.length === keep + 1;
    const up = keep >= 0 && (half ? !even : next >= "5");
    digits = String(BigInt(digits.slice(0, Math.max(0, keep)) || "0") + (up ? 1n : 0n));
  } else {
    digits = digits.padEnd(keep, "0");
  }
  digits = digits.replace(/^0+(?=\d)/, "").padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const rest = digits.slice(digits.length - decimals);
  const apart = whole.length > together ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
  return (value < 0 && /[1-9]/.test(digits) ? "−" : "") + apart + (decimals > 0 ? "." + rest : "");
}

const UNITS = ["", "k", "M", "B", "T"];

function decimalsOf(step) {
  let scaled = Math.abs(step);
  for (let decimals = 0; decimals < 9; decimals++) {
    if (Math.abs(scaled - rint(scaled)) < 1e-6 * scaled) {
      return decimals;
    }
    scaled *= 10;
  }
  return 9;
}

/** The nearest whole number, halves to even. */
function rint(value) {
  const low = Math.floor(value);
  const rest = value - low;
  return rest < 0.5 || rest === 0.5 && low % 2 === 0 ? low : low + 1;
}

const exponentOf = value => Number(Math.abs(value).toExponential(5).split("e")[1]);

function scientific(value, step) {
  const exponent = exponentOf(value);
  return fixed(value / power10(exponent), Math.min(6, decimalsOf(step / power10(exponent)))) + "e"
    + (exponent < 0 ? "−" : "") + Math.abs(exponent);
}

function tickText(value, step, largest) {
  if (value === 0) {
    return "0";
  }
  const size = Math.max(largest, step);
  if (size >= 1e15 || size < 1e-4) {
    return scientific(value, step);
  }
  let unit = size < 1e5 ? 0 : Math.min(4, Math.trunc(log10(size * 1.0000001) / 3));
  unit = size < 1e12 && decimalsOf(step / power10(3 * unit)) > 2 ? 0 : unit;
  const divisor = power10(3 * unit);
  return fixed(value / divisor, decimalsOf(step / divisor), size < 1e4 ? 4 : 3) + UNITS[unit];
}

const trim = text => text.includes(".") ? text.replace(/\.?0+$/, "") : text;

/** A single number: about four digits that matter. */
function brief(value) {
  if (Number.isNaN(value)) {
    return "none";
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? "∞" : "−∞";
  }
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e15 || size < 1e-4)) {
    return scientific(value, power10(exponentOf(value) - 2)).replace(/\.?0+e/, "e");
  }
  if (value === rint(value) && size < 1e5) {
    return fixed(value, 0);
  }
  const digits = size === 0 ? 0 : Math.floor(log10(size)) + 1;
  if (size >= 1e5) {
    const unit = Math.min(4, Math.trunc((digits - 1) / 3));
    return trim(fixed(value / power10(3 * unit), 2)) + UNITS[unit];
  }
  return trim(fixed(value, Math.min(8, Math.max(0, 4 - digits))));
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY = 86400000;
const MILLIS = { YEARS: 31556952000, MONTHS: 2629746000, DAYS: DAY, HOURS: 3600000, MINUTES: 60000, SECONDS: 1000, MILLIS: 1 };
const two = number => String(number).padStart(2, "0");
const moment = millis => new Date(Math.floor(Math.min(2.5e14, Math.max(-6.2e13, millis))));

function monthStart(year, month) {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1);
  return date.getTime();
}

function dayText(date) {
  return MONTHS[date.getUTCMonth()] + " " + date.getUTCDate() + ", " + date.getUTCFullYear();
}

function timeLabel(date, unit) {
  switch (unit) {
    case "YEARS": return String(date.getUTCFullYear());
    case "MONTHS": return MONTHS[date.getUTCMonth()];
    case "DAYS": return MONTHS[date.getUTCMonth()] + " " + date.getUTCDate();
    case "HOURS":
    case "MINUTES": return two(date.getUTCHours()) + ":" + two(date.getUTCMinutes());
    case "SECONDS": return two(date.getUTCHours()) + ":" + two(date.getUTCMinutes()) + ":" + two(date.getUTCSeconds());
    default: return two(date.getUTCMinutes()) + ":" + two(date.getUTCSeconds()) + "."
      + String(date.getUTCMilliseconds()).padStart(3, "0");
  }
}

/** A moment in full, as precise as `span` asks for. */
function timeText(millis, span) {
  const date = moment(millis);
  const whole = ((date.getTime() % DAY) + DAY) % DAY === 0;
  if (whole || span > 400 * DAY) {
    return dayText(date);
  }
  return dayText(date) + " " + timeLabel(date, date.getUTCSeconds() === 0 && span > 600000 ? "MINUTES"
    : span > 10000 ? "SECONDS" : "MILLIS");
}

const MONTH_NAMES = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];
const DAY_NAMES = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const FIELDS = {
  yyyy: d => (d.getUTCFullYear() < 0 ? "-" : "") + String(Math.abs(d.getUTCFullYear())).padStart(4, "0"),
  yy: d => two((d.getUTCFullYear() % 100 + 100) % 100),
  Q: d => Math.floor(d.getUTCMonth() / 3) + 1,
  MMMM: d => MONTH_NAMES[d.getUTCMonth()], MMM: d => MONTHS[d.getUTCMonth()],
  MM: d => two(d.getUTCMonth() + 1), M: d => d.getUTCMonth() + 1,
  dd: d => two(d.getUTCDate()), d: d => d.getUTCDate(),
  EEEE: d => DAY_NAMES[d.getUTCDay()], EEE: d => DAY_NAMES[d.getUTCDay()].slice(0, 3),
  HH: d => two(d.getUTCHours()), H: d => d.getUTCHours(),
  hh: d => two((d.getUTCHours() + 11) % 12 + 1), h: d => (d.getUTCHours() + 11) % 12 + 1,
  mm: d => two(d.getUTCMinutes()), ss: d => two(d.getUTCSeconds()),
  SSS: d => String(d.getUTCMilliseconds()).padStart(3, "0"), a: d => d.getUTCHours() < 12 ? "AM" : "PM"
};

/** A value as the author of the chart wants it: what scale/NumberFormat and MomentFormat do in Java. */
function formatted({ parts, kind, decimals, prefix, suffix, grouped }, value) {
  if (!Number.isFinite(value)) {
    return brief(value);
  }
  if (parts) {
    return parts.map(part => part[0] === "'" ? part.slice(1) : FIELDS[part](moment(value))).join("");
  }
  const digits = (number, places) => fixed(number, places, grouped ? 3 : Infinity);
  let text;
  if (kind === "%") {
    text = digits(value * 100, Math.max(0, decimals)) + "%";
  } else if (kind === "e") {
    const exponent = value === 0 ? 0 : exponentOf(value);
    const mantissa = exponent >= 0 ? value / power10(exponent) : value * power10(-exponent);
    text = digits(mantissa, decimals < 0 ? 2 : decimals) + "e" + (exponent < 0 ? "−" : "") + Math.abs(exponent);
  } else if (kind === "s") {
    const places = decimals < 0 ? 1 : decimals;
    const plain = unit => fixed(Math.abs(value / power10(3 * unit)), places, Infinity);
    let unit = 0;
    while (unit < UNITS.length - 1 && Number(plain(unit)) >= 1000) {
      unit++;
    }
    text = digits(value / power10(3 * unit), places);
    text = (decimals < 0 ? trim(text) : text) + UNITS[unit];
  } else {
    text = decimals < 0 ? trim(digits(value, 6)) : digits(value, decimals);
  }
  return (text[0] === "−" ? "−" + prefix + text.slice(1) : prefix + text) + suffix;
}

/** A length along an axis as words. */
const lengthText = (scale, value) => scale.format ? formatted(scale.format, value) : brief(value);

/** A value of an axis as words. */
function valueText(scale, value) {
  if (scale.format) {
    return formatted(scale.format, value);
  }
  const span = scale.high - scale.low;
  switch (scale.kind) {
    case "TIME": return timeText(value, span);
    case "CLOCK": return timeText(value, Math.min(span, 600000)).split(" ").pop();
    case "CATEGORY": return scale.names[rint(value)] ?? "";
    default: return brief(value);
  }
}

// Ticks: sets of [value, label, context], from few to many.

function numberSteps(low, high, most) {
  const span = high - low;
  const power = Math.floor(log10(span));
  const steps = [];
  for (let p = power; p >= power - 3; p--) {
    for (const digit of [5, 2, 1]) {
      const step = p >= 0 ? digit * power10(p) : digit / power10(-p);
      if (span / step <= most && step < Infinity) {
        steps.push(step);
      }
    }
  }
  return steps;
}

function numberTicks(low, high, step) {
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const ticks = [];
  if (!(last - first < 2000)) {
    return ticks;
  }
  const largest = Math.max(Math.abs(first * step), Math.abs(last * step));
  for (let i = first; i <= last; i++) {
    const value = step >= 1 ? i * step : i / rint(1 / step);
    ticks.push([value + 0, tickText(value, step, largest), null]);
  }
  return ticks;
}

function logTicks(low, high) {
  const from = Math.floor(log10(low) + 1e-9);
  const to = Math.ceil(log10(high) - 1e-9);
  const stride = Math.max(1, Math.trunc((to - from) / 40));
  const powers = (every, digits) => {
    const ticks = [];
    for (let p = from; p <= to; p++) {
      if (((p % every) + every) % every === 0) {
        for (const digit of digits) {
          const value = p >= 0 ? digit * power10(p) : digit / power10(-p);
          if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) {
            ticks.push([value, brief(value), null]);
          }
        }
      }
    }
    return ticks;
  };
  const choices = [];
  for (let every = 8 * stride; every >= stride; every = Math.trunc(every / 2)) {
    choices.push(powers(every, [1]));
    if (every === 1) {
      break;
    }
  }
  for (const digits of [[1, 3], [1, 2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9]]) {
    choices.push(powers(stride, digits));
  }
  return choices;
}

function timeSteps(span, most) {
  const steps = [];
  for (let years = 100000; years >= 10; years /= 10) {
    steps.push(["YEARS", years], ["YEARS", years / 2], ["YEARS", years / 5]);
  }
  const add = (unit, ...counts) => counts.forEach(count => steps.push([unit, count]));
  add("YEARS", 1);
  add("MONTHS", 6, 3, 2, 1);
  add("DAYS", 14, 7, 2, 1);
  add("HOURS", 12, 6, 3, 2, 1);
  add("MINUTES", 30, 15, 10, 5, 2, 1);
  add("SECONDS", 30, 15, 10, 5, 2, 1);
  add("MILLIS", 500, 200, 100, 50, 20, 10, 5, 2, 1);
  return steps.filter(([unit, count]) => MILLIS[unit] * count <= span && span / (MILLIS[unit] * count) <= most);
}

function timeTicks(low, high, [unit, count], clock) {
  const start = moment(low);
  const ticks = [];
  let last = null;
  const months = unit === "YEARS" ? 12 * count : count;
  let at;
  let year = start.getUTCFullYear();
  let month = 0;
  if (unit === "YEARS") {
    year = Math.floor(year / count) * count;
    at = monthStart(year, 0);
  } else if (unit === "MONTHS") {
    month = Math.trunc(start.getUTCMonth() / count) * count;
    at = monthStart(year, month);
  } else if (unit === "DAYS") {
    const day = Math.floor(start.getTime() / DAY);
    at = (day - (((day - 4) % count) + count) % count) * DAY;
  } else {
    const step = MILLIS[unit] * count;
    at = Math.floor(start.getTime() / step) * step;
  }
  while (at <= high) {
    if (at >= low) {
      const date = new Date(at);
      const context = clock || unit === "YEARS" ? null
        : unit === "MONTHS" || unit === "DAYS" ? String(date.getUTCFullYear()) : dayText(date);
      ticks.push([at, timeLabel(date, unit), context === last ? null : context]);
      last = context;
    }
    if (unit === "YEARS" || unit === "MONTHS") {
      month += months;
      at = monthStart(year, month);
    } else {
      at += MILLIS[unit] * count;
    }
  }
  return ticks;
}

function tickChoices(scale) {
  const choices = plainChoices(scale);
  if (!scale.format) {
    return choices;
  }
  const all = choices.map(ticks => ticks.map(([value]) => [value, formatted(scale.format, value), null]));
  const clear = all.filter(ticks => new Set(ticks.map(tick => tick[1])).size === ticks.length);
  return clear.some(ticks => ticks.length > 1) ? clear : all;
}

function plainChoices(scale) {
  const { low, high } = scale;
  const most = Math.max(12, Math.abs(scale.to - scale.from) / 15);
  // Counts have whole ticks, if two of them are in sight.
  const whole = scale.whole && Math.floor(high) > Math.ceil(low);
  const numbers = () => numberSteps(low, high, most).filter(step => step >= 1 || !whole)
    .map(step => numberTicks(low, high, step));
  switch (scale.kind) {
    case "NUMBER": return numbers();
    case "LOG": return high / low > 12 ? logTicks(low, high) : [...logTicks(low, high), ...numbers()];
    default: {
      const steps = timeSteps(high - low, most);
      return steps.length === 0
        ? [[[low, timeText(low, high - low), null], [high, timeText(high, high - low), null]]]
        : steps.map(step => timeTicks(low, high, step, scale.kind === "CLOCK"));
    }
  }
}

/** Whether an axis has values between its ticks. */
const free = scale => scale.kind !== "CATEGORY";

/** Where a value lies on a scale. */
function place(scale, value) {
  const share = scale.kind === "LOG"
    ? (log10(value) - log10(scale.low)) / (log10(scale.high) - log10(scale.low))
    : (value - scale.low) / (scale.high - scale.low);
  return scale.from + share * (scale.to - scale.from);
}

/** What value lies at a position. */
function valueAt(scale, position) {
  const share = (position - scale.from) / (scale.to - scale.from);
  return scale.kind === "LOG"
    ? 10 ** (log10(scale.low) + share * (log10(scale.high) - log10(scale.low)))
    : scale.low + share * (scale.high - scale.low);
}

const LABEL = 11;
const LINE_HEIGHT = LABEL * 1.25;
const GAP = 6;
const TICK = 4;

function widthOf(text, letters) {
  let width = 0;
  for (const letter of text) {
    width += letters[letter] ?? LABEL * 0.6;
  }
  return width;
}

/** Without the ticks whose labels would leave their place; the next one says what they would have said besides. */
function insideOf(scale, ticks, left, right, letters) {
  const kept = [];
  let before = null;
  for (const [value, label, context] of ticks) {
    const half = widthOf(label, letters) / 2;
    const at = place(scale, value);
    before = context ?? before;
    if (at - half >= left && at + half <= right) {
      kept.push([value, label, before]);
      before = null;
    }
  }
  return kept;
}

/** Where there is room for two labels only: the first and the last of the coarsest ticks. */
function endTicks(choices, fits) {
  const ticks = choices.find(each => each.length >= 2);
  if (!ticks) {
    return [];
  }
  const [value, label] = ticks[ticks.length - 1];
  const context = ticks.slice(1).reduce((before, tick) => tick[2] ?? before, null);
  const ends = [ticks[0], [value, label, context]];
  return fits(ends) ? ends : [];
}

/** The ticks of a horizontal axis whose labels do not touch: [position, lines]. */
function planHorizontal(scale, left, right, letters) {
  const apart = ticks => {
    let end = left;
    for (const [value, label] of ticks) {
      const half = widthOf(label, letters) / 2;
      const at = place(scale, value);
      if (at - half < end || at + half > right) {
        return false;
      }
      end = at + half + GAP;
    }
    return true;
  };
  const densest = choices => {
    let chosen = [];
    for (const ticks of choices) {
      if (ticks.length >= 2 && apart(ticks)) {
        chosen = ticks;
        if (ticks.length >= Math.floor(Math.abs(scale.to - scale.from) * 3 / 200)) {
          break;
        }
      } else if (ticks.length > 2) {
        break;
      }
    }
    return chosen;
  };
  const choices = tickChoices(scale);
  let chosen = densest(choices);
  if (chosen.length === 0) {
    const within = choices.map(ticks => insideOf(scale, ticks, left, right, letters));
    chosen = densest(within);
    chosen = chosen.length === 0 ? endTicks(within, apart) : chosen;
  }
  let free = Infinity;
  const plan = [];
  for (let i = chosen.length - 1; i >= 0; i--) {
    const [value, label, context] = chosen[i];
    const at = place(scale, value);
    const lines = [label];
    if (context !== null) {
      const half = widthOf(context, letters) / 2;
      if (at + half + GAP <= free && at - half >= 0) {
        lines.push(context);
        free = at - half;
      } else if (chosen[i + 1]?.[2] === null && plan[0][0] >= half && plan[0][0] + half + GAP <= free) {
        plan[0][1].push(context);
        free = plan[0][0] - half;
      }
    }
    plan.unshift([at, lines]);
  }
  return plan;
}

/** The ticks of a vertical axis. */
function planVertical(scale, room, letters) {
  const apart = ticks => ticks.every((tick, i) => i === 0
    || Math.abs(place(scale, tick[0]) - place(scale, ticks[i - 1][0])) >= LINE_HEIGHT + 2);
  const choices = tickChoices(scale);
  let chosen = [];
  for (const ticks of choices) {
    if (ticks.length < 2) {
      continue;
    }
    if (!apart(ticks)) {
      chosen = chosen.length === 0 ? endTicks(choices, apart) : chosen;
      break;
    }
    chosen = ticks;
    if (ticks.length >= Math.max(3, Math.floor(Math.abs(scale.to - scale.from) * 3 / 200))) {
      break;
    }
  }
  return chosen.map(([value, label, context]) => {
    let text = context === null ? label : label + " " + context;
    if (widthOf(text, letters) > room) {
      while (text && widthOf(text + "…", letters) > room) {
        text = text.slice(0, -1).trimEnd();
      }
      text += "…";
    }
    return [place(scale, value), [text]];
  });
}
