import {Ledger} from "../../src/store/ledger.ts";

/** Opens the ledger `file` and counts up the attempts of one slot `times` times, each time by reading and writing. */
const [file, times] = process.argv.slice(2);
const ledger = Ledger.open(file!);
ledger.run("insert into slots (slot, state) values ('a', 'due') on conflict do nothing");
for (let i = 0; i < Number(times); i++) {
  ledger.transaction(() => {
    const {attempts} = ledger.row<{attempts: number}>("select attempts from slots")!;
    ledger.run("update slots set attempts = ?", [attempts + 1]);
  });
}
ledger.close();
