import {describe, expect, test} from "vitest";
import type {SmtpTransport} from "../../src/config/config.ts";
import {receipt} from "../../src/mail/fault.ts";
import {receiptFor} from "../../src/mail/smtpFaults.ts";

const server: SmtpTransport = {kind: "smtp", host: "mail.example", port: 587, security: "starttls"};

function failure(message: string, facts: object): Error {
  return Object.assign(new Error(message), facts);
}

describe("without a reply,", () => {
  test.for([
    [{code: "ESOCKET", originalCode: "ECONNRESET"}, "temporary"],
    [{code: "EDNS", originalCode: "EAI_AGAIN"}, "temporary"],
    [{code: "ETIMEDOUT"}, "temporary"],
    [{}, "temporary"],
    [{code: "ESOCKET", originalCode: "DEPTH_ZERO_SELF_SIGNED_CERT"}, "permanent"],
    [{code: "ESOCKET", originalCode: "CERT_NOT_YET_VALID"}, "permanent"],
    [{code: "ESOCKET", originalCode: "ERR_SSL_UNSUPPORTED_PROTOCOL"}, "permanent"],
    [{code: "EENVELOPE"}, "permanent"],
  ] as const)("%j is %s, and in doubt once the message was handed over", ([facts, kind]) => {
    const error = failure("It broke", facts);
    expect(receiptFor(error, false, server)).toEqual({
      kind,
      reply: expect.stringMatching(/^mail\.example:587: It broke/),
    });
    expect(receiptFor(error, true, server)).toEqual({kind: "in_doubt", reply: "no reply to the message: It broke"});
  });
});

describe("with a reply,", () => {
  test.for([
    [421, "temporary"],
    [450, "temporary"],
    [503, "permanent"],
    [554, "permanent"],
  ] as const)("%i is %s, handed over or not", ([responseCode, kind]) => {
    const error = failure("It broke", {responseCode, response: `${responseCode} That`});
    for (const isHandedOver of [false, true])
      expect(receiptFor(error, isHandedOver, server)).toEqual({kind, reply: `${responseCode} That`});
  });

  test("one that is neither yes nor no leaves the message in doubt", () => {
    const error = failure("Message failed", {responseCode: 354, response: "354 Go on"});
    expect(receiptFor(error, true, server).kind).toBe("in_doubt");
  });

  test("STARTTLS that is not to be had for now may be had later", () => {
    const error = failure("No TLS", {code: "ETLS", responseCode: 454, response: "454 TLS not available"});
    expect(receiptFor(error, false, server).kind).toBe("temporary");
  });
});

test("a host that the name servers do not know may be tried again, but somebody should look at its name", () => {
  const error = failure("It broke", {code: "EDNS", originalCode: "ENOTFOUND"});
  expect(receiptFor(error, false, server)).toEqual({
    kind: "temporary",
    reply: "mail.example:587: It broke (there is no such host: check mail.smtp.host)",
    needsSetting: true,
  });
});

test("a server that never greets on port 465 is likely to speak TLS at once", () => {
  const error = failure("Greeting never received", {code: "ETIMEDOUT"});
  expect(receiptFor(error, false, {...server, port: 465}).reply).toMatch(
    /\(port 465 usually wants mail\.smtp\.security: tls\)$/,
  );
  expect(receiptFor(error, false, server).reply).toMatch(/received$/);
});

test("a reply is one line of a length that can be shown", () => {
  expect(receipt("permanent", "550-a\r\n550 \u001b[31mb\u202e", undefined, "", "c")).toEqual({
    kind: "permanent",
    reply: "550-a 550 [31mb c",
  });
  expect(receipt("permanent", "x".repeat(5000)).reply).toHaveLength(601);
});
