/**
 * Moves the focus to the first field of a form that is marked wrong, once what was wrong has been drawn. Whatever part of
 * the form is folded over it opens.
 */
export function focusFirstProblem(form: Element | null): void {
  requestAnimationFrame(() => {
    const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
    const target = wrong?.role === "radiogroup" ? wrong.querySelector<HTMLElement>("input:not(:disabled)") : wrong;
    const folded = target?.closest("details");
    if (folded) folded.open = true;
    target?.focus();
  });
}
