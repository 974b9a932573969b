import {existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync} from "node:fs";
import {join, resolve} from "node:path";
import {messageOf, RunError, UsageError} from "../lib/errors.ts";
import {writeDatabase} from "./database.ts";
import {configText, csvText, fileNames, jsonText} from "./files.ts";
import {findings} from "./findings.ts";
import type {OrderEntry} from "./orders.ts";
import type {OrderRecord} from "./records.ts";
import {SalesTally} from "./salesTally.ts";
import {makeShop} from "./shop.ts";
import {renderTruth, type Truth} from "./truth.ts";

export {parseTruth, type Truth} from "./truth.ts";

interface SampleOptions {
  /** Order records, from 1; any number, memory does not grow with it. */
  readonly orders: number;
  /** A whole number from 0 to 2^32 − 1. The same orders and seed give the same bytes. */
  readonly seed: number;
  /** Made when it does not exist. */
  readonly folder: string;
}

interface SampleSummary {
  /** Absolute. */
  readonly folder: string;
  /** The files written, absolute. */
  readonly files: readonly {readonly file: string; readonly bytes: number}[];
  /** Order records, those that cannot be used among them. */
  readonly orders: number;
  /** First and last day with a usable order, and what these orders come to, as decimal text. */
  readonly from: string;
  readonly to: string;
  readonly revenue: string;
}

/**
 * Writes the four sources of a sample shop, a config that reads them, and truth.json with what must be found in them.
 * An existing config.yaml is left as it is. Throws UsageError for options that make no sense or a folder that holds
 * sources which are not a sample, RunError when the folder cannot be written.
 */
export async function writeSample(options: SampleOptions): Promise<SampleSummary> {
  const folder = resolve(options.folder);
  checkOptions(options);
  refuseForeign(folder);
  try {
    return writeInto(folder, options);
  } catch (error) {
    throw new RunError(`the sample cannot be written to ${folder}: ${messageOf(error)}`, {cause: error});
  }
}

function checkOptions({orders, seed}: SampleOptions): void {
  if (!Number.isSafeInteger(orders) || orders < 1)
    throw new UsageError(`orders must be a whole number from 1, not ${orders}`);
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32)
    throw new UsageError(`seed must be a whole number from 0 to ${2 ** 32 - 1}, not ${seed}`);
}

/** Real sources may have the same names. A sample is known by its truth.json. */
function refuseForeign(folder: string): void {
  if (existsSync(join(folder, fileNames.truth))) return;
  const {orders, campaigns, web_traffic, footfall} = fileNames;
  const found = [orders, campaigns, web_traffic, footfall].find((name) => existsSync(join(folder, name)));
  if (found === undefined) return;
  throw new UsageError(`${join(folder, found)} is there already and is not a sample; choose another folder`);
}

/** All files are made beside and moved in together at the end. */
function writeInto(folder: string, options: SampleOptions): SampleSummary {
  mkdirSync(folder, {recursive: true});
  const staging = mkdtempSync(join(folder, ".sample-"));
  try {
    const truth = writeFiles(staging, options);
    const files = Object.values(fileNames)
      .filter((name) => name !== fileNames.config || !existsSync(join(folder, name)))
      .map((name) => moveIn(name, staging, folder));
    const {period, totals} = truth;
    return {folder, files, orders: options.orders, from: period.from, to: period.to, revenue: totals.revenue};
  } finally {
    rmSync(staging, {recursive: true, force: true});
  }
}

function writeFiles(folder: string, {orders, seed}: SampleOptions): Truth {
  const shop = makeShop(orders, seed);
  const tally = new SalesTally(shop.demand, shop.marketing.flights);
  writeDatabase(join(folder, fileNames.orders), tallied(shop.orders, tally));
  const truth = findings({orders, seed}, tally, shop.measures, shop.counts);
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write(fileNames.campaigns, csvText(shop.marketing.records));
  write(fileNames.web_traffic, jsonText(shop.visits));
  write(fileNames.footfall, csvText(shop.readings));
  write(fileNames.truth, renderTruth(truth));
  write(fileNames.config, configText);
  return truth;
}

function* tallied(orders: Iterable<OrderEntry>, tally: SalesTally): Generator<OrderRecord> {
  for (const order of orders) {
    tally.add(order);
    yield order.record;
  }
}

function moveIn(name: string, staging: string, folder: string): {file: string; bytes: number} {
  const file = join(folder, name);
  // Left behind by whoever had the old database open, these would be taken for a part of the new one.
  for (const suffix of ["-journal", "-wal", "-shm"]) rmSync(`${file}${suffix}`, {force: true});
  renameSync(join(staging, name), file);
  return {file, bytes: statSync(file).size};
}
