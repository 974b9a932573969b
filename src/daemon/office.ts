import {lostLedger} from "../job/troubles.ts";
import {type DaemonEffects, daemonEffects} from "./effects.ts";
import {type DaemonLog, openDaemonLog} from "./log.ts";
import {type Newsroom, tell, tellTakenUp} from "./news.ts";
import {Records} from "./records.ts";
import {loadSetting, type Setting} from "./setting.ts";

export interface DaemonOptions {
  /** The config file. */
  readonly file: string;
  /** Prints the log of runs, too. */
  readonly verbose: boolean;
  readonly say: (line: string) => void;
}

/** Something to tell, as soon as nothing else is being done. */
export type Errand = (room: Newsroom) => Promise<unknown>;

/** What the daemon works with; config, log and ledger are exchanged while it does. */
export class Office {
  private constructor(
    readonly options: DaemonOptions,
    readonly effects: DaemonEffects,
    private now: {readonly setting: Setting; readonly records: Records; readonly log: DaemonLog},
  ) {}

  /** Throws ConfigError, and TemporaryError where another daemon works with the same ledger. */
  static open(options: DaemonOptions, effects: DaemonEffects = daemonEffects): Office {
    const setting = loadSetting(options.file);
    const records = Records.open(setting.config, effects.now());
    return new Office(options, effects, {
      setting,
      records,
      log: openDaemonLog(setting.config, options.say, effects.now),
    });
  }

  get setting(): Setting {
    return this.now.setting;
  }

  get records(): Records {
    return this.now.records;
  }

  get log(): DaemonLog {
    return this.now.log;
  }

  room(): Newsroom {
    const {records, setting, log, options, effects} = this;
    return {ledger: records.ledger, config: setting.config, log, say: options.say, now: effects.now()};
  }

  /** Takes up the config as it is now, but for the ledger. Throws ConfigError, and changes nothing, where it is wrong. */
  reload(): Errand {
    const next = loadSetting(this.options.file);
    const {ledger} = this.setting.config;
    this.log.close();
    const log = openDaemonLog(next.config, this.options.say, this.effects.now);
    this.now = {...this.now, log, setting: {...next, config: {...next.config, ledger}}};
    if (next.config.ledger !== ledger) log.warn({ledger}, "another ledger is taken up by a restart only");
    return tellTakenUp;
  }

  /** Begins anew a ledger that was deleted or replaced, from the slots after `decided` on; says so, and to whom. */
  keepLedger(decided: Date | undefined): Errand | undefined {
    if (this.records.isStillThere()) return undefined;
    const {config, schedule} = this.setting;
    this.log.error({ledger: config.ledger}, "ledger lost");
    this.records.abandon();
    this.now = {...this.now, records: Records.open(config, this.effects.now())};
    if (decided) this.records.presence.goOn(schedule, decided);
    return (room) => tell(lostLedger(config), room);
  }

  close(): void {
    try {
      this.records.close();
    } finally {
      this.log.close();
    }
  }
}
