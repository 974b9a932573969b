/** What signals ask of a program that stays. */
interface Servant {
  stop(): void;
  quit(): void;
  reload(): void;
}

const exitCodes = {SIGINT: 130, SIGTERM: 143} as const;

/** SIGINT and SIGTERM stop after the step at work, the second of them at once; SIGHUP reads the config again. Returns how to be rid of that. */
export function onSignals(servant: Servant, say: (line: string) => void): () => void {
  let isStopping = false;
  const end = (signal: keyof typeof exitCodes) => () => {
    if (isStopping) {
      servant.quit();
      process.exit(exitCodes[signal]);
    }
    isStopping = true;
    say("stopping after the step at work; once more stops at once");
    servant.stop();
  };
  const handlers = {SIGINT: end("SIGINT"), SIGTERM: end("SIGTERM"), SIGHUP: () => servant.reload()};
  for (const [signal, handler] of Object.entries(handlers)) process.on(signal, handler);
  return () => {
    for (const [signal, handler] of Object.entries(handlers)) process.off(signal, handler);
  };
}
