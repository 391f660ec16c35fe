/** What is wanted of a value: all of it where nothing further is named. */
interface Wanted {
  list: boolean
  readonly fields: Map<string, Wanted>
}

/** Of a field's value what lies at some paths that begin at it: `snapshot.facts`, `history[].at`. Pure. */
export function pickPaths(value: unknown, paths: readonly string[]): unknown {
  // With the field itself among them, it is wanted whole.
  if (paths.some((path) => !path.includes('.') && !path.endsWith('[]'))) return value
  const wanted: Wanted = { list: false, fields: new Map() }
  for (const path of paths) {
    const [first = '', ...steps] = path.split('.')
    if (first.endsWith('[]')) wanted.list = true
    let at = wanted
    for (const step of steps) {
      const name = step.replace(/\[\]$/, '')
      const below = at.fields.get(name) ?? { list: false, fields: new Map() }
      if (step.endsWith('[]')) below.list = true
      at.fields.set(name, below)
      at = below
    }
  }
  return pick(value, wanted)
}

function pick(value: unknown, wanted: Wanted): unknown {
  if (wanted.list) return Array.isArray(value) ? value.map((each) => fieldsOf(each, wanted)) : null
  return fieldsOf(value, wanted)
}

function fieldsOf(value: unknown, { fields }: Wanted): unknown {
  if (fields.size === 0) return value ?? null
  if (typeof value !== 'object' || value === null) return null
  const given = value as Readonly<Record<string, unknown>>
  return Object.fromEntries([...fields].map(([name, below]) => [name, pick(given[name], below)]))
}
