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
  /** Codes + 1 by hash, 0 where there is none. */
  private slots = new Int32Array(1 << 10);
  private hashes = new Int32Array(1 << 9);
  private ends = new Int32Array(1 << 9);
  private bytes = new Uint8Array(1 << 13);
  private taken = 0;

  /** The code of `bytes[from, to)`, of which `hash` is the hash. */
  code(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const mask = this.slots.length - 1;
    for (let at = (hash ^ (hash >>> 15)) & mask; ; at = (at + 1) & mask) {
      const code = this.slots[at]! - 1;
      if (code < 0) return this.add(at, bytes, from, to, hash);
      if (this.hashes[code] === hash && this.isSame(code, bytes, from, to)) return code;
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

  private add(slot: number, bytes: Uint8Array, from: number, to: number, hash: number): number {
    const code = this.size++;
    if (code === this.ends.length) this.grow();
    const start = this.start(code);
    const end = start + to - from;
    if (end > this.bytes.length) this.bytes = enlarged(this.bytes, Math.max(end, 2 * this.bytes.length));
    this.bytes.set(bytes.subarray(from, to), start);
    this.ends[code] = end;
    this.hashes[code] = hash;
    this.slots[slot] = code + 1;
    if (this.size * 2 > this.slots.length) this.spread();
    return code;
  }

  private grow(): void {
    const hashes = new Int32Array(2 * this.hashes.length);
    hashes.set(this.hashes);
    const ends = new Int32Array(2 * this.ends.length);
    ends.set(this.ends);
    this.hashes = hashes;
    this.ends = ends;
  }

  private spread(): void {
    const slots = new Int32Array(4 * this.slots.length);
    const mask = slots.length - 1;
    for (let code = 0; code < this.size; code++) {
      const hash = this.hashes[code]!;
      let at = (hash ^ (hash >>> 15)) & mask;
      while (slots[at] !== 0) at = (at + 1) & mask;
      slots[at] = code + 1;
    }
    this.slots = slots;
  }
}

function enlarged(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(length);
  larger.set(bytes);
  return larger;
}
