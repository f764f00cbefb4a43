interface SourceLinkProps {
  readonly url: string;
  /** What stands there, where the words of the link do not say. */
  readonly title?: string;
  /** It backs a sentence that stands for itself. */
  readonly isQuiet?: boolean;
  readonly children: string;
}

/** Leads to the page that something said here was taken from, in a window of its own. */
export function SourceLink({ url, title, isQuiet = false, children }: SourceLinkProps) {
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      title={title}
      className={
        isQuiet
          ? "text-ink-2 underline decoration-line-strong underline-offset-2 hover:text-ink"
          : "text-small text-accent underline decoration-dotted underline-offset-4"
      }
    >
      {children}
    </a>
  );
}
