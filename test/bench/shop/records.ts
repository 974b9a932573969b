import type {Random} from "./random.ts";

export type Order = readonly [day: string, country: string, product: number, quantity: number, amount: string];

const countries = [
  ["China", "Indonesia", "Russia", "Philippines", "France", "Brazil", "Sweden", "Poland"],
  ["Portugal", "Peru", "Côte d'Ivoire", "Japan", "United States", "Ukraine", "Colombia"],
].flat();
const brands = [
  ["Konklab", "Ventosanzap", "Y-Solowarm", "Cookley", "Zaam-Dox", "Pannier", "Alphazap", "It"],
  ["Toughjoyfax", "Flexidy", "Zamit", "Y-find", "Mat Lam Tam", "Voltsillam", "Greenlam"],
].flat();
const referrers = ["Google", "Direct", "Referral", "Facebook", "Email"];
const products = 50;
/** Flights a brand name stands for before it gets a number behind it. */
const flightsPerName = 6;
const firstDay = Date.UTC(2024, 0, 1);

/** The days the history starts with: all of 2024. */
export const historyDays = 366;

/** `09/03/2024` for the day that many days after 1 January 2024. */
export function paddedDay(day: number): string {
  return parts(day)
    .map((part) => String(part).padStart(2, "0"))
    .join("/");
}

/** `9/3/2024`. */
export function plainDay(day: number): string {
  return parts(day).join("/");
}

function parts(day: number): [month: number, day: number, year: number] {
  const date = new Date(firstDay + day * 86_400_000);
  return [date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCFullYear()];
}

/** Countries early in the list have more orders; amounts are dollars as text, from 10 to 1,000. */
export function order(random: Random, day: string): Order {
  const country = countries[Math.floor(random.share() * random.share() * countries.length)]!;
  const amount = `$${(10 + random.share() * 990).toFixed(2)}`;
  return [day, country, 1 + random.below(products), 1 + random.below(12), amount];
}

/** The flight at `place` of the file. Half of them end before they start, as in the data this is modelled on. */
export function flight(random: Random, place: number, days: readonly string[]): string {
  const number = Math.floor(place / (brands.length * flightsPerName));
  const name = `${brands[place % brands.length]}${number === 0 ? "" : ` ${number}`}`;
  return `${name},${1 + random.below(products)},${random.of(days)},${random.of(days)}\n`;
}

export function visits(random: Random, day: string): string {
  const [pageviews, sessions] = [random.below(60_000), random.below(25_000)];
  return `{"date":"${day}","pageviews":${pageviews},"sessions":${sessions},"source":"${random.of(referrers)}"}`;
}

export function reading(random: Random, day: string): string {
  return `${day},${random.below(100)},${(15 + random.share() * 15).toFixed(1)}\n`;
}
