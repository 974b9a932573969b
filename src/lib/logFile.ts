import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import {join} from "node:path";
import {messageOf} from "./errors.ts";
import {addDays, dayAt} from "./time.ts";

const keptDays = 14;
const fileName = "daybook.log";

/** `daybook.log` in `folder`. On the first line of a new day the old file becomes `daybook-<its day>.log`; those are kept 14 days. */
export class LogFile {
  private day = "";
  private descriptor: number | undefined;
  private hasComplained = false;

  /** `complain` is told when the file cannot be written, once until it can again: a run goes on without its log. */
  constructor(
    private readonly folder: string,
    private readonly timezone: string,
    private readonly complain: (problem: string) => void,
  ) {}

  append(line: string, now: Date): void {
    try {
      const day = dayAt(now, this.timezone);
      if (day !== this.day || this.isGone()) this.open(day);
      if (this.descriptor !== undefined) writeSync(this.descriptor, `${line}\n`);
      this.hasComplained = false;
    } catch (error) {
      if (!this.hasComplained) this.complain(`the log in ${this.folder} cannot be written: ${messageOf(error)}`);
      this.hasComplained = true;
    }
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
  }

  /** Deleted or put aside by somebody else: what is written to it then, nobody reads. */
  private isGone(): boolean {
    if (this.descriptor === undefined) return true;
    const there = statSync(join(this.folder, fileName), {throwIfNoEntry: false});
    return there?.ino !== fstatSync(this.descriptor).ino;
  }

  private open(day: string): void {
    this.day = day;
    this.close();
    mkdirSync(this.folder, {recursive: true});
    setAside(this.folder, day, this.timezone);
    removeOld(this.folder, day);
    this.descriptor = openSync(join(this.folder, fileName), "a");
  }
}

/** A file last written on an earlier day gets that day's name; what already bears the name grows by it. */
function setAside(folder: string, today: string, timezone: string): void {
  const file = join(folder, fileName);
  if (!existsSync(file)) return;
  const day = dayAt(statSync(file).mtime, timezone);
  if (day >= today) return;
  const target = join(folder, `daybook-${day}.log`);
  if (existsSync(target)) {
    appendFileSync(target, readFileSync(file));
    rmSync(file);
  } else {
    renameSync(file, target);
  }
}

function removeOld(folder: string, today: string): void {
  const oldest = addDays(today, -keptDays);
  for (const name of readdirSync(folder)) {
    const day = /^daybook-(\d{4}-\d{2}-\d{2})\.log$/.exec(name)?.[1];
    if (day !== undefined && day < oldest) rmSync(join(folder, name), {force: true});
  }
}
