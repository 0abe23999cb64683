import { env } from 'cloudflare:workers'

/** A place on the waiting list as the tables know it, without a person's details; answers its id. */
export async function addWaiting(
  id: string,
  { state = 'waiting', matter = 'ID-02' }: { state?: string; matter?: string } = {},
): Promise<string> {
  await env.DB.prepare(
    `INSERT INTO waiting (id, reference, code_hash, ticket, state, matter_code, matters, minutes, from_day, to_day,
       person_key, contact_key, phone_key, locale, id_type, joined_day, created_at, updated_at, ends_at)
     VALUES (?1, ?1, '', ?1, ?2, ?3, json_array(?3), 15, '2026-11-23', '2026-12-31', ?1, ?1, ?1, 'zh', 'none',
       '2026-11-23', 0, 0, 0)`,
  )
    .bind(id, state, matter)
    .run()
  return id
}
