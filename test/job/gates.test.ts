import {expect, test} from "vitest";
import type {SourceConfig} from "../../src/config/config.ts";
import {checkGates} from "../../src/job/gates.ts";
import {GateError} from "../../src/lib/errors.ts";

const source = (name: string, maxRejected: number) => ({name, maxRejected}) as SourceConfig;
const reasons = {"is not a date": 30, "is not a number": 5, "has fewer fields than the header": 5, "is empty": 1};
const quality = {orders: {raw: 1000, rejected: 40, reasons}, campaigns: {raw: 10, rejected: 5, reasons: {}}};

test("a source at its limit passes, and so does one without records", () => {
  checkGates([source("orders", 0.04), source("campaigns", 1)], quality);
  checkGates([source("orders", 0)], {orders: {raw: 0, rejected: 0, reasons: {}}});
  checkGates([source("footfall", 0)], quality);
});

test("every source above its limit is named, with its share and the commonest reasons", () => {
  const gate = () => checkGates([source("orders", 0.039), source("campaigns", 0.2)], quality);
  expect(gate).toThrow(GateError);
  expect(gate).toThrow(
    "  orders: 40 of 1000 records, 4 % (max_rejected is 3.9 %): 30 × is not a date, 5 × has fewer fields than the header, 5 × is not a number\n" +
      "  campaigns: 5 of 10 records, 50 % (max_rejected is 20 %)",
  );
});
