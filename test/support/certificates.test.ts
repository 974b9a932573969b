import {X509Certificate} from "node:crypto";
import {expect, test} from "vitest";
import {createAuthority} from "./certificates.ts";

test("a certificate is for its names, signed by its authority, and valid until its end", () => {
  const authority = createAuthority();
  const until = new Date("2049-12-31T00:00:00Z");
  const certificate = new X509Certificate(authority.issue(["mail.example", "127.0.0.1"], until).cert);
  const issuer = new X509Certificate(authority.cert);
  expect(certificate.subjectAltName).toBe("DNS:mail.example, IP Address:127.0.0.1");
  expect(certificate.verify(issuer.publicKey)).toBe(true);
  expect([issuer.ca, certificate.ca, certificate.checkIssued(issuer)]).toEqual([true, false, true]);
  expect(new Date(certificate.validTo)).toEqual(until);
});
