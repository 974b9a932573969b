import {expect, test} from "vitest";
import {crc32, plainCrc32} from "../../src/visualize/crc32.ts";

test.for([crc32, plainCrc32])("is that of the standard (%o)", (check) => {
  expect(check(Buffer.from("123456789")).toString(16)).toBe("cbf43926");
  expect(check(Buffer.alloc(0))).toBe(0);
});
