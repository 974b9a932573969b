import type {Terminal} from "./command.ts";

/** The process's own streams. Nobody reading any more (`| head`) is no failure. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", ignoreClosedPipe);
  return {
    folder: process.cwd(),
    isLive: process.stderr.isTTY === true && process.env.TERM !== "dumb",
    hasColors: process.stdout.isTTY === true && process.stdout.hasColors(),
    print: (text) => void process.stdout.write(text),
    say: (text) => void process.stderr.write(text),
  };
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
