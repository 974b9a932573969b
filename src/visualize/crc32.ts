import zlib from "node:zlib";

/** The remainder of every byte. */
const remainders = Uint32Array.from({length: 256}, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

export function plainCrc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ remainders[(crc ^ byte) & 255]!;
  return (crc ^ 0xffffffff) >>> 0;
}

/** The cyclic redundancy check of ISO 3309, as PNG asks for it. Node's own, which the first releases of Node 20 lack, is many times faster. */
export const crc32: (bytes: Uint8Array) => number = zlib.crc32 ?? plainCrc32;
