import {readFileSync} from "node:fs";
import {messageOf} from "../lib/errors.ts";

/** What a config takes from outside its own text. */
export interface Environment {
  variable(name: string): string | undefined;
  /** The text of a file that holds one secret. Throws when it cannot be read. */
  secretFile(path: string): string;
}

export const processEnvironment: Environment = {
  variable: (name) => process.env[name],
  secretFile: (path) => readFileSync(path, "utf8"),
};

interface Expansion {
  readonly text: string;
  /** Values that must not be shown. */
  readonly secrets: readonly string[];
  /** What could not be filled in, and why. */
  readonly faults: readonly string[];
}

interface Found {
  readonly value?: string;
  readonly isSecret: boolean;
}

// Either the escape `$${`, or a reference up to its closing brace (or to the end, where that brace is missing).
const references = /\$\$\{|\$\{([^}]*)(\}?)/g;
const reference = /^([A-Za-z_][A-Za-z0-9_]*)(?::-([^{]*))?$/;
const secretName = /PASSWORD|SECRET|TOKEN|KEY/i;

/** Fills `${NAME}` and `${NAME:-default}` in; `$${` stands for `${`. An unset NAME is read from the file that NAME_FILE names. */
export function expand(text: string, environment: Environment): Expansion {
  const secrets: string[] = [];
  const faults: string[] = [];
  const filled = text.replace(references, (whole: string, body: string | undefined, brace: string) => {
    if (body === undefined) return "${";
    try {
      const {value, isSecret} = valueFor(brace === "" ? undefined : body, whole, environment);
      if (isSecret && value) secrets.push(value);
      return value ?? "";
    } catch (error) {
      faults.push(messageOf(error));
      return whole;
    }
  });
  return {text: filled, secrets, faults};
}

/** The default also stands in for an empty variable, as in a shell. */
function valueFor(body: string | undefined, whole: string, environment: Environment): Found {
  const [, name, fallback] = reference.exec(body ?? "") ?? [];
  if (name === undefined)
    throw new Error(`${whole} is not a variable (write \${NAME}, \${NAME:-default} or $\${ for itself)`);
  const found = lookUp(name, environment);
  if (fallback !== undefined && !found.value) return {value: fallback, isSecret: false};
  if (found.value === undefined)
    throw new Error(`the variable ${name} is not set (nor ${name}_FILE, and there is no default)`);
  return found;
}

function lookUp(name: string, environment: Environment): Found {
  const value = environment.variable(name);
  if (value !== undefined) return {value, isSecret: secretName.test(name)};
  const file = environment.variable(`${name}_FILE`);
  return file ? {value: secretIn(file, name, environment), isSecret: true} : {isSecret: false};
}

function secretIn(file: string, name: string, environment: Environment): string {
  try {
    return environment.secretFile(file).trim();
  } catch (error) {
    throw new Error(`the file that ${name}_FILE names cannot be read: ${messageOf(error)}`);
  }
}
