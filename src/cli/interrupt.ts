const exitCodes = {SIGINT: 130, SIGTERM: 143} as const;

/** Gives `work` a signal that aborts on SIGINT or SIGTERM; what listens cleans up at once, `afterwards` may say so, then the process ends with 130 or 143. */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>, afterwards: () => void): Promise<T> {
  const controller = new AbortController();
  const handlers = Object.entries(exitCodes).map(([name, code]) => {
    const handler = () => {
      controller.abort();
      afterwards();
      process.exit(code);
    };
    return [name, handler] as const;
  });
  for (const [name, handler] of handlers) process.on(name, handler);
  try {
    return await work(controller.signal);
  } finally {
    for (const [name, handler] of handlers) process.off(name, handler);
  }
}
