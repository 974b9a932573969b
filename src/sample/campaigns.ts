import {meanLines, meanQuantity, products, shareOfProduct} from "./assortment.ts";
import {type Day, shiftDay} from "./calendar.ts";
import type {Random} from "./random.ts";

/** A campaign that comes back every year. */
export interface Campaign {
  readonly name: string;
  /** First days, `MM-DD`. */
  readonly starts: readonly string[];
  readonly days: number;
  /** How many products it advertises, the whole shop, or products by number. */
  readonly reach: number | "all" | readonly number[];
  /** By how much an advertised product sells better while the campaign runs, as a factor. */
  readonly lift: number;
}

/** One flight as it was planned: one product, or all of them (null). */
export interface PlannedFlight {
  readonly campaign: Campaign;
  readonly product: number | null;
  readonly startsOn: string;
  readonly endsOn: string;
  /** What it cost, in cents. */
  readonly spend: number;
}

/** The names carry what names carry: commas, quotes, accents, apostrophes. */
export const campaigns: readonly Campaign[] = [
  {name: "Winter Sale", starts: ["01-06"], days: 24, reach: 20, lift: 1.6},
  {name: "Newsletter", starts: ["01-22", "03-25", "06-03", "08-05", "10-07", "11-25"], days: 18, reach: 14, lift: 1.25},
  {name: "Valentine's Day", starts: ["02-04"], days: 11, reach: 14, lift: 2},
  {name: "Free Shipping", starts: ["02-20", "06-10", "09-09"], days: 6, reach: "all", lift: 1.2},
  {name: "Spring Cleaning, Fresh Start", starts: ["03-08"], days: 28, reach: 18, lift: 1.5},
  {name: "Easter Baskets", starts: ["03-18"], days: 13, reach: 12, lift: 1.8},
  {name: "Café Launch", starts: ["04-08"], days: 24, reach: 6, lift: 2.2},
  {name: "Mother's Day", starts: ["04-28"], days: 14, reach: 16, lift: 1.9},
  {name: "Vinyl Corner", starts: ["05-10"], days: 40, reach: [51, 52], lift: 1},
  {name: "Garden Party", starts: ["05-20"], days: 40, reach: 14, lift: 1.5},
  {name: "Fête de la Musique", starts: ["06-14"], days: 10, reach: 8, lift: 1.7},
  {name: "Summer Sale", starts: ["06-29"], days: 32, reach: 24, lift: 1.6},
  {name: '"Two for One" Weekends', starts: ["07-26"], days: 24, reach: 12, lift: 1.8},
  {name: "Back to School", starts: ["08-19"], days: 24, reach: 18, lift: 1.6},
  {name: "Autumn Colours", starts: ["09-16"], days: 36, reach: 16, lift: 1.4},
  {name: "Halloween", starts: ["10-19"], days: 13, reach: 9, lift: 1.7},
  {name: "Singles' Day", starts: ["11-10"], days: 2, reach: "all", lift: 1.3},
  {name: "Black Friday", starts: ["11-22"], days: 12, reach: 28, lift: 1.9},
  {name: "Noël à la maison", starts: ["12-02"], days: 23, reach: 24, lift: 1.7},
  {name: "Clearance", starts: ["12-27"], days: 12, reach: 18, lift: 1.6},
];

/** Marketing spends where it pays: on the best sellers. */
const advertised = products.slice(0, 32).map(({id}) => id);

/** Every flight that touches the calendar, in the order of the years and the campaigns. */
export function planFlights(days: readonly Day[], ordersPerDay: number, random: Random): PlannedFlight[] {
  const [first, last] = [days[0]!.iso, days.at(-1)!.iso];
  const years = Array.from({length: Number(last.slice(0, 4)) - Number(first.slice(0, 4)) + 2}, (_, i) =>
    String(Number(first.slice(0, 4)) - 1 + i),
  );
  return years
    .flatMap((year) => campaigns.flatMap((campaign) => flightsOf(campaign, year, ordersPerDay, random)))
    .filter(({startsOn, endsOn}) => startsOn <= last && endsOn >= first);
}

function flightsOf(campaign: Campaign, year: string, ordersPerDay: number, random: Random): PlannedFlight[] {
  return campaign.starts.flatMap((start) =>
    reachOf(campaign, random).map((product) => {
      const startsOn = shiftDay(`${year}-${start}`, random.whole(0, campaign.days > 6 ? 3 : 0));
      const spend = spendOf(campaign, product, ordersPerDay, random);
      return {campaign, product, startsOn, endsOn: shiftDay(startsOn, campaign.days - 1), spend};
    }),
  );
}

function reachOf({reach}: Campaign, random: Random): readonly (number | null)[] {
  if (reach === "all") return [null];
  return typeof reach === "number" ? random.some(advertised, reach) : reach;
}

/** Some percent of what the product sells in that time anyway; what does not sell costs, too. */
function spendOf({days}: Campaign, product: number | null, ordersPerDay: number, random: Random): number {
  const percent = product === null ? 3 : 12;
  const chosen = products.filter(({id}) => product === null || id === product);
  const due = chosen.reduce((sum, {id, price}) => sum + price * shareOfProduct[id - 1]!, 0);
  const cents = (percent / 100) * due * days * ordersPerDay * meanLines * meanQuantity * (0.6 + 0.8 * random.share());
  return 100 * Math.max(5, Math.round(cents / 100));
}
