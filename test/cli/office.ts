import {mkdtempSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Ledger} from "../../src/store/ledger.ts";
import {type Answer, daybookWithin} from "../support/within.ts";

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
  does(...words: readonly string[]): Promise<Answer> {
    return daybookWithin(words, this.folder);
  }
}
