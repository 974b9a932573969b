import {createSign, generateKeyPairSync, type KeyObject, randomBytes} from "node:crypto";

/** Certificates made when they are needed, so that no key is kept anywhere: X.509 v3 in DER, written out by hand. */

export interface Certified {
  /** PEM. */
  readonly cert: string;
  /** PEM. */
  readonly key: string;
}

export interface Authority extends Certified {
  /** A certificate for some host names and IPv4 addresses, valid until `until`. */
  issue(names: readonly string[], until?: Date): Certified;
}

export function createAuthority(name = "Test authority"): Authority {
  const keys = newKeys();
  const issuer = {name, key: keys.privateKey};
  const own = certificate({name, keys, issuer, extensions: [isAuthority], until: inDays(30)});
  return {
    ...own,
    issue(names, until = inDays(30)) {
      const extensions = [alternativeNames(names)];
      return certificate({name: names[0] ?? "nobody", keys: newKeys(), issuer, extensions, until});
    },
  };
}

interface Request {
  readonly name: string;
  readonly keys: ReturnType<typeof newKeys>;
  readonly issuer: {readonly name: string; readonly key: KeyObject};
  readonly extensions: readonly Buffer[];
  readonly until: Date;
}

function certificate({name, keys, issuer, extensions, until}: Request): Certified {
  const publicKey = keys.publicKey.export({type: "spki", format: "der"});
  const period = sequence(time(inDays(-60)), time(until));
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    signedWithEcdsa,
    named(issuer.name),
    period,
    named(name),
    publicKey,
    tagged(0xa3, sequence(...extensions)),
  );
  const signature = createSign("sha256").update(body).sign(issuer.key);
  const whole = sequence(body, signedWithEcdsa, tagged(0x03, Buffer.from([0]), signature));
  const base64 = whole
    .toString("base64")
    .match(/.{1,64}/g)!
    .join("\n");
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    key: keys.privateKey.export({type: "pkcs8", format: "pem"}).toString(),
  };
}

function newKeys() {
  return generateKeyPairSync("ec", {namedCurve: "P-256"});
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * 86_400_000);
}

/** One value: its tag, its length, its content. */
function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const {length} = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

function integer(bytes: Buffer): Buffer {
  return tagged(0x02, bytes);
}

/** An object identifier, its bytes as hexadecimal. */
function identifier(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, "hex"));
}

/** commonName=`name`. */
function named(name: string): Buffer {
  return sequence(tagged(0x31, sequence(identifier("550403"), tagged(0x0c, Buffer.from(name)))));
}

function time(instant: Date): Buffer {
  return tagged(0x18, Buffer.from(`${instant.toISOString().replaceAll(/[-:T]|\.\d+/g, "")}`));
}

function alternativeNames(names: readonly string[]): Buffer {
  const isAddress = (name: string) => /^\d+(\.\d+){3}$/.test(name);
  const values = names.map((name) =>
    isAddress(name) ? tagged(0x87, Buffer.from(name.split(".").map(Number))) : tagged(0x82, Buffer.from(name)),
  );
  return sequence(identifier("551d11"), tagged(0x04, sequence(...values)));
}

const yes = tagged(0x01, Buffer.from([255]));
/** basicConstraints, critical: may issue others. */
const isAuthority = sequence(identifier("551d13"), yes, tagged(0x04, sequence(yes)));
/** ecdsa-with-SHA256 */
const signedWithEcdsa = sequence(identifier("2a8648ce3d040302"));
