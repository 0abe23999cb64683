import { clockAt } from '../../../api/shared/clock.ts'
import { draftRow, sender } from '../applicationFiles.ts'
import { pdfFile } from '../files.ts'
import type { Rows } from './row.ts'

/** The files of an application. */
export const applicationFileRows: Rows = {
  'POST /staff/applications/{reference}/files/{fileId}/link': {
    make: async (world, { point }) => {
      const draft = await draftRow({ point })
      const { body } = await sender({ ...draft, clock: clockAt(world.now) }).add(pdfFile())
      return {
        path: `/staff/applications/${draft.reference}/files/${body.id}/link`,
        body: { reason: 'identity' },
      }
    },
  },
}
