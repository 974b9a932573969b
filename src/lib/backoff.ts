/** Seconds to wait after the attempt number `attempts` (1 or more) has failed: `delay`, and `factor` times as long after each further one, never longer than `longest`. */
export function pauseAfter(
  attempts: number,
  {delay, factor}: {readonly delay: number; readonly factor: number},
  longest = Number.POSITIVE_INFINITY,
): number {
  return Math.min(delay * factor ** (attempts - 1), longest);
}

export function secondsAfter(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}
