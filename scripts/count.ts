/** Prints the tests of a JSON report as one line: `tests: 123 passed, 0 failed`. A failed verification counts as one. */
import { existsSync, readFileSync } from 'node:fs'

interface Report {
  numPassedTests: number
  numFailedTests: number
  numFailedTestSuites: number
}

const [path = '', failedBefore = '0'] = process.argv.slice(2)
const report: Report = existsSync(path)
  ? JSON.parse(readFileSync(path, 'utf8'))
  : { numPassedTests: 0, numFailedTests: 1, numFailedTestSuites: 0 }
// A file that cannot be loaded fails without a test of its own.
const failed = report.numFailedTests || (report.numFailedTestSuites || failedBefore !== '0' ? 1 : 0)
console.log(`tests: ${report.numPassedTests} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0
