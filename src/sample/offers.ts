import type {Random} from "./random.ts";

export interface Offer {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** Percent of the price it takes off. */
  readonly percent: number;
  /** First and last day, `YYYY-MM-DD`; absent: always. */
  readonly from?: string;
  readonly to?: string;
  /** Who or what it is for; absent: anything. */
  readonly needs?: "many units" | "a loyal customer";
  /** How often it is taken where it holds. */
  readonly taken: number;
}

/** Used at the till, but in no list of offers. */
const staff: Offer = {id: "STAFF", name: "", kind: "", percent: 50, taken: 0.004};

/** None of them makes anybody buy more: that lines with the discount for many units are large is why they have it. */
export const offers: readonly Offer[] = [
  {id: "BULK", name: "Five or more", kind: "Volume", percent: 5, needs: "many units", taken: 1},
  {id: "LOYAL", name: "Thank you", kind: "Loyalty", percent: 15, needs: "a loyal customer", taken: 0.25},
  {id: "NEWS", name: "Newsletter code", kind: "Code", percent: 10, taken: 0.05},
  ...["2023", "2024"].flatMap((year): Offer[] => [
    {...season("WINTER", year, "Winter sale", 30, "01-06", "01-31"), taken: 0.3},
    {...season("SUMMER", year, "Summer clearance", 20, "07-01", "07-31"), taken: 0.25},
    {...season("BLACK", year, "Black week", 25, "11-22", "12-02"), taken: 0.35},
  ]),
  {id: "COLLECT", name: "Collectors' week", kind: "Code", percent: 40, taken: 0},
];

function season(id: string, year: string, name: string, percent: number, from: string, to: string) {
  return {
    id: `${id}-${year}`,
    name: `${name} ${year}`,
    kind: "Season",
    percent,
    from: `${year}-${from}`,
    to: `${year}-${to}`,
  };
}

/** The offer a line is sold under, or null. */
export function offerFor(day: string, quantity: number, isLoyal: boolean, random: Random): Offer | null {
  if (quantity < 1) return null;
  if (random.happens(staff.taken)) return staff;
  const holding = offers.filter(
    ({from, to, needs}) =>
      (from === undefined || from <= day) &&
      (to === undefined || day <= to) &&
      (needs !== "many units" || quantity >= 5) &&
      (needs !== "a loyal customer" || isLoyal),
  );
  return holding.find(({taken}) => random.happens(taken)) ?? null;
}

export interface OfferRecord {
  readonly offer_id: string;
  readonly offer_name: string;
  readonly kind: string;
  readonly discount: number;
  readonly starts_on: string | null;
  readonly ends_on: string | null;
}

export function offerRecords(): OfferRecord[] {
  return offers.map(({id, name, kind, percent, from, to}) => ({
    offer_id: id,
    offer_name: name,
    kind,
    discount: percent / 100,
    starts_on: from ?? null,
    ends_on: to ?? null,
  }));
}
