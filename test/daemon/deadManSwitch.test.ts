import {once} from "node:events";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {expect, onTestFinished, test} from "vitest";
import {GateError, TemporaryError} from "../../src/lib/errors.ts";
import {failing, watch} from "./watch.ts";

const hourly = `cron: "0 * * * *"`;

/** What was called, in order, with each run's id as a number. */
async function listen(): Promise<{url: string; calls: () => string[]}> {
  const paths: string[] = [];
  const server = createServer(({url}, response) => {
    paths.push(url!);
    response.end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => void server.close());
  const {port} = server.address() as AddressInfo;
  const runs: string[] = [];
  const numbered = (path: string) =>
    path.replace(/rid=(.*)/, (_, run: string) => `run ${runs.includes(run) ? runs.indexOf(run) + 1 : runs.push(run)}`);
  return {url: `http://127.0.0.1:${port}/check`, calls: () => paths.map(numbered)};
}

test("a slot calls when it starts, when it is done, and with its exit code when it has failed for good", async () => {
  const {url, calls} = await listen();
  const job = failing(new TemporaryError("locked"), new GateError("too many records"));
  const {pass, slots} = await watch(hourly, {job, more: `ping: {url: "${url}"}`});
  await pass(65);
  expect(slots().map(({state}) => state)).toEqual(["failed", "done"]);
  expect(calls()).toEqual([
    "/check/start?run 1",
    "/check/start?run 2",
    "/check/3?run 2",
    "/check/start?run 3",
    "/check?run 3",
  ]);
});

test("nobody who listens is no failure", async () => {
  const {pass, slots} = await watch(hourly, {more: `ping: {url: "http://127.0.0.1:9/check"}`});
  await pass(3);
  expect(slots().map(({state}) => state)).toEqual(["done"]);
});
