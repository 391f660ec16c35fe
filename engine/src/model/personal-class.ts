/** How protected what a fact says is, the least first; each more protected than the one before. */
export const personalClasses = ['none', 'personal', 'sensitive'] as const
export type PersonalClass = (typeof personalClasses)[number]

/**
 * How protected what a fact says is. What says nothing of it, and what is not known, is held for sensitive: nothing is
 * shown to more people because somebody forgot to say. Pure.
 */
export function personalClassOf(
  fact: { readonly personal?: PersonalClass | undefined } | undefined,
): PersonalClass {
  return fact?.personal ?? 'sensitive'
}
