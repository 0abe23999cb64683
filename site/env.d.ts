declare namespace App {
  interface Locals {
    /** Why a page's question was refused, for site/pages/refused.astro. */
    problem?: import('./lib/ask.ts').ProblemDocument
  }
}
