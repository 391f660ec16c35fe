import type { Citation, Contract } from '@jieli/engine'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ExceptionTag } from '../../document/editing/exception-tag.tsx'
import { useExceptionsOver } from '../../document/editing/exceptions-context.ts'
import { ContractTag } from '../../document/editing/contract-tag.tsx'
import { layerOf } from '../../document/editing/layer-of.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { Cited } from '../../kit/fields/cited.tsx'
import { AdoptedFrom } from './adopted-from.tsx'
import { useBook } from './book-context.ts'

/** One item of a rule book: its content, and below it its clause, its layer, who may change it and its exceptions. */
export function BookEntry(props: {
  readonly path: string
  readonly title: ReactNode
  readonly cites?: readonly Citation[] | undefined
  readonly contract?: Contract | undefined
  readonly children?: ReactNode
}) {
  const { t } = useTranslation()
  const text = useText()
  const { ruleset, origin, layers } = useBook()
  const exceptions = useExceptionsOver()(props.path)
  const layer = layerOf(origin, props.path)
  return (
    <li className="book-entry" id={props.path}>
      <div className="book-entry-title">{props.title}</div>
      {props.children}
      <p className="book-provenance">
        {props.cites !== undefined && (
          <Cited cites={props.cites} sources={ruleset.manifest.sources} />
        )}
        {layer !== undefined && (
          <span className="quiet">
            {t('ruleBook.layer', { title: text(layers[layer], layer) })}
          </span>
        )}
        <AdoptedFrom path={props.path} />
        <ContractTag contract={props.contract} />
        <ExceptionTag exceptions={exceptions} />
      </p>
    </li>
  )
}

/** A chapter with its heading, left out when there is nothing in it. */
export function BookChapter(props: {
  readonly id: string
  readonly title: string
  readonly count: number
  readonly children: ReactNode
}) {
  if (props.count === 0) return null
  return (
    <section className="book-chapter" id={props.id} aria-labelledby={`${props.id}-title`}>
      <h2 id={`${props.id}-title`}>{props.title}</h2>
      {props.children}
    </section>
  )
}
