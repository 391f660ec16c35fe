import type { Text } from '@jieli/engine'
import type { CodeMapKind } from './code-map-entry.ts'

/** What a table calls how a code stands to those of the other edition. */
export const codeMapKinds: Readonly<Record<CodeMapKind, Text>> = {
  oneToOne: { zh: '一对一', en: 'one to one' },
  manyToOne: { zh: '多对一', en: 'many to one' },
  oneToMany: { zh: '一对多', en: 'one to many' },
  none: { zh: '无', en: 'none' },
}
