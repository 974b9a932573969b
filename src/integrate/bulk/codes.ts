import {missing} from "./column.ts";
import {Dictionary, hashOf, type Texts} from "./dictionary.ts";

/** The codes of one column of a source, and their texts. */
export interface Codes {
  /** Turns the codes of a stream into those of the source. `texts` are those that came with them. */
  take(values: Int32Array, texts: Texts, stream: number): void;
  /** All texts, by code. */
  texts(): Texts;
}

/** Of one stream, whose codes are those of the source. */
export class CodesOfOne implements Codes {
  private readonly pieces: Texts[] = [];

  take(_values: Int32Array, texts: Texts): void {
    if (texts.ends.length > 0) this.pieces.push(texts);
  }

  texts(): Texts {
    const sum = (size: (piece: Texts) => number) => this.pieces.reduce((all, piece) => all + size(piece), 0);
    const bytes = new Uint8Array(sum((piece) => piece.bytes.length));
    const ends = new Int32Array(sum((piece) => piece.ends.length));
    let [start, code] = [0, 0];
    for (const piece of this.pieces) {
      bytes.set(piece.bytes, start);
      for (const end of piece.ends) ends[code++] = start + end;
      start += piece.bytes.length;
    }
    return {bytes, ends};
  }
}

/** Of several, which may have the same texts. */
export class CodesOfMany implements Codes {
  private readonly dictionary = new Dictionary();
  /** By stream, then by its code. */
  private readonly translations: number[][] = [];
  private readonly isSame: boolean[] = [];

  take(values: Int32Array, texts: Texts, stream: number): void {
    this.learn(texts, stream);
    if (!this.isSame[stream]) this.translate(values, stream);
  }

  texts(): Texts {
    return this.dictionary.take();
  }

  private learn({bytes, ends}: Texts, stream: number): void {
    this.translations[stream] ??= [];
    this.isSame[stream] ??= true;
    const translation = this.translations[stream];
    for (let i = 0, start = 0; i < ends.length; start = ends[i++]!) {
      const code = this.dictionary.code(bytes, start, ends[i]!, hashOf(bytes, start, ends[i]!));
      if (code !== translation.length) this.isSame[stream] = false;
      translation.push(code);
    }
  }

  private translate(values: Int32Array, stream: number): void {
    const translation = this.translations[stream]!;
    for (let i = 0; i < values.length; i++) if (values[i] !== missing) values[i] = translation[values[i]!] ?? missing;
  }
}
