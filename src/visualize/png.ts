const signatureAndHeader = 8 + 25;

/** The same picture with its resolution stated (PNG chunk pHYs), so that it prints in its true size. */
export function withResolution(png: Buffer, dotsPerMetre: number): Buffer {
  const data = Buffer.alloc(9);
  data.writeUInt32BE(dotsPerMetre, 0);
  data.writeUInt32BE(dotsPerMetre, 4);
  data.writeUInt8(1, 8); // The unit is the metre.
  return Buffer.concat([png.subarray(0, signatureAndHeader), chunk("pHYs", data), png.subarray(signatureAndHeader)]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** The cyclic redundancy check of ISO 3309, as PNG asks for it (zlib's own is missing from the first releases of Node 20). */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
