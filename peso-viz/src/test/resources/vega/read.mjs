// Compiles specifications of Vega-Lite, draws them without a screen, and prints where the marks of the first panel are: a line for
// each file with its name, what was warned of, and the kind and places of each layer's items.
import { createRequire } from "node:module";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [, , modules, folder] = process.argv;
const require = createRequire(join(modules, "from.js"));
const load = async name => (await import("file://" + require.resolve(name)));
const vega = await load("vega");
const lite = await load("vega-lite");

const warnings = [];
const logger = { level: () => logger, warn: (...words) => (warnings.push(words.join(" ")), logger), info: () => logger,
  debug: () => logger, error: (...words) => (warnings.push(words.join(" ")), logger) };

function layers(node, found) {
  if (/^(concat_0_)?layer_\d+_marks$/.test(node.name ?? "")) {
    found.push([node.marktype, node.items.map(({ x, y }) => [x, y].map(number => Math.round(number * 1e4) / 1e4).join(","))
      .join(" ")]);
  } else {
    (node.items ?? []).forEach(each => layers(each, found));
  }
  return found;
}

for (const file of readdirSync(folder).filter(name => name.endsWith(".json")).sort()) {
  warnings.length = 0;
  const { spec } = lite.compile(JSON.parse(readFileSync(join(folder, file), "utf8")), { logger });
  const view = new vega.View(vega.parse(spec), { renderer: "none", logger });
  await view.runAsync();
  const found = layers(view.scenegraph().root, []);
  console.log([file.slice(0, -5), warnings.join("; "), ...found.flat()].join("\t"));
}
