import type {Formats} from "../../../lib/format.ts";
import type {Steps} from "./rows.ts";

/** From such a conversion on, hundredths of a percent are noise. */
const leastPlain = 0.1;

/** How shares of visits are written, the same in all of the section. */
export function rateKind({visits, purchases}: Steps): "percent" | "rate" {
  return purchases !== null && visits > 0 && purchases / visits >= leastPlain ? "percent" : "rate";
}

export function rateWriter(all: Steps, formats: Formats): (share: number) => string {
  const style = rateKind(all) === "rate" ? "rate" : "plain";
  return (share) => formats.percent(share, style);
}
