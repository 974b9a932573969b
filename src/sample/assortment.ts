/** What the shop sells, to whom, and how much of each. */
export interface Product {
  readonly id: number;
  readonly name: string;
  readonly category: string;
  readonly subcategory: string;
  /** List price in cents. */
  readonly price: number;
  /** What one unit costs the shop, in cents. */
  readonly cost: number;
  /** How often it is bought, relative to the others; 0: never. */
  readonly popularity: number;
}

/** Price in dollars, name, subcategory and category. Sellers first, with a long tail of the rarely bought behind them. */
const articles = [
  [18.9, "Stoneware Mug", "Tableware", "Kitchen"],
  [24.5, "Linen Tea Towels, Set of 3", "Textiles", "Kitchen"],
  [12.95, "Pocket Notebook", "Paper", "Stationery"],
  [39.0, "Merino Scarf", "Accessories", "Fashion"],
  [29.9, "Beeswax Candle", "Candles", "Home"],
  [54.0, "Canvas Rucksack", "Bags", "Fashion"],
  [16.4, "Olive Oil Soap", "Bath", "Beauty"],
  [34.75, "Wooden Train", "Toys", "Children"],
  [22.6, 'Picture Frame 8"', "Decoration", "Home"],
  [64.9, "Cast Iron Pan", "Cookware", "Kitchen"],
  [27.3, "Herb Garden Kit", "Plants", "Garden"],
  [44.2, "Striped Jersey", "Clothing", "Fashion"],
  [19.8, "Fountain Pen Ink", "Writing", "Stationery"],
  [31.15, "Hand Cream, Trio", "Body", "Beauty"],
  [49.95, "Desk Lamp", "Lighting", "Home"],
  [14.7, "Memory Game", "Games", "Children"],
  [37.4, "Linen Apron", "Textiles", "Kitchen"],
  [26.85, "Watering Can", "Tools", "Garden"],
  [58.6, "Fisherman's Jumper", "Clothing", "Fashion"],
  [21.25, "Tea Strainer", "Tableware", "Kitchen"],
  [42.0, "Fountain Pen", "Writing", "Stationery"],
  [33.9, "Picnic Blanket", "Outdoors", "Garden"],
  [17.65, "Wool Socks", "Clothing", "Fashion"],
  [74.5, "Wireless Speaker", "Audio", "Electronics"],
  [28.2, "Puzzle, 500 Pieces", "Games", "Children"],
  [36.6, "Storage Basket", "Storage", "Home"],
  [47.35, "Leather Belt", "Accessories", "Fashion"],
  [23.1, "Bath Salts", "Bath", "Beauty"],
  [69.0, "Espresso Pot", "Cookware", "Kitchen"],
  [32.45, "Wall Calendar", "Paper", "Stationery"],
  [15.55, "Seed Box", "Plants", "Garden"],
  [52.8, "Desk Clock", "Decoration", "Home"],
  [25.9, "Finger Puppets", "Toys", "Children"],
  [40.7, "Gardening Gloves & Apron", "Tools", "Garden"],
  [30.3, "Salad Servers", "Tableware", "Kitchen"],
  [82.0, "Headphones", "Audio", "Electronics"],
  [20.45, "Washi Tape, Set of 8", "Paper", "Stationery"],
  [46.1, "Wool Throw", "Textiles", "Home"],
  [35.85, "Bow Tie", "Accessories", "Fashion"],
  [61.2, "Kitchen Scales", "Cookware", "Kitchen"],
  [13.85, "Lip Balm", "Body", "Beauty"],
  [38.25, "Board Game “Harvest”", "Games", "Children"],
  [29.05, "Bird Feeder", "Outdoors", "Garden"],
  [55.5, "Cardigan", "Clothing", "Fashion"],
  [89.9, "Alarm Clock Radio", "Audio", "Electronics"],
  [24.8, "Doormat", "Textiles", "Home"],
  [43.65, "Rain Hat", "Accessories", "Fashion"],
  [18.35, "Rubber Stamps", "Paper", "Stationery"],
  [67.7, "Hammock", "Outdoors", "Garden"],
  [95.0, "Made-to-order Lampshade", "Lighting", "Home"],
] as const;

/** On the shelf, but nobody buys them. */
const unsold = [
  [21.9, "Vinyl Single", "Vinyl", "Music"],
  [32.9, "Vinyl Record", "Vinyl", "Music"],
] as const;

type Article = (typeof articles | typeof unsold)[number];

/** What it costs the shop, as a share of the list price. */
const shareOfCost: Readonly<Record<Article[3], number>> = {
  Kitchen: 0.52,
  Stationery: 0.41,
  Fashion: 0.46,
  Home: 0.5,
  Beauty: 0.38,
  Children: 0.55,
  Garden: 0.57,
  Electronics: 0.68,
  Music: 0.6,
};

/** The products that are sold. */
export const products: readonly Product[] = articles.map((article, i) => productOf(article, i + 1, 1 / (i + 5)));

/** The last of them is made to order: it is sold, but never in stock. */
export const unstocked = products.length - 1;

/** These, and those nobody buys. */
export const shelf: readonly Product[] = [
  ...products,
  ...unsold.map((article, i) => productOf(article, products.length + i + 1, 0)),
];

function productOf([dollars, name, subcategory, category]: Article, id: number, popularity: number): Product {
  const price = Math.round(dollars * 100);
  return {id, name, category, subcategory, price, cost: Math.round(price * shareOfCost[category]), popularity};
}

/** Chance of each product on a day without campaigns. */
export const shareOfProduct: readonly number[] = products.map(
  ({popularity}) => popularity / products.reduce((sum, one) => sum + one.popularity, 0),
);

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

/** Lines of one order: mostly one, three at most. Place 0 is one line. */
export const weightsOfLines = [62, 27, 11];

/** Units of an ordinary line. */
export const meanQuantity =
  weightsOfQuantity.reduce((sum, weight, i) => sum + weight * (i + 1), 0) /
  weightsOfQuantity.reduce((sum, weight) => sum + weight, 0);

/** Lines of an ordinary order. */
export const meanLines =
  weightsOfLines.reduce((sum, weight, i) => sum + weight * (i + 1), 0) /
  weightsOfLines.reduce((sum, weight) => sum + weight, 0);

/** Units a product sells on a day, planned, in all stores. */
export function dailyUnits(product: number, ordersPerDay: number): number {
  return ordersPerDay * meanLines * meanQuantity * (shareOfProduct[product] ?? 0);
}
