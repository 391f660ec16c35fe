import type { Text } from '@jieli/engine'

/** What came of computing something again. Pure. */
export function summariseRecomputed({ same }: { readonly same: boolean }): Text {
  return same
    ? { zh: '重新计算的结果与记录一致', en: 'What was computed again is the same as recorded' }
    : {
        zh: '重新计算的结果与记录不一致',
        en: 'What was computed again differs from what is recorded',
      }
}
