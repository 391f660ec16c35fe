import { dutyStandingNames, type Text } from '@jieli/engine'

/** How something stands that has to be done; what is done and had a time was done in time. Pure. */
export function standingName(
  standing: keyof typeof dutyStandingNames,
  dueAt: string | undefined,
): Text {
  if (standing === 'kept' && dueAt !== undefined) return { zh: '按时办理', en: 'done in time' }
  return dutyStandingNames[standing]
}
