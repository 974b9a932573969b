import {cpSync, mkdirSync} from "node:fs";
import {dirname, join, relative, sep} from "node:path";
import {fileURLToPath} from "node:url";
import {type Plugin, rolldown} from "rolldown";

const root = fileURLToPath(new URL("../..", import.meta.url));
const threads = ["src/visualize/painterThread.ts", "src/integrate/bulk/readerThread.ts"];
/** As in the program that is built: what takes long to read and needs none of its own files. */
const joinedPackages = /^(csv-parse|luxon|yaml|zod)(\/|$)/;

/** What `node` is given, and the folder to remove afterwards. */
export interface Compiled {
  readonly folder: string;
  readonly script: string;
}

/**
 * Joins one TypeScript file of `test/` with what it imports, as the program is built, for tests that need a process of their
 * own (to race with it, or to kill it).
 */
export async function compiled(entry: string): Promise<Compiled> {
  // Within the repository, where packages are found.
  const folder = join(root, `compiled.${entry.replaceAll(/\W/g, "-")}.${process.pid}.tmp`);
  mkdirSync(folder, {recursive: true});
  const build = await rolldown({
    input: Object.fromEntries([entry, ...threads].map((file) => [file.slice(0, -".ts".length), join(root, file)])),
    platform: "node",
    external: (id) => /^[^./]/.test(id) && !joinedPackages.test(id),
    plugins: [places(folder)],
    logLevel: "warn",
  });
  await build.write({
    dir: folder,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "joined/[name]-[hash].js",
  });
  await build.close();
  const isNoSource = (path: string) => !path.endsWith(".ts");
  cpSync(join(root, "src"), join(folder, "src"), {recursive: true, filter: isNoSource});
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  return {folder, script: join(folder, entry.replace(/\.ts$/, ".js"))};
}

/** A file finds what lies beside it by its own place, which is no longer where it stood. */
function places(folder: string): Plugin {
  return {
    name: "places",
    transform(code, id) {
      if (!id.startsWith(root) || id.includes("node_modules") || !code.includes("import.meta.url")) return null;
      const place = relative(root, id).replace(/\.ts$/, ".js").split(sep).join("/");
      return code.replaceAll("import.meta.url", `__placeOf(${JSON.stringify(place)})`);
    },
    renderChunk(code, {fileName}) {
      return code.replaceAll(/__placeOf\("([^"]+)"\)/g, (_, place) => {
        const path = relative(dirname(join(folder, fileName)), join(folder, place))
          .split(sep)
          .join("/");
        return `new URL(${JSON.stringify(path)}, import.meta.url).href`;
      });
    },
  };
}
