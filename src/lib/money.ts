/** Exact arithmetic on decimal text (`"-1234.5000"`): money never becomes a float. All throw RangeError on a text that is not a plain decimal. */

interface Decimal {
  /** The digits without the point, signed. */
  readonly units: bigint;
  /** Digits behind the point. */
  readonly scale: number;
}

/** The sum, with as many decimals as the most precise value has; "0" for none. */
export function sum(values: readonly string[]): string {
  const decimals = values.map(parse);
  const scale = Math.max(0, ...decimals.map((decimal) => decimal.scale));
  return print({units: decimals.reduce((total, decimal) => total + atScale(decimal, scale), 0n), scale});
}

/** `a − b`, with as many decimals as the more precise of the two. */
export function subtract(a: string, b: string): string {
  const {units, scale} = parse(b);
  return sum([a, print({units: -units, scale})]);
}

/** With exactly `digits` decimals; halves go away from zero. */
export function round(value: string, digits = 2): string {
  return divide(value, 1, digits);
}

/** `value / divisor` with exactly `digits` decimals; halves go away from zero. The divisor is a whole number other than 0. */
export function divide(value: string, divisor: number | bigint, digits = 2): string {
  const {units, scale} = parse(value);
  const by = BigInt(divisor);
  if (by === 0n) throw new RangeError("division by zero");
  const numerator = units * 10n ** BigInt(digits);
  return print({units: roundedQuotient(numerator, by * 10n ** BigInt(scale)), scale: digits});
}

/** Without the zeros at the end that carry nothing, but at least `digits` decimals. */
export function trim(value: string, digits = 2): string {
  let {units, scale} = parse(value);
  for (; scale > digits && units % 10n === 0n; scale--) units /= 10n;
  return scale < digits ? round(value, digits) : print({units, scale});
}

/** True when both are the same number: `12.5` and `12.5000`. */
export function equals(a: string, b: string): boolean {
  return parse(subtract(a, b)).units === 0n;
}

function parse(text: string): Decimal {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(text);
  if (!match) throw new RangeError(`"${text}" is not a plain decimal`);
  const [, sign, whole, fraction = ""] = match;
  const units = BigInt(`${whole}${fraction}`);
  return {units: sign === "-" ? -units : units, scale: fraction.length};
}

function print({units, scale}: Decimal): string {
  const digits = magnitude(units)
    .toString()
    .padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale);
  return `${units < 0n ? "-" : ""}${whole}${scale > 0 ? `.${fraction}` : ""}`;
}

function atScale({units, scale}: Decimal, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale);
}

function roundedQuotient(numerator: bigint, denominator: bigint): bigint {
  const [n, d] = [magnitude(numerator), magnitude(denominator)];
  const rounded = (2n * n + d) / (2n * d);
  return numerator < 0n === denominator < 0n ? rounded : -rounded;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
