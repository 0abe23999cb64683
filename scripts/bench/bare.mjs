/**
 * What the Worker is measured against, in the same runtime beside the same kind of database: a route that does
 * nothing, one read by primary key, and one INSERT that is refused when the slot is full. No framework, no log.
 */
const json = (body, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

const tables = [
  'CREATE TABLE IF NOT EXISTS slot (id INTEGER PRIMARY KEY, capacity INTEGER NOT NULL, words TEXT NOT NULL)',
  'CREATE TABLE IF NOT EXISTS booking (id TEXT PRIMARY KEY, slot_id INTEGER NOT NULL, person TEXT NOT NULL) WITHOUT ROWID',
  'CREATE INDEX IF NOT EXISTS booking_slot ON booking (slot_id)',
  `INSERT OR IGNORE INTO slot WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
   SELECT i, 1000000, 'slot ' || i FROM n`,
]

export default {
  async fetch(request, { DB }) {
    const { pathname, searchParams } = new URL(request.url)
    const slot = Number(searchParams.get('slot'))
    if (pathname === '/bare/prepare') {
      await DB.batch(tables.map((sql) => DB.prepare(sql)))
      return json({})
    }
    if (pathname === '/bare/read') {
      const [{ results }] = await DB.batch([DB.prepare('SELECT * FROM slot WHERE id = ?1').bind(slot)])
      return json(results[0])
    }
    if (pathname === '/bare/insert') {
      const { meta } = await DB.prepare(
        `INSERT INTO booking (id, slot_id, person) SELECT ?1, ?2, ?3
         WHERE (SELECT count(*) FROM booking WHERE slot_id = ?2) < (SELECT capacity FROM slot WHERE id = ?2)`,
      )
        .bind(crypto.randomUUID(), slot, 'person')
        .run()
      return json({}, meta.changes ? 201 : 409)
    }
    return json({ ok: true })
  },
}
