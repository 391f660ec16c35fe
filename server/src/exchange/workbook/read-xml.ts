import { TextDecoder } from 'node:util'
import { SaxesParser } from 'saxes'
import { createTableProblem, TableError } from '../table-problem.ts'
import type { TableProblemCode } from '../table-problem-catalogue.ts'
import { workbookLimits } from './workbook-limits.ts'
import { damagedPart } from './workbook-problem.ts'

/** Told what stands in a part, tag by tag. Names are without their prefix. */
export interface XmlVisitor {
  /**
   * A tag begins.
   * @param around the names of the tags around it, the outermost first
   * @returns true to be told the text directly in it
   */
  readonly open: (name: string, attributes: XmlAttributes, around: readonly string[]) => boolean
  readonly close?: (name: string, around: readonly string[]) => void
  readonly text?: (text: string) => void
}

export type XmlAttributes = Readonly<Record<string, string>>

/** Reads one XML part as its bytes come. Nothing of it is kept, and no declaration of it is followed. */
export class XmlReader {
  readonly #part: string
  readonly #decoder = new TextDecoder('utf-8', { fatal: true })
  readonly #parser = new SaxesParser({ xmlns: false, position: false })
  readonly #around: string[] = []
  /** Of each open tag, whether its text is wanted. */
  readonly #wanted: boolean[] = []
  #attributes = 0
  /** Characters since something last ended. */
  #piece = 0

  constructor(part: string, visitor: XmlVisitor) {
    this.#part = part
    // With more than seven listeners the parser's own fields become slow to reach, and all of it five times slower:
    // so comments and the like, which nobody reads, count towards the piece they stand in.
    const parser = this.#parser
    parser.on('doctype', () => {
      throw this.#refused('WORKBOOK_XML_DOCTYPE', 0)
    })
    parser.on('attribute', () => {
      this.#piece = 0
      if (++this.#attributes > workbookLimits.xmlAttributes)
        throw this.#refused('WORKBOOK_XML_ATTRIBUTES', workbookLimits.xmlAttributes)
    })
    parser.on('opentag', ({ name, attributes }) => {
      this.#piece = 0
      this.#attributes = 0
      if (this.#around.length >= workbookLimits.xmlDepth)
        throw this.#refused('WORKBOOK_XML_DEPTH', workbookLimits.xmlDepth)
      const bare = withoutPrefix(name)
      const wanted = visitor.open(bare, attributes, this.#around)
      this.#around.push(bare)
      this.#wanted.push(wanted)
    })
    parser.on('closetag', () => {
      this.#piece = 0
      const name = this.#around.pop() ?? ''
      this.#wanted.pop()
      visitor.close?.(name, this.#around)
    })
    const tell = (text: string) => {
      this.#piece = 0
      if (this.#wanted.at(-1) === true) visitor.text?.(text)
    }
    parser.on('text', tell)
    parser.on('cdata', tell)
  }

  /** @throws TableError when the part is damaged, or larger in some way than it may be */
  write(bytes: Uint8Array): void {
    this.#guarded(() => {
      const text = this.#decoder.decode(bytes, { stream: true })
      this.#piece += text.length
      this.#parser.write(text)
    })
    if (this.#piece > workbookLimits.xmlPiece)
      throw this.#refused('WORKBOOK_XML_PIECE', workbookLimits.xmlPiece)
  }

  /** @throws TableError when something is still open */
  end(): void {
    this.#guarded(() => this.#parser.write(this.#decoder.decode()).close())
  }

  #guarded(read: () => void): void {
    try {
      read()
    } catch (error) {
      // The parser complains by plain errors, the decoder by type errors: both are damage.
      throw error instanceof TableError ? error : damagedPart(this.#part)
    }
  }

  #refused(code: TableProblemCode, limit: number): TableError {
    return new TableError([createTableProblem(code, { row: 0, value: this.#part }, { limit })])
  }
}

/** An attribute without its prefix: `r:id` is `id`. Pure. */
export function attributeNamed(attributes: XmlAttributes, name: string): string | undefined {
  for (const full in attributes) if (withoutPrefix(full) === name) return attributes[full]
  return undefined
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
