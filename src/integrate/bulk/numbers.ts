const half = 4_294_967_296;

/** `first`, `first + 1`, … */
export function numbersFrom(first: number, count: number): BigInt64Array {
  const numbers = new RowNumbers(count);
  for (let i = 0; i < count; i++) numbers.set(i, first + i);
  return numbers.take(count);
}

/** Numbers of rows on their way to the engine. Made of halves, as each of them as a bigint would cost its own memory. */
export class RowNumbers {
  private readonly halves: Int32Array;

  constructor(most: number) {
    this.halves = new Int32Array(2 * most);
  }

  set(index: number, number: number): void {
    const high = Math.floor(number / half);
    this.halves[2 * index] = number - high * half;
    this.halves[2 * index + 1] = high;
  }

  take(count: number): BigInt64Array {
    return new BigInt64Array(this.halves.slice(0, 2 * count).buffer);
  }
}
