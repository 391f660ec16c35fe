import { withoutMark } from '../../documents/made-document.ts'
import type { ReadSettlement, SettlementReading } from './read-settlement.ts'

/** A settlement as lists show it: without where its content lies. Pure. */
export function presentSettlement({ settlement, outdated, problem }: SettlementReading) {
  const { content: _, events: __, earlier: ___, postings: ____, open: _____, ...told } = settlement
  return { ...withoutMark(told), outdated, ...(problem && { problem }) }
}

/** A settlement in full. Pure. */
export function presentWholeSettlement({ content, ...standing }: ReadSettlement) {
  const { input, result } = content
  return {
    ...presentSettlement(standing),
    result,
    units: input.units.map(({ unit }) => unit),
  }
}
