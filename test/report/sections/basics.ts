import {formatsFor} from "../../../src/lib/format.ts";
import type {Basics} from "../../../src/report/section.ts";

/** What sections are told of a shop of four weeks. */
export const basics: Basics = {
  as_of: "2024-05-28",
  period: {from: "2024-05-01", to: "2024-05-28", days: 28},
  revenue: "100.00",
  formats: formatsFor("en-GB", "EUR"),
  sources: ["orders"],
};
