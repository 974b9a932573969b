// node join.mjs FROM TO: joins the built files of FROM, and the packages that are loaded on nearly every start, into a few in TO.
// Reading two hundred files takes longer than what most commands have to do.
import {existsSync, readdirSync} from "node:fs";
import {dirname, join, relative, sep} from "node:path";
import {rolldown} from "rolldown";

const [from, to] = process.argv.slice(2);

/** Plain JavaScript that needs none of its own files when it runs. */
const joinedPackages = ["csv-parse", "luxon", "yaml", "zod"];

/** Where the program starts, and each of its threads. */
const starts = readdirSync(from, {recursive: true, encoding: "utf8"})
  .map((file) => file.split(sep).join("/"))
  .filter((file) => file === "main.js" || file.endsWith("Thread.js"));

const isOwn = (id) => id.startsWith(from + sep);
const isPackage = (id) => !/^(\.|\/|[a-z]:)/i.test(id) && !existsSync(id);
const isJoined = (id) => joinedPackages.some((name) => id === name || id.startsWith(`${name}/`));

/** A file finds the SQL beside it by its own place, which is no longer where it stood. */
const places = {
  name: "places",
  transform(code, id) {
    if (!isOwn(id) || !code.includes("import.meta.url")) return null;
    const place = relative(from, id).split(sep).join("/");
    return code.replaceAll("import.meta.url", `__placeOf(${JSON.stringify(place)})`);
  },
  renderChunk(code, {fileName}) {
    return code.replaceAll(/__placeOf\("([^"]+)"\)/g, (_, place) => {
      const path = relative(dirname(join(to, fileName)), join(to, place))
        .split(sep)
        .join("/");
      return `new URL(${JSON.stringify(path)}, import.meta.url).href`;
    });
  },
};

const build = await rolldown({
  input: Object.fromEntries(starts.map((file) => [file.slice(0, -".js".length), join(from, file)])),
  platform: "node",
  external: (id) => isPackage(id) && !isJoined(id),
  plugins: [places],
  logLevel: "warn",
});
await build.write({dir: to, format: "esm", entryFileNames: "[name].js", chunkFileNames: "joined/[name]-[hash].js"});
await build.close();
