import { describe, expect, it } from 'vitest'
import { ApiError, describeFailure, problemOf } from '../../designer/src/api/api-error.ts'

describe('answers that say no', () => {
  it('keep the code, both languages, the issues and who saved last', () => {
    const problem = problemOf(412, {
      code: 'DRAFT_STALE',
      detail: '已有更新的草稿。',
      message: { zh: '已有更新的草稿。', en: 'There is a newer draft.' },
      savedBy: '王敏',
      savedAt: '2025-03-03T09:00:00+08:00',
    })
    const error = new ApiError(problem)
    expect(error).toMatchObject({ status: 412, code: 'DRAFT_STALE', issues: [] })
    expect(error.problem.savedBy).toBe('王敏')
    expect(describeFailure(error).en).toBe('There is a newer draft.')
  })

  it('are readable even when something in between answered instead of the server', () => {
    for (const body of [undefined, null, 'Bad Gateway', {}, { message: 'nginx' }]) {
      const { zh, en } = describeFailure(new ApiError(problemOf(502, body)))
      expect(zh).toContain('502')
      expect(en).toContain('502')
    }
  })
})
