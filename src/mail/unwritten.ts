import {DaybookError, TemporaryError} from "../lib/errors.ts";
import type {Ledger} from "../store/ledger.ts";

/** What became of a message, and how to write it down. */
export interface Note<T = unknown> {
  readonly id: number;
  /** What the server said, and to which mail. */
  readonly text: string;
  /** What to do should this process end without having written it down. */
  readonly remedy?: string;
  readonly write: () => T;
}

/** What this process knows of mails, and their ledger does not: nobody else can know it. */
const kept = new WeakMap<Ledger, Map<number, Note>>();

/** Of these, what cannot be written for a reason of its own, so that trying again hardly helps. */
const refused = new WeakSet<Note>();

function keptOf(ledger: Ledger): Map<number, Note> {
  const known = kept.get(ledger);
  if (known) return known;
  const notes = new Map<number, Note>();
  kept.set(ledger, notes);
  ledger.beforeClose(() => writeLast(ledger, notes));
  return notes;
}

/** Writes a note down, or keeps it until it can be. Throws TemporaryError where the ledger cannot be written now. */
export function writeDown<T>(ledger: Ledger, note: Note<T>): T {
  const notes = keptOf(ledger);
  notes.set(note.id, note);
  try {
    const result = note.write();
    notes.delete(note.id);
    return result;
  } catch (error) {
    if (error instanceof DaybookError) throw unwritten(note, error);
    refused.add(note);
    throw error;
  }
}

/** Writes down what was kept. To be called before anything else is sent. Throws TemporaryError where that is still in vain. */
export function writeKept(ledger: Ledger): void {
  for (const note of [...keptOf(ledger).values()]) writeUnlessRefused(ledger, note);
}

/** What the ledger refuses, and was known to, waits for nothing: that it does was thrown already, and need not stop the other mails. */
function writeUnlessRefused(ledger: Ledger, note: Note): void {
  const wasRefused = refused.has(note);
  try {
    writeDown(ledger, note);
  } catch (error) {
    if (!wasRefused || error instanceof DaybookError) throw error;
  }
}

/** Once more each: afterwards it is lost, and whoever watches must know. */
function writeLast(ledger: Ledger, notes: ReadonlyMap<number, Note>): void {
  const errors: unknown[] = [];
  for (const note of [...notes.values()]) {
    try {
      writeDown(ledger, note);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}

/** The entry's fate is known here: it must not be taken for interrupted. */
export function isKept(ledger: Ledger, id: number): boolean {
  return keptOf(ledger).has(id);
}

function unwritten({text, remedy}: Note, cause: DaybookError): TemporaryError {
  const advice = remedy === undefined ? "" : `; should that fail, ${remedy}`;
  const message = `${text}, and the ledger cannot be told: ${cause.message}. Nothing is sent until it can; it is tried once more when Daybook ends${advice}`;
  return new TemporaryError(message, {cause});
}
