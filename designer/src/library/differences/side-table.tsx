import type { SideRow } from '@jieli/server/contracts'
import { useText } from '../../kit/i18n/use-language.ts'

/** Fields of one item in their states side by side. A value unlike the first is highlighted; the first is struck through on request. */
export function SideTable(props: {
  readonly caption: string
  readonly fieldHead: string
  readonly heads: readonly string[]
  readonly rows: readonly SideRow[]
  readonly strikeFirst?: boolean
}) {
  const text = useText()
  return (
    <table className="side-table">
      <caption className="visually-hidden">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{props.fieldHead}</th>
          {props.heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row, at) => (
          <tr key={at}>
            <th scope="row">{text(row.field)}</th>
            {row.sides.map((side, column) => (
              <td key={column}>
                {column === 0 && props.strikeFirst === true ? (
                  <del>{text(side)}</del>
                ) : column > 0 && text(side) !== text(row.sides[0] ?? side) ? (
                  <strong>{text(side)}</strong>
                ) : (
                  text(side)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
