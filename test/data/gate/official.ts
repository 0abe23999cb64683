/** What the invented bureau of the labelled texts publishes of itself, and what the gate lets pass therefore. */
export const official = {
  phones: ['000-0000-0012', '000-0000-0021', '000-0000-0033'],
  names: ['李卫国', '周明', '陈晓燕', '高兴国'],
  addresses: ['江城县迎宾大道6号', '石桥镇解放路88号', '清溪镇河滨路21号'],
}
