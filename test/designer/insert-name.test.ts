import { expect, it } from 'vitest'
import { insertName } from '../../designer/src/editor/tables/insert-name.ts'

it.each([
  ['须在内调剂药品。', 2, '须在{时限}内调剂药品。'],
  ['须在内调剂药品。', undefined, '须在内调剂药品{时限}。'],
  ['须办妥', undefined, '须办妥{时限}'],
  ['Within.', undefined, 'Within {时限}.'],
  ['Within ', 7, 'Within {时限}'],
  ['短', 99, '短{时限}'],
  ['', 0, '{时限}'],
])('a name goes into %j at %s', (words, at, made) => {
  expect(insertName(words, '{时限}', at)).toBe(made)
})
