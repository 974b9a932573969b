import {describe, expect, test} from "vitest";
import {commands} from "../../src/cli/commands.ts";
import {commandHelp, generalHelp} from "../../src/cli/help.ts";
import {commonOptions} from "../../src/cli/options.ts";
import {parse} from "../../src/cli/parse.ts";

const help = generalHelp(commands);

describe("help", () => {
  test("names every command and every option everybody has", () => {
    for (const {name, summary} of commands) expect(help).toMatch(new RegExp(`^  ${name} +${summary}$`, "m"));
    for (const {name} of commonOptions) expect(help).toContain(`--${name}`);
  });

  test.for(commands.map((command) => [command.name, command] as const))(
    "of %s shows exactly the options that it accepts",
    ([, command]) => {
      const shown = [...commandHelp(command).matchAll(/--([a-z-]+)(?: ([A-Z]+))?/g)];
      const options = [...command.options, ...commonOptions];
      expect(shown.map(([, name]) => name)).toEqual(options.map(({name}) => name));
      expect(shown.map(([, , value]) => value)).toEqual(options.map(({value}) => value));
    },
  );

  test.for(commands.flatMap((command) => command.options.map((option) => [command.name, option] as const)))(
    "a default that help shows for %s is one that parsing accepts",
    ([name, option]) => {
      if (option.default === undefined) return;
      expect(parse([name, `--${option.name}`, option.default], commands).values[option.name]).toBe(option.default);
    },
  );

  test("fits a terminal of 100 columns", () => {
    const lines = [help, ...commands.map(commandHelp)].flatMap((text) => text.split("\n"));
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });
});
