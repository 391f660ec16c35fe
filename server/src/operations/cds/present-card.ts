import type { Outcome, Text } from '@jieli/engine'
import type { AdviceCard } from '../../contracts/cds.ts'
import type { CardParts } from './card-parts.ts'
import type { CdsServiceDefinition } from './cds-services.ts'
import { factSystem } from './fact-sources.ts'
import { suggestFacts } from './suggest-facts.ts'

/**
 * No card is critical, which stops the work of a clinic: what an institution may not do is said, and the patient is
 * treated all the same.
 */
const indicators: Readonly<Record<Outcome, AdviceCard['indicator']>> = {
  allow: 'info',
  allowWithAdvice: 'info',
  requireReason: 'warning',
  requireReview: 'warning',
  denyInstitutionalAction: 'warning',
  needsFacts: 'warning',
  notAssessable: 'info',
}

/** The card on one decision: what it comes to, why, on which clause, and what to do where something is missing. */
export function presentCard(parts: CardParts): AdviceCard {
  const { service, ruleset, answer, language, known } = parts
  const suggestions = answer.outcome === 'needsFacts' ? suggestFacts(parts) : []
  const reasons = known.get(service.overrideReasons)?.values ?? []
  return {
    uuid: parts.newId(),
    summary: summaryOf(parts),
    // That an eligible patient is not entered into a pathway is no harm: treated as usual.
    indicator:
      service.id === 'pathway-entry' && answer.outcome === 'denyInstitutionalAction'
        ? 'info'
        : indicators[answer.outcome],
    detail: detailOf(parts),
    source: {
      label: labelOf(parts),
      ...(parts.publicUrl !== undefined && {
        url: `${parts.publicUrl}/rulesets/${encodeURIComponent(ruleset.manifest.id)}/book`,
      }),
      topic: {
        system: 'urn:jieli:decision',
        code: `${ruleset.manifest.id}/${answer.decision}`,
        display: answer.title[language],
      },
    },
    ...(suggestions.length > 0 && { suggestions, selectionBehavior: 'at-most-one' as const }),
    ...(offersReasons(service, answer.outcome) &&
      reasons.length > 0 && {
        overrideReasons: reasons.map(({ code, title }) => ({
          code,
          system: `${factSystem}${service.overrideReasons}`,
          display: title[language],
        })),
      }),
  }
}

/** Who does not enter an eligible patient says why; who refers against the rules, too. */
function offersReasons(service: CdsServiceDefinition, outcome: Outcome): boolean {
  return service.id === 'pathway-entry'
    ? outcome === 'allow'
    : ['requireReason', 'requireReview', 'denyInstitutionalAction'].includes(outcome)
}

/** The clauses the first reason rests on, else the ruleset. */
function labelOf({ ruleset, answer, language }: CardParts): string {
  const { title } = ruleset.manifest
  const [first] = answer.reasons
  const cites = (first?.cites ?? []).map(({ clause, documentTitle }) =>
    language === 'zh' ? `《${documentTitle.zh}》${clause}` : `${documentTitle.en} ${clause}`,
  )
  const version = `${title[language]} ${answer.bundle.version}`
  return cites.length === 0
    ? version
    : `${cites.join(language === 'zh' ? '、' : ', ')} · ${version}`
}

/** The reasons, then what was read by a map of codes, and what of the request could not be read. */
function detailOf({ answer, notes, language }: CardParts): string {
  const missing = notes.filter(({ taken }) => taken !== true)
  const taken = notes.filter((note) => note.taken === true)
  const listed = (heading: Text, some: typeof notes): readonly string[] => {
    const texts = [...new Set(some.map(({ text }) => text[language]))]
    return texts.length === 0
      ? []
      : ['', heading[language], '', ...texts.map((line) => `- ${line}`)]
  }
  return [
    ...answer.explanation[language].map((line) => `- ${line}`),
    ...(answer.versionChoice ? ['', answer.versionChoice.text[language]] : []),
    ...listed({ zh: '按编码对照读出：', en: 'Read by a code map:' }, taken),
    ...listed({ zh: '资料不全或未予采用：', en: 'Missing or left aside:' }, missing),
  ].join('\n')
}

function summaryOf({ service, answer, language, known, facts }: CardParts): string {
  if (answer.outcome === 'needsFacts') {
    const missing = (service.fetched ?? []).filter((id) => known.has(id) && facts[id] == null)
    const names = new Set([
      ...missing.map((id) => known.get(id)?.title[language] ?? id),
      ...answer.needs.map(({ title }) => title[language]),
    ])
    return shorten(
      language === 'zh'
        ? `${service.question.zh}还缺：${[...names].join('、')}`
        : `${service.question.en} needs: ${[...names].join(', ')}`,
    )
  }
  const [first] = answer.reasons
  return shorten(first === undefined ? answer.title[language] : first.text[language])
}

function shorten(text: string): string {
  return text.length > 139 ? `${text.slice(0, 138)}…` : text
}
