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

/** How the lines come about: none of them here, because no row is known of the sales; all made anew; or some taken over. */
export type Way = "none" | "anew" | "taken over";

interface Plan {
  readonly task: Task;
  /** Whether it is known what changes from one writing to the next. */
  readonly isFollowed: boolean;
  /** Absent where all lines are made anew. */
  readonly takingOver?: TakingOver;
}

/**
 * The table with a line per sale, in the order of the source's rows, as one run makes it: lines of days that changed are made
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
    this.copy = new CopyAhead(file, this.stopping.signal);
  }

  /** Begins a copy of the table as it was last written: for when rows were only added, before it is known of which days. */
  async copyAhead(): Promise<void> {
    const path = await pathOfWritten(this.warehouse);
    if (path !== undefined) this.copy.begin(path);
  }

  /** Gives that copy up where lines of it change, when it is known of which days the new rows are. */
  async giveUpIfTouched(): Promise<void> {
    if (this.copy.isBegun && (await areTouched(this.warehouse))) await this.copy.giveUp();
  }

  /** When the marts are made. Lines that are good still are being taken over when this resolves: that takes the disk and little of the engine, which is free for others. */
  async begin(): Promise<Way> {
    this.plan ??= await this.makePlan();
    if (!this.plan?.takingOver) await this.copy.giveUp();
    if (!this.plan) return "none";
    return this.plan.takingOver ? "taken over" : "anew";
  }

  /** The table is there when this resolves: with its sum, where that came by the way. `path` is where it is going to be. */
  async finish(path: string): Promise<Sum | undefined> {
    const way = await this.begin();
    if (!this.plan) throw new Error(`the lines of orders come about in another way: ${way}`);
    const {task, isFollowed, takingOver} = this.plan;
    const sum = (await takingOver?.sum) ?? (await this.writeWhole(task, isFollowed));
    if (isFollowed) await keepWritten(this.warehouse, task.columns, this.file, path);
    return sum;
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.copy.giveUp();
    await this.plan?.takingOver?.sum.catch(() => {}); // Told already, unless something else went wrong before.
  }

  private async makePlan(): Promise<Plan | undefined> {
    const {warehouse, file, copy} = this;
    const columns = (await readColumns(warehouse, [ordersMart])).get(ordersMart) ?? [];
    if (!columns.some(({name}) => name === "row")) return undefined;
    mkdirSync(dirname(file), {recursive: true});
    const task = await taskOf(warehouse, columns, file);
    if (!(await isFollowed(warehouse))) return {task, isFollowed: false};
    const written = await findWritten(warehouse, task.columns);
    const takingOver = written && (await beginTakingOver(task, written, copy, this.stopping.signal));
    return {task, isFollowed: true, ...(takingOver && {takingOver})};
  }

  private async writeWhole(task: Task, isFollowed: boolean): Promise<Sum | undefined> {
    return writeWhole(task, isFollowed ? await rangesIn(this.warehouse, this.rowsAtOnce) : ["true"]);
  }
}
