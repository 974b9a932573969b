import {expect, test} from "vitest";
import {withResolution} from "../../src/visualize/png.ts";

const header = Buffer.from("89504e470d0a1a0a0000000d4948445200000001000000010806000000" + "1f15c489", "hex");

test("states the resolution right after the header, with a right checksum", () => {
  const png = withResolution(Buffer.concat([header, Buffer.from("rest")]), 11811);
  expect(png.subarray(0, 33)).toEqual(header);
  const chunk = png.subarray(33, 54);
  expect(chunk.toString("hex", 0, 17)).toBe("0000000970485973" + "00002e2300002e2301");
  expect(chunk.toString("hex", 17)).toBe("78a53f76");
  expect(png.subarray(54).toString()).toBe("rest");
});
