/** What the shop sells, to whom, and how much of each. */
export interface Product {
  readonly id: number;
  /** List price in cents. */
  readonly price: number;
  /** How often it is bought, relative to the others. */
  readonly popularity: number;
}

/** In dollars, by product number. Sellers first, with a long tail of the rarely bought behind them. */
const prices = [
  18.9, 24.5, 12.95, 39.0, 29.9, 54.0, 16.4, 34.75, 22.6, 64.9, 27.3, 44.2, 19.8, 31.15, 49.95, 14.7, 37.4, 26.85, 58.6,
  21.25, 42.0, 33.9, 17.65, 74.5, 28.2, 36.6, 47.35, 23.1, 69.0, 32.45, 15.55, 52.8, 25.9, 40.7, 30.3, 82.0, 20.45,
  46.1, 35.85, 61.2, 13.85, 38.25, 29.05, 55.5, 89.9, 24.8, 43.65, 18.35, 67.7, 95.0,
];

export const products: readonly Product[] = prices.map((dollars, i) => ({
  id: i + 1,
  price: Math.round(dollars * 100),
  popularity: 1 / (i + 5),
}));

/** Best customers first. */
export const countries: readonly string[] = [
  "France",
  "Germany",
  "Belgium",
  "Italy",
  "Spain",
  "Switzerland",
  "Netherlands",
  "United Kingdom",
  "Austria",
  "Poland",
  "Sweden",
  "Portugal",
  "Denmark",
  "Ireland",
  "Czechia",
  "Norway",
  "Finland",
  "Greece",
  "Hungary",
  "Romania",
  "United States",
  "Canada",
  "Japan",
  "South Korea",
  "Australia",
  "Brazil",
  "Mexico",
  "China",
  "Indonesia",
  "Morocco",
  "Tunisia",
  "Senegal",
  "Côte d'Ivoire",
  "Réunion",
  "South Africa",
  "Türkiye",
  "Israel",
  "United Arab Emirates",
  "India",
  "Vietnam",
  "New Zealand",
  "Chile",
  "Argentina",
  "Colombia",
  "Peru",
  "Curaçao",
  "Iceland",
  "Malta",
  "Cyprus",
  "Åland",
];

/** How much of the shop's business comes from a country, relative to the others. */
export function weightOfCountry(_country: string, i: number): number {
  return 1 / ((i + 2) * (i + 5));
}

/** Units of one order line: mostly one, seldom many. Place 0 is one unit. */
export const weightsOfQuantity = [50, 28, 12, 6, 3, 1];
