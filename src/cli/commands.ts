import type {Command} from "./command.ts";
import {check} from "./commands/check.ts";
import {daemon} from "./commands/daemon.ts";
import {next} from "./commands/next.ts";
import {outbox} from "./commands/outbox.ts";
import {preview} from "./commands/preview.ts";
import {run} from "./commands/run.ts";
import {sample} from "./commands/sample.ts";
import {stages} from "./commands/stages.ts";
import {status} from "./commands/status.ts";

/** In the order of help. The first is meant when none is named. */
export const commands: readonly Command[] = [run, ...stages, daemon, next, status, outbox, preview, check, sample];
