import {mkdtempSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {main} from "../../src/cli/cli.ts";
import {Ledger} from "../../src/store/ledger.ts";

const config = `timezone: Europe/Paris
sources:
  orders: {csv: orders.csv}
`;
const mail = `mail:
  from: daybook@shop.example
  to: ann@shop.example
  smtp: {directory: mails}
`;

/** A folder with a config and, once it is opened, a ledger; remove it afterwards. */
export class Office {
  readonly folder = mkdtempSync(join(tmpdir(), "daybook-office-"));

  constructor(settings = mail) {
    this.settings(settings);
  }

  /** YAML beside the sources, in the place of what there was. */
  settings(text: string): void {
    writeFileSync(join(this.folder, "config.yaml"), config + text);
  }

  ledger(): Ledger {
    return Ledger.open(join(this.folder, "data", "daybook.sqlite"));
  }

  /** What a command prints, and how it ends. */
  async does(...words: readonly string[]): Promise<{code: number; out: string; err: string}> {
    const [out, err]: [string[], string[]] = [[], []];
    const {folder} = this;
    const print = (text: string) => void out.push(text);
    const terminal = {folder, isLive: false, hasColors: false, print, say: (text: string) => void err.push(text)};
    const code = await main([...words, "--config", join(folder, "config.yaml")], terminal);
    return {code, out: out.join(""), err: err.join("")};
  }
}
