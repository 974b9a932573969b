/** One fixed phrase and its facts: `log.info({source, rows}, "source integrated")`. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Says nothing; for tests and for work that is not a run. */
export const silentLog: Log = {debug() {}, info() {}, warn() {}, error() {}};
