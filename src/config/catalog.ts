import type {SourceSpec} from "./source.ts";
import {campaigns} from "./sources/campaigns.ts";
import {footfall} from "./sources/footfall.ts";
import {orders} from "./sources/orders.ts";
import {webTraffic} from "./sources/web_traffic.ts";

/** Every source Daybook knows, in the order they are read and reported. */
export const catalog: readonly SourceSpec[] = [orders, campaigns, webTraffic, footfall];
