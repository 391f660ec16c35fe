import type { NamedCondition } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { upsertListItem } from './upsert-list-item.ts'

/** Adds a named condition, or changes it. */
export function upsertCondition(condition: NamedCondition, field?: string): Command {
  return upsertListItem('conditions', condition, field)
}
