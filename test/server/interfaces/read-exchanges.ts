import { readFileSync } from 'node:fs'
import path from 'node:path'

/** A request as a page of the documentation shows it, and the reply it shows below it, if any. */
export interface Exchange {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  readonly reply: string | undefined
}

/** A page of the documentation. */
export function readPage(name: string): string {
  return readFileSync(path.resolve(import.meta.dirname, '../../../docs', name), 'utf8')
}

/** The blocks of code of a page, each with what stands after its fence. */
export function readBlocks(
  page: string,
): readonly { readonly kind: string; readonly text: string }[] {
  return [...page.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)].map(([, kind = '', text = '']) => ({
    kind,
    text,
  }))
}

/** The requests of a page in their order. */
export function readExchanges(page: string): readonly Exchange[] {
  const blocks = readBlocks(page)
  return blocks.flatMap(({ kind, text }, at) => {
    if (kind !== 'http') return []
    const [head = '', ...rest] = text.split('\n\n')
    const [first = '', ...lines] = head.trim().split('\n')
    const [method, url = ''] = first.split(' ')
    const next = blocks[at + 1]
    return [
      {
        method: method as Exchange['method'],
        url,
        headers: Object.fromEntries(lines.map((line) => line.split(': ', 2))),
        body: rest.length === 0 ? undefined : rest.join('\n\n'),
        reply: next?.kind === 'json' ? next.text : undefined,
      },
    ]
  })
}
