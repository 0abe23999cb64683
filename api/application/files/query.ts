import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import type { IdentityLevel } from '../../matter/catalogue.ts'
import type { ApplicationState } from '../states.ts'

/** What of an application decides about its files. */
export interface HolderRow {
  id: string
  reference: string
  codeHash: string
  personCodeHash: string | null
  ownCodeHash: string | null
  identity: IdentityLevel
  matterCode: string
  formVersion: number
  pointId: string
  state: ApplicationState
  rev: number
  /** Rounds of correction asked for. */
  asked: number
  /** What decides which papers stand: the answers, sealed, and who files. */
  answers: string | null
  eligibility: string
  helperRelation: string | null
}

/** Statement: the application whose files these are. */
export const holderRow = ({ db }: Ctx, reference: string) =>
  rows<HolderRow>(
    db,
    sql`SELECT id, reference, code_hash AS codeHash, person_code_hash AS personCodeHash,
          own_code_hash AS ownCodeHash, identity, matter_code AS matterCode,
          form_version AS formVersion, service_point_id AS pointId, state, rev, asked, answers, eligibility,
          helper_relation AS helperRelation
        FROM application WHERE reference = ${reference}`,
  )

/** A file that is handed out. */
export interface OpenRow {
  id: string
  name: string | null
  objectKey: string
}

/** Statement: a file that stands, by its id. */
export const fileById = ({ db }: Ctx, fileId: string) =>
  rows<OpenRow>(
    db,
    sql`SELECT id, name, object_key AS objectKey FROM application_file WHERE id = ${fileId} AND dropped_at IS NULL`,
  )

/** Statement: the materials that the newest round of correction asks for, of an application. */
export const askedMaterials = ({ db }: Ctx, reference: string) =>
  rows<{ material: string }>(
    db,
    sql`SELECT substr(c.target, 10) AS material FROM application a
        JOIN application_correction c ON c.application_id = a.id AND c.round = a.asked
        WHERE a.reference = ${reference} AND c.answered_at IS NULL AND c.target GLOB 'material:*'`,
  )
