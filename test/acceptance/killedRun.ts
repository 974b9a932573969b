import {join} from "node:path";
import {Warehouse} from "../../src/store/warehouse.ts";
import {oneRun} from "./oneRun.ts";

// One run, which kills its own process so many milliseconds after it began its n-th statement. It ends with 0 or 3 where it was done before, well or not.

const [folder, asOf, statements, ms] = process.argv.slice(2);
let left = Number(statements);
const kill = () => process.kill(process.pid, "SIGKILL");

for (const method of ["run", "rows"] as const) {
  const ask = Warehouse.prototype[method] as (sql: string) => Promise<never>;
  Warehouse.prototype[method] = function (this: Warehouse, sql: string) {
    left--;
    if (left === 0 && Number(ms) === 0) kill();
    if (left === 0) setTimeout(kill, Number(ms));
    return ask.call(this, sql);
  };
}

const warehouse = await Warehouse.open(join(folder!, "warehouse.duckdb"));
await oneRun(folder!, warehouse, asOf!).catch(() => {
  process.exitCode = 3;
});
warehouse.close();
