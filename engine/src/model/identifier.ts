import { z } from 'zod'
import { formats } from './format.ts'

/**
 * A stable id: camelCase or kebab-case, dots allowed (`fromUnit.tier`). Names every JavaScript object has are refused.
 */
export const identifierSchema = z.string().regex(formats.identifier.pattern).max(80)

/** The id of a part of a chart. Without dots, for they part the steps of a state's path. */
export const chartKeySchema = z.string().regex(formats.chartKey.pattern).max(80)

/** A calendar day, `YYYY-MM-DD`. */
export const dateSchema = z.iso.date()

/** A moment with its offset, `2025-03-03T09:00:00+08:00`. */
export const dateTimeSchema = z.iso.datetime({ offset: true })
