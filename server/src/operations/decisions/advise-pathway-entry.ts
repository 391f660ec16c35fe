import { indexRuleset, type Outcome } from '@jieli/engine'
import type { CdsRequest, AdviceCard } from '../../contracts/cds.ts'
import type { Caller } from '../context/caller.ts'
import type { ReadingNote } from './read-diagnoses.ts'
import { readEncounter } from './read-encounter.ts'
import { decide } from './decide.ts'
import { bundleInForce } from '../library/bundle-in-force.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { DecideReply } from '../../contracts/decision.ts'

/** The decision a ruleset says who may enter a clinical pathway by. */
export const pathwayEntryDecision = 'pathwayEntry'

/**
 * Advises a hospital's system on the entry of an inpatient into a clinical pathway (CDS Hooks 2.0, `encounter-start`).
 * What the request does not say stays unknown and is asked for.
 * @throws ServerError RULESET_UNKNOWN, NOTHING_IN_FORCE, DECISION_UNKNOWN, FACTS_INVALID, SCOPE_MISSING
 */
export async function advisePathwayEntry(
  context: OperationContext,
  caller: Caller,
  query: { readonly ruleset: string; readonly request: CdsRequest; readonly language: 'zh' | 'en' },
): Promise<{ readonly cards: readonly AdviceCard[] }> {
  const { ruleset, request, language } = query
  const { asOf } = request.extension?.jieli ?? {}
  const { bundle } = await bundleInForce(context, caller, ruleset, asOf)
  const { facts: known } = indexRuleset(bundle.ruleset)
  const given = request.extension?.jieli?.facts ?? {}
  const read = readEncounter(request)
  const facts = { ...knownOnly(read.facts, known), ...given }
  const notes = read.notes.filter(({ fact }) => known.has(fact) && given[fact] == null)
  const answer = await decide(context, caller, {
    ruleset,
    decision: pathwayEntryDecision,
    facts,
    asOf,
    trace: false,
  })
  const reasons = known.get('episode.exclusionReason')?.values ?? []
  return {
    cards: [
      {
        uuid: context.newId(),
        summary: summaryOf(answer, { language, known, facts }),
        indicator: indicators[answer.outcome],
        detail: detailOf(answer, notes, language),
        source: {
          label: `${bundle.ruleset.manifest.title[language]} ${answer.bundle.version}`,
          topic: { system: 'urn:jieli:decision', code: `${ruleset}/${pathwayEntryDecision}` },
        },
        // Who does not enter an eligible patient says why, in the county's codes.
        ...(answer.outcome === 'allow' && reasons.length > 0
          ? {
              overrideReasons: reasons.map(({ code, title }) => ({
                code,
                system: 'urn:jieli:fact:episode.exclusionReason',
                display: title[language],
              })),
            }
          : {}),
      },
    ],
  }
}

/** Not entering is no harm: the patient is treated as usual. So nothing here is critical. */
const indicators: Readonly<Record<Outcome, AdviceCard['indicator']>> = {
  allow: 'info',
  allowWithAdvice: 'info',
  requireReason: 'warning',
  requireReview: 'warning',
  denyInstitutionalAction: 'info',
  needsFacts: 'warning',
  notAssessable: 'info',
}

type KnownFacts = ReturnType<typeof indexRuleset>['facts']

/** The reasons, then what of the request could not be read. */
function detailOf(
  answer: DecideReply,
  notes: readonly ReadingNote[],
  language: 'zh' | 'en',
): string {
  const heading = language === 'zh' ? '资料不全或未予采用：' : 'Missing or left aside:'
  const told = [...new Set(notes.map(({ text }) => text[language]))]
  return [
    ...answer.explanation[language].map((line) => `- ${line}`),
    ...(told.length === 0 ? [] : ['', heading, '', ...told.map((line) => `- ${line}`)]),
  ].join('\n')
}

/** What comes from the hospital's system and not from its doctors: named when unknown, whatever could do without it. */
const fetched = ['episode.mainDiagnosis', 'episode.otherDiagnoses'] as const

function summaryOf(
  answer: DecideReply,
  query: {
    readonly language: 'zh' | 'en'
    readonly known: KnownFacts
    readonly facts: Readonly<Record<string, unknown>>
  },
): string {
  const { language, known, facts } = query
  if (answer.outcome === 'needsFacts') {
    const missing = fetched.filter((id) => known.has(id) && facts[id] == null)
    const names = new Set([
      ...missing.map((id) => known.get(id)?.title[language] ?? id),
      ...answer.needs.map(({ title }) => title[language]),
    ])
    return shorten(
      language === 'zh'
        ? `能否入径还缺：${[...names].join('、')}`
        : `Entry needs: ${[...names].join(', ')}`,
    )
  }
  const [first] = answer.reasons
  return shorten(first === undefined ? answer.title[language] : first.text[language])
}

function shorten(text: string): string {
  return text.length > 139 ? `${text.slice(0, 138)}…` : text
}

/** The facts the ruleset knows; what is unknown is left out. */
function knownOnly(
  told: Readonly<Record<string, unknown>>,
  known: KnownFacts,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(told).filter(([id, value]) => value !== undefined && known.has(id)),
  )
}
