import { ownText } from '../own-text.ts'

/** A text that is put together from pieces in different formats, without the readings written above its characters. */
export class RichText {
  readonly #longest: number
  #text = ''
  #inReading = false

  /** @param longest so much is kept, and one character more to show that there was more */
  constructor(longest: number) {
    this.#longest = longest
  }

  /** A tag in the text begins; true where the text in it counts. */
  open(name: string): boolean {
    if (name === 'rPh') this.#inReading = true
    return name === 't' && !this.#inReading
  }

  close(name: string): void {
    if (name === 'rPh') this.#inReading = false
  }

  add(text: string): void {
    // What is escaped takes up to seven characters for one.
    if (this.#text.length <= this.#longest * 7) this.#text += text
  }

  text(): string {
    return ownText(unescapeText(this.#text).slice(0, this.#longest + 1))
  }
}

/** `_x000A_` as the character of that number: how Excel writes what XML cannot hold. Pure. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
