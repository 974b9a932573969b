import {existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync} from "node:fs";
import {join, resolve} from "node:path";
import {messageOf, RunError, UsageError} from "../lib/errors.ts";
import {Books, type Sheets} from "./books.ts";
import {writeDatabase} from "./database.ts";
import {configFile, configText, csvText, jsonText, truthFile} from "./files.ts";
import {findings} from "./findings.ts";
import type {Order} from "./orders.ts";
import {customerColumns, eventColumns, headerColumns, movementColumns, returnColumns} from "./paperwork.ts";
import type {OrderRecord} from "./records.ts";
import {Sheet} from "./sheet.ts";
import {makeShop, type SmallSources} from "./shop.ts";
import {type SourceName, sourceFiles, sourceNames} from "./sourceFiles.ts";
import {renderTruth, type Truth} from "./truth.ts";

export {parseTruth, type Truth} from "./truth.ts";

interface SampleOptions {
  /** Orders, from 1, of one to three lines; any number, memory does not grow with it. */
  readonly orders: number;
  /** A whole number from 0 to 2^32 − 1. The same orders and seed give the same bytes. */
  readonly seed: number;
  /** Made when it does not exist. */
  readonly folder: string;
  /** The sources to write, orders among them whether named or not; without it all. */
  readonly only?: readonly SourceName[];
}

interface SampleSummary {
  /** Absolute. */
  readonly folder: string;
  /** The files written, absolute. */
  readonly files: readonly {readonly file: string; readonly bytes: number}[];
  /** Orders, those that cannot be used among them. */
  readonly orders: number;
  /** First and last day with a usable order, and what these orders come to, as decimal text. */
  readonly from: string;
  readonly to: string;
  readonly revenue: string;
}

/**
 * Writes the sources of a sample shop, a config that reads them, and truth.json with what must be found in them.
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
  if (existsSync(join(folder, truthFile))) return;
  const found = Object.values(sourceFiles).find((name) => existsSync(join(folder, name)));
  if (found === undefined) return;
  throw new UsageError(`${join(folder, found)} is there already and is not a sample; choose another folder`);
}

/** All files are made beside and moved in together at the end. */
function writeInto(folder: string, options: SampleOptions): SampleSummary {
  mkdirSync(folder, {recursive: true});
  const staging = mkdtempSync(join(folder, ".sample-"));
  try {
    const wanted = sourceNames.filter((name) => name === "orders" || (options.only ?? sourceNames).includes(name));
    const truth = writeFiles(staging, options, wanted);
    const files = [truthFile, ...wanted.map((name) => sourceFiles[name]), configFile]
      .filter((name) => name !== configFile || !existsSync(join(folder, name)))
      .map((name) => moveIn(name, staging, folder));
    const {period, totals} = truth;
    return {folder, files, orders: options.orders, from: period.from, to: period.to, revenue: totals.revenue};
  } finally {
    rmSync(staging, {recursive: true, force: true});
  }
}

function writeFiles(folder: string, {orders, seed}: SampleOptions, wanted: readonly SourceName[]): Truth {
  const shop = makeShop(orders, seed);
  const sheets = openSheets(folder, wanted);
  try {
    const books = new Books(shop, orders, sheets);
    writeDatabase(join(folder, sourceFiles.orders), entered(shop.orders, books));
    const truth = findings({orders, seed}, shop, books, new Set(wanted));
    writeSmall(folder, shop.records, wanted);
    writeFileSync(join(folder, truthFile), renderTruth(truth));
    writeFileSync(join(folder, configFile), configText(wanted));
    return truth;
  } finally {
    for (const sheet of Object.values(sheets)) sheet.close();
  }
}

/** A sheet that is not wanted has no file: what would stand in it is counted all the same. */
export function openSheets(folder: string, wanted: readonly SourceName[]): Sheets {
  const open = <Written extends object>(name: keyof Sheets, columns: readonly (keyof Written & string)[]) =>
    new Sheet<Written>(wanted.includes(name) ? join(folder, sourceFiles[name]) : undefined, columns);
  return {
    customers: open("customers", customerColumns),
    inventory: open("inventory", movementColumns),
    events: open("events", eventColumns),
    returns: open("returns", returnColumns),
    order_headers: open("order_headers", headerColumns),
  };
}

function writeSmall(folder: string, records: SmallSources, wanted: readonly SourceName[]): void {
  for (const [name, own] of Object.entries(records) as [keyof SmallSources, readonly object[]][]) {
    const file = sourceFiles[name];
    if (wanted.includes(name)) writeFileSync(join(folder, file), file.endsWith(".json") ? jsonText(own) : csvText(own));
  }
}

/** The lines of the orders; the last one ends the books' last day. */
function* entered(orders: Iterable<Order>, books: Books): Generator<OrderRecord> {
  for (const order of orders) {
    books.add(order);
    for (const {record} of order.lines) yield record;
  }
  books.endLastDay();
}

function moveIn(name: string, staging: string, folder: string): {file: string; bytes: number} {
  const file = join(folder, name);
  // Left behind by whoever had the old database open, these would be taken for a part of the new one.
  for (const suffix of ["-journal", "-wal", "-shm"]) rmSync(`${file}${suffix}`, {force: true});
  renameSync(join(staging, name), file);
  return {file, bytes: statSync(file).size};
}
