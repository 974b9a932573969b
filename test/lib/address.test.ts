import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {isSameAddress, parseAddress} from "../../src/lib/address.ts";

describe("an address is read:", () => {
  test.for([
    ["owner@example.org", {address: "owner@example.org"}],
    [" owner@example.org ", {address: "owner@example.org"}],
    ["root@localhost", {address: "root@localhost"}],
    ["o'neil+shop=a@mail-1.example.org", {address: "o'neil+shop=a@mail-1.example.org"}],
    ["The Owner <owner@example.org>", {name: "The Owner", address: "owner@example.org"}],
    ["Zoë 🛒<zoe@example.org>", {name: "Zoë 🛒", address: "zoe@example.org"}],
    ['"Owner, \\"The\\"" <owner@example.org>', {name: 'Owner, "The"', address: "owner@example.org"}],
    ["<owner@example.org>", {address: "owner@example.org"}],
    ["owner@Bücher.example", {address: "owner@xn--bcher-kva.example"}],
  ] as const)("%s", ([text, read]) => {
    expect(parseAddress(text)).toEqual(read);
  });
});

test.for([
  "",
  "owner",
  "@example.org",
  "owner@",
  "owner@@example.org",
  "a b@example.org",
  "a..b@example.org",
  ".a@example.org",
  "a@example..org",
  "a@-example.org",
  "a@exam_ple.org",
  "zoë@example.org",
  "-f@example.org",
  "a@example.org, b@example.org",
  "a@example.org b@example.org",
  "<a@example.org> b",
  "Owner <a@example.org",
  "Owner <a@example.org> <b@example.org>",
  "a@example.org\r\nBcc: b@example.org",
  'Owner "x" <a@example.org>',
  "Owner\u0000 <a@example.org>",
  `${"a".repeat(65)}@example.org`,
  `a@${"b".repeat(64)}.org`,
  `a@${"b.".repeat(130)}org`,
])("%j is no address", (text) => {
  expect(parseAddress(text)).toBeUndefined();
});

test("whatever is read is one line of ASCII with one @, and is read again as itself", () => {
  const parts = fc.constantFrom("a", "b.c", "@", "example.org", "<", ">", '"', "\\", " ", "\n", ",", "é", "\0");
  const text = fc.array(parts, {maxLength: 12}).map((some) => some.join(""));
  fc.assert(
    fc.property(fc.oneof(text, fc.emailAddress(), fc.string()), (written) => {
      const address = parseAddress(written)?.address;
      if (address === undefined) return;
      expect(address).toMatch(/^[!-~]+$/);
      expect(address.split("@")).toHaveLength(2);
      expect(parseAddress(`Someone <${address}>`)).toEqual({name: "Someone", address});
    }),
    {numRuns: 2000},
  );
});

test("addresses are the same whatever their case", () => {
  expect(isSameAddress("Owner@Example.org", "owner@example.ORG")).toBe(true);
  expect(isSameAddress("owner@example.org", "owner@example.com")).toBe(false);
});
