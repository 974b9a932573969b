import {dailySales} from "./charts/dailySales.ts";
import {forecast} from "./charts/forecast.ts";
import {topCampaigns} from "./charts/topCampaigns.ts";
import {trafficVsSales} from "./charts/trafficVsSales.ts";
import type {Chart} from "./figure.ts";

/** In the order of the report. */
export const charts: readonly Chart[] = [
  dailySales,
  topCampaigns,
  trafficVsSales,
  forecast,
] as readonly Chart<never>[] as readonly Chart[];
