import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {type Environment, expand, processEnvironment} from "../../src/config/environment.ts";
import {parseConfig} from "../../src/config/load.ts";

function environment(variables: Record<string, string>, files: Record<string, string> = {}): Environment {
  return {
    variable: (name) => variables[name],
    secretFile(path) {
      const text = files[path];
      if (text === undefined) throw new Error(`no such file: ${path}`);
      return text;
    },
  };
}

const some = environment(
  {SHOP: "Paris", EMPTY: "", WEB_TOKEN_FILE: "/run/token", LOST_FILE: "/run/lost"},
  {"/run/token": " t0k3n\n"},
);

describe("a text", () => {
  test.for([
    ["plain $5 text", "plain $5 text"],
    ["${SHOP}", "Paris"],
    ["a ${SHOP} b ${SHOP}", "a Paris b Paris"],
    ["${ABSENT:-Rome}", "Rome"],
    ["${ABSENT:-}", ""],
    ["${SHOP:-Rome}", "Paris"],
    ["${EMPTY:-Rome}", "Rome"],
    ["${EMPTY}", ""],
    ["$${SHOP}", "${SHOP}"],
    ["$${SHOP} ${SHOP}", "${SHOP} Paris"],
    ["${WEB_TOKEN}", "t0k3n"],
    ["${ABSENT:-a:-b}", "a:-b"],
  ] as const)("%s is filled in as %j", ([text, filled]) => {
    expect(expand(text, some)).toMatchObject({text: filled, faults: []});
  });

  test.for([
    ["${ABSENT}", "the variable ABSENT is not set (nor ABSENT_FILE, and there is no default)"],
    ["${LOST}", "the file that LOST_FILE names cannot be read: no such file: /run/lost"],
    ["${SHOP", "${SHOP is not a variable (write ${NAME}, ${NAME:-default} or $${ for itself)"],
    ["${}", "${} is not a variable (write ${NAME}, ${NAME:-default} or $${ for itself)"],
    ["${SHOP-x}", "${SHOP-x} is not a variable (write ${NAME}, ${NAME:-default} or $${ for itself)"],
    ["${A:-${B}}", "${A:-${B} is not a variable (write ${NAME}, ${NAME:-default} or $${ for itself)"],
  ] as const)("%s cannot be filled in", ([text, fault]) => {
    expect(expand(text, some).faults).toEqual([fault]);
  });

  const pieces = fc
    .array(fc.constantFrom("${A}", "$", "{", "${", "$$", "}", ":-", "x"), {maxLength: 8})
    .map((parts) => parts.join(""));

  test("of any kind comes back as it was when its references are escaped", () => {
    fc.assert(
      fc.property(pieces, (text) => {
        expect(
          expand(
            text.replaceAll("${", () => "$${"),
            some,
          ),
        ).toEqual({text, secrets: [], faults: []});
      }),
    );
  });
});

describe("a secret", () => {
  test.for(["DB_PASSWORD", "CLIENT_SECRET", "web_token", "API_KEY"])("is what %s holds", (name) => {
    expect(expand(`x\${${name}}`, environment({[name]: "s3cr3t"})).secrets).toEqual(["s3cr3t"]);
  });

  test("is what a file holds, whatever its name", () => {
    expect(expand("${A}", environment({A_FILE: "/a"}, {"/a": "s3cr3t\n"})).secrets).toEqual(["s3cr3t"]);
  });

  test("is not an ordinary variable, nor a default", () => {
    expect(expand("${SHOP} ${API_KEY:-none}", some).secrets).toEqual([]);
  });

  test("is remembered by the config, once, and never shown in a problem", () => {
    const secret = environment({API_KEY: "s3cr3t"});
    const text = "sources: {orders: {csv: '${API_KEY}.csv'}}\ntitle: '${API_KEY}'\n";
    expect(parseConfig(text, {file: "c.yaml", environment: secret}).secrets).toEqual(["s3cr3t"]);
    const long = environment({API_KEY: 'a "quoted" \\ secret, '.repeat(9)});
    expect(() => parseConfig("timezone: ${API_KEY}", {file: "c.yaml", environment: long})).toThrow(
      /1:11 {2}timezone: "\*\*\*" is not an IANA time zone \(such as/,
    );
    expect(() => parseConfig(`${text}timezone: \${API_KEY}`, {file: "c.yaml", environment: secret})).toThrow(
      /3:11 {2}timezone: "\*\*\*" is not an IANA time zone/,
    );
  });
});

describe("in a config", () => {
  const read = (text: string) => () => parseConfig(text, {file: "c.yaml", environment: some});

  test("a number, a truth value and a path may come from variables", () => {
    const shop = environment({SHARE: "0.25", OPTIONAL: "true", DIR: "/data"});
    const text = "sources: {orders: {csv: '${DIR}/*.csv', max_rejected: $SHARE, optional: $OPTIONAL}}"
      .replace("$SHARE", '"${SHARE}"')
      .replace("$OPTIONAL", '"${OPTIONAL}"');
    expect(parseConfig(text, {file: "c.yaml", environment: shop}).sources[0]).toMatchObject({
      input: {path: "/data/*.csv"},
      maxRejected: 0.25,
      optional: true,
    });
  });

  test("an unset variable is a problem at its place, and only that one", () => {
    expect(read("sources: {orders: {csv: a}}\ntimezone: ${ZONE}")).toThrow(
      /^c\.yaml is not valid:\n {2}c\.yaml:2:11 {2}timezone: the variable ZONE is not set \(nor ZONE_FILE, and there is no default\)$/,
    );
  });

  test("a comment may mention a variable", () => {
    expect(read("sources: {orders: {csv: a}} # ${ZONE}")().timezone).toBe("UTC");
  });
});

test("a process reads its own variables and files", () => {
  const folder = mkdtempSync(join(tmpdir(), "daybook-secret-"));
  try {
    writeFileSync(join(folder, "secret"), "s3cr3t\n");
    process.env.DAYBOOK_TEST_FILE = join(folder, "secret");
    expect(expand("${DAYBOOK_TEST}", processEnvironment)).toEqual({text: "s3cr3t", secrets: ["s3cr3t"], faults: []});
    rmSync(join(folder, "secret"));
    expect(expand("${DAYBOOK_TEST}", processEnvironment).faults[0]).toMatch(
      /DAYBOOK_TEST_FILE names cannot be read: ENOENT/,
    );
  } finally {
    delete process.env.DAYBOOK_TEST_FILE;
    rmSync(folder, {recursive: true});
  }
});
