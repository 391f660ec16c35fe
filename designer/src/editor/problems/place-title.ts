import type { Language, Pathway, Ruleset, Text } from '@jieli/engine'
import { stateAt } from '../../document/state/state-path.ts'
import { findTransition } from '../../document/state/transition-list.ts'
import { elementOfIssue } from '../../document/state/statechart-element.ts'

/** A title for what an issue's path points at: that of the item, and of the state or row within it. Pure. */
export function placeTitle(ruleset: Ruleset, path: string, language: Language): string {
  const [, list, id = '', part, inner] = path.split('/')
  const items = (ruleset as unknown as Record<string, unknown>)[list ?? '']
  const item = Array.isArray(items)
    ? (items as Titled[]).find((other) => other.id === id)
    : undefined
  if (item === undefined) return list === 'manifest' ? ruleset.manifest.title[language] : path
  const title = item.title?.[language] ?? id
  const within = innerTitle(ruleset, { list, id, part, inner, path }, language)
  return within === undefined ? title : `${title} › ${within}`
}

interface Titled {
  readonly id: string
  readonly title?: Text
}

interface Place {
  readonly list: string | undefined
  readonly id: string
  readonly part: string | undefined
  readonly inner: string | undefined
  readonly path: string
}

function innerTitle(ruleset: Ruleset, place: Place, language: Language): string | undefined {
  if (place.list === 'pathways') {
    const pathway = ruleset.pathways.find((other) => other.id === place.id)
    const element = pathway === undefined ? undefined : elementOfIssue(pathway, place.path)
    if (pathway === undefined || element === undefined) return undefined
    if (element.kind === 'state') return stateAt(pathway, element.path)?.meta.title[language]
    if (element.kind === 'event')
      return pathway.events.find(({ id }) => id === element.id)?.title[language] ?? element.id
    return transitionTitle(pathway, element.id, language)
  }
  if (place.list === 'decisions' && place.inner !== undefined) {
    const decision = ruleset.decisions.find((other) => other.id === place.id)
    const lines = decision?.kind === 'table' ? decision.rows : (decision?.rules ?? [])
    const line = lines.find((other) => other.id === place.inner)
    return line?.title?.[language] ?? place.inner
  }
  if (place.list === 'codeSystems' && place.part === 'codes') {
    const codeSystem = ruleset.codeSystems.find((other) => other.id === place.id)
    return codeSystem?.codes.find(({ id }) => id === place.inner)?.title[language] ?? place.inner
  }
  return place.inner ?? place.part
}

/** A transition by its own title, else by what sets it off, with the states it leads between. */
function transitionTitle(pathway: Pathway, id: string, language: Language): string {
  const entry = findTransition(pathway, id)
  if (entry === undefined) return id
  const { trigger, transition, source, target } = entry
  const known =
    trigger.kind === 'on'
      ? pathway.events.find((event) => event.id === trigger.event)
      : trigger.kind === 'after'
        ? pathway.delays.find((delay) => delay.id === trigger.delay)
        : undefined
  const title = transition.meta.title ?? known?.title
  const titleOf = (path: string): string =>
    (path === '' ? pathway.title : stateAt(pathway, path)?.meta.title)?.[language] ?? path
  const between = `${titleOf(source)} → ${titleOf(target ?? source)}`
  return title === undefined ? between : `${title[language]} › ${between}`
}
