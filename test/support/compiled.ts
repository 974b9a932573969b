import {execFileSync} from "node:child_process";
import {cpSync, mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Compiles one TypeScript file of `test/` and what it imports, for tests that need a process of their own (to race with it,
 * or to kill it). `script` is what `node` is given; remove `folder` afterwards.
 */
export function compiled(entry: string): {readonly folder: string; readonly script: string} {
  // Within the repository, where packages are found.
  const folder = join(root, `compiled.${entry.replaceAll(/\W/g, "-")}.${process.pid}.tmp`);
  mkdirSync(folder, {recursive: true});
  const compilerOptions = {
    rootDir: root,
    outDir: folder,
    noEmit: false,
    noCheck: true, // Whoever checks types checks these as well.
    rewriteRelativeImportExtensions: true,
  };
  const settings = {
    extends: join(root, "tsconfig.json"),
    compilerOptions,
    include: [join(root, "src/**/*.d.ts")],
    files: [join(root, entry)],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
  execFileSync(process.execPath, [join(root, "node_modules", "typescript", "bin", "tsc"), "-p", folder]);
  const isNoSource = (path: string) => !path.endsWith(".ts");
  cpSync(join(root, "src"), join(folder, "src"), {recursive: true, filter: isNoSource});
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  return {folder, script: join(folder, entry.replace(/\.ts$/, ".js"))};
}
