/** Keys for tests only. A real bureau's keys are secrets and never stand in a file of the repository. */
export const testSecrets = {
  FIELD_KEYS: JSON.stringify({
    active: 'k1',
    keys: { k1: 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=' },
  }),
  INDEX_KEY: 'aW5kZXgta2V5LWZvci10ZXN0cy1vbmx5LTMyLWJ5dGU=',
  CODE_KEY: 'Y29kZS1rZXktZm9yLXRlc3RzLW9ubHktMzItYnl0ZXM=',
  PROOF_KEY: 'cHJvb2Yta2V5LWZvci10ZXN0cy1vbmx5LTMyLWJ5dGU=',
  STAFF_KEY: 'c3RhZmYta2V5LWZvci10ZXN0cy1vbmx5LTMyLWJ5dGU=',
  SIGN_KEY:
    '{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}',
}
