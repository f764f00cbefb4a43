interface Refused {
  readonly issues: readonly { readonly path: readonly PropertyKey[] }[];
}

/** Which fields a form's schema refuses, by their path joined with dots (`parts.0.amount`). */
export function wrongFields({ issues }: Refused): ReadonlySet<string> {
  return new Set(issues.map(({ path }) => path.join(".")));
}
