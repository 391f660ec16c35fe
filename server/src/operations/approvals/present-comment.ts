import type { DraftComment as ShownComment } from '../../contracts/approval.ts'
import type { DraftComment } from '../../documents/draft-comment-document.ts'
import { withoutMark } from '../../documents/made-document.ts'

/** A comment as the world sees it. Pure. */
export function presentComment(comment: DraftComment): ShownComment {
  const { revision: _revision, ruleset: _ruleset, county: _county, ...shown } = withoutMark(comment)
  return shown
}
