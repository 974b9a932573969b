/** Nine digits that count: more than any reader uses, and the ones behind them say more about the machine than about the shop. Never -0. */
export function tidy(value: number): number {
  return Number(value.toPrecision(9)) + 0;
}
