import type {Phrased} from "../lib/errors.ts";

/** What the config asks for and the database does not have. */
export class RelationFault extends Error {
  constructor(
    readonly problem: Phrased,
    options?: ErrorOptions,
  ) {
    super(problem.text, options);
  }
}
