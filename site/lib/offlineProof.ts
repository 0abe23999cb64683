import { toBase64, toHex, utf8 } from '../../api/shared/bytes.ts'
import { checkDigest, checkSource, proofWords } from './proofFile.ts'
import { type Locale, translator } from './text.ts'

const style = `body{font:1.125rem/1.6 system-ui,sans-serif;max-width:42rem;margin:0 auto;padding:1rem;color:#15202b;background:#fff}
label{display:block;font-weight:700}input,textarea,button{font:inherit;max-width:100%;box-sizing:border-box}
textarea{width:100%}button{padding:.6rem 1.5rem;min-height:2.75rem}p,h2{overflow-wrap:anywhere}
.note{padding:1rem;border-left:6px solid #0b4aa2;background:#f4f7fb}.ok{border-color:#0b6b43;background:#e5f4ec}
.wait,.unsure{border-color:#855000;background:#fdf3e0}.bad{border-color:#b3261e;background:#fdecea}`

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/**
 * The page to keep: the check and its words in one file that asks nobody. Its own policy forbids it any connection and
 * any script but the one whose SHA-256 it names, the same that /open/proof/source shows.
 */
export async function offlinePage(locale: Locale): Promise<string> {
  const t = translator(locale)
  const script = await checkDigest()
  const styled = toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(style))))
  const policy = `default-src 'none'; script-src 'sha256-${toBase64(script)}'; style-src 'sha256-${styled}'; form-action 'none'; base-uri 'none'`
  return `<!doctype html>
<html lang="${locale === 'zh' ? 'zh-Hans-CN' : 'en-GB'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(t('proof.offline.title'))}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(t('proof.offline.title'))}</h1>
<p>${escaped(t('proof.offline.lead'))}</p>
<noscript><p class="note bad">${escaped(t('proof.offline.script'))}</p></noscript>
<form data-words="${escaped(JSON.stringify(proofWords(locale)))}">
<p><label for="proof">${escaped(t('proof.offline.file'))}</label><input id="proof" name="proof" type="file" accept=".json,application/json" required></p>
<p><label for="saved">${escaped(t('proof.saved'))}</label><textarea id="saved" name="saved" rows="3" aria-describedby="hint"></textarea></p>
<p id="hint">${escaped(t('proof.saved.hint'))}</p>
<p><label for="kept">${escaped(t('proof.kept'))}</label><input id="kept" name="kept" type="file" multiple></p>
<p><button type="submit">${escaped(t('proof.check'))}</button></p>
</form>
<div role="status" data-found></div>
<p>${escaped(t('proof.source.digest'))}: <code>${toHex(script)}</code></p>
</main>
<script type="module">${checkSource}</script>
</body>
</html>
`
}
