export interface Store {
  /** 0 is the web shop. */
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly region: string;
  /** How much of the shops' business it does, relative to the other shops; the web shop's is known by the hour. */
  readonly weight: number;
}

/** The web shop has no visitors at a door, never closes its doors, and is never out of stock. */
export const stores: readonly Store[] = (
  [
    ["W1", "Web shop", "Online", 0],
    ["S1", "Paris Marais", "Île-de-France", 30],
    ["S2", "Paris Bercy", "Île-de-France", 22],
    ["S3", "Lyon", "Auvergne-Rhône-Alpes", 20],
    ["S4", "Marseille", "Provence-Alpes-Côte d'Azur", 16],
    ["S5", "Lille", "Hauts-de-France", 12],
  ] as const
).map(([id, name, region, weight], index) => ({index, id, name, region, weight}));

export const webShop = stores[0]!;

/** Those with a door. */
export const shops = stores.slice(1);

/** Share of the web shop in all orders; the hours are made so. */
export const shareOfWeb = 0.56;

const weightOfShops = shops.reduce((sum, {weight}) => sum + weight, 0);

/** Share of all orders, planned. */
export function shareOfStore({index, weight}: Store): number {
  return index === 0 ? shareOfWeb : ((1 - shareOfWeb) * weight) / weightOfShops;
}

export interface StoreRecord {
  readonly store_id: string;
  readonly store_name: string;
  readonly region: string;
  readonly country: string;
}

export function storeRecords(): StoreRecord[] {
  return stores.map(({id, name, region}) => ({store_id: id, store_name: name, region, country: "France"}));
}
