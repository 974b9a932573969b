import type {Computed} from "../computed.ts";
import {flightLifts} from "./flightLifts.ts";
import {forecasts} from "./forecasts.ts";
import {movers} from "./movers.ts";
import {trending} from "./trending.ts";
import {valueExpected} from "./valueExpected.ts";
import {valueModels} from "./valueModels.ts";
import {weather} from "./weather.ts";

/** Every mart that is estimated. */
export const computed: readonly Computed[] = [
  movers,
  trending,
  weather,
  flightLifts,
  forecasts,
  valueModels,
  valueExpected,
];
