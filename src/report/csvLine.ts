import {identifier, text} from "../store/warehouse.ts";

export interface Column {
  readonly name: string;
  /** As the engine names it: `DECIMAL(18,4)`. */
  readonly type: string;
}

/** SQL that writes the lines a query gives, each ending in a carriage return, with their header where one is wanted. The engine ends lines with \n only and quotes by its own rules, so each line is made whole and goes out as it is: "quoted" by nothing, without a look at what it holds. */
export function copyOf(query: string, file: string, hasHeader = true): string {
  return `copy (${query}) to ${text(file)} (format csv, header ${hasHeader}, quote '', escape '', delimiter '', force_quote *)`;
}

export function header(columns: readonly Column[]): string {
  return identifier(`${columns.map(({name}) => quotedName(name)).join(",")}\r`);
}

/** SQL for a column as it stands in a line; NULL, which `concat` leaves out, where it is missing. */
export function field({name, type}: Column): string {
  const column = identifier(name);
  if (isMoney({name, type})) return money(column, type);
  if (type.startsWith("DECIMAL")) return `rtrim(rtrim(cast(${column} as varchar), '0'), '.')`;
  if (/INT|DATE|TIME|BOOLEAN|DOUBLE|FLOAT/.test(type)) return `cast(${column} as varchar)`;
  return safe(`cast(${column} as varchar)`);
}

/** SQL for a text as it stands in a line: disarmed, and quoted where it must be. */
export function safe(value: string): string {
  return `case when ${isSpecial(value)} then ${quoted(disarmed(value))} else ${value} end`;
}

/** SQL that holds for a text that cannot stand in a line as it is. */
export function isSpecial(value: string): string {
  return `regexp_matches(${value}, '^[=+@\\t\\r\\n-]|[",\\r\\n]')`;
}

function isMoney({name, type}: Column): boolean {
  return type.startsWith("DECIMAL") && /(^|_)(revenue|credit|spend)$/.test(name);
}

/** Nearly all money has two decimals, which are quicker written than cut. */
function money(column: string, type: string): string {
  const short = type.replace(/,\d+\)$/, ",2)");
  return `case when mod(${column}, 0.01) = 0 then cast(cast(${column} as ${short}) as varchar)
    else rtrim(cast(${column} as varchar), '0') end`;
}

function disarmed(value: string): string {
  return `case when regexp_matches(${value}, '^[=+@\\t\\r\\n-]') then concat('''', ${value}) else ${value} end`;
}

function quoted(value: string): string {
  return `case when regexp_matches(${value}, '[",\\r\\n]') then concat('"', replace(${value}, '"', '""'), '"') else ${value} end`;
}

function quotedName(name: string): string {
  return /[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}
