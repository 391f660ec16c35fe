import type { CorrectedStep } from '../../../documents/case-correction.ts'
import type { RecordedDecision } from '../../../documents/recorded-decision.ts'

/** A decision with a last line that says that it was not taken when it happened. Pure. */
export function noteLate(
  decision: RecordedDecision,
  {
    kind,
    at,
    now,
  }: { readonly kind: CorrectedStep['kind']; readonly at: string; readonly now: string },
): RecordedDecision {
  const [happened, decided] = [minuteOf(at), minuteOf(now)]
  const note = notes[kind]?.(happened, decided)
  if (note === undefined) return decision
  const { zh, en } = decision.explanation
  return { ...decision, explanation: { zh: [...zh, note.zh], en: [...en, note.en] } }
}

type Note = (happened: string, decided: string) => { readonly zh: string; readonly en: string }

const notes: Readonly<Partial<Record<CorrectedStep['kind'], Note>>> = {
  late: (happened, decided) => ({
    zh: `此步为补录：${happened} 发生，${decided} 据补录的情况判定。`,
    en: `Entered late: it happened at ${happened} and was decided at ${decided} by what was entered.`,
  }),
  corrected: (happened, decided) => ({
    zh: `此步已更正：${happened} 发生，${decided} 据更正后的情况重新判定。`,
    en: `Corrected: it happened at ${happened} and was decided again at ${decided} by what was corrected.`,
  }),
  again: (happened, decided) => ({
    zh: `此步 ${happened} 发生，${decided} 据后来更正或补录的情况重新判定；当时的判定见原记录。`,
    en: `It happened at ${happened} and was decided again at ${decided} by what was corrected or entered late; how it was decided then is in the record.`,
  }),
}

/** `2025-03-03T09:00:00.000+08:00` as people read it. */
function minuteOf(at: string): string {
  return at.slice(0, 16).replace('T', ' ')
}
