import {type ChildProcess, spawn} from "node:child_process";
import {fileURLToPath} from "node:url";
import "./build.ts";

const main = fileURLToPath(new URL("../../main.js", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Settings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts `node main …` as its own process. */
export function start(args: readonly string[], {cwd, env = {}}: Settings): ChildProcess {
  return spawn(process.execPath, [main, ...args], {cwd, env: {...process.env, NO_COLOR: "1", ...env}});
}

/** Resolves to what the process printed and how it ended. */
export function ended(child: ChildProcess): Promise<Ended> {
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => out.push(text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => err.push(text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({code, out: out.join(""), err: err.join("")}));
  });
}

export function daybook(args: readonly string[], settings: Settings): Promise<Ended> {
  return ended(start(args, settings));
}
