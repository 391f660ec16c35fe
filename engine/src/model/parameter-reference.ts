import { z } from 'zod'
import { identifierSchema } from './identifier.ts'

export const parameterReferenceSchema = z
  .strictObject({
    parameter: identifierSchema.describe('The id of the parameter.'),
  })
  .meta({
    id: 'ParameterReference',
    description:
      'A parameter whose value is read, as of the day that is decided, priced or assessed: `{"parameter": "stepDownDays"}`.',
  })
