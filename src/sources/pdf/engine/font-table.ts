import { readFontFace } from './font-face.ts';
import type { Pdfium } from './load-pdfium.ts';
import type { FontFace } from './page-content.ts';

/** The page's fonts; two of the same face are one. Pointers hold for one page only. */
export class FontTable {
  readonly faces: FontFace[] = [];
  readonly #pdfium: Pdfium;
  readonly #byPointer = new Map<number, number>();
  readonly #byFace = new Map<string, number>();

  constructor(pdfium: Pdfium) {
    this.#pdfium = pdfium;
  }

  indexOf(font: number): number {
    const known = this.#byPointer.get(font);
    if (known !== undefined) return known;
    if (font === 0) return this.empty();
    const index = this.#add(readFontFace(this.#pdfium, font));
    this.#byPointer.set(font, index);
    return index;
  }

  /** Of characters that no text object stands for. */
  empty(): number {
    return this.#add({
      name: '',
      weight: 400,
      bold: false,
      italic: false,
      monospace: false,
      serif: false,
      mathematics: false,
    });
  }

  #add(face: FontFace): number {
    const key = JSON.stringify(face);
    let index = this.#byFace.get(key);
    if (index === undefined) {
      index = this.faces.length;
      if (index < 0xffff) {
        this.faces.push(face);
        this.#byFace.set(key, index);
      } else index = 0;
    }
    return index;
  }
}
