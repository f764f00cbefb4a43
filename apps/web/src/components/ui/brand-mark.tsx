/** The floor boards of a maru, seen from above. */
export function BrandMark({ className = "size-[18px]" }: { readonly className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 18 18" fill="currentColor" className={`shrink-0 text-accent ${className}`}>
      <path d="M0 4a4 4 0 0 1 4-4h4.25v4.85H0zM9.75 0H14a4 4 0 0 1 4 4v.85H9.75zM0 6.35h8.25v5.3H0zm9.75 0H18v5.3H9.75zM0 13.15h8.25V18H4a4 4 0 0 1-4-4zm9.75 0H18V14a4 4 0 0 1-4 4H9.75z" />
    </svg>
  );
}
