import { z } from 'zod'
import type { CaseSummary, OpenDuty } from '../../documents/case-document.ts'

/** The open duties of a case; none where what is stored of them is damaged, which its page tells. */
export function soundDuties({ openDuties }: CaseSummary): readonly OpenDuty[] {
  return openDutiesForm.safeParse(openDuties).success ? (openDuties ?? []) : []
}

const words = z.looseObject({ zh: z.string(), en: z.string() })
const openDutiesForm = z.array(
  z.looseObject({
    duty: z.string(),
    number: z.int(),
    status: z.string(),
    title: words,
    party: z.looseObject({ id: z.string(), title: words }),
  }),
)
