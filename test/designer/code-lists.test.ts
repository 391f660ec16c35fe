import { identifierSchema, type ListedCode, type Ruleset } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { addCode } from '../../designer/src/document/commands/add-code.ts'
import { changeCode } from '../../designer/src/document/commands/change-code.ts'
import { importCodes } from '../../designer/src/document/commands/import-codes.ts'
import { moveCode } from '../../designer/src/document/commands/move-code.ts'
import { removeCode } from '../../designer/src/document/commands/remove-code.ts'
import { createDocumentStore } from '../../designer/src/document/state/document-store.ts'
import { idFromTitle } from '../../designer/src/document/state/id-from-title.ts'
import { takeInCodes } from '../../designer/src/editor/code-lists/take-in-codes.ts'
import { addressOfIssue } from '../../designer/src/editor/problems/issue-address.ts'
import { placeTitle } from '../../designer/src/editor/problems/place-title.ts'
import { placeOfRemoved, removedFrom } from '../../designer/src/editor/tables/removed-items.ts'
import { withWords } from '../../designer/src/kit/fields/with-words.ts'
import { sampleRuleset } from './sample-ruleset.ts'

const code = (id: string, zh: string, en = zh): ListedCode => ({ id, title: { zh, en } })
const three = [
  code('village', '村级', 'village level'),
  code('township', '乡镇级', 'township level'),
  code('county', '县级', 'county level'),
]
const listed = (codes: ListedCode[] = three): Ruleset => ({
  ...sampleRuleset(),
  codeSystems: [{ id: 'tiers', title: { zh: '机构层级', en: 'tiers' }, codes }],
})
const open = () => createDocumentStore({ ruleset: listed(), parent: null, origin: {}, revision: 1 })
type Store = ReturnType<typeof open>
const ids = (store: Store) =>
  store.getState().present.codeSystems[0]?.codes.map(({ id }) => id) ?? []

describe('the commands of a code list', () => {
  it('put a code where it belongs, give it other words, move it and take it out', () => {
    const store = open()
    store.run(addCode('tiers', code('area', '片区级'), 2))
    expect(ids(store)).toEqual(['village', 'township', 'area', 'county'])
    store.run(changeCode('tiers', code('area', '片区中心'), 'zh'))
    expect(store.getState().present.codeSystems[0]?.codes[2]?.title.zh).toBe('片区中心')
    store.run(moveCode('tiers', 'area', 1))
    expect(ids(store)).toEqual(['village', 'area', 'township', 'county'])
    store.run(removeCode('tiers', 'area'))
    expect(ids(store)).toEqual(['village', 'township', 'county'])
  })

  it('take a table in as one step to undo', () => {
    const store = open()
    store.run(importCodes('tiers', [code('a', '甲'), code('b', '乙')]))
    expect(ids(store)).toEqual(['a', 'b'])
    store.undo()
    expect(store.getState().present).toEqual(listed())
  })

  it('make typing into one title one step', () => {
    const store = open()
    for (const zh of ['县', '县城', '县城级'])
      store.run(changeCode('tiers', code('county', zh), 'zh'))
    store.undo()
    expect(store.getState().present).toEqual(listed())
  })
})

describe('an id nobody was asked for', () => {
  it('is made of the English words where there are any', () => {
    expect(idFromTitle({ zh: '片区', en: 'Area centre (new)' }, 'tier', [])).toBe('area-centre-new')
    expect(idFromTitle({ zh: '片区', en: 'Area centre' }, 'tier', ['area-centre'])).toBe(
      'area-centre-2',
    )
  })

  it.each([
    ['an English name that only repeats the Chinese', '片区中心'],
    ['one of digits alone', '2'],
    ['a word no id may be', 'Constructor'],
  ])('is a counted word for %s', (_, en) => {
    expect(idFromTitle({ zh: '片区中心', en }, 'tier', ['tier'])).toBe('tier-2')
  })

  it('is an id the schema allows, whatever the title', () => {
    for (const en of ['a'.repeat(90), 'x - - y', 'Über die', 'word '.repeat(20), '…', 'A', ' b '])
      expect(identifierSchema.safeParse(idFromTitle({ zh: '名', en }, 'code', [])).success).toBe(
        true,
      )
  })
})

describe('a title given in one language', () => {
  it('is the same in the other until that is given', () => {
    const chinese = withWords({ zh: '', en: '' }, 'zh', ' 片区 ')
    expect(chinese).toEqual({ zh: '片区', en: '片区' })
    expect(withWords(chinese, 'zh', '片区中心')).toEqual({ zh: '片区中心', en: '片区中心' })
    const both = withWords(chinese, 'en', 'area')
    expect(both).toEqual({ zh: '片区', en: 'area' })
    expect(withWords(both, 'zh', '片')).toEqual({ zh: '片', en: 'area' })
    expect(withWords(both, 'en', '')).toEqual({ zh: '片区', en: '片区' })
  })
})

describe('a table of codes over a list', () => {
  const present = [code('I10', '高血压', 'hypertension'), code('J18.9', '肺炎', 'pneumonia')]
  const table = [
    { id: 'J18.9', name: '肺部感染' },
    { id: 'I63.9', name: '脑梗死', englishName: 'stroke' },
    { id: 'I10', name: '高血压' },
  ]

  it('merged, keeps what it does not list and the order, and adds what is new at the end', () => {
    const taken = takeInCodes(present, table.slice(0, 2), 'merge')
    expect(taken.codes.map(({ id }) => id)).toEqual(['I10', 'J18.9', 'I63.9'])
    expect(taken.added.map(({ id }) => id)).toEqual(['I63.9'])
    expect(taken.renamed.map(({ code: { id }, before }) => [id, before.zh])).toEqual([
      ['J18.9', '肺炎'],
    ])
    expect([taken.removed, taken.reordered]).toEqual([[], false])
  })

  it('in place of the list, removes what it does not list and orders what stays', () => {
    const [first, second] = table
    const taken = takeInCodes(present, [first!, second!], 'replace')
    expect(taken.codes.map(({ id }) => id)).toEqual(['J18.9', 'I63.9'])
    expect(taken.removed.map(({ id }) => id)).toEqual(['I10'])
    expect(taken.reordered).toBe(false)
    expect(takeInCodes(present, table, 'replace').reordered).toBe(true)
  })

  it('without an English name keeps the one that was there while the Chinese is the same', () => {
    const [changed, , kept] = takeInCodes(present, table, 'replace').codes
    expect(kept?.title).toEqual({ zh: '高血压', en: 'hypertension' })
    // What the English said of another name may no longer be true.
    expect(changed?.title).toEqual({ zh: '肺部感染', en: '肺部感染' })
  })

  it('that says what is there changes nothing', () => {
    for (const intake of ['merge', 'replace'] as const) {
      const same = present.map(({ id, title }) => ({ id, name: title.zh }))
      const { codes, ...rest } = takeInCodes(present, same, intake)
      expect(codes).toEqual(present)
      expect(rest).toEqual({ added: [], renamed: [], removed: [], reordered: false })
    }
  })
})

it('an inherited code that was removed is restored after the nearest one before it', () => {
  const theirs = new Map(three.map((each) => [each.id, each]))
  const here = [code('own', '自有'), code('village', '村级'), code('county', '县级')]
  expect(removedFrom(here, theirs).map(({ id }) => id)).toEqual(['township'])
  expect(placeOfRemoved(here, theirs, 'township')).toBe(2)
})

it('a problem of a code list leads to its page and names the code by its title', () => {
  expect(addressOfIssue('small', '/codeSystems/tiers', 1)).toMatch(
    /\/rulesets\/small\/code-lists\?/,
  )
  expect(placeTitle(listed(), '/codeSystems/tiers/codes/county', 'zh')).toBe('机构层级 › 县级')
})
