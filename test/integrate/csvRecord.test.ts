import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {countLines, type Dialect, parseRecord} from "../../src/integrate/csvRecord.ts";

const plain: Dialect = {delimiter: ",", quote: '"', escape: '"'};

function fieldsOf(text: string, dialect = plain): readonly string[] | string {
  const parsed = parseRecord(text, 0, dialect, true);
  return parsed.kind === "record" ? parsed.fields : parsed.kind === "fault" ? parsed.reason : parsed.kind;
}

describe("a CSV record", () => {
  test.for([
    ["a,b", ["a", "b"]],
    ["a,,b,", ["a", "", "b", ""]],
    ['"a,b","c\nd"', ["a,b", "c\nd"]],
    ['"say ""hi""",x', ['say "hi"', "x"]],
    ['"a", "b"  ,c', ["a", "b", "c"]],
    ['5" pipe,b', ['5" pipe', "b"]],
    ['"",""', ["", ""]],
  ] as const)("%j has the fields %j", ([text, fields]) => {
    expect(fieldsOf(text)).toEqual(fields);
  });

  test.for([
    ['"a"b,c', "has text after a closing quote"],
    ['a,"b\nc,d', "has a quote that is never closed"],
  ] as const)("%j %s", ([text, reason]) => {
    expect(fieldsOf(text)).toBe(reason);
  });

  test("a stray quote costs one line", () => {
    expect(parseRecord('1,"x\r\n2,"y"\r\n', 0, plain, true)).toEqual({
      kind: "fault",
      reason: "has text after a closing quote",
      end: 6,
    });
  });

  test("reads another escape than a doubled quote", () => {
    expect(fieldsOf('"a\\"b\\\\","\\n"', {...plain, escape: "\\"})).toEqual(['a"b\\', "\\n"]);
  });

  test("reads the same in any number of pieces", () => {
    const text = 'a,"b ""c""\r\n,",d\r\nnext,"';
    const end = text.indexOf("next");
    for (let cut = 0; cut < end; cut++)
      expect(parseRecord(text.slice(0, cut), 0, plain, false)).toEqual({kind: "open"});
    for (let cut = end; cut < text.length; cut++)
      expect(parseRecord(text.slice(0, cut), 0, plain, false)).toMatchObject({kind: "record", end});
  });

  test("what is written quoted is read", () => {
    const value = fc.string({unit: fc.constantFrom("a", '"', ",", ";", "\n", "\r", " ", "'", "é", "\\")});
    fc.assert(
      fc.property(
        fc.array(value, {minLength: 1, maxLength: 5}),
        fc.constantFrom(",", ";", "\t", "|"),
        (fields, delimiter) => {
          const line = fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(delimiter);
          expect(parseRecord(`${line}\nrest`, 0, {...plain, delimiter}, false)).toEqual({
            kind: "record",
            fields,
            end: line.length + 1,
          });
        },
      ),
    );
  });
});

test.for([
  ["a\nb\n", 2],
  ["a\r\nb\r\n", 2],
  ["a\rb\r", 2],
  ["a", 0],
] as const)("%j ends %i lines", ([text, lines]) => {
  expect(countLines(text)).toBe(lines);
});
