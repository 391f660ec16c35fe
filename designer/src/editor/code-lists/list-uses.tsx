import type { Ruleset } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useRuleset } from '../../document/editing/use-document.ts'
import { Field } from '../../kit/fields/field.tsx'
import { useText } from '../../kit/i18n/use-language.ts'

/** The facts and parameters that take their codes from a list, each with a way to it. */
export function ListUses(props: { readonly codeSystem: string }) {
  const { t } = useTranslation()
  const text = useText()
  const uses = usesOf(useRuleset(), props.codeSystem)
  return (
    <Field title={t('codeLists.uses')}>
      {uses.length === 0 ? (
        <p className="quiet">{t('codeLists.noUses')}</p>
      ) : (
        <ul className="list-uses">
          {uses.map(({ list, id, title }) => (
            <li key={`${list}/${id}`}>
              <Link to={`../${list === 'facts' ? 'decisions' : 'parameters'}?at=/${list}/${id}`}>
                {t(`codeLists.use.${list}`, { title: text(title) })}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Field>
  )
}

/** What names a code system. Pure. */
function usesOf({ facts, parameters }: Ruleset, codeSystem: string) {
  return (
    [
      ['facts', facts],
      ['parameters', parameters],
    ] as const
  ).flatMap(([list, items]) =>
    items
      .filter((item) => item.codeSystem === codeSystem)
      .map(({ id, title }) => ({ list, id, title })),
  )
}
