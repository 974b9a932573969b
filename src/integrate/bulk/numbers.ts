/** `first`, `first + 1`, … */
export function numbersFrom(first: number, count: number): BigInt64Array {
  const numbers = new BigInt64Array(count);
  const halves = new Int32Array(numbers.buffer);
  for (let i = 0; i < count; i++) {
    const high = Math.floor((first + i) / 4_294_967_296);
    halves[2 * i] = first + i - high * 4_294_967_296;
    halves[2 * i + 1] = high;
  }
  return numbers;
}
