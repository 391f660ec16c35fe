import { contractSchema } from '../model/contract.ts'
import { authorities } from '../model/authority.ts'
import type { Exception } from '../model/exception.ts'
import { verifiesException } from '../model/exception-message.ts'
import { itemAt } from '../model/item-at.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { IssueCode } from '../model/issue-catalogue.ts'
import { currentPath } from '../model/format-versions/bring-forward.ts'
import { isJsonObject } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { GrantedExemptions } from '../layers/gather-binding.ts'
import { authorityTitles } from '../model/authority-titles.ts'

/** An exception that counts: its item and the last day it covers. */
export interface AcceptedException {
  readonly item: string
  readonly until: string
}

/** An exception as a reader should take it: in force, run out, or never validly granted. */
export interface ExceptionStatus extends Pick<
  Exception,
  'id' | 'item' | 'authority' | 'grantedBy' | 'document' | 'reason' | 'until'
> {
  readonly standing: 'inForce' | 'expired' | 'refused'
}

/**
 * Each of a ruleset's exceptions with how it stands on a day. Pure.
 * @param parent what the ruleset rests on; without it only the days are looked at, as for a published version, whose
 * signatures were looked at when it was published
 */
export function exceptionStatuses(
  ruleset: Ruleset,
  parent: Ruleset | undefined,
  asOf: string,
): readonly ExceptionStatus[] {
  return (ruleset.manifest.exceptions ?? []).map((exception) => {
    const { signature: _signature, ...told } = exception
    const refused =
      parent !== undefined && refusal(exception, ruleset.manifest.id, parent) !== undefined
    const standing = refused ? 'refused' : exception.until < asOf ? 'expired' : 'inForce'
    return { ...told, standing }
  })
}

/** The exceptions that speak of an item: of it alone, or of something it is part of. Pure. */
export function exceptionsOver<T extends Pick<Exception, 'item'>>(
  exceptions: readonly T[],
  path: string,
): readonly T[] {
  return exceptions.filter(({ item: signed }) => {
    const item = currentPath(signed)
    return path === item || path.startsWith(`${item}/`)
  })
}

/**
 * Sorts a ruleset's exceptions: those signed by an authority that may grant them count, and are told of; the others
 * are refused with the reason. Pure.
 */
export function acceptExceptions(
  ruleset: Ruleset,
  parent: Ruleset,
  asOf?: string,
): { readonly accepted: readonly AcceptedException[]; readonly issues: readonly Issue[] } {
  const accepted: AcceptedException[] = []
  const issues: Issue[] = []
  for (const exception of ruleset.manifest.exceptions ?? []) {
    const code =
      refusal(exception, ruleset.manifest.id, parent) ??
      (asOf !== undefined && exception.until < asOf ? 'EXCEPTION_EXPIRED' : undefined)
    const path = `/manifest/exceptions/${exception.id}`
    const values = {
      item: exception.item,
      authority: authorityTitles[exception.authority],
      document: exception.document,
      until: exception.until,
    }
    // An expired exemption for a dated parameter is no fault: its later values are held to the contract by date.
    if (code === undefined || (code === 'EXCEPTION_EXPIRED' && isDated(exception)))
      accepted.push({ item: exception.item, until: exception.until })
    issues.push(createIssue(code ?? 'EXCEPTION_HELD', path, values))
  }
  return { accepted, issues }
}

/**
 * Of the exemptions granted to rulesets between a ruleset and one it rests on, what counts: signed for the ruleset it was given
 * to, by an authority that may excuse from what lies below. Pure.
 */
export function acceptExemptions(
  exemptions: readonly GrantedExemptions[],
  parent: Ruleset,
  asOf?: string,
): readonly AcceptedException[] {
  return exemptions.flatMap(({ ruleset, exceptions }) =>
    exceptions.filter(
      (exception) =>
        refusal(exception, ruleset, parent) === undefined &&
        (asOf === undefined || asOf <= exception.until || isDated(exception)),
    ),
  )
}

function isDated({ item }: Exception): boolean {
  return item.startsWith('/parameters/')
}

function refusal(exception: Exception, holder: string, parent: Ruleset): IssueCode | undefined {
  const item = itemAt(parent, currentPath(exception.item))
  if (!isJsonObject(item)) return 'EXCEPTION_ITEM'
  const meta = isJsonObject(item['meta']) ? item['meta'] : undefined
  const contract = contractSchema.safeParse(item['contract'] ?? meta?.['contract'])
  const setBy = contract.success ? (contract.data.authority ?? 'province') : undefined
  const allowed =
    contract.success &&
    contract.data.exceptions === true &&
    setBy !== undefined &&
    // Only who set it, or who stands above, may excuse from it.
    authorities.indexOf(exception.authority) <= authorities.indexOf(setBy)
  if (!allowed) return 'EXCEPTION_NOT_ALLOWED'
  const keys = (parent.manifest.authorityKeys ?? []).filter(
    (key) => key.authority === exception.authority,
  )
  return keys.some((key) => verifiesException(holder, exception, key.publicKey))
    ? undefined
    : 'EXCEPTION_SIGNATURE'
}
