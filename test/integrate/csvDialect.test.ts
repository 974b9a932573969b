import {describe, expect, test} from "vitest";
import {detectDialect, readStart} from "../../src/integrate/csvDialect.ts";

describe("the dialect of a CSV file", () => {
  test.for([
    ["a,b\n1,2\n", ",", '"'],
    ["a;b\n1,5;2,5\n3,5;4,5\n", ";", '"'],
    ["a\tb c\n1\t2, 3\n", "\t", '"'],
    ["a|b\n1|2\n", "|", '"'],
    ["a,b\n'x, y','z'\n'p','q'\n", ",", "'"],
    ["name,note\nO'Brien,it's\nO'Neill,'tis\n", ",", '"'],
    ['a;b\n"1;2;3";"x,y,z"\n', ";", '"'],
    ["a,b\n1,2\n3\n4,5,6\n7,8\n", ",", '"'],
    ["only\none\ncolumn\n", ",", '"'],
    ["a;b;c", ";", '"'],
  ] as const)("of %j is delimiter %j and quote %j", ([sample, delimiter, quote]) => {
    expect(detectDialect(sample)).toEqual({delimiter, quote, escape: quote});
  });

  test("is what is stated", () => {
    expect(detectDialect("a,b;c\n1,2;3\n", {delimiter: ";", escape: "\\"})).toEqual({
      delimiter: ";",
      quote: '"',
      escape: "\\",
    });
  });

  test("is what Excel wrote into the first line", () => {
    const start = readStart("sep=|\r\na,b|c\r\n1,2|3\r\n", true, {format: "csv", path: ""});
    expect(start).toMatchObject({header: ["a,b", "c"], preamble: {bytes: 7, lines: 1}, isFirstLine: false});
  });
});
