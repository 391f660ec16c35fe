import type { Text } from '@jieli/engine'
import { findJsonFault } from './find-json-fault.ts'
import { findRoundedNumber } from './find-rounded-number.ts'

/** Where a JSON text stops making sense, or holds a number that would be rounded. Line and column count from 1. */
export interface JsonFault {
  readonly line: number
  readonly column: number
  readonly detail: Text
  /** The number that would be rounded, as it is written, where that is what is wrong. */
  readonly rounded?: string
}

export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: JsonFault }

/**
 * Parses a JSON text and says where it is broken. No number becomes another whole number in silence: such a text is
 * refused, naming it. A byte order mark is passed over. Pure.
 */
export function parseJson(text: string): ParsedJson {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  try {
    const value: unknown = JSON.parse(source)
    const rounded = findRoundedNumber(source)
    if (rounded === undefined) return { ok: true, value }
    const { at, written } = rounded
    const detail = roundedDetail(written.length > 60 ? `${written.slice(0, 60)}…` : written)
    return { ok: false, fault: { ...placeOf(source, at), detail, rounded: written } }
  } catch {
    return { ok: false, fault: locate(source) }
  }
}

function roundedDetail(written: string): Text {
  return {
    zh: `数值 ${written} 无法精确保存（整数最大为 ${Number.MAX_SAFE_INTEGER}），系统不会自行取整`,
    en: `the number ${written} cannot be kept exactly (the largest whole number is ${Number.MAX_SAFE_INTEGER}) and is never rounded`,
  }
}

/** What is wrong with a text that is no JSON, without where. Pure. */
export function describeJsonFault({ detail, rounded }: JsonFault): Text {
  if (rounded !== undefined)
    return {
      zh: `${detail.zh}。`,
      en: `${detail.en.charAt(0).toUpperCase()}${detail.en.slice(1)}.`,
    }
  return { zh: `不是合法的 JSON：${detail.zh}。`, en: `Not valid JSON: ${detail.en}.` }
}

function locate(text: string): JsonFault {
  const position = findJsonFault(text)
  const token = text.slice(position, position + 1)
  const detail =
    token === ''
      ? { zh: '内容不完整，提前结束', en: 'the text ends too early' }
      : { zh: `此处不应出现“${token}”`, en: `"${token}" is not expected here` }
  return { ...placeOf(text, position), detail }
}

function placeOf(text: string, position: number): Pick<JsonFault, 'line' | 'column'> {
  const before = text.slice(0, position)
  return { line: before.split('\n').length, column: position - before.lastIndexOf('\n') }
}
