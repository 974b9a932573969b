const slots = 1 << 16;

/** Numbers texts in the order in which they are first seen, by their bytes: no string is made of one seen before. */
export class TextCodes {
  readonly texts: string[] = [];
  readonly #bytes: Uint8Array[] = [];
  /** By hash: one more than the code, 0 where there is none. */
  readonly #codes = new Int32Array(slots);

  /** The code of the text at `from` up to `to`, whose hash is `hash`. */
  codeOf(bytes: Uint8Array, from: number, to: number, hash: number): number {
    for (let slot = hash & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const code = this.#codes[slot]! - 1;
      if (code < 0) return this.#add(slot, bytes.slice(from, to));
      if (isAt(bytes, from, to, this.#bytes[code]!)) return code;
    }
  }

  #add(slot: number, text: Uint8Array): number {
    this.#codes[slot] = this.#bytes.push(text);
    return this.texts.push(new TextDecoder().decode(text)) - 1;
  }
}

function isAt(bytes: Uint8Array, from: number, to: number, text: Uint8Array): boolean {
  if (text.length !== to - from) return false;
  for (let place = 0; place < text.length; place++) if (text[place] !== bytes[from + place]) return false;
  return true;
}
