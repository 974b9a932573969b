/** Texts as they come: `ends[i]` is where text i ends in `bytes`. */
export interface Texts {
  readonly bytes: Uint8Array;
  readonly ends: Int32Array;
}

export const hashStart = 0x811c9dc5 | 0;

/** One step of the hash that `Dictionary.code` is given. */
export function hashStep(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}

export function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = hashStart;
  for (let at = from; at < to; at++) hash = hashStep(hash, bytes[at]!);
  return hash;
}

/** Gives each distinct text (as UTF-8 bytes) a code, from 0 on, without making a string of any. */
export class Dictionary {
  size = 0;
  /** Four numbers a slot, so that one look at memory tells: code + 1 (negative for a long text, 0 for none), hash, and the bytes themselves where they are no more than eight. */
  private slots = new Int32Array(4 << 10);
  private ends = new Int32Array(1 << 9);
  private bytes = new Uint8Array(1 << 13);
  private taken = 0;

  /** The code of `bytes[from, to)`, of which `hash` is the hash. No byte is 0. */
  code(bytes: Uint8Array, from: number, to: number, hash: number): number {
    return to - from > 8 ? this.longCode(bytes, from, to, hash) : this.shortCode(bytes, from, to, hash);
  }

  private shortCode(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const {slots} = this;
    const mask = slots.length - 1;
    let low = 0;
    let high = 0;
    const middle = to - from > 4 ? from + 4 : to;
    for (let at = from, shift = 0; at < middle; at++, shift += 8) low |= bytes[at]! << shift;
    for (let at = middle, shift = 0; at < to; at++, shift += 8) high |= bytes[at]! << shift;
    for (let at = placeOf(hash, mask); ; at = (at + 4) & mask) {
      const found = slots[at]!;
      if (found === 0) return this.add(at, bytes, from, to, hash, low, high);
      if (found > 0 && slots[at + 2] === low && slots[at + 3] === high) return found - 1;
    }
  }

  private longCode(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const {slots} = this;
    const mask = slots.length - 1;
    for (let at = placeOf(hash, mask); ; at = (at + 4) & mask) {
      const found = slots[at]!;
      if (found === 0) return this.add(at, bytes, from, to, hash, 0, 0);
      if (found < 0 && slots[at + 1] === hash && this.isSame(-found - 1, bytes, from, to)) return -found - 1;
    }
  }

  /** The texts that came since they were last taken. */
  take(): Texts {
    const start = this.start(this.taken);
    const bytes = this.bytes.slice(start, this.start(this.size));
    const ends = this.ends.slice(this.taken, this.size);
    for (let i = 0; i < ends.length; i++) ends[i]! -= start;
    this.taken = this.size;
    return {bytes, ends};
  }

  /** All texts, by code. */
  texts(): Uint8Array[] {
    return Array.from({length: this.size}, (_, code) => this.bytes.subarray(this.start(code), this.ends[code]));
  }

  private start(code: number): number {
    return code === 0 ? 0 : this.ends[code - 1]!;
  }

  private isSame(code: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.start(code);
    if (this.ends[code]! - start !== to - from) return false;
    const own = this.bytes;
    for (let at = from, i = start; at < to; at++, i++) if (own[i] !== bytes[at]) return false;
    return true;
  }

  private add(
    slot: number,
    bytes: Uint8Array,
    from: number,
    to: number,
    hash: number,
    low: number,
    high: number,
  ): number {
    const code = this.size++;
    if (code === this.ends.length) this.ends = doubled(this.ends);
    const start = this.start(code);
    const end = start + to - from;
    if (end > this.bytes.length) this.bytes = enlarged(this.bytes, Math.max(end, 2 * this.bytes.length));
    this.bytes.set(bytes.subarray(from, to), start);
    this.ends[code] = end;
    const {slots} = this;
    slots[slot] = to - from > 8 ? -code - 1 : code + 1;
    slots[slot + 1] = hash;
    slots[slot + 2] = low;
    slots[slot + 3] = high;
    if (this.size * 8 > slots.length) this.spread();
    return code;
  }

  private spread(): void {
    const old = this.slots;
    const slots = new Int32Array(2 * old.length);
    const mask = slots.length - 1;
    for (let from = 0; from < old.length; from += 4) {
      if (old[from] === 0) continue;
      let at = placeOf(old[from + 1]!, mask);
      while (slots[at] !== 0) at = (at + 4) & mask;
      for (let i = 0; i < 4; i++) slots[at + i] = old[from + i]!;
    }
    this.slots = slots;
  }
}

function placeOf(hash: number, mask: number): number {
  return ((hash ^ (hash >>> 15)) << 2) & mask;
}

function doubled(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}

function enlarged(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(length);
  larger.set(bytes);
  return larger;
}
