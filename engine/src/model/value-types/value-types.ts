import { z } from 'zod'
import { booleanType } from './boolean-type.ts'
import { codeListType } from './code-list-type.ts'
import { codeType } from './code-type.ts'
import { dateTimeType } from './date-time-type.ts'
import { dateType } from './date-type.ts'
import { decimalType } from './decimal-type.ts'
import { durationType } from './duration-type.ts'
import { integerType } from './integer-type.ts'
import { moneyType } from './money-type.ts'
import { orderedCodeType } from './ordered-code-type.ts'
import { ratioType } from './ratio-type.ts'
import { textType } from './text-type.ts'
import type { ValueTypeModule } from './value-type-module.ts'

/** The types a fact, a parameter or an output may have. The only list of them. */
const types = {
  boolean: booleanType,
  integer: integerType,
  decimal: decimalType,
  money: moneyType,
  ratio: ratioType,
  code: codeType,
  orderedCode: orderedCodeType,
  codeList: codeListType,
  date: dateType,
  dateTime: dateTimeType,
  duration: durationType,
  text: textType,
} as const satisfies Readonly<Record<string, ValueTypeModule>>

export type ValueType = keyof typeof types
export const valueTypes = Object.keys(types) as readonly ValueType[] as readonly [
  ValueType,
  ...ValueType[],
]
export const valueTypeSchema = z.enum(valueTypes).meta({
  id: 'ValueType',
  description:
    "What kind of value something has. How a value of each is written stands under 'Types of values'.",
})

/** The types a parameter or an output may have: all but those that only the list of a fact orders. */
export const unlistedValueTypeSchema = z
  .enum(valueTypes.filter((type) => types[type].ordersCodes !== true))
  .meta({
    id: 'UnlistedValueType',
    description:
      'What kind of value a parameter or an output has: any but `orderedCode`, which only the list of a fact orders.',
  })

/** Everything about a type, by its name. */
export const valueTypeModules: Readonly<Record<ValueType, ValueTypeModule>> = types
