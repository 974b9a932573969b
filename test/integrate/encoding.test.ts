import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {decode, decodeWindows1252, detectEncoding} from "../../src/integrate/encoding.ts";
import {type TextFacts, TextInspector} from "../../src/integrate/textFacts.ts";

function factsOf(...chunks: Buffer[]): TextFacts {
  const inspector = new TextInspector();
  for (const chunk of chunks) inspector.add(chunk);
  return inspector.facts();
}

function bigEndian(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}

async function joined(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

describe("the encoding of a text", () => {
  test.for([
    ["ASCII", Buffer.from("a,b\n1,2\n"), "utf-8"],
    ["UTF-8", Buffer.from("naïve,€\n"), "utf-8"],
    ["UTF-8 with a mark", Buffer.from("\ufeffa,b\n"), "utf-8"],
    ["UTF-16 with a mark", Buffer.from("\ufeffa,b\n", "utf16le"), "utf-16le"],
    ["UTF-16 big-endian with a mark", bigEndian("\ufeffa,b\n"), "utf-16be"],
    ["UTF-16 without a mark", Buffer.from("date,naïve\n", "utf16le"), "utf-16le"],
    ["UTF-16 big-endian without a mark", bigEndian("date,naïve\n"), "utf-16be"],
    ["Latin-1", Buffer.from("naïve\n", "latin1"), "windows-1252"],
    ["text with one NUL byte", Buffer.from("a,b\n1,\0\n"), "utf-8"],
  ] as const)("of %s is %s", ([, bytes, encoding]) => {
    expect(detectEncoding(factsOf(bytes))).toBe(encoding);
  });

  test("windows-1252 has its signs where Latin-1 has controls", () => {
    expect(decodeWindows1252(Buffer.from([0x80, 0x92, 0x9f, 0xe9, 0x41, 0x81]))).toBe("€’ŸéA\x81");
  });

  test("a text comes out of its bytes wherever they are split", async () => {
    const encoded = {
      "utf-8": (text: string) => Buffer.from(text),
      "utf-16le": (text: string) => Buffer.from(text, "utf16le"),
      "utf-16be": bigEndian,
    };
    const texts = fc.string({unit: fc.constantFrom("a", "é", "€", "𝄞", "\n")});
    await fc.assert(
      fc.asyncProperty(
        texts,
        fc.constantFrom(...(["utf-8", "utf-16le", "utf-16be"] as const)),
        fc.nat(),
        async (text, encoding, at) => {
          const bytes = encoded[encoding](text);
          const cut = at % (bytes.length + 1);
          const parts = async function* () {
            yield bytes.subarray(0, cut);
            yield bytes.subarray(cut);
          };
          expect(await joined(decode(parts(), encoding))).toBe(text);
        },
      ),
    );
  });
});

describe("the facts of a text", () => {
  test("tell the line of the first byte that is not UTF-8", () => {
    expect(factsOf(Buffer.from("a\nb\r\nc\xe9d\n", "latin1")).foreignLine).toBe(3);
    expect(factsOf(Buffer.from("a\nb"), Buffer.from("\nc\n\xe9\n", "latin1")).foreignLine).toBe(4);
    expect(factsOf(Buffer.from("a\n\xe2\x82", "latin1")).foreignLine).toBe(2);
  });

  test("tell the line of the first NUL byte", () => {
    expect(factsOf(Buffer.from("a\nb\n"), Buffer.from("c\nd\0\n\0")).nulLine).toBe(4);
  });

  test("are the same wherever the bytes are split", () => {
    const pieces = fc.array(fc.constantFrom("a", "é", "€", "𝄞", "\n", "\r", "\r\n", "\0", '"', "'", " "), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(pieces, fc.nat(), (text, at) => {
        const bytes = Buffer.from(text.join(""));
        const cut = at % (bytes.length + 1);
        expect(factsOf(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual(factsOf(bytes));
      }),
    );
  });

  test.for([
    ['"a" "b"', true],
    ["'a'   '", true],
    ['"a", "b"', false],
    ['"" ,"', false],
    ["\"a\" 'b'", false],
  ] as const)("of %j tell whether quotes have only spaces between them: %s", ([text, hasQuoteGap]) => {
    expect(factsOf(Buffer.from(text)).hasQuoteGap).toBe(hasQuoteGap);
  });

  test("count each kind of newline", () => {
    expect(factsOf(Buffer.from("a\r"), Buffer.from("\nb\rc\nd"))).toMatchObject({
      newlines: {lf: 1, crlf: 1, cr: 1},
      endsWithNewline: false,
    });
  });
});
