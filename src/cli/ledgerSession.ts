import type {Config} from "../config/config.ts";
import type {Ledger} from "../store/ledger.ts";

/** Loads the config and opens its ledger for `work`, beside whoever else works with it. Where there is none yet, an empty one in memory stands in. */
export async function withLedger<T>(
  file: string,
  work: (ledger: Ledger, config: Config) => T | Promise<T>,
): Promise<T> {
  const {existsSync} = await import("node:fs");
  const {loadConfig} = await import("../config/load.ts");
  const {Ledger} = await import("../store/ledger.ts");
  const config = loadConfig(file);
  const ledger = Ledger.open(existsSync(config.ledger) ? config.ledger : ":memory:");
  try {
    return await work(ledger, config);
  } finally {
    ledger.close();
  }
}
