/** A table with sealed fields: which columns, and how the rotation finds and changes its rows. */
export interface SealedTable {
  table: string
  columns: readonly [string, ...string[]]
  /** The condition of the index on the first column's key id (db/migrations/0011_field_key.sql), word for word. */
  where: string
}

/** Every table whose fields are sealed with the field keys. A new one must join, or rotation would pass it by. */
export const sealedTables: readonly SealedTable[] = [
  {
    table: 'booking',
    columns: ['name', 'phone', 'id_number', 'helper_name', 'helper_phone', 'note'],
    where: 'name IS NOT NULL',
  },
  {
    table: 'waiting',
    columns: ['name', 'phone', 'id_number', 'helper_name', 'helper_phone', 'note'],
    where: 'name IS NOT NULL',
  },
  {
    table: 'feedback',
    columns: ['words', 'name', 'contact', 'answer'],
    where: 'words IS NOT NULL',
  },
  {
    table: 'application',
    columns: [
      'answers',
      'name',
      'phone',
      'id_number',
      'helper_name',
      'helper_phone',
      'helper_authority',
      'address',
    ],
    where: 'answers IS NOT NULL',
  },
  { table: 'casefile', columns: ['note'], where: 'note IS NOT NULL' },
  { table: 'casefile_party', columns: ['name', 'phone', 'id_number'], where: 'name IS NOT NULL' },
  { table: 'callback', columns: ['words'], where: 'words IS NOT NULL' },
  { table: 'rating', columns: ['words'], where: 'words IS NOT NULL' },
  { table: 'campaign_word', columns: ['words'], where: 'words IS NOT NULL' },
  { table: 'evaluation_objection', columns: ['words', 'answer'], where: 'words IS NOT NULL' },
  { table: 'meeting_entry', columns: ['words', 'name', 'phone', 'answer'], where: 'words IS NOT NULL' },
  { table: 'volunteer', columns: ['name', 'phone'], where: 'name IS NOT NULL' },
  { table: 'application_correction', columns: ['words'], where: 'words IS NOT NULL' },
  { table: 'application_extension', columns: ['words'], where: 'words IS NOT NULL' },
  { table: 'application_word', columns: ['words'], where: 'words IS NOT NULL' },
  { table: 'application_file', columns: ['name'], where: 'name IS NOT NULL' },
  {
    table: 'complaint',
    columns: ['answers', 'words', 'place', 'name', 'phone'],
    where: 'answers IS NOT NULL',
  },
  { table: 'complaint_follower', columns: ['phone'], where: 'phone IS NOT NULL' },
  { table: 'complaint_word', columns: ['words'], where: 'words IS NOT NULL' },
  { table: 'complaint_file', columns: ['data_key'], where: 'data_key IS NOT NULL' },
  { table: 'complaint_outside', columns: ['words'], where: 'words IS NOT NULL' },
  { table: 'mediation', columns: ['words'], where: 'words IS NOT NULL' },
  { table: 'rectification', columns: ['contact'], where: 'contact IS NOT NULL' },
  { table: 'rectification_word', columns: ['words'], where: 'words IS NOT NULL' },
  { table: 'rating_second', columns: ['words'], where: 'words IS NOT NULL' },
  { table: 'certificate', columns: ['file', 'words'], where: 'file IS NOT NULL' },
  { table: 'record_view', columns: ['words'], where: 'words IS NOT NULL' },
  { table: 'upload', columns: ['name'], where: 'name IS NOT NULL' },
  { table: 'outbox', columns: ['recipient', 'data'], where: "state = 'waiting'" },
]
