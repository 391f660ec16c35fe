import { indexRuleset, type Outcome } from '@jieli/engine'
import type { CdsRequest } from '../contracts/cds.ts'
import type { Caller } from './caller.ts'
import { decide, type DecideAnswer } from './decide.ts'
import { bundleInForce } from './bundle-in-force.ts'
import type { OperationContext } from './operation-context.ts'

/** A card of CDS Hooks 2.0. A card is advice: what a case may do is held by its own guards. */
export interface AdviceCard {
  readonly uuid: string
  /** Under 140 characters. */
  readonly summary: string
  readonly indicator: 'info' | 'warning' | 'critical'
  /** Markdown: every reason with its clause. */
  readonly detail: string
  readonly source: {
    readonly label: string
    readonly topic?: { readonly system: string; readonly code: string }
  }
  readonly overrideReasons?: readonly {
    readonly code: string
    readonly system: string
    readonly display: string
  }[]
}

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
  asked: { readonly ruleset: string; readonly request: CdsRequest; readonly language: 'zh' | 'en' },
): Promise<{ readonly cards: readonly AdviceCard[] }> {
  const { ruleset, request, language } = asked
  const { asOf } = request.extension?.jieli ?? {}
  const { bundle } = await bundleInForce(context, caller, ruleset, asOf)
  const { facts: known } = indexRuleset(bundle.ruleset)
  const facts = { ...readFhir(request, known), ...request.extension?.jieli?.facts }
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
        summary: summaryOf(answer, language),
        indicator: indicators[answer.outcome],
        detail: answer.explanation[language].map((line) => `- ${line}`).join('\n'),
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

function summaryOf(answer: DecideAnswer, language: 'zh' | 'en'): string {
  if (answer.outcome === 'needsFacts') {
    const names = answer.needs.map(({ title }) => title[language])
    return shorten(
      language === 'zh' ? `能否入径还缺：${names.join('、')}` : `Entry needs: ${names.join(', ')}`,
    )
  }
  const [first] = answer.reasons
  return shorten(first === undefined ? answer.title[language] : first.text[language])
}

function shorten(text: string): string {
  return text.length > 139 ? `${text.slice(0, 138)}…` : text
}

type KnownFacts = ReturnType<typeof indexRuleset>['facts']

/** The facts FHIR tells: the patient, the admission, the main diagnosis and the others, where the ruleset knows them. */
function readFhir({ context, prefetch }: CdsRequest, known: KnownFacts): Record<string, unknown> {
  const { encounter, conditions } = prefetch ?? {}
  const [main, ...others] = diagnosesOf(conditions)
  const start = encounter?.period?.start
  const told: Record<string, unknown> = {
    'episode.patientId': context.patientId,
    'episode.admittedOn': start === undefined ? undefined : start.slice(0, 10),
    'episode.unitId': encounter?.serviceProvider?.reference?.replace(/^Organization\//, ''),
    'episode.mainDiagnosis': main,
    // No list of conditions says nothing of comorbidities; an empty one says there are none.
    'episode.otherDiagnoses': conditions == null ? undefined : [...new Set(others)],
  }
  return Object.fromEntries(
    Object.entries(told).filter(([id, value]) => value !== undefined && known.has(id)),
  )
}

/** Codes of the encounter's diagnoses, the main one first, as the sender lists them. */
function diagnosesOf(bundle: NonNullable<CdsRequest['prefetch']>['conditions']): readonly string[] {
  return (bundle?.entry ?? []).flatMap(({ resource }) => {
    if (resource.resourceType !== 'Condition') return []
    const code = resource.code?.coding?.find((one) => one.code !== undefined)?.code
    return code === undefined ? [] : [code]
  })
}
