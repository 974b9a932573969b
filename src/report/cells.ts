import type {Formats} from "../lib/format.ts";
import type {Cell, CellKind, TableBlock, TableColumn} from "./block.ts";

/** What stands for a value that is not known. */
const unknown = "–";

/** The values of one column as they are shown; amounts with as many decimals as those beside them. */
export function columnTexts(
  {rows}: Pick<TableBlock, "rows">,
  {key, kind}: {readonly key: string; readonly kind: CellKind},
  formats: Formats,
): string[] {
  const values = rows.map((row) => row[key] ?? null);
  const beside = kind === "money" ? values.filter((value) => value !== null).map(String) : [];
  return values.map((value) => cellText(value, kind, formats, beside));
}

export function cellText(value: Cell, kind: CellKind, formats: Formats, beside: readonly string[] = []): string {
  if (value === null) return unknown;
  return writers[kind](value, formats, beside);
}

type Writer = (value: string | number | boolean, formats: Formats, beside: readonly string[]) => string;

const asIs: Writer = (value) => (typeof value === "boolean" ? (value ? "yes" : "no") : String(value));

const writers: Readonly<Record<CellKind, Writer>> = {
  name: asIs,
  text: asIs,
  digits: asIs,
  day: (value, formats) => formats.period(String(value), String(value)),
  money: (value, formats, beside) => formats.exact(String(value), beside),
  about_money: (value, formats) => formats.money(value as number | string, "whole"),
  money_change: (value, formats) => formats.change(Number(value)),
  count: (value, formats) => formats.number(value as number | string),
  about_count: (value, formats) => {
    const [few, count] = [formats.number(1), Number(value)];
    return count > 0 && count < 0.5 ? `<${few}` : formats.number(count);
  },
  decimal: (value, formats) => formats.decimal(Number(value), 2),
  percent: (value, formats) => formats.percent(Number(value)),
  change: (value, formats) => formats.percent(Number(value), "signed"),
  rate: (value, formats) => formats.percent(Number(value), "rate"),
};

/** The note of a table, and what is to be said of the columns that are shown. */
export function noteOf({note}: Pick<TableBlock, "note">, columns: readonly Pick<TableColumn, "about">[]): string {
  return [note, ...columns.map(({about}) => about)].filter(Boolean).join(" ");
}

export function isText(kind: CellKind): boolean {
  return kind === "name" || kind === "text";
}
