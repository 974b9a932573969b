import {join} from "node:path";
import {main} from "../../src/cli/cli.ts";

export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A command on the config of `folder` as `node main` does it, but within this process: where it is not the process that matters. */
export async function daybookWithin(args: readonly string[], folder: string): Promise<Answer> {
  const [out, err]: [string[], string[]] = [[], []];
  const print = (text: string) => void out.push(text);
  const terminal = {folder, isLive: false, hasColors: false, print, say: (text: string) => void err.push(text)};
  const code = await main([...args, "--config", join(folder, "config.yaml")], terminal);
  return {code, out: out.join(""), err: err.join("")};
}
