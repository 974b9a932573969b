import {
  type Blemish,
  contradicted,
  customerDirt,
  eventDirt,
  flightDirt,
  headerDirt,
  missingDays,
  movementDirt,
  orderDirt,
  productDirt,
  readingDirt,
  repeated,
  returnDirt,
  visitDirt,
  weatherDirt,
} from "./dirt.ts";
import {emptyHeaders, missingHeaders} from "./headers.ts";

/** Shares of spoiled records, by source and kind. */
export const dirtShares: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  orders: shares(orderDirt),
  campaigns: {...shares(flightDirt), repeated: repeated.campaigns},
  web_traffic: {...shares(visitDirt), repeated: repeated.web_traffic, "missing days": missingDays.web_traffic},
  footfall: {...shares(readingDirt), repeated: repeated.footfall, "missing days": missingDays.footfall},
  products: {...shares(productDirt), repeated: repeated.products},
  customers: {...shares(customerDirt), repeated: repeated.customers},
  inventory: {...shares(movementDirt), repeated: repeated.inventory},
  events: {...shares(eventDirt), repeated: repeated.events, contradicted},
  returns: {...shares(returnDirt), repeated: repeated.returns},
  order_headers: {
    ...shares(headerDirt),
    repeated: repeated.order_headers,
    "orders without a header": missingHeaders,
    "headers without an order": emptyHeaders,
  },
  weather: {...shares(weatherDirt), repeated: repeated.weather},
};

function shares(dirt: readonly Pick<Blemish<never>, "name" | "share">[]): Record<string, number> {
  return Object.fromEntries(dirt.map(({name, share}) => [name, share]));
}
