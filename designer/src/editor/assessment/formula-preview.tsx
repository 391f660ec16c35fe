import {
  evaluateFormula,
  explainFormula,
  type Formula,
  type FormulaReference,
  formulaReferences,
  formulaValue,
  parameterAsOf,
  type Value,
} from '@jieli/engine'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { today } from '../../document/editing/today.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import type { FormulaName } from './formula-names.ts'

/** Works a formula out on figures filled in to try it. They are kept nowhere. */
export function FormulaPreview(props: {
  readonly formula: Formula
  readonly names: ReadonlyMap<string, FormulaName>
}) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const { parameters } = useRuleset()
  const [figures, setFigures] = useState<Readonly<Record<string, Value | null>>>({})
  const { formula, names } = props
  const references = formulaReferences(formula)
  const valueOf = (reference: FormulaReference): Value | null => {
    const given = figures[keyOf(reference)]
    if (given !== undefined) return given
    const parameter = parameters.find(({ id }) => id === reference.name)
    return (parameter && parameterAsOf(parameter, today())?.value) ?? null
  }
  const result = evaluateFormula(formula, (reference) => {
    const name = names.get(reference.name)
    return name && formulaValue(name, valueOf(reference))
  })
  const untried = references.length > 0 && references.every((each) => valueOf(each) === null)
  const titleOf = (name: string): FormulaName | undefined => names.get(name)
  return (
    <section className="formula-preview" aria-label={t('assessmentEditor.preview')}>
      <h3>{t('assessmentEditor.preview')}</h3>
      <div className="formula-figures">
        {references.map((reference) => {
          const name = names.get(reference.name)
          if (name === undefined) return null
          const label = t(`assessmentEditor.figureOf.${reference.kind}`, {
            title: text(name.title),
          })
          return (
            <label key={keyOf(reference)}>
              <span>{label}</span>
              <ValueInput
                definition={{ type: name.type, unit: name.unit }}
                label={label}
                value={valueOf(reference)}
                onCommit={(value) =>
                  setFigures((before) => ({ ...before, [keyOf(reference)]: value }))
                }
              />
            </label>
          )
        })}
      </div>
      {untried && <p className="quiet">{t('assessmentEditor.previewHint')}</p>}
      <ul className="formula-steps" aria-live="polite">
        {(untried ? [] : explainFormula(formula, result, titleOf, language)).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  )
}

function keyOf({ kind, name }: FormulaReference): string {
  return `${kind} ${name}`
}
