import {mkdirSync} from "node:fs";
import {dirname} from "node:path";
import type {Warehouse} from "../../store/warehouse.ts";
import {readColumns} from "../columns.ts";
import {ordersMart} from "../figures.ts";
import type {Sum} from "./assembly.ts";
import {CopyAhead} from "./copyAhead.ts";
import {rangesIn, type Task, taskOf} from "./lineFiles.ts";
import {beginTakingOver, type TakingOver} from "./takeOver.ts";
import {writeWhole} from "./whole.ts";
import {areTouched, findWritten, isFollowed, keepWritten, pathOfWritten} from "./written.ts";

/** Sales whose lines are put in order at one go: about fifty megabytes of them, which is quickest. */
const manyRows = 500_000;

/** What is known when the marts are made. */
interface Plan {
  readonly task: Task;
  /** Whether it is known what changes from one writing to the next. */
  readonly isFollowed: boolean;
  /** Absent where all lines are to be written. */
  readonly takingOver?: TakingOver;
}

/**
 * The table with a line per sale, in the order of the source's rows, as one run makes it: lines of days that changed are written
 * anew, the others are taken over from the table as it was last written, where that is there. What takes the disk long is begun
 * as soon as enough is known. Whoever makes one closes it.
 */
export class OrdersTable {
  private readonly stopping = new AbortController();
  private readonly copy: CopyAhead;
  private plan: Plan | undefined;

  constructor(
    private readonly warehouse: Warehouse,
    private readonly file: string,
    private readonly rowsAtOnce = manyRows,
  ) {
    this.copy = new CopyAhead(file);
  }

  /** Begins a copy of the table as it was last written: for when sales were only added, before it is known of which days. */
  async copyAhead(): Promise<void> {
    const path = await pathOfWritten(this.warehouse);
    if (path === undefined) return;
    mkdirSync(dirname(this.file), {recursive: true});
    this.copy.begin(path);
  }

  /** Gives that copy up if lines of it change, when it is known of which days the new rows are. */
  async reconsider(): Promise<void> {
    if (this.copy.isBegun && (await areTouched(this.warehouse))) await this.copy.giveUp();
  }

  /** Begins to take lines over, when the marts are made: with the disk, mostly, so that the engine has time for others. False where all lines are to be written, or each sale has no row to be known by. */
  async takeOver(): Promise<boolean> {
    this.plan ??= await this.begin();
    return this.plan?.takingOver !== undefined;
  }

  /** The table is there when this resolves: with its sum, where that came by the way. `path` is where it is going to be. */
  async finish(path: string): Promise<Sum | undefined> {
    await this.takeOver();
    const {warehouse, file} = this;
    const {task, isFollowed, takingOver} = this.plan!;
    const sum = (await takingOver?.sum) ?? (await writeWhole(task, await this.ranges(isFollowed)));
    if (isFollowed) await keepWritten(warehouse, task.columns, file, path);
    return sum;
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.copy.giveUp();
    await this.plan?.takingOver?.sum.catch(() => {}); // Told already, unless something else went wrong before.
  }

  private async begin(): Promise<Plan | undefined> {
    const {warehouse, file, copy} = this;
    const columns = (await readColumns(warehouse, [ordersMart])).get(ordersMart)!;
    if (!columns.some(({name}) => name === "row")) return undefined;
    mkdirSync(dirname(file), {recursive: true});
    const task = await taskOf(warehouse, ordersMart, columns, file);
    if (!(await isFollowed(warehouse, ordersMart))) return {task, isFollowed: false};
    const written = await findWritten(warehouse, task.columns);
    const takingOver = written && (await beginTakingOver(task, written, copy, this.stopping.signal));
    if (!takingOver) await copy.giveUp();
    return {task, isFollowed: true, ...(takingOver && {takingOver})};
  }

  private async ranges(isFollowed: boolean): Promise<readonly string[]> {
    return isFollowed ? rangesIn(this.warehouse, this.rowsAtOnce) : ["true"];
  }
}
