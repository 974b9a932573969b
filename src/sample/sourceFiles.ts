/** The file of each source. */
export const sourceFiles = {
  orders: "smartretail.db",
  campaigns: "marketing.csv",
  web_traffic: "web_traffic.json",
  footfall: "iot_stream.csv",
  products: "products.csv",
  customers: "customers.csv",
  stores: "stores.csv",
  inventory: "inventory.csv",
  events: "events.csv",
  returns: "returns.csv",
  order_headers: "order_headers.csv",
  offers: "offers.csv",
  calendar: "calendar.csv",
  weather: "weather.csv",
} as const;

export type SourceName = keyof typeof sourceFiles;

export const sourceNames = Object.keys(sourceFiles) as readonly SourceName[];
