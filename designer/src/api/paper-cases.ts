import type { Case, PaperCaseInput, PaperCasePreview } from '@jieli/server/contracts'
import { request } from './request.ts'

/** What the case on a sheet would be; nothing is stored. @throws {ApiError} 409 with the step that would be refused */
export function previewPaperCase(sheet: PaperCaseInput): Promise<PaperCasePreview> {
  return request('/paper-cases/preview', { method: 'POST', body: sheet })
}

/** Enters what stands on a sheet as a case, once for each sheet. @throws {ApiError} 409 when it would be refused */
export function enterPaperCase(sheet: PaperCaseInput): Promise<Case> {
  return request('/paper-cases', { method: 'POST', body: sheet })
}
