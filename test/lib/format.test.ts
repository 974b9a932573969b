import {describe, expect, test} from "vitest";
import {formatsFor, type MoneyStyle} from "../../src/lib/format.ts";

/** With every kind of space as a plain one: which of them a locale uses is its own business. */
const plain = (text: string) => text.replace(/\s/gu, " ");
const british = formatsFor("en-GB", "EUR");

describe("money", () => {
  test.for<[string, string, string | number, MoneyStyle, string]>([
    ["en-GB", "EUR", "1234.5000", "cents", "€1,234.50"],
    ["en-GB", "EUR", "-0.4", "cents", "-€0.40"],
    ["en-GB", "EUR", "12345678901234567.8900", "cents", "€12,345,678,901,234,567.89"],
    ["en-GB", "EUR", 1234.5, "whole", "€1,235"],
    ["de-DE", "EUR", "1234.50", "cents", "1.234,50 €"],
    ["fr-FR", "EUR", "1234.50", "cents", "1 234,50 €"],
    ["en-US", "JPY", "1234.4", "cents", "¥1,234"],
    ["en-GB", "BHD", "1234.5", "cents", "BHD 1,234.500"],
    ["en-US", "USD", 1_250_000, "axis", "$1.25M"],
    ["en-US", "USD", 250_000, "axis", "$250K"],
    ["en-US", "USD", 0, "axis", "$0"],
  ])("of %s in %s: %s %s is %s", ([locale, currency, value, style, expected]) => {
    expect(plain(formatsFor(locale, currency).money(value, style))).toBe(expected);
  });

  test.for([
    ["en-GB", "EUR", 0.339, "+€0.34"],
    ["en-GB", "EUR", -0.339, "-€0.34"],
    ["en-GB", "EUR", 0, "€0.00"],
    ["en-GB", "EUR", -1e-13, "€0.00"],
    ["en-GB", "EUR", -0.003361, "-€0.0034"],
    ["en-US", "JPY", 12.4, "+¥12"],
    ["en-US", "JPY", 0.34, "+¥0.34"],
  ] as const)("that changes by %3$s, of %s in %s, is %s", ([locale, currency, amount, expected]) => {
    expect(plain(formatsFor(locale, currency).change(amount))).toBe(expected);
  });

  test.for([
    ["EUR", "31.0146", [], "€31.0146"],
    ["EUR", "31.0000", [], "€31.00"],
    ["EUR", "7.50", ["7.505"], "€7.500"],
    ["EUR", "123456789012345678.0001", [], "€123,456,789,012,345,678.0001"],
    ["JPY", "3551.00", [], "JP¥3,551"],
    ["JPY", "99.5", [], "JP¥99.50"],
    ["BHD", "1.5", [], "BHD 1.500"],
    ["BHD", "1.2345", [], "BHD 1.2345"],
  ] as const)("to be added up, in %s: %s beside %j is %s", ([currency, value, beside, expected]) => {
    expect(plain(formatsFor("en-GB", currency).exact(value, beside))).toBe(expected);
  });
});

describe("numbers", () => {
  test("have separators, and decimals only where asked for", () => {
    expect(british.number(1234567)).toBe("1,234,567");
    expect(british.number(1.25)).toBe("1");
    expect(british.number(1.25, 1)).toBe("1.3");
    expect(british.number("9007199254740993")).toBe("9,007,199,254,740,993");
  });

  test("of statistics keep their zeros", () => {
    expect(british.decimal(0.4, 2)).toBe("0.40");
    expect(formatsFor("fr-FR", "EUR").decimal(-1, 2)).toBe("-1,00");
  });

  test("are shares in percent", () => {
    expect(british.percent(0.1234)).toBe("12.3%");
    expect(british.percent(0.1234, "signed")).toBe("+12.3%");
    expect(british.percent(0, "signed")).toBe("0.0%");
    expect(british.percent(0.9994)).toBe("99.9%");
    expect(british.percent(0.9996)).toBe("100%");
    expect(british.percent(-1, "signed")).toBe("-100%");
    expect(british.percent(6.1325, "signed")).toBe("+613%");
    expect(british.percent(0.9999, "rate")).toBe("99.99%");
    expect(british.percent(1, "rate")).toBe("100%");
    expect(british.percent(0.01346, "rate")).toBe("1.35%");
  });
});

describe("days", () => {
  test("are written as people write them", () => {
    expect(british.day("2024-12-31")).toBe("Tue, 31 December 2024");
    expect(british.shortDay("2024-12-31")).toBe("31 Dec");
    expect(british.month("2024-12-31")).toBe("Dec 2024");
    expect(british.monthName("2024-12-31")).toBe("Dec");
    expect(british.weekday("2024-12-31")).toBe("Tue");
    expect(british.year("2024-12-31")).toBe("2024");
    expect(formatsFor("de-DE", "EUR").shortDay("2024-03-01")).toBe("1. März");
  });

  test.for([
    ["2024-01-01", "2024-12-31", "1 Jan – 31 Dec 2024"],
    ["2023-12-30", "2024-01-02", "30 Dec 2023 – 2 Jan 2024"],
    ["2024-03-05", "2024-03-05", "5 Mar 2024"],
  ] as const)("from %s to %s are a period", ([from, to, expected]) => {
    expect(plain(british.period(from, to))).toBe(expected);
  });

  test("do not depend on the time zone of the machine", () => {
    const zone = process.env.TZ;
    try {
      for (const other of ["Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
        process.env.TZ = other;
        expect(british.shortDay("2024-12-31")).toBe("31 Dec");
        expect(plain(british.period("2024-01-01", "2024-12-31"))).toBe("1 Jan – 31 Dec 2024");
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});
