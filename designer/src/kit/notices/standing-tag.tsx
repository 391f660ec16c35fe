import { type DutyStanding, dutyStandingNames } from '@jieli/engine'
import { useText } from '../i18n/use-language.ts'
import { Tag } from './tag.tsx'

const tones = {
  undetermined: 'neutral',
  owed: 'blue',
  late: 'red',
  kept: 'green',
  keptLate: 'amber',
  ended: 'neutral',
  lapsed: 'amber',
} as const satisfies Record<DutyStanding, string>

/** How a duty stands, as a tag. */
export function StandingTag(props: { readonly standing: DutyStanding }) {
  const text = useText()
  return <Tag tone={tones[props.standing]}>{text(dutyStandingNames[props.standing])}</Tag>
}
