/** What a file field lets be chosen: a hint to the browser, the API decides. */
export { acceptAttribute } from '../../api/file/kind.ts'
