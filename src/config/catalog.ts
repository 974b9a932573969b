import type {SourceSpec} from "./source.ts";
import {calendar} from "./sources/calendar.ts";
import {campaigns} from "./sources/campaigns.ts";
import {customers} from "./sources/customers.ts";
import {events} from "./sources/events.ts";
import {footfall} from "./sources/footfall.ts";
import {inventory} from "./sources/inventory.ts";
import {offers} from "./sources/offers.ts";
import {orderHeaders} from "./sources/order_headers.ts";
import {orders} from "./sources/orders.ts";
import {products} from "./sources/products.ts";
import {returns} from "./sources/returns.ts";
import {stores} from "./sources/stores.ts";
import {weather} from "./sources/weather.ts";
import {webTraffic} from "./sources/web_traffic.ts";

/** Every source Daybook knows, in the order they are read and reported. */
export const catalog: readonly SourceSpec[] = [
  orders,
  campaigns,
  webTraffic,
  footfall,
  products,
  customers,
  stores,
  inventory,
  events,
  returns,
  orderHeaders,
  offers,
  calendar,
  weather,
];
