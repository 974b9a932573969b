import {spawnSync} from "node:child_process";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const require = createRequire(import.meta.url);

function tool(packageName: string, bin: string, ...args: string[]) {
  const file = join(dirname(require.resolve(`${packageName}/package.json`)), bin);
  const {status, stdout, stderr} = spawnSync(process.execPath, [file, ...args], {cwd: root, encoding: "utf8"});
  return {status, output: `${stdout}${stderr}`};
}

test("source and tests are formatted and linted", () => {
  const {status, output} = tool("@biomejs/biome", "bin/biome", "check", "--colors=off", ".");
  expect(status, output).toBe(0);
});

test("source and tests keep to their types", () => {
  const {status, output} = tool("typescript", "bin/tsc", "-p", "test");
  expect(status, output).toBe(0);
});
