/** Thrown where bytes are not of the plain kind that is read in bulk: others read them, slower, and say what is wrong. */
export class Odd extends Error {}

/** Thrown where a column has another storage than was thought: it is read again. */
export class Misjudged extends Error {
  constructor(readonly column: number) {
    super(`column ${column + 1} has too many texts, or other ones`);
  }
}

/** Thrown where a part of a table tells that all of it must be read. */
export class NotInPart extends Error {}
