import { maxCellLength } from '../table-column.ts'
import type { CellAddress } from './cell-address.ts'
import type { StoredCell } from './read-cell.ts'
import type { XmlAttributes } from './read-xml.ts'
import { RichText } from './rich-text.ts'

/** A cell whose tag is open: gathers what stands in it, and no more of it than shows that it is too long. */
export class OpenCell {
  readonly #address: CellAddress
  readonly #attributes: XmlAttributes
  readonly #inline = new RichText(maxCellLength)
  #value = ''
  #hasFormula = false
  #inValue = false

  constructor(address: CellAddress, attributes: XmlAttributes) {
    this.#address = address
    this.#attributes = attributes
  }

  /** A tag in the cell begins; true where the text in it counts. */
  open(name: string, parent: string | undefined): boolean {
    this.#inValue = parent === 'c' && name === 'v'
    if (parent === 'c' && name === 'f') this.#hasFormula = true
    return this.#inValue || (parent !== 'c' && this.#inline.open(name))
  }

  text(text: string): void {
    if (!this.#inValue) this.#inline.add(text)
    else if (this.#value.length <= maxCellLength * 7) this.#value += text
  }

  close(name: string): void {
    this.#inline.close(name)
  }

  stored(): StoredCell {
    return {
      ...this.#address,
      type: this.#attributes['t'] ?? 'n',
      style: this.#attributes['s'],
      value: this.#value,
      inline: this.#inline.text(),
      hasFormula: this.#hasFormula,
    }
  }
}
