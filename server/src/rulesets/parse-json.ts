import type { Text } from '@jieli/engine'
import { findJsonFault } from './find-json-fault.ts'

/** Where a JSON text stops making sense. Line and column count from 1. */
export interface JsonFault {
  readonly line: number
  readonly column: number
  readonly detail: Text
}

export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: JsonFault }

/** Parses a JSON text and says where it is broken. A byte order mark is passed over. Pure. */
export function parseJson(text: string): ParsedJson {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  try {
    const value: unknown = JSON.parse(source)
    return { ok: true, value }
  } catch {
    return { ok: false, fault: locate(source) }
  }
}

/** What is wrong with a text that is no JSON, without where. Pure. */
export function describeJsonFault({ detail }: JsonFault): Text {
  return { zh: `不是合法的 JSON：${detail.zh}。`, en: `Not valid JSON: ${detail.en}.` }
}

function locate(text: string): JsonFault {
  const position = findJsonFault(text)
  const before = text.slice(0, position)
  const line = before.split('\n').length
  const column = position - before.lastIndexOf('\n')
  const token = text.slice(position, position + 1)
  const detail =
    token === ''
      ? { zh: '内容不完整，提前结束', en: 'the text ends too early' }
      : { zh: `此处不应出现“${token}”`, en: `"${token}" is not expected here` }
  return { line, column, detail }
}
