/** Somebody who reports at the desk, as staff type it. */
export const reporter = (more: object = {}) => ({
  role: 'reporter',
  name: '林小鹿',
  phone: '13912340001',
  wish: 'told',
  ...more,
})

/** A case as staff type it at the desk. */
export const aCase = (more: object = {}) => ({
  point: 'qingshi',
  kind: 'security',
  officer: { name: '韩立', badge: '014207' },
  parties: [reporter()],
  ...more,
})
