import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'
import { stateAt, statesOf } from '../model/state-nodes.ts'
import { frozenPaths } from './frozen-paths.ts'
import { byId, type Proposal } from './mutation.ts'

/** What people read says something else than what happens: titles exchanged, a 不 added or left out. Pure. */
export function weakenWords(ruleset: Ruleset): readonly Proposal[] {
  const frozen = frozenPaths(ruleset)
  return groupsOf(ruleset)
    .filter(({ path }) => !frozen.some((other) => path.startsWith(other) || other.startsWith(path)))
    .flatMap((group) => [...exchanged(group), ...negated(group)])
}

/** Things told apart by their titles. */
interface Group {
  readonly path: string
  readonly title: Text
  readonly titles: readonly Text[]
  /** The title of one of them in a draft, to be written anew. */
  readonly write: (draft: Ruleset, at: number, title: Text) => void
}

function groupsOf({ facts, pathways }: Ruleset): readonly Group[] {
  return [
    ...facts.flatMap(({ id, title, values = [] }): readonly Group[] =>
      values.length < 2
        ? []
        : [
            {
              path: `/facts/${id}`,
              title,
              titles: values.flatMap((value) => value.title ?? []),
              write: (draft, at, text) => {
                const value = byId(draft.facts, id).values?.filter((one) => one.title)[at]
                if (value !== undefined) value.title = text
              },
            },
          ],
    ),
    ...pathways.flatMap((pathway): readonly Group[] => {
      const { id, title, events } = pathway
      const nodes = statesOf(pathway)
      return [
        {
          path: `/pathways/${id}`,
          title,
          titles: events.map((event) => event.title),
          write: (draft, at, text) => {
            const event = byId(draft.pathways, id).events[at]
            if (event !== undefined) event.title = text
          },
        },
        {
          path: `/pathways/${id}`,
          title,
          titles: nodes.map(({ state }) => state.meta.title),
          write: (draft, at, text) => {
            const state = stateAt(byId(draft.pathways, id), nodes[at]?.path ?? [])
            if (state !== undefined) state.meta.title = text
          },
        },
      ]
    }),
  ]
}

function exchanged({ path, title, titles, write }: Group): readonly Proposal[] {
  return titles.slice(1).flatMap((other, at) => {
    const one = titles[at]
    if (one === undefined || one.zh === other.zh || one.en === other.en) return []
    return [
      {
        kind: 'titlesExchanged',
        path,
        description: {
          zh: `“${title.zh}”中“${one.zh}”与“${other.zh}”的名称对调`,
          en: `in "${title.en}" the titles "${one.en}" and "${other.en}" change places`,
        },
        edit: (draft: Ruleset) => {
          write(draft, at, other)
          write(draft, at + 1, one)
        },
      },
    ]
  })
}

function negated({ path, title, titles, write }: Group): readonly Proposal[] {
  return titles.flatMap((text, at) => {
    const turned = /[不未]/.test(text.zh) ? text.zh.replace(/[不未]/, '') : `不${text.zh}`
    if (turned === '') return []
    return [
      {
        kind: 'titleTurned',
        path,
        description: {
          zh: `“${title.zh}”中“${text.zh}”写成“${turned}”`,
          en: `in "${title.en}" the Chinese title of "${text.en}" comes to say the opposite`,
        },
        edit: (draft: Ruleset) => {
          write(draft, at, { ...text, zh: turned })
        },
      },
    ]
  })
}
