/**
 * Where a JSON text first breaks the grammar, counted in characters from 0, or its length when it ends too early.
 * Asked only of a text that does not parse: the parser's own message often names no place. Pure.
 */
export function findJsonFault(text: string): number {
  const open: ('object' | 'array')[] = []
  let expects: 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'next' = 'value'
  let at = 0
  for (;;) {
    at = skipSpace(text, at)
    const character = text[at]
    if (character === undefined) return text.length
    switch (expects) {
      case 'value':
      case 'valueOrEnd': {
        if (character === '{') {
          open.push('object')
          expects = 'keyOrEnd'
          at++
        } else if (character === '[') {
          open.push('array')
          expects = 'valueOrEnd'
          at++
        } else if (character === ']' && expects === 'valueOrEnd') {
          open.pop()
          expects = 'next'
          at++
        } else {
          const end = scalarEnd(text, at)
          if (!end.ok) return end.at
          at = end.at
          expects = 'next'
        }
        break
      }
      case 'key':
      case 'keyOrEnd': {
        if (character === '}' && expects === 'keyOrEnd') {
          open.pop()
          expects = 'next'
          at++
          break
        }
        if (character !== '"') return at
        const end = scalarEnd(text, at)
        if (!end.ok) return end.at
        at = end.at
        expects = 'colon'
        break
      }
      case 'colon':
        if (character !== ':') return at
        at++
        expects = 'value'
        break
      case 'next': {
        const inside = open.at(-1)
        if (character === ',' && inside !== undefined) {
          expects = inside === 'object' ? 'key' : 'value'
        } else if (character === (inside === 'object' ? '}' : ']') && inside !== undefined) {
          open.pop()
        } else return at
        at++
      }
    }
  }
}

type End = { readonly ok: boolean; readonly at: number }

/** The end of a string, number or word, or where it goes wrong. */
function scalarEnd(text: string, at: number): End {
  if (text[at] === '"') return stringEnd(text, at)
  const token = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y
  token.lastIndex = at
  return token.test(text) ? { ok: true, at: token.lastIndex } : { ok: false, at }
}

function stringEnd(text: string, start: number): End {
  const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y
  for (let at = start + 1; ;) {
    const character = text[at]
    if (character === '"') return { ok: true, at: at + 1 }
    // Control characters may not stand in a string.
    if (character === undefined || character < ' ') return { ok: false, at }
    if (character !== '\\') {
      at++
      continue
    }
    escape.lastIndex = at
    if (!escape.test(text)) return { ok: false, at }
    at = escape.lastIndex
  }
}

function skipSpace(text: string, start: number): number {
  let at = start
  while (' \t\n\r'.includes(text[at] ?? 'end')) at++
  return at
}
