import {closeSync, openSync, writeFileSync} from "node:fs";
import {countIn, noCounts} from "./counts.ts";
import type {Entry} from "./records.ts";

const lengthOfPart = 1 << 18;

/** A CSV file written record by record, and what becomes of its records; without a file, these are only counted. */
export class Sheet<Written extends object> {
  readonly counts = noCounts();
  private readonly file: number | undefined;
  private text = "";

  constructor(path: string | undefined, columns: readonly (keyof Written & string)[]) {
    this.file = path === undefined ? undefined : openSync(path, "w");
    this.text = `${columns.join(",")}\n`;
  }

  /** True when the record is clean; `isRepeated`: it stands there twice. */
  add({record, fault}: Entry<Written, unknown>, isRepeated = false): boolean {
    this.write(record);
    if (isRepeated) this.write(record);
    if (isRepeated) countIn(this.counts, fault, true);
    return countIn(this.counts, fault);
  }

  close(): void {
    if (this.file === undefined) return;
    this.flush();
    closeSync(this.file);
  }

  private write(record: Written): void {
    if (this.file === undefined) return;
    this.text += csvLine(record);
    if (this.text.length >= lengthOfPart) this.flush();
  }

  private flush(): void {
    writeFileSync(this.file!, this.text);
    this.text = "";
  }
}

const special = /[",\n\r]/;

/** One record as a line, quoted where it must be (RFC 4180, but it ends in LF). */
export function csvLine(record: object): string {
  return `${Object.values(record).map(csvField).join(",")}\n`;
}

function csvField(value: string | number | null): string {
  if (value === null) return "";
  return typeof value === "string" && special.test(value) ? `"${value.replaceAll('"', '""')}"` : String(value);
}
