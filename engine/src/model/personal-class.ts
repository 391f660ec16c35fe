import type { Text } from './text.ts'

/** How protected what a fact says is, the least first; each more protected than the one before. */
export const personalClasses = ['none', 'personal', 'sensitive'] as const
export type PersonalClass = (typeof personalClasses)[number]

/** What each class is called. */
export const personalClassTitles: Readonly<Record<PersonalClass, Text>> = {
  none: { zh: '不是个人信息', en: 'not personal' },
  personal: { zh: '个人信息', en: 'personal' },
  sensitive: { zh: '敏感个人信息', en: 'sensitive personal' },
}

/** Whether one class protects less than another. Pure. */
export function isLessProtected(one: PersonalClass, other: PersonalClass): boolean {
  return personalClasses.indexOf(one) < personalClasses.indexOf(other)
}

/**
 * How protected what a fact says is. What says nothing of it, and what is not known, is held for sensitive: nothing is
 * shown to more people because somebody forgot to say. Pure.
 */
export function personalClassOf(
  fact: { readonly personal?: PersonalClass | undefined } | undefined,
): PersonalClass {
  return fact?.personal ?? 'sensitive'
}
