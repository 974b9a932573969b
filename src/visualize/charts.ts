import {campaignEffect} from "./charts/campaignEffect.ts";
import {customerCohorts} from "./charts/customerCohorts.ts";
import {dailySales} from "./charts/dailySales.ts";
import {forecast} from "./charts/forecast.ts";
import {productPareto} from "./charts/productPareto.ts";
import {returnRates} from "./charts/returnRates.ts";
import {salesByHour} from "./charts/salesByHour.ts";
import {stockCover} from "./charts/stockCover.ts";
import {storeSales} from "./charts/storeSales.ts";
import {topCampaigns} from "./charts/topCampaigns.ts";
import {trafficVsSales} from "./charts/trafficVsSales.ts";
import {webFunnel} from "./charts/webFunnel.ts";
import {weeklySales} from "./charts/weeklySales.ts";
import type {Chart} from "./figure.ts";

/** In the order of the report. */
export const charts: readonly Chart[] = [
  dailySales,
  topCampaigns,
  trafficVsSales,
  weeklySales,
  salesByHour,
  productPareto,
  storeSales,
  forecast,
  campaignEffect,
  stockCover,
  customerCohorts,
  returnRates,
  webFunnel,
] as readonly Chart<never>[] as readonly Chart[];
