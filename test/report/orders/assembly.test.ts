import {createHash} from "node:crypto";
import {
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import {open} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, expect, test, vi} from "vitest";
import {Assembly} from "../../../src/report/orders/assembly.ts";
import {LargeFile, pieceSize} from "../../../src/report/orders/largeFile.ts";
import {patch} from "../../../src/report/orders/patch.ts";
import {PieceReader} from "../../../src/report/orders/pieceReader.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "daybook-assembly-"));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, {recursive: true});
});

const at = (name: string) => join(folder, name);
/** From there on files are large. */
const largest = 64 << 20;

test("a file that goes on from another one is summed up with it", async () => {
  writeFileSync(at("first"), "one\r\n");
  writeFileSync(at("part"), "two\r\n");
  const output = await Assembly.from(at("first"), at("copy"));
  await output.takeFile(at("part"));
  expect(await output.finish()).toEqual(sumOf("one\r\ntwo\r\n"));
  expect(readFileSync(at("copy"), "utf8")).toBe("one\r\ntwo\r\n");
});

test.for([0, 1, 4095, 4096, pieceSize, largest - 1, largest])(
  "a file of %i bytes and another is put together as it is, past the system's memory or not",
  async (bytes) => {
    const first = Buffer.alloc(bytes, "0123456789\r\n");
    writeFileSync(at("first"), first);
    writeFileSync(at("part"), "the end\r\n");
    const outputs = [
      await Assembly.from(at("first"), at("copy")),
      ...(await Promise.all([true, false].map((isLarge) => Assembly.create(at(String(isLarge)), isLarge)))),
    ];
    for (const output of outputs.slice(1)) await output.takeFile(at("first"));
    const whole = Buffer.concat([first, Buffer.from("the end\r\n")]);
    for (const output of outputs) {
      await output.takeFile(at("part"));
      expect(await output.finish()).toEqual(sumOf(whole));
    }
    for (const name of ["copy", "true", "false"]) expect(readFileSync(at(name)).equals(whole)).toBe(true);
  },
);

test("a place that refuses a piece gets it, and all others, by the system's memory", async () => {
  const {O_RDWR, O_CREAT} = constants;
  const file = await LargeFile.open(at("file"), O_RDWR | O_CREAT, true);
  // No disk takes less than a sector.
  await file.use((handle) => handle.write(Buffer.from("not a sector"), 0, 12, 0));
  expect(file.isDirect).toBe(false);
  await file.close();
  expect(readFileSync(at("file"), "utf8")).toBe("not a sector");
});

test("a read that ends early within a sector is not the end of the file", async () => {
  writeFileSync(at("large"), Buffer.alloc(largest + 100, "0123456789\r\n"));
  const handle = await open(at("large"));
  const prototype = Object.getPrototypeOf(handle) as typeof handle;
  await handle.close();
  const {read} = prototype;
  vi.spyOn(prototype, "read").mockImplementationOnce(async function (this: typeof handle, ...given: unknown[]) {
    const found = await (read as (...all: unknown[]) => ReturnType<typeof read>).apply(this, given);
    return {...found, bytesRead: found.bytesRead - 512};
  });
  const reader = await PieceReader.open(at("large"));
  let bytes = 0;
  for (let piece = await reader.next(); piece.length > 0; piece = await reader.next()) bytes += piece.length;
  await reader.close();
  expect(bytes).toBe(largest + 100);
});

const handles = "/proc/self/fd";

test.skipIf(!existsSync(handles))("what goes wrong leaves no file open", async () => {
  mkdirSync(at("folder"));
  await expect(Assembly.from(at("folder"), at("copy"))).rejects.toThrow();
  writeFileSync(at("original"), "a\r\n");
  const files = {original: at("original"), fresh: at("none"), file: at("file")};
  await expect(patch({...files, column: 0, origins: []})).rejects.toThrow();
  const links = readdirSync(handles).map((name) => {
    try {
      return readlinkSync(join(handles, name));
    } catch {
      return "";
    }
  });
  expect(links.filter((link) => link.startsWith(folder))).toEqual([]);
});

function sumOf(content: string | Buffer) {
  return {bytes: Buffer.byteLength(content), sha256: createHash("sha256").update(content).digest("hex")};
}
